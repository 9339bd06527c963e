// The arithmetic of several channels, the mirror of channels.py: no document, no drawing. The input is a
// list of matrices, one for each channel; a kernel is a list, for each output channel, of such lists.

import { corr2d, fromEach, pad, terms } from "./ops.js";
import { NO_PADDING } from "./shapes.js";

// For each output channel, a list with the cross-correlation of each input channel.
/** @param {Matrix[]} X @param {Matrix[][]} K @param {Sliding} settings */
export function partialSums(X, K, settings) {
  const padded = X.map((channel) => pad(channel, settings.padding));
  const bare = { ...settings, padding: NO_PADDING };
  return K.map((kernels) => kernels.map((kernel, c) => corr2d(padded[c], kernel, bare)));
}

// One output channel: its partial sums and its bias, added up.
/** @param {Matrix[]} partials @param {number} bias */
export function totalOf(partials, bias) {
  const sumAt = (n) => partials.reduce((sum, { data }) => sum + data[n], 0) + bias;
  return { ...partials[0], data: partials[0].data.map((_, n) => sumAt(n)) };
}

// For each input channel, the products that make cell (i, j) of its partial sum.
/** @param {Matrix[]} X @param {Matrix[]} kernels @param {Sliding} settings @param {number} i @param {number} j */
export function channelTerms(X, kernels, settings, i, j) {
  return kernels.map((kernel, c) => terms(X[c], kernel, settings, i, j));
}

// What the layer costs: its parameters, with one bias for each output channel, and its multiply-adds.
/** @param {Matrix[][]} K @param {Matrix} Y */
export function layerCosts(K, Y) {
  const weights = K.length * K[0].length * K[0][0].data.length;
  return { parameters: weights + K.length, multiplyAdds: weights * Y.rows * Y.columns };
}

// A 1×1 kernel as the matrix c_o×c_i that acts on the vector of each pixel's channels.
/** @param {Matrix[][]} K */
export function pixelMatrix(K) {
  return fromEach(K.length, K[0].length, (o, c) => K[o][c].data[0]);
}
