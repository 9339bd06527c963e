// Moving a picture: by dragging it, by arrow keys on it, or by a pad of arrows beside it.

import { MOVES, button, clamp, element } from "../ui/dom.js";
import { svg } from "../ui/plot.js";

const FAR = 8; // pixels for an arrow with Shift
const ARROWS = { ArrowUp: "▲", ArrowLeft: "◀", ArrowRight: "▶", ArrowDown: "▼" };

// What a hand can do, until the settings have their ends: to(rows, columns), and by(arrow, event) for the arrow of a key.
export function movesOf(stage) {
  const { shift_rows: down, shift_columns: across } = stage.model.get("spec").limits;
  const to = (rows, columns) => {
    const wanted = {
      shift_rows: clamp(rows, down.least, down.most),
      shift_columns: clamp(columns, across.least, across.most),
    };
    const now = stage.now();
    if (Object.keys(wanted).some((name) => wanted[name] !== now[name])) stage.change(wanted);
  };
  const by = (arrow, { shiftKey }) => {
    const { shift_rows, shift_columns } = stage.now();
    const [rows, columns] = MOVES[arrow].map((d) => d * (shiftKey ? FAR : 1));
    to(shift_rows + rows, shift_columns + columns);
  };
  return { to, by };
}

// Let the picture in `root` be moved by dragging and by keys; now() gives { by, X }.
export function moveOn(root, signal, moves, now) {
  let from = null; // where the drag began, and the shift it began with
  const on = (type, action) => root.addEventListener(type, action, { signal });
  root.classList.add("movable");
  on("pointerdown", (event) => {
    const picture = event.target.closest(".picture");
    if (!picture || !event.isPrimary || event.button) return;
    const { by, X } = now();
    const pixel = picture.getBoundingClientRect().width / X.columns;
    from = { x: event.clientX, y: event.clientY, by, pixel };
    picture.setPointerCapture(event.pointerId);
  });
  on("pointermove", ({ clientX, clientY }) => {
    if (!from) return;
    const [rows, columns] = [clientY - from.y, clientX - from.x].map((d) =>
      Math.round(d / from.pixel),
    );
    moves.to(from.by[0] + rows, from.by[1] + columns);
  });
  for (const type of ["pointerup", "pointercancel"]) on(type, () => (from = null));
  on("keydown", (event) => {
    if (!MOVES[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moves.by(event.key, event);
  });
}

// Four arrows around a zero: a press moves the picture by one pixel, with Shift by more, or back to where it was.
export function createPad(words, signal, moves) {
  const named = (sign, name, action) => {
    const made = button(sign, signal, action);
    made.setAttribute("aria-label", name);
    made.title = name;
    return made;
  };
  const [up, left, right, down] = Object.entries(ARROWS).map(([arrow, sign]) =>
    named(sign, words[arrow], (event) => moves.by(arrow, event)),
  );
  const back = named("0", words.to_zero, () => moves.to(0, 0));
  const group = { class: "tools pad", role: "group", "aria-label": words.pad };
  return element("div", group, up, left, back, right, down);
}

// The hand that lies on a picture that can be moved, between four arrows.
export function createHand() {
  const fingers = "M20 25V18.5M23.5 24V16.5M27 24V17M30.5 25V19.5";
  const palm = "M20 25v2.5l-3-3M30.5 25v2.5c0 4-2.2 6-5.5 6c-2.6 0-4-1.2-5.5-3.4l-3-5M20 25h10.5";
  const arrows = "M20 8l4-4l4 4M20 41l4 4l4-4M8 21l-4 4l4 4M40 21l4 4l-4 4";
  const lines = svg("path", { d: fingers + palm + arrows });
  return svg("svg", { class: "hand", viewBox: "0 0 48 48", "aria-hidden": "true" }, lines);
}
