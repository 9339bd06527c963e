// The window of a kernel over a grid of numbers: one frame that slides, with the kernel's weights in it.

import { element, short } from "./dom.js";

// For root, a grid. Returns place(box, from): box is null, or { i, j, rows, columns } with maybe `class`, that of its mark,
// `weights`, the matrix that slides, its `dilation`, and the number of the weight that is `linked`; from is where the data
// begin, [top, left].
export function createFrame(root) {
  const frame = element("div", { class: "frame", "aria-hidden": "true" });
  let built = ""; // the weights that are in it
  let stands = ""; // its size, and where the data begin

  function build({ weights, dilation = [1, 1] }) {
    const wanted = weights ? `${[weights.rows, weights.columns, dilation, weights.data]}` : "";
    if (wanted === built) return;
    built = wanted;
    const made = Array.from(weights?.data ?? [], (value, n) => {
      const [a, b] = [Math.floor(n / weights.columns), n % weights.columns];
      const weight = element("span", { class: "weight" }, element("span", {}, short(value)));
      weight.style.top = `calc(${a * dilation[0]} * var(--down))`;
      weight.style.left = `calc(${b * dilation[1]} * var(--across))`;
      return weight;
    });
    frame.replaceChildren(...made);
  }

  function place(box, from) {
    if (!box) return frame.remove();
    const [top, left] = from;
    const { i, j, rows, columns, linked = -1 } = box;
    build(box);
    const size = `${[rows, columns, top, left]}`;
    frame.classList.toggle("uses", box.class === "uses");
    frame.classList.toggle("slides", size === stands && frame.isConnected);
    if (size !== stands) {
      stands = size;
      frame.style.height = `calc(${rows} * var(--down) + 1px)`;
      frame.style.width = `calc(${columns} * var(--across) + 1px)`;
    }
    const [y, x] = [i + top, j + left];
    frame.style.transform = `translate(calc(${x} * var(--across)), calc(${y} * var(--down)))`;
    for (const [n, weight] of [...frame.children].entries())
      weight.classList.toggle("linked", n === linked);
    if (!frame.isConnected) root.append(frame);
  }

  return { place };
}
