// What the locality explorer lights up in its panels, and says: for an output, and for a thing that is pointed at.

import { inside } from "../../shapes.js";
import { placesOf } from "../../weights.js";
import { kernelPlaces, oneWeight, pixelUses } from "./sentences.js";

// chosen: { at, of, pixel }: an output [i, j], and maybe something else, of the kind "weight", "pixel" or "kernel", with the
// pixel [k, l] that it belongs to; that of a weight of the kernel may lie outside of the image. Returns the marks of each
// panel, by name, and a sentence.
export function marksFor({ at: [i, j], of, pixel }, state, words) {
  const { n, delta, weights } = state;
  const marks = outputMarks([i, j], state);
  if (!of) return { marks, says: "" };
  const [k, l] = pixel;
  const [a, b] = [k - i, l - j]; // its offset from the output
  markPixel(marks, k, l, n);
  if (of === "pixel") {
    const box = around(n, pixel, weights === "local" ? delta : n);
    marks.weights.push({ class: "same", box: { i: 0, j: k * n + l, rows: n * n, columns: 1 } });
    marks.output = [{ class: "uses", box }];
    return { marks, says: pixelUses({ k, l }, box.rows * box.columns, state, words) };
  }
  const cells = of === "weight" ? [[i * n + j, k * n + l]] : placesOf(a, b, n);
  marks.weights.push({ class: "same", cells });
  marks.kernel.push({ class: "uses", cells: [[a + delta, b + delta]] });
  if (of === "weight") return { marks, says: oneWeight({ i, j, k, l }, state, words) };
  return { marks, says: kernelPlaces({ a, b }, cells.length, state, words) };
}

// An output, its row of the matrix, and the pixels that it sees.
/** @returns {Record<string, object[]>} */
function outputMarks([i, j], { n, delta, weights }) {
  const row = i * n + j;
  const near = { class: "window", box: around(n, [i, j], delta) };
  return {
    weights: [{ class: "lit", box: { i: row, j: 0, rows: 1, columns: n * n } }],
    pixels: [],
    outputs: [{ class: "lit", box: { i: row, j: 0, rows: 1, columns: 1 } }],
    own: weights === "dense" ? [] : [near],
    kernel: [],
    input: weights === "local" ? [near] : [],
    output: [{ class: "cursor", cells: [[i, j]] }],
  };
}

// The part of an n×n image that is at most delta away from (i, j), as a box.
function around(n, [i, j], delta) {
  const size = 2 * delta + 1;
  return inside({ i: i - delta, j: j - delta, rows: size, columns: size }, { rows: n, columns: n });
}

// A pixel wherever it is drawn.
function markPixel(marks, k, l, n) {
  if (Math.min(k, l) < 0 || Math.max(k, l) >= n) return;
  for (const name of ["input", "own"]) marks[name].push({ class: "uses", cells: [[k, l]] });
  marks.pixels.push({ class: "same", cells: [[k * n + l, 0]] });
}
