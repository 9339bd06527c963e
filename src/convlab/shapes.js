// The sizes of a convolution, the mirror of shapes.py: which input meets which output. Padding counts each side by itself.

export const NO_PADDING = [
  [0, 0],
  [0, 0],
];

// How many input rows a kernel of k rows reaches over, holes of dilation included.
/** @param {number} k @param {number} dilation */
export function span(k, dilation) {
  return dilation * (k - 1) + 1;
}

// The rows and columns that a kernel reaches over.
/** @param {Shape} K @param {Pair} dilation */
export function spanOf(K, dilation) {
  return { rows: span(K.rows, dilation[0]), columns: span(K.columns, dilation[1]) };
}

// The rows and columns of a matrix with padding around it.
/** @param {Shape} M @param {Padding} padding */
export function framed({ rows, columns }, [[top, bottom], [left, right]]) {
  return { rows: top + rows + bottom, columns: left + columns + right };
}

// The part of a box { i, j, rows, columns } that lies in a matrix.
/** @param {Box} box @param {Shape} M */
export function inside({ i, j, rows, columns }, M) {
  const [top, left] = [Math.max(i, 0), Math.max(j, 0)];
  const [bottom, right] = [Math.min(i + rows, M.rows), Math.min(j + columns, M.columns)];
  return { i: top, j: left, rows: bottom - top, columns: right - left };
}

// Floor, as torch does: a window that would stick out at the end is not taken.
/** @param {number} n @param {number} k @param {Pair} padding @param {number} stride @param {number} dilation */
export function outputSize(n, k, [before, after], stride, dilation) {
  return Math.floor((n + before + after - span(k, dilation)) / stride) + 1;
}

// Padding of one axis, [before, after]: "same" puts an odd one after, as torch does.
/** @param {string} mode @param {number} count @param {number} k @param {number} dilation */
export function axisPadding(mode, count, k, dilation) {
  const total = dilation * (k - 1);
  if (mode === "valid") return [0, 0];
  if (mode === "full") return [total, total];
  if (mode === "same") return [Math.floor(total / 2), Math.ceil(total / 2)];
  return [count, count];
}

/** @typedef {{ n: number, k: number, padding: Pair, stride: number, dilation: number }} Axis */

// How windows lie along the rows and along the columns.
/** @param {Sliding & { X: Matrix, K: Matrix }} state */
function axes({ X, K, padding: [down, across], stride, dilation }) {
  return [
    { n: X.rows, k: K.rows, padding: down, stride: stride[0], dilation: dilation[0] },
    { n: X.columns, k: K.columns, padding: across, stride: stride[1], dilation: dilation[1] },
  ];
}

// Along one axis: the outputs that use input index r, which may lie in the padding (negative, or n and more).
/** @param {number} r @param {Axis} axis */
function users(r, { n, k, padding, stride, dilation }) {
  const count = outputSize(n, k, padding, stride, dilation);
  const outputs = [];
  for (let a = k - 1; a >= 0; a--) {
    const i = (r + padding[0] - a * dilation) / stride;
    if (Number.isInteger(i) && i >= 0 && i < count) outputs.push(i);
  }
  return outputs;
}

// Every output cell [i, j] that uses input pixel (i, j), in row order.
/** @param {Place} place @param {Sliding & { X: Matrix, K: Matrix }} state */
export function outputsUsing({ i, j }, state) {
  const [down, across] = axes(state);
  const columns = users(j, across);
  return users(i, down).flatMap((row) => columns.map((column) => [row, column]));
}

// Along each axis: the indices that no window reads, in the padding too. The floor leaves some at the end;
// a stride longer than the kernel, or dilation, leaves some in between.
/** @param {Sliding & { X: Matrix, K: Matrix }} state */
export function neverRead(state) {
  return axes(state).map((axis) => {
    const [before, after] = axis.padding;
    const all = Array.from({ length: before + axis.n + after }, (_, r) => r - before);
    return all.filter((r) => users(r, axis).length === 0);
  });
}

// How many outputs use each input pixel.
/** @param {Matrix} X @param {Matrix} K @param {Sliding} settings */
export function useCounts(X, K, settings) {
  const [down, across] = axes({ ...settings, X, K }).map((axis) =>
    Array.from({ length: axis.n }, (_, r) => users(r, axis).length),
  );
  const data = down.flatMap((r) => across.map((c) => r * c));
  return { rows: X.rows, columns: X.columns, data: Float64Array.from(data) };
}
