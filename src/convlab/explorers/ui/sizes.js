// Sentences about sizes that a convolution and a pooling share: templates come from the words.

import { framed } from "../../shapes.js";
import { element, fill, long, shapeText } from "./dom.js";

// The size formula along each axis, with the current numbers in it; K has the size of the kernel or window.
export function formula({ X, K, Y, padding, stride, dilation }, words) {
  return ["rows", "columns"].map((axis, n) => {
    const [before, after] = padding[n];
    const sizes = { n: X[axis], k: K[axis], out: Y[axis], d: dilation[n], s: stride[n] };
    return element("span", {}, fill(words.formula, { axis: words[axis], before, after, ...sizes }));
  });
}

// Shapes in one line, and what no window reads; more: further values for the template.
export function status({ X, K, Y, padding, never }, words, more = {}) {
  const [input, padded, kernel, output] = [X, framed(X, padding), K, Y].map(shapeText);
  const shapes = fill(words.shapes, { input, padded, kernel, output, ...more });
  return [shapes, ...unread(never, words)].join(" ");
}

// What no window reads, in a sentence for each axis along which there is something.
function unread(never, words) {
  return ["row", "column"].flatMap((axis, n) => {
    const list = never[n].map(long);
    if (!list.length) return [];
    if (list.length > 6) list.splice(5, list.length - 6, "…");
    const several = list.length > 1 ? "s" : "";
    return [fill(words[`never_${axis}${several}`], { list: list.join(", ") })];
  });
}

// "Y[0, 1], Y[0, 2], …" for a list of [i, j], by the template of a cell: the first eight.
export function outputList(cells, template) {
  const list = cells.slice(0, 8).map(([i, j]) => fill(template, { i, j }));
  if (cells.length > list.length) list.push("…");
  return list.join(", ");
}
