// What every board of panels has: a cursor over the output.

import { clamp } from "./dom.js";

// The cursor { of, i, j }, or null, kept within the matrix that it is on.
export function within(cursor, M) {
  if (!cursor) return null;
  return { ...cursor, i: clamp(cursor.i, 0, M.rows - 1), j: clamp(cursor.j, 0, M.columns - 1) };
}

// Where the cursor is while nothing is pointed at: on numbers nowhere; on a picture it stays, and is in the
// middle of the output at first, so that a window is seen.
export function resting(cursor, { Y, numbers }) {
  if (numbers) return null;
  return cursor ?? { of: "output", i: Math.floor(Y.rows / 2), j: Math.floor(Y.columns / 2) };
}

// Where the cursor goes over the output in reading order, by 1 or −1, from the end back to the start.
export function stepped(cursor, { rows, columns }, by) {
  const now = cursor?.of === "output" ? cursor.i * columns + cursor.j : by > 0 ? -1 : 0;
  const next = (now + by + rows * columns) % (rows * columns);
  return { of: "output", i: Math.floor(next / columns), j: next % columns };
}
