// What the locality explorer lights up in its panels, and says: for an output, and for a thing that is pointed at.

import { inside } from "../../shapes.js";
import { placesOf } from "../../weights.js";
import { kernelPlaces, oneWeight, pixelUses } from "./sentences.js";

// The output that is chosen at first: left of the middle one, where Sobel's kernel meets a bright pixel with a weight that
// is not 0.
export function firstOutput(n) {
  const middle = Math.floor(n / 2);
  return [middle, middle - 1];
}

// The part of an n×n image that is at most delta away from (i, j), as a box.
function around(n, [i, j], delta) {
  const size = 2 * delta + 1;
  return inside({ i: i - delta, j: j - delta, rows: size, columns: size }, { rows: n, columns: n });
}

// chosen: { at, of, place }: an output [i, j], and maybe something else, of the kind "weight" or "pixel" with the place
// [k, l] of its pixel, or "kernel" with its offset [a, b]. Returns the marks of each panel, by name, and a sentence.
export function marksFor({ at, of, place }, state, words) {
  const { n, delta, weights } = state;
  const row = at[0] * n + at[1];
  const near = { class: "window", box: around(n, at, delta) };
  const marks = {
    weights: [{ class: "lit", box: { i: row, j: 0, rows: 1, columns: n * n } }],
    pixels: [],
    outputs: [{ class: "lit", box: { i: row, j: 0, rows: 1, columns: 1 } }],
    own: weights === "dense" ? [] : [near],
    kernel: [],
    input: weights === "local" ? [near] : [],
    output: [{ class: "cursor", cells: [at] }],
  };
  return { marks, says: of ? THINGS[of](marks, at, place, state, words) : "" };
}

// Each of these adds the marks of what is pointed at to those that are there, and returns what is said of it.
const THINGS = {
  weight(marks, [i, j], [k, l], state, words) {
    const { n, delta } = state;
    marks.weights.push({ class: "same", cells: [[i * n + j, k * n + l]] });
    marks.kernel.push({ class: "uses", cells: [[k - i + delta, l - j + delta]] });
    markPixel(marks, [k, l], n);
    return oneWeight({ i, j, k, l }, state, words);
  },
  pixel(marks, _at, [k, l], state, words) {
    const { n, delta, weights } = state;
    const box = around(n, [k, l], weights === "local" ? delta : n);
    const column = { i: 0, j: k * n + l, rows: n * n, columns: 1 };
    marks.weights.push({ class: "same", box: column });
    marks.output = [{ class: "uses", box }];
    markPixel(marks, [k, l], n);
    return pixelUses({ k, l }, box.rows * box.columns, state, words);
  },
  kernel(marks, [i, j], [a, b], state, words) {
    const { n, delta } = state;
    const cells = placesOf(a, b, n);
    marks.weights.push({ class: "same", cells });
    marks.kernel.push({ class: "uses", cells: [[a + delta, b + delta]] });
    markPixel(marks, [i + a, j + b], n);
    return kernelPlaces({ a, b }, cells.length, state, words);
  },
};

// A pixel wherever it is drawn; an offset may lead out of the image.
function markPixel(marks, [k, l], n) {
  if (Math.min(k, l) < 0 || Math.max(k, l) >= n) return;
  for (const name of ["input", "own"]) marks[name].push({ class: "uses", cells: [[k, l]] });
  marks.pixels.push({ class: "same", cells: [[k * n + l, 0]] });
}
