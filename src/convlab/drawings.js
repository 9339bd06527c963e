// From a drawing to what the network was trained on, the mirror of drawings.py: pure arithmetic on flat arrays.

import { fromEach } from "./ops.js";

const CELLS = 8;
const LEVELS = 16;
const NARROWEST = 4; // columns that a digit takes of the 8
const WIDEST = 6;
const INK = 0.2;

// For each of 8 equal parts of the interval from low to high, the share of each of n elements in it: a list of
// [index, share]. What lies outside of the elements counts as zero.
/** @param {number} n @param {number} low @param {number} high */
function shares(n, low, high) {
  const step = (high - low) / CELLS;
  return Array.from({ length: CELLS }, (_, part) => {
    const [from, to] = [low + part * step, low + (part + 1) * step];
    const list = [];
    for (let k = Math.max(0, Math.floor(from)); k < Math.min(n, Math.ceil(to)); k++) {
      const over = Math.min(to, k + 1) - Math.max(from, k);
      if (over > 0) list.push([k, over / step]);
    }
    return list;
  });
}

// What is cut out of a square drawing, ink from 0 to 1: the rows from top to bottom, and as many columns from left
// to right (they may lie outside) that the ink takes 4 to 6 of 8 of them. Null where there is no ink.
/** @param {Numbers} X */
export function cutOut(X) {
  const n = Math.sqrt(X.length);
  let [top, bottom, left, right] = [n, 0, n, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (X[i * n + j] > INK) {
        [top, bottom] = [Math.min(top, i), i + 1];
        [left, right] = [Math.min(left, j), Math.max(right, j + 1)];
      }
    }
  }
  if (bottom === 0) return null;
  const natural = (CELLS * (right - left)) / (bottom - top);
  const wide = Math.min(Math.max(natural, NARROWEST), WIDEST);
  const half = ((right - left) * CELLS) / wide / 2;
  const middle = (left + right) / 2;
  return { top, bottom, left: middle - half, right: middle + half };
}

// A square drawing as 8×8 shares of ink in sixteenths. With fit, the ink is cut out and stretched, and the darkest
// cell made 1. Without ink: zeros.
/** @param {Numbers} X @param {boolean} [fit] @param {ReturnType<typeof cutOut>} [box] */
export function reduceDrawing(X, fit = true, box = fit ? cutOut(X) : null) {
  const n = Math.sqrt(X.length);
  if (!fit) return sixteenths(averages(X, n, shares(n, 0, n), shares(n, 0, n)), 1);
  if (!box) return new Float64Array(CELLS * CELLS);
  const Y = averages(X, n, shares(n, box.top, box.bottom), shares(n, box.left, box.right));
  return sixteenths(Y, Math.max(...Y));
}

/** @param {Numbers} X @param {number} n @param {Pair[][]} down @param {Pair[][]} across */
function averages(X, n, down, across) {
  const Y = new Float64Array(CELLS * CELLS);
  const line = new Float64Array(n);
  down.forEach((rows, i) => {
    line.fill(0);
    for (const [k, share] of rows) for (let j = 0; j < n; j++) line[j] += share * X[k * n + j];
    across.forEach((columns, j) => {
      for (const [k, share] of columns) Y[i * CELLS + j] += line[k] * share;
    });
  });
  return Y;
}

// Rounded to sixteenths of `most`, halves upwards.
/** @param {Float64Array} Y @param {number} most */
function sixteenths(Y, most) {
  return Y.map((value) => Math.floor((LEVELS * value) / most + 0.5) / LEVELS);
}

// A square image with a thicker pen (or for negative numbers a thinner one), then turned clockwise by degrees
// about its middle and moved by pixels down and to the right; bilinear, with paper outside.
/** @param {Float64Array} X @param {{ down?: number, right?: number, turn?: number, thicker?: number }} change */
export function transformDrawing(X, { down = 0, right = 0, turn = 0, thicker = 0 }) {
  let Y = X;
  for (let n = 0; n < Math.abs(thicker); n++) Y = spread(Y, thicker > 0 ? Math.max : Math.min);
  if (!down && !right && !turn) return Y;
  const size = Math.sqrt(X.length);
  const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const middle = (size - 1) / 2;
  return fromEach(size, size, (i, j) => {
    const [y, x] = [i - middle - down, j - middle - right];
    return between(Y, size, middle - s * x + c * y, middle + c * x + s * y);
  }).data;
}

// A square image enlarged: bilinear between the pixels' centres, the edges clamped (align_corners=False).
/** @param {Numbers} X @param {number} [from] @param {number} [to] */
export function resize(X, from = 8, to = 28) {
  const places = Array.from({ length: to }, (_, i) =>
    Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1),
  );
  return fromEach(to, to, (i, j) => between(X, from, places[i], places[j])).data;
}

// The value at a place between pixels, zero outside.
/** @param {Numbers} X @param {number} size @param {number} row @param {number} column */
function between(X, size, row, column) {
  const [i, j] = [Math.floor(row), Math.floor(column)];
  const [down, across] = [row - i, column - j];
  const at = (a, b) => (a < 0 || b < 0 || a >= size || b >= size ? 0 : X[a * size + b]);
  const above = at(i, j) * (1 - across) + at(i, j + 1) * across;
  const below = at(i + 1, j) * (1 - across) + at(i + 1, j + 1) * across;
  return above * (1 - down) + below * down;
}

// Of each pixel and its four neighbours the largest, or the smallest; there are none outside.
/** @param {Float64Array} X @param {(...values: number[]) => number} choose */
function spread(X, choose) {
  const size = Math.sqrt(X.length);
  const at = (i, j, own) => (i < 0 || j < 0 || i >= size || j >= size ? own : X[i * size + j]);
  return X.map((own, n) => {
    const [i, j] = [Math.floor(n / size), n % size];
    return choose(own, at(i - 1, j, own), at(i + 1, j, own), at(i, j - 1, own), at(i, j + 1, own));
  });
}
