// What the locality explorer lights up, and says, for the thing that is pointed at.

import { placesOf } from "../../weights.js";
import { inside } from "../ui/board.js";
import { kernelPlaces, oneWeight, pixelUses } from "./sentences.js";

// The output that is chosen at first: left of the middle one, where Sobel's kernel meets a bright pixel with a weight that
// is not 0.
export function firstOutput(n) {
  const middle = Math.floor(n / 2);
  return [middle, middle - 1];
}

// The part of an n×n image that is at most delta away from (i, j), as a box.
export function around(n, [i, j], delta) {
  const size = 2 * delta + 1;
  const box = { i: i - delta, j: j - delta, rows: size, columns: size };
  return inside(box, { rows: n, columns: n });
}

// pointed: null, { of: "weight" or "pixel", k, l } or { of: "kernel", a, b }; output: the chosen [i, j].
// Returns marks of the matrix, the cells of pixel and kernel, the box of the outputs that use the pixel, and the sentence.
export function marksFor(pointed, output, state, words) {
  if (pointed?.of === "weight") return forWeight(pointed, output, state, words);
  if (pointed?.of === "pixel") return forPixel(pointed, state, words);
  if (pointed?.of === "kernel") return forKernel(pointed, output, state, words);
  return { matrix: [], pixel: [], uses: null, kernel: [], says: "" };
}

function forWeight({ k, l }, [i, j], state, words) {
  const { n, delta } = state;
  const spot = { class: "same", cells: [[i * n + j, k * n + l]] };
  const kernel = [[k - i + delta, l - j + delta]];
  const says = oneWeight({ i, j }, { k, l }, state, words);
  return { matrix: [spot], pixel: [[k, l]], uses: null, kernel, says };
}

function forPixel({ k, l }, state, words) {
  const { n, weights, delta } = state;
  const uses = around(n, [k, l], weights === "local" ? delta : n);
  const box = { i: 0, j: k * n + l, rows: n * n, columns: 1 };
  const says = pixelUses({ k, l }, uses.rows * uses.columns, state, words);
  return { matrix: [{ class: "lit column", box }], pixel: [[k, l]], uses, kernel: [], says };
}

function forKernel({ a, b }, [i, j], state, words) {
  const { n, K, delta } = state;
  const cells = placesOf(a, b, n);
  const value = K.data[(a + delta) * K.columns + b + delta];
  const says = kernelPlaces({ a, b, value }, cells.length, state, words);
  const kernel = [[a + delta, b + delta]];
  return { matrix: [{ class: "same", cells }], pixel: [[i + a, j + b]], uses: null, kernel, says };
}
