// Kernels of any size, beside the named ones of data.py.

/** @param {number} rows @param {number} columns */
export function gaussian(rows, columns) {
  const binomial = (n) => {
    let row = [1];
    while (row.length < n) row = [...row, 0].map((v, i) => v + (row[i - 1] ?? 0));
    return row.map((v) => v / 2 ** (n - 1));
  };
  return binomial(rows).map((r) => binomial(columns).map((c) => r * c));
}

// A kernel of another size: box and Gaussian stay what they are, any other is filled with zeros or cropped around its
// middle, so that what was filled and is cropped again has its numbers back.
/** @param {string} name @param {number[][]} kernel @param {number} rows @param {number} columns */
export function resizeKernel(name, kernel, rows, columns) {
  const fill = (value) => Array.from({ length: rows }, () => Array(columns).fill(value));
  if (name === "box") return fill(1 / (rows * columns));
  if (name === "gaussian") return gaussian(rows, columns);
  const up = Math.trunc((rows - kernel.length) / 2);
  const left = Math.trunc((columns - kernel[0].length) / 2);
  return fill(0).map((row, i) => row.map((_, j) => kernel[i - up]?.[j - left] ?? 0));
}
