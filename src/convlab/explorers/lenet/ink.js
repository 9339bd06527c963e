// Ink on the pad: 64×64 levels from 0 (paper) to 255. Places are [row, column], counted in pixels from the
// pad's corner.

import { bytesOf } from "../core/bytes.js";

export const PAD = 64;
const FULL = 255;

// Draw a line from one place to another with a round pen of this width, or erase along it. Edges are soft: a
// pixel that the pen half covers gets half the ink.
export function drawLine(levels, from, to, width, erase = false) {
  const reach = width / 2 + 0.5;
  const span = (axis) => {
    const low = Math.min(from[axis], to[axis]) - reach;
    const high = Math.max(from[axis], to[axis]) + reach;
    return [Math.max(0, Math.floor(low)), Math.min(PAD, Math.ceil(high))];
  };
  const [rows, columns] = [span(0), span(1)];
  for (let i = rows[0]; i < rows[1]; i++) {
    for (let j = columns[0]; j < columns[1]; j++) {
      const covered = Math.min(1, reach - distance(i + 0.5, j + 0.5, from, to));
      if (covered <= 0) continue;
      const ink = Math.round(FULL * covered);
      const n = i * PAD + j;
      levels[n] = erase ? Math.min(levels[n], FULL - ink) : Math.max(levels[n], ink);
    }
  }
}

// From a point to the nearest point of a line.
function distance(row, column, from, to) {
  const [down, across] = [to[0] - from[0], to[1] - from[1]];
  const length = down * down + across * across;
  const along = length ? ((row - from[0]) * down + (column - from[1]) * across) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(row - from[0] - share * down, column - from[1] - share * across);
}

export function isBlank(levels) {
  return levels.every((level) => level === 0);
}

// The ink as numbers from 0 to 1, in float32 as in Python.
export function inkOf(levels) {
  return Float64Array.from(levels, (level) => Math.fround(level / FULL));
}

export function toBase64(levels) {
  return btoa(String.fromCharCode(...levels));
}

// A test digit, 8×8 cells from 0 to 16, as levels: each cell is a square of pixels.
export function digitLevels(cells) {
  return Uint8Array.from({ length: PAD * PAD }, (_, n) => {
    const [i, j] = [n >> 9, (n % PAD) >> 3];
    return Math.round((FULL * cells[8 * i + j]) / 16);
  });
}

// The test digits of the model, each a list of 64 numbers from 0 to 16.
export function readDigits(model) {
  const bytes = bytesOf(model.get("digits"));
  return model.get("answers").map((_, n) => bytes.subarray(64 * n, 64 * (n + 1)));
}
