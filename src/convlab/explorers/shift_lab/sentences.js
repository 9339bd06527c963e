// The sentences of ShiftLab, and the rows of its table of errors.

import { element, fill, long } from "../ui/dom.js";

const ROUNDING = 1e-9; // errors below come from the arithmetic, not from the map

export const isNone = (error) => error !== null && error < ROUNDING;

// What the shift shows about the map; a single shift can refute, not prove.
export function verdict(state, words) {
  const { still, single, found } = state;
  if (still) return words.still;
  const changed = single ? words.not_invariant_number : words.not_invariant;
  const stays = found.invariance === "yes" ? words.invariant : changed;
  return single ? stays : `${words[moving(state)]} ${stays}`;
}

function moving({ map, step, errors, found }) {
  if (found.equivariance === "yes") return "equivariant";
  if (found.equivariance === "inside") return "equivariant_inside";
  if (map === "dense") return step > 1 ? "not_equivariant_dense" : "not_equivariant_dense_pixels";
  return errors.equivariance[1] === null ? "not_equivariant_at_all" : "not_equivariant";
}

// What the map does, and by how much its output should move.
export function explanation({ map, by, step, single, outputBy, before, output }, words) {
  const does = map === "dense" && step === 1 ? words.dense_pixels : words[map];
  const what = fill(does, { step, count: output.data.length });
  const more = (template, numbers) => `${what} ${fill(template, numbers)}`;
  if (single) {
    return more(words.one_number, { before: long(before.data[0]), after: long(output.data[0]) });
  }
  if (step === 1) return what;
  const [rows, columns] = outputBy;
  const [exact_rows, exact_columns] = by.map((d) => long(d / step));
  const template = by.every((d) => d % step === 0) ? words.divides : words.nearest;
  return more(template, { step, rows, columns, exact_rows, exact_columns });
}

export function status({ X, output, by }, words) {
  const shape = (M) => `${M.rows}×${M.columns}`;
  const [rows, columns] = by;
  return fill(words.shapes, { input: shape(X), output: shape(output), rows, columns });
}

// The rows of the table of errors: each over all outputs, and away from the border.
export function errorRows(errors, words) {
  const said = (error) => {
    if (error === null) return words.no_inside;
    return isNone(error) && error > 0 ? words.rounding : long(error);
  };
  return Object.entries(errors).map(([name, both]) => [
    [words[name], " ", element("span", {}, words[`${name}_formula`])],
    ...both.map(said),
  ]);
}
