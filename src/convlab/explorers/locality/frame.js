// One frame around all cells of a grid that are marked alike: it leaves their numbers their room.

import { element } from "../ui/dom.js";

// panel: has one grid of numbers. Returns place(cells): a frame around these [row, column], which fill a rectangle.
export function createFrame(panel, name) {
  const frame = element("div", { class: `around ${name}`, "aria-hidden": "true", hidden: true });
  panel.element.querySelector("[role=grid]").append(frame);
  const cells = (count, way) => `calc(${count} * var(--${way}) + 1px)`;
  return (marked) => {
    frame.hidden = !marked.length;
    if (!marked.length) return;
    const [[top, left], [bottom, right]] = [marked[0], marked.at(-1)];
    frame.style.top = `calc(${top} * var(--down))`;
    frame.style.left = `calc(${left} * var(--across))`;
    frame.style.height = cells(bottom - top + 1, "down");
    frame.style.width = cells(right - left + 1, "across");
  };
}
