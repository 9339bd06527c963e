// The sentences of ShiftLab, and the rows of its table of errors.

import { element, fill, long } from "../ui/dom.js";

const ROUNDING = 1e-9; // errors below come from the arithmetic, not from the map

export const none = (error) => error !== null && error < ROUNDING;

// What the shift shows about the map; a single shift can refute, not prove.
export function verdict({ by, single, equivariance, invariance, map, step }, words) {
  if (by.every((d) => d === 0)) return [words.still];
  if (single) return [none(invariance[0]) ? words.invariant : words.not_invariant_number];
  const stays = none(invariance[0]) ? words.invariant : words.not_invariant;
  if (none(equivariance[0])) return [words.equivariant, stays];
  if (none(equivariance[1])) return [words.equivariant_inside, stays];
  if (map === "dense") {
    return [step > 1 ? words.not_equivariant_dense : words.not_equivariant_dense_pixels, stays];
  }
  const some = equivariance[1] !== null;
  return [some ? words.not_equivariant : words.not_equivariant_at_all, stays];
}

// What the map does, and by how much its output should move.
export function explanation({ map, by, step, single, outputBy, before, output }, words) {
  const does = map === "dense" && step === 1 ? words.dense_pixels : words[map];
  const what = fill(does, { step, count: output.data.length });
  if (single) {
    const numbers = { before: long(before.data[0]), after: long(output.data[0]) };
    return [what, fill(words.one_number, numbers)];
  }
  if (step === 1) return [what];
  const exact = by.map((d) => long(d / step));
  const [rows, columns] = outputBy;
  const sentence = by.every((d) => d % step === 0) ? words.divides : words.nearest;
  const numbers = { step, rows, columns, exact_rows: exact[0], exact_columns: exact[1] };
  return [what, fill(sentence, numbers)];
}

export function status({ X, output, by }, words) {
  const shape = (M) => `${M.rows}×${M.columns}`;
  const [rows, columns] = by;
  return fill(words.shapes, { input: shape(X), output: shape(output), rows, columns });
}

// The rows of the table of errors: each over all outputs, and away from the border.
export function errorRows({ equivariance, invariance }, words) {
  const said = (error) => {
    if (error === null) return words.no_inside;
    return none(error) && error > 0 ? words.rounding : long(error);
  };
  const row = (name, formula, errors) => [
    [name, " ", element("span", {}, formula)],
    ...errors.map(said),
  ];
  return [
    row(words.equivariance, words.equivariance_formula, equivariance),
    row(words.invariance, words.invariance_formula, invariance),
  ];
}
