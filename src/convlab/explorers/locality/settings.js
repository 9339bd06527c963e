// The settings of the locality explorer: what follows from a change, and what does not go together.

import {
  centreOf,
  noiseStream,
  parameterCounts,
  plus,
  sharedWeights,
  timesImage,
} from "../../weights.js";
import { matrixOf, same } from "../core/legacy_settings.js";
import { scaleFor } from "../ui/colours.js";
import { fill } from "../ui/dom.js";

export const SETTINGS = ["source", "size", "image", "weights", "delta", "shared"];

const LEAST = 3;
const MOST = 8;
const DEVIATION = 0.6;

// From the settings before and after a change, the settings that the reader meant: a named image comes in
// any size, the reader's own is cropped, edited numbers are nobody's, a smaller image takes a smaller delta.
export function reconcile(before, after, inputs) {
  const now = { ...after };
  const changed = (name) => !same(now[name], before[name]);
  if (changed("image")) {
    now.size = now.image.length;
    if (!same(inputs[now.source]?.[now.size], now.image)) now.source = "own";
  } else if (changed("source") || changed("size")) {
    now.image = sized(now, now.size, inputs);
  }
  if (changed("size") && !changed("delta")) now.delta = Math.min(now.delta, now.size - 1);
  return now;
}

// A named image in size n, or the reader's own, cropped or with zeros.
export function sized({ source, image }, n, inputs) {
  const side = Array.from({ length: n }, (_, i) => i);
  return inputs[source]?.[n] ?? side.map((i) => side.map((j) => image[i]?.[j] ?? 0));
}

// V with the number at row i, column j of its centre, the kernel, replaced.
export function withKernel(shared, delta, i, j, value) {
  const from = (shared.length - 1) / 2 - delta;
  return shared.map((row, n) => (n === from + i ? row.with(from + j, value) : row));
}

const deviations = new Map(); // by n: what a dense layer's weights have beyond V

function deviationsFor(n) {
  if (!deviations.has(n)) {
    const data = noiseStream(n ** 4, 2).map((x) => Math.round(x * DEVIATION * 10) / 10);
    deviations.set(n, { rows: n * n, columns: n * n, data });
  }
  return deviations.get(n);
}

// The settings as the arithmetic takes them, the layer and its output; one scale for the weights of all
// three layers, so that a colour means the same number in each.
export function resolved({ image, shared, delta, weights, size }) {
  const V = centreOf(matrixOf(shared), size - 1);
  const K = centreOf(V, delta);
  const everywhere = sharedWeights(V, size);
  const dense = plus(everywhere, deviationsFor(size));
  const W = { dense, shared: everywhere, local: sharedWeights(K, size) }[weights];
  const counts = parameterCounts(size, delta);
  const limits = [dense, V].map((M) => scaleFor(M.data, { kind: "signed" }).high);
  const scale = scaleFor(limits, { kind: "signed" });
  const X = matrixOf(image);
  return { n: size, X, K, W, H: timesImage(W, X, size), scale, counts, weights, delta };
}

// Null, or a sentence that says what was expected and what came.
export function refusal({ size, delta }, words) {
  for (const [what, got, least, most] of [
    [words.size, size, LEAST, MOST],
    [words.delta, delta, 0, MOST - 1],
  ]) {
    if (!Number.isInteger(got) || got < least || got > most) {
      return fill(words.out_of_range, { what, least, most, got });
    }
  }
  if (delta < size) return null;
  return fill(words.too_far, { most: size - 1, shape: `${size}×${size}`, got: delta });
}
