// The sentences of the locality explorer: templates come from the words, numbers from the settings.

import { factor, fill, grouped, long } from "../ui/dom.js";

// Output (i, j) as a sum over pixels, and the same sum over offsets.
export function outputSums([i, j], { n, H, weights, delta }, words) {
  const value = long(H.data[i * n + j]);
  const most = weights === "local" ? delta : n;
  const reach = (at) => [-Math.min(most, at), Math.min(most, n - 1 - at)];
  const [[a0, a1], [b0, b1]] = [reach(i), reach(j)];
  const v = fill(weights === "dense" ? words.v_dense : words.v_shared, { i, j });
  return [
    fill(words.by_pixel, { i, j, n, row: i * n + j, value }),
    fill(words.by_offset, { i, j, v, a0, a1, b0, b1 }),
  ];
}

// One weight, named by its pixel and by its offset, and the product it makes.
export function oneWeight({ i, j, k, l }, { n, X, W, weights }, words) {
  const [a, b] = [k - i, l - j];
  const weight = W.data[(i * n + j) * n * n + k * n + l];
  const x = X.data[k * n + l];
  const v = fill(weights === "dense" ? words.v_dense_at : words.v_shared_at, { i, j, a, b });
  const numbers = { value: long(weight), w: factor(weight), product: long(weight * x) };
  return fill(words.one_weight, { i, j, k, l, a, b, v, x: factor(x), said: long(x), ...numbers });
}

// Where a weight of the kernel stands in the matrix.
export function kernelPlaces({ a, b }, count, { K, delta, weights }, words) {
  const v = long(K.data[(a + delta) * K.columns + b + delta]);
  const once = count === 1 ? "_one" : "";
  const said = words[`kernel_${weights === "dense" ? "dense" : "shared"}${once}`];
  return fill(said, { a, b, v, count });
}

// Which outputs a pixel has a weight in.
export function pixelUses({ k, l }, count, { n, X, weights, delta }, words) {
  const said = weights === "local" ? words.pixel_local : words.pixel_far;
  const x = long(X.data[k * n + l]);
  return fill(said, { k, l, x, n, count, delta, all: n * n, column: k * n + l });
}

export function status({ n, counts, weights }, words) {
  const [image, matrix] = [`${n}×${n}`, `${n * n}×${n * n}`];
  return fill(words.shapes, {
    image,
    matrix,
    stage: words[weights],
    count: grouped(counts[weights]),
  });
}
