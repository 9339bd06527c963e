// What every board of panels has: a cursor over the output, and boxes that end with a matrix.

import { clamp } from "./dom.js";

// The cursor { i, j }, or null, kept within the matrix that it is on.
export function within(cursor, M) {
  if (!cursor) return null;
  return { ...cursor, i: clamp(cursor.i, 0, M.rows - 1), j: clamp(cursor.j, 0, M.columns - 1) };
}

// Where the window is at first: in the corner of numbers, in the middle of a picture.
export function firstCell({ rows, columns }, numbers) {
  const middle = { i: Math.floor(rows / 2), j: Math.floor(columns / 2) };
  return numbers ? { i: 0, j: 0 } : middle;
}

// Where the cursor goes over the output in reading order, by 1 or −1, from the end back to the start.
export function stepped({ i, j }, { rows, columns }, by) {
  const next = (i * columns + j + by + rows * columns) % (rows * columns);
  return { i: Math.floor(next / columns), j: next % columns };
}

// The part of a box { i, j, rows, columns } that lies in a matrix.
export function inside({ i, j, rows, columns }, M) {
  const [top, left] = [Math.max(i, 0), Math.max(j, 0)];
  const [bottom, right] = [Math.min(i + rows, M.rows), Math.min(j + columns, M.columns)];
  return { i: top, j: left, rows: bottom - top, columns: right - left };
}
