// The directions in which a kernel can change: how fast each is learned, and which the input says nothing
// about. The mirror of learning_directions.py: no document, no drawing.

// A direction counts as flat if its curvature is at most this share of the largest.
const FLAT = 1e-9;
const SWEEPS = 50; // after far fewer, nothing is left to turn

// The curvatures, largest first, with their unit directions, and how many are not flat.
/** @param {Matrix} A */
export function curvaturesOf(A) {
  const n = A.columns;
  const H = Array.from({ length: n }, () => new Float64Array(n));
  for (let m = 0; m < A.rows; m++) {
    const row = A.data.subarray(m * n, (m + 1) * n);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) H[i][j] += 2 * row[i] * row[j];
  }
  const vectors = diagonalize(H);
  const pairs = vectors.map((vector, i) => ({ value: Math.max(0, H[i][i]), vector }));
  pairs.sort((a, b) => b.value - a.value);
  const values = pairs.map(({ value }) => value);
  const rank = values.filter((value) => value > FLAT * values[0]).length;
  return { values, vectors: pairs.map(({ vector }) => vector), rank };
}

// Jacobi's method: turn the symmetric matrix H by plane rotations until it is diagonal; its eigenvectors,
// in the order of the diagonal, are the rows that come back.
/** @param {Float64Array[]} H */
function diagonalize(H) {
  const n = H.length;
  const V = H.map((_, i) => Float64Array.from(H, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const rest = Math.abs(H[p][q]) / (Math.abs(H[p][p]) + Math.abs(H[q][q]));
        if (rest > 1e-17) rotate(H, V, p, q);
      }
    }
  }
  return V;
}

/** @param {Float64Array[]} H @param {Float64Array[]} V @param {number} p @param {number} q */
function rotate(H, V, p, q) {
  const theta = (H[q][q] - H[p][p]) / (2 * H[p][q]);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (u, v) => [cosine * u - sine * v, sine * u + cosine * v];
  for (const row of H) [row[p], row[q]] = turn(row[p], row[q]);
  for (const M of [H, V]) {
    for (let i = 0; i < H.length; i++) [M[p][i], M[q][i]] = turn(M[p][i], M[q][i]);
  }
}

// What the input determines and what it leaves open, in a readable form: rows of the curved directions,
// row-reduced (each a sum of weights that is determined), and from them a basis of the flat ones, with many
// zeros, not orthonormal.
/** @param {Curvatures} curvatures */
export function determined({ vectors, rank }) {
  const n = vectors.length;
  const rows = vectors.slice(0, rank).map((vector) => Array.from(vector));
  const pivots = [];
  for (let column = 0; column < n && pivots.length < rank; column++) {
    const done = pivots.length;
    let best = done;
    for (let i = done; i < rank; i++) {
      if (Math.abs(rows[i][column]) > Math.abs(rows[best][column])) best = i;
    }
    if (Math.abs(rows[best][column]) < 1e-7) continue;
    [rows[done], rows[best]] = [rows[best], rows[done]];
    rows[done] = rows[done].map((value) => value / rows[done][column]);
    for (let i = 0; i < rank; i++) {
      const share = rows[i][column];
      if (i !== done) rows[i] = rows[i].map((value, j) => value - share * rows[done][j]);
    }
    pivots.push(column);
  }
  const others = Array.from({ length: n }, (_, j) => j).filter((j) => !pivots.includes(j));
  const free = others.map((other) => {
    const pattern = Array(n).fill(0);
    pattern[other] = -1;
    pivots.forEach((pivot, i) => (pattern[pivot] = rows[i][other]));
    return tidy(pattern);
  });
  return { sums: rows.map(tidy), free };
}

// Numbers that rounding has left beside a whole number become it; the first that is not 0 is positive.
/** @param {number[]} pattern */
function tidy(pattern) {
  const sign = pattern.find((value) => Math.abs(value) > 1e-7) < 0 ? -1 : 1;
  return pattern.map((value) => {
    const whole = Math.round(value);
    return sign * (Math.abs(value - whole) < 1e-7 ? whole : value) + 0;
  });
}
