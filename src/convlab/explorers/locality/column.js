// An image as a column beside the matrix, one pixel for each of its numbers, in their order.

import { createCanvas, layBox } from "../ui/canvas.js";
import { element } from "../ui/dom.js";

// name: whether it is lit as pixels are or as outputs are. point(n) for the number under the pointer, or null.
export function createColumn({ name, label, title, signal, point }) {
  const { element: picture, canvas, boxes, resize, paint } = createCanvas(label, 1, 1);
  const box = element("div", {});
  boxes.append(box);
  const root = element("div", { class: `column ${name}` });
  root.append(element("p", { class: "panel-title" }, title), picture);
  const under = ({ clientY }) => {
    const { top, height } = canvas.getBoundingClientRect();
    return Math.min(canvas.height - 1, Math.floor(((clientY - top) / height) * canvas.height));
  };
  picture.addEventListener("pointermove", (event) => point(under(event)), { signal });
  picture.addEventListener("pointerleave", () => point(null), { signal });

  function update({ data }, { scale }) {
    if (canvas.height !== data.length) resize(data.length, 1);
    paint(data, scale);
  }

  // Light up number n, or none.
  function mark(n) {
    box.className = n === null ? "" : `lit ${name}`;
    if (n !== null) layBox(box, { i: n, j: 0, rows: 1, columns: 1 }, canvas);
  }

  return { element: root, update, mark };
}
