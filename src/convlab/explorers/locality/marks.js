// What the locality explorer lights up, and says, for the thing that is pointed at.

import { placesOf } from "../../weights.js";
import { kernelPlaces, oneWeight, pixelUses } from "./sentences.js";

// All cells [row, column] of an n×n image, or those at most delta away from (i, j).
export function cellsOf(n, [i, j] = [0, 0], delta = n) {
  const all = Array.from({ length: n * n }, (_, p) => [Math.floor(p / n), p % n]);
  return all.filter(([k, l]) => Math.max(Math.abs(k - i), Math.abs(l - j)) <= delta);
}

// pointed: null, { of: "weight" or "pixel", k, l } or { of: "kernel", a, b }; output: the chosen [i, j].
// Returns marks of the matrix, the cells of pixel, output and kernel, and the sentence.
export function marksFor(pointed, output, state, words) {
  if (pointed?.of === "weight") return forWeight(pointed, output, state, words);
  if (pointed?.of === "pixel") return forPixel(pointed, state, words);
  if (pointed?.of === "kernel") return forKernel(pointed, output, state, words);
  return { matrix: [], pixel: [], uses: [], kernel: [], says: "" };
}

function forWeight({ k, l }, [i, j], state, words) {
  const { n, delta } = state;
  const spot = { class: "same", cells: [[i * n + j, k * n + l]] };
  const kernel = [[k - i + delta, l - j + delta]];
  const says = oneWeight({ i, j }, { k, l }, state, words);
  return { matrix: [spot], pixel: [[k, l]], uses: [], kernel, says };
}

function forPixel({ k, l }, state, words) {
  const { n, weights, delta } = state;
  const uses = cellsOf(n, [k, l], weights === "local" ? delta : n);
  const box = { i: 0, j: k * n + l, rows: n * n, columns: 1 };
  const says = pixelUses({ k, l }, uses.length, state, words);
  return { matrix: [{ class: "lit column", box }], pixel: [[k, l]], uses, kernel: [], says };
}

function forKernel({ a, b }, [i, j], state, words) {
  const { n, K, delta } = state;
  const cells = placesOf(a, b, n);
  const value = K.data[(a + delta) * K.columns + b + delta];
  const says = kernelPlaces({ a, b, value }, cells.length, state, words);
  const kernel = [[a + delta, b + delta]];
  return { matrix: [{ class: "same", cells }], pixel: [[i + a, j + b]], uses: [], kernel, says };
}
