// Drawing on the pad by hand: with mouse, pen or finger, and with the keyboard.

import { placeUnder } from "../ui/canvas.js";
import { MOVES, clamp } from "../ui/dom.js";
import { PAD } from "./ink.js";

const STEP = 2; // pixels that an arrow key moves the pen

// actions: begin() a stroke, line(from, to), end() of the stroke; pen(place, down) as the keyboard's pen moves,
// or pen(null).
export function drawOn(canvas, signal, { begin, line, end, pen }) {
  const on = (type, action) => canvas.addEventListener(type, action, { signal });
  const onPad = (place) => place.map((at) => Math.round(clamp(at, 0, PAD)));
  let pointer = null; // the one that draws
  let place = [PAD / 2, PAD / 2];
  let down = false;

  function put() {
    down = true;
    begin();
    line(place, place);
  }
  function move(to) {
    if (down) line(place, to);
    place = to;
  }
  function lift() {
    if (down) end();
    down = false;
  }

  const finish = (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    lift();
    place = onPad(place); // where the keyboard goes on
  };
  on("pointerdown", (event) => {
    if (pointer !== null || event.button) return;
    lift();
    pointer = event.pointerId;
    if (event.isTrusted) canvas.setPointerCapture(pointer);
    place = placeUnder(event, canvas);
    put();
  });
  on("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length ? all : [event]) move(placeUnder(one, canvas));
  });
  on("pointerup", finish);
  on("lostpointercapture", finish);

  on("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = MOVES[event.key];
    if (!step && event.key !== " ") return;
    event.preventDefault();
    if (step) move(onPad(place.map((at, axis) => at + STEP * step[axis])));
    else if (down) lift();
    else put();
    pen(place, down);
  });
  on("focus", () => canvas.matches(":focus-visible") && pen(place, down));
  on("blur", () => {
    lift();
    pen(null);
  });
}
