// The arithmetic of convolution, the mirror of ops.py and shapes.py: no document, no drawing.
// A matrix is { rows, columns, data } with data row by row; padding counts each side by itself.

export const NO_PADDING = [
  [0, 0],
  [0, 0],
];

export function matrix(lists) {
  const rows = lists.length;
  const columns = lists[0].length;
  return { rows, columns, data: Float64Array.from(lists.flat()) };
}

export function nested(M) {
  return Array.from({ length: M.rows }, (_, i) =>
    Array.from(M.data.subarray(i * M.columns, (i + 1) * M.columns)),
  );
}

// How many input rows a kernel of k rows reaches over, holes of dilation included.
export function span(k, dilation) {
  return dilation * (k - 1) + 1;
}

// Floor, as torch does: a window that would stick out at the end is not taken.
export function outputSize(n, k, [before, after], stride, dilation) {
  return Math.floor((n + before + after - span(k, dilation)) / stride) + 1;
}

// Padding of one axis, [before, after]: "same" puts an odd one after, as torch does.
export function axisPadding(mode, count, k, dilation) {
  const total = dilation * (k - 1);
  if (mode === "valid") return [0, 0];
  if (mode === "full") return [total, total];
  if (mode === "same") return [Math.floor(total / 2), Math.ceil(total / 2)];
  return [count, count];
}

export function pad(X, [[top, bottom], [left, right]]) {
  if (!top && !bottom && !left && !right) return X;
  const rows = X.rows + top + bottom;
  const columns = X.columns + left + right;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < X.rows; i++) {
    const row = X.data.subarray(i * X.columns, (i + 1) * X.columns);
    data.set(row, (i + top) * columns + left);
  }
  return { rows, columns, data };
}

// The kernel turned by half a turn: both axes reversed.
export function flip(K) {
  return { ...K, data: Float64Array.from(K.data).reverse() };
}

// Cross-correlation: at each output cell, the window's products with the kernel, summed.
export function corr2d(X, K, { padding, stride, dilation }) {
  const P = pad(X, padding);
  const rows = outputSize(X.rows, K.rows, padding[0], stride[0], dilation[0]);
  const columns = outputSize(X.columns, K.columns, padding[1], stride[1], dilation[1]);
  const data = new Float64Array(rows * columns);
  const [source, step] = [P.data, stride[1]];
  for (let a = 0; a < K.rows; a++) {
    for (let b = 0; b < K.columns; b++) {
      const weight = K.data[a * K.columns + b];
      for (let i = 0; i < rows; i++) {
        let from = (i * stride[0] + a * dilation[0]) * P.columns + b * dilation[1];
        const end = (i + 1) * columns;
        for (let to = i * columns; to < end; to++, from += step) data[to] += weight * source[from];
      }
    }
  }
  return { rows, columns, data };
}

// The products that make output cell (i, j): kernel cell, input cell (it may lie in the padding), both values.
export function terms(X, K, { padding, stride, dilation }, i, j) {
  const list = [];
  for (let a = 0; a < K.rows; a++) {
    for (let b = 0; b < K.columns; b++) {
      const row = i * stride[0] + a * dilation[0] - padding[0][0];
      const column = j * stride[1] + b * dilation[1] - padding[1][0];
      const inside = row >= 0 && row < X.rows && column >= 0 && column < X.columns;
      const x = inside ? X.data[row * X.columns + column] : 0;
      list.push({ a, b, row, column, inside, x, k: K.data[a * K.columns + b] });
    }
  }
  return list;
}

// Along one axis: the pairs [output index, kernel index] that use input index r.
export function users(r, n, k, padding, stride, dilation) {
  const count = outputSize(n, k, padding, stride, dilation);
  const pairs = [];
  for (let a = 0; a < k; a++) {
    const i = (r + padding[0] - a * dilation) / stride;
    if (Number.isInteger(i) && i >= 0 && i < count) pairs.push([i, a]);
  }
  return pairs;
}

// Every output cell [i, j] that uses input pixel (i, j), in row order.
export function outputsUsing({ i, j }, { X, K, padding, stride, dilation }) {
  const down = users(i, X.rows, K.rows, padding[0], stride[0], dilation[0]).map(([row]) => row);
  const across = users(j, X.columns, K.columns, padding[1], stride[1], dilation[1]);
  const columns = across.map(([column]) => column).reverse();
  return down.reverse().flatMap((row) => columns.map((column) => [row, column]));
}

// Along one axis: the indices that no window reads, in the padding too (negative, or n and more). The
// floor leaves some at the end; a stride longer than the kernel, or dilation, leaves some in between.
export function neverUsed(n, k, padding, stride, dilation) {
  const all = Array.from({ length: n + padding[0] + padding[1] }, (_, r) => r - padding[0]);
  return all.filter((r) => users(r, n, k, padding, stride, dilation).length === 0);
}

// How many outputs use each input pixel.
export function useCounts(X, K, { padding, stride, dilation }) {
  const along = (n, k, axis) =>
    Array.from({ length: n }, (_, r) => {
      return users(r, n, k, padding[axis], stride[axis], dilation[axis]).length;
    });
  const across = along(X.columns, K.columns, 1);
  const data = along(X.rows, K.rows, 0).flatMap((r) => across.map((c) => r * c));
  return { rows: X.rows, columns: X.columns, data: Float64Array.from(data) };
}

export function gaussian(rows, columns) {
  const binomial = (n) => {
    let row = [1];
    while (row.length < n) row = [...row, 0].map((v, i) => v + (row[i - 1] ?? 0));
    return row.map((v) => v / 2 ** (n - 1));
  };
  return binomial(rows).map((r) => binomial(columns).map((c) => r * c));
}

// A kernel of another size: box and Gaussian stay what they are, any other is cropped or filled with zeros.
export function resizeKernel(name, kernel, rows, columns) {
  const fill = (value) => Array.from({ length: rows }, () => Array(columns).fill(value));
  if (name === "box") return fill(1 / (rows * columns));
  if (name === "gaussian") return gaussian(rows, columns);
  const up = Math.floor((rows - kernel.length) / 2);
  const left = Math.floor((columns - kernel[0].length) / 2);
  return fill(0).map((row, i) => row.map((_, j) => kernel[i - up]?.[j - left] ?? 0));
}
