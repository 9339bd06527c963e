// Learning a kernel by gradient descent, the mirror of learning.py: no document, no drawing. The loss is
// |A·k − y|² with the windows of the input as the rows of A, so its Hessian is 2AᵀA for every kernel k.

// The [rows, columns], from the top left, that the outputs of kernels of both sizes have.
/** @param {Matrix} X @param {Pair} size @param {Pair} trueSize */
export function commonRegion(X, size, trueSize) {
  return [X.rows, X.columns].map((n, axis) => n - Math.max(size[axis], trueSize[axis]) + 1);
}

// The matrix A: one row for each window that enters the loss.
/** @param {Matrix} X @param {Pair} size @param {number[]} region */
export function lossWindows(X, [down, across], [rows, columns]) {
  const data = new Float64Array(rows * columns * down * across);
  for (let i = 0, n = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let a = 0; a < down; a++) {
        for (let b = 0; b < across; b++) data[n++] = X.data[(i + a) * X.columns + j + b];
      }
    }
  }
  return { rows: rows * columns, columns: down * across, data };
}

// What is to be learned: the true output over the common region, row by row.
/** @param {Matrix} X @param {Matrix} K @param {number[]} region */
export function learningTarget(X, K, region) {
  const A = lossWindows(X, [K.rows, K.columns], region);
  return residuals(A, K.data, new Float64Array(A.rows));
}

// The error of every output, A·k − y.
/** @param {Matrix} A @param {Numbers} k @param {Numbers} y */
export function residuals(A, k, y) {
  const { rows, columns, data } = A;
  const r = new Float64Array(rows);
  for (let n = 0, at = 0; n < rows; n++) {
    let sum = 0;
    for (let w = 0; w < columns; w++) sum += data[at++] * k[w];
    r[n] = sum - y[n];
  }
  return r;
}

// The gradient of the loss, 2Aᵀr.
/** @param {Matrix} A @param {Numbers} r */
export function gradient(A, r) {
  const { rows, columns, data } = A;
  const g = new Float64Array(columns);
  for (let n = 0, at = 0; n < rows; n++) {
    const twice = 2 * r[n];
    for (let w = 0; w < columns; w++) g[w] += twice * data[at++];
  }
  return g;
}

// The kernel and its loss before the first step and after every step; a loss too large is Infinity.
/** @param {Matrix} A @param {Numbers} y @param {Numbers} start @param {number} rate @param {number} steps */
export function learnKernel(A, y, start, rate, steps) {
  const kernels = [Float64Array.from(start)];
  const losses = [];
  for (;;) {
    const k = kernels.at(-1);
    const r = residuals(A, k, y);
    const loss = sumOfSquares(r);
    losses.push(Number.isFinite(loss) ? loss : Infinity);
    if (kernels.length > steps) return { kernels, losses };
    const g = gradient(A, r);
    kernels.push(k.map((weight, w) => weight - rate * g[w]));
  }
}

/** @param {Numbers} numbers */
export function sumOfSquares(numbers) {
  let sum = 0;
  for (const value of numbers) sum += value * value;
  return sum;
}

// Where gradient descent ends if it converges: the least loss, reached along the curved directions only.
/** @param {Matrix} A @param {Numbers} y @param {Numbers} start @param {Curvatures} curvatures */
export function limitKernel(A, y, start, { values, vectors, rank }) {
  const g = gradient(A, residuals(A, start, y));
  const end = Float64Array.from(start);
  for (let i = 0; i < rank; i++) {
    const slope = vectors[i].reduce((sum, v, w) => sum + v * g[w], 0);
    for (let w = 0; w < end.length; w++) end[w] -= (slope / values[i]) * vectors[i][w];
  }
  return end;
}
