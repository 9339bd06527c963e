// Moving a picture under the hand: by dragging it, or by arrow keys.

import { MOVES } from "../ui/dom.js";

export const FAR = 8; // pixels for an arrow with Shift

// root holds one picture; now() gives { by, X }; actions are moveBy(rows, columns) and moveTo(rows, columns).
export function moveOn(root, signal, { now, moveBy, moveTo }) {
  let from = null; // where the drag began, and the shift it began with
  const press = (event) => {
    const picture = event.target.closest(".picture");
    if (!picture || !event.isPrimary || event.button) return;
    const { by, X } = now();
    const pixel = picture.getBoundingClientRect().width / X.columns;
    from = { x: event.clientX, y: event.clientY, by, pixel };
    picture.setPointerCapture(event.pointerId);
  };
  const drag = (event) => {
    if (!from) return;
    const rows = Math.round((event.clientY - from.y) / from.pixel);
    const columns = Math.round((event.clientX - from.x) / from.pixel);
    moveTo(from.by[0] + rows, from.by[1] + columns);
  };
  const end = () => (from = null);
  const key = (event) => {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    moveBy(...move.map((d) => d * (event.shiftKey ? FAR : 1)));
  };
  root.classList.add("movable");
  root.addEventListener("pointerdown", press, { signal });
  root.addEventListener("pointermove", drag, { signal });
  root.addEventListener("pointerup", end, { signal });
  root.addEventListener("pointercancel", end, { signal });
  root.addEventListener("keydown", key, { signal });
}
