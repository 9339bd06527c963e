// The layers of a network for one image, forwards and backwards: flat arrays in the order channel, row, column.
// Every function writes into arrays that it is given, so that training makes none of its own.

export const KERNEL = 5; // rows and columns of every kernel here, written out in the inner loops

// Add the correlation of one row of X with five weights to one row of Y.
/**
 * @param {Float64Array} Y @param {number} to @param {number} length @param {Float64Array} X @param {number} from
 * @param {number} a @param {number} b @param {number} c @param {number} d @param {number} e
 */
function addRow(Y, to, length, X, from, a, b, c, d, e) {
  let [x0, x1, x2, x3] = [X[from], X[from + 1], X[from + 2], X[from + 3]];
  for (let n = 0; n < length; n++) {
    const x4 = X[from + n + 4];
    Y[to + n] += a * x0 + b * x1 + c * x2 + d * x3 + e * x4;
    x0 = x1;
    x1 = x2;
    x2 = x3;
    x3 = x4;
  }
}

// Y (outputs, side, side) from the padded X (inputs, wide, wide).
/**
 * @param {Float64Array} Y @param {Float64Array} X @param {Float64Array} W @param {Float64Array} bias
 * @param {Sizes} sizes
 */
export function convolve(Y, X, W, bias, { outputs, inputs, side, wide }) {
  for (let o = 0, k = 0; o < outputs; o++) {
    Y.fill(bias[o], o * side * side, (o + 1) * side * side);
    for (let c = 0; c < inputs; c++) {
      for (let a = 0; a < KERNEL; a++, k += KERNEL) {
        for (let i = 0; i < side; i++) {
          const [to, from] = [(o * side + i) * side, (c * wide + i + a) * wide];
          addRow(Y, to, side, X, from, W[k], W[k + 1], W[k + 2], W[k + 3], W[k + 4]);
        }
      }
    }
  }
}

// Add what the gradient dY gives the weights and the bias.
/**
 * @param {Float64Array} dW @param {Float64Array} dBias @param {Float64Array} dY @param {Float64Array} X
 * @param {Sizes} sizes
 */
export function convolveWeightGradient(dW, dBias, dY, X, { outputs, inputs, side, wide }) {
  for (let o = 0, k = 0; o < outputs; o++) {
    for (let n = o * side * side; n < (o + 1) * side * side; n++) dBias[o] += dY[n];
    for (let c = 0; c < inputs; c++) {
      for (let a = 0; a < KERNEL; a++, k += KERNEL) {
        let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
        for (let i = 0; i < side; i++) {
          const from = (c * wide + i + a) * wide;
          const at = (o * side + i) * side;
          for (let j = 0; j < side; j++) {
            const g = dY[at + j];
            s0 += g * X[from + j];
            s1 += g * X[from + j + 1];
            s2 += g * X[from + j + 2];
            s3 += g * X[from + j + 3];
            s4 += g * X[from + j + 4];
          }
        }
        dW[k] += s0;
        dW[k + 1] += s1;
        dW[k + 2] += s2;
        dW[k + 3] += s3;
        dW[k + 4] += s4;
      }
    }
  }
}

// dX from dY whose rows have KERNEL − 1 zeros at each end: the same sum with the row's weights reversed.
/** @param {Float64Array} dX @param {Float64Array} dY @param {Float64Array} W @param {Sizes} sizes */
export function convolveInputGradient(dX, dY, W, { outputs, inputs, side, wide }) {
  dX.fill(0);
  const padded = side + 2 * (KERNEL - 1);
  for (let o = 0, k = 0; o < outputs; o++) {
    for (let c = 0; c < inputs; c++) {
      for (let a = 0; a < KERNEL; a++, k += KERNEL) {
        for (let i = 0; i < side; i++) {
          const [to, from] = [(c * wide + i + a) * wide, (o * side + i) * padded];
          addRow(dX, to, wide, dY, from, W[k + 4], W[k + 3], W[k + 2], W[k + 1], W[k]);
        }
      }
    }
  }
}

/** @param {Float64Array} Y @param {Float64Array} X @param {Float64Array} W @param {Float64Array} bias */
export function dense(Y, X, W, bias) {
  for (let o = 0, k = 0; o < Y.length; o++) {
    let sum = bias[o];
    for (let n = 0; n < X.length; n++) sum += W[k++] * X[n];
    Y[o] = sum;
  }
}

// Add to the weights' and the bias's gradient, and write the input's.
/**
 * @param {Float64Array} dX @param {Float64Array} dW @param {Float64Array} dBias @param {Float64Array} dY
 * @param {Float64Array} X @param {Float64Array} W
 */
export function denseGradient(dX, dW, dBias, dY, X, W) {
  dX.fill(0);
  for (let o = 0, k = 0; o < dY.length; o++) {
    const g = dY[o];
    dBias[o] += g;
    for (let n = 0; n < X.length; n++, k++) {
      dW[k] += g * X[n];
      dX[n] += g * W[k];
    }
  }
}

/** @param {Float64Array} Y @param {Float64Array} X @param {string} activation */
export function activate(Y, X, activation) {
  if (activation === "relu") for (let n = 0; n < Y.length; n++) Y[n] = Math.max(0, X[n]);
  else for (let n = 0; n < Y.length; n++) Y[n] = 1 / (1 + Math.exp(-X[n]));
}

// The slope follows from the output: at 0, that of ReLU is 0, as in torch.
/** @param {Float64Array} dX @param {Float64Array} dY @param {Float64Array} Y @param {string} activation */
export function activateGradient(dX, dY, Y, activation) {
  if (activation === "relu") for (let n = 0; n < Y.length; n++) dX[n] = Y[n] > 0 ? dY[n] : 0;
  else for (let n = 0; n < Y.length; n++) dX[n] = dY[n] * Y[n] * (1 - Y[n]);
}

// Pooling 2×2 with stride 2. Of equal elements the first in row order wins, as in torch; winners keeps its place.
/** @param {Float64Array} Y @param {Int32Array} winners @param {Float64Array} X @param {number} wide */
export function poolLargest(Y, winners, X, wide) {
  for (let n = 0, at = 0; n < Y.length; n++, at += 2) {
    if (at % wide === 0 && n > 0) at += wide;
    let best = at;
    if (X[at + 1] > X[best]) best = at + 1;
    if (X[at + wide] > X[best]) best = at + wide;
    if (X[at + wide + 1] > X[best]) best = at + wide + 1;
    winners[n] = best;
    Y[n] = X[best];
  }
}

/** @param {Float64Array} Y @param {Float64Array} X @param {number} wide */
export function poolAverage(Y, X, wide) {
  for (let n = 0, at = 0; n < Y.length; n++, at += 2) {
    if (at % wide === 0 && n > 0) at += wide;
    Y[n] = (X[at] + X[at + 1] + X[at + wide] + X[at + wide + 1]) / 4;
  }
}

/** @param {Float64Array} dX @param {Float64Array} dY @param {Int32Array | null} winners @param {number} wide */
export function poolingGradient(dX, dY, winners, wide) {
  dX.fill(0);
  if (winners) for (let n = 0; n < dY.length; n++) dX[winners[n]] += dY[n];
  else {
    for (let n = 0, at = 0; n < dY.length; n++, at += 2) {
      if (at % wide === 0 && n > 0) at += wide;
      dX[at] = dX[at + 1] = dX[at + wide] = dX[at + wide + 1] = dY[n] / 4;
    }
  }
}
