// Drawing on the pad by hand: with mouse, pen or finger, and with the keyboard.

import { MOVES, clamp } from "../ui/dom.js";
import { PAD } from "./ink.js";

const STEP = 2; // pixels that an arrow key moves the pen

// actions: begin() a stroke, line(from, to), end() of the stroke; pen(place, down) as the keyboard's pen moves,
// or pen(null).
export function drawOn(canvas, signal, { begin, line, end, pen }) {
  const on = (type, action) => canvas.addEventListener(type, action, { signal });
  let pointer = null; // the one that draws
  let last = null;

  const placeOf = ({ clientX, clientY }) => {
    const frame = canvas.getBoundingClientRect();
    return [
      ((clientY - frame.top) / frame.height) * PAD,
      ((clientX - frame.left) / frame.width) * PAD,
    ];
  };
  const follow = (event) => {
    const next = placeOf(event);
    line(last, next);
    last = next;
  };
  const finish = (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    place = last.map((at) => Math.round(clamp(at, 0, PAD))); // where the keyboard goes on
    end();
  };
  on("pointerdown", (event) => {
    if (pointer !== null || event.button) return;
    lift();
    pointer = event.pointerId;
    if (event.isTrusted) canvas.setPointerCapture(pointer);
    last = placeOf(event);
    begin();
    line(last, last);
  });
  on("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) follow(one);
  });
  on("pointerup", finish);
  on("pointercancel", finish);
  on("lostpointercapture", finish);

  let place = [PAD / 2, PAD / 2];
  let down = false;
  function lift() {
    if (down) end();
    down = false;
  }
  function put() {
    down = true;
    begin();
    line(place, place);
  }
  function move([rows, columns]) {
    const to = [rows, columns].map((d, axis) => clamp(place[axis] + STEP * d, 0, PAD));
    if (down) line(place, to);
    place = to;
  }
  on("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = MOVES[event.key];
    if (!step && event.key !== " " && event.key !== "Escape") return;
    event.preventDefault();
    if (step) {
      if (event.shiftKey && !down) put();
      move(step);
    } else if (down) lift();
    else if (event.key === " ") put();
    pen(place, down);
  });
  on("keyup", (event) => {
    if (event.key !== "Shift" || !down) return;
    lift();
    pen(place, down);
  });
  on("focus", () => canvas.matches(":focus-visible") && pen(place, down));
  on("blur", () => {
    lift();
    pen(null);
  });
}
