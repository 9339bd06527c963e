// Settings between the model, which knows an option by its number, and the stage, which knows it by its name.

import { matrix } from "../../ops.js";

export function readSettings(model, names) {
  const choices = model.get("choices");
  const named = (name) => choices[name]?.[model.get(name)] ?? model.get(name);
  return Object.fromEntries(names.map((name) => [name, named(name)]));
}

// The named inputs as nested lists; a square photo comes as base64 of its bytes, level k for k / 255.
export function readInputs(model) {
  const rowsOf = (photo) => {
    const levels = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
    const side = Math.sqrt(levels.length);
    const row = (i) => Array.from(levels.subarray(i * side, (i + 1) * side), toThreeDecimals);
    return Array.from({ length: side }, (_, i) => row(i));
  };
  const entries = Object.entries(model.get("inputs"));
  return Object.fromEntries(
    entries.map(([name, rows]) => [name, typeof rows === "string" ? rowsOf(rows) : rows]),
  );
}

function toThreeDecimals(level) {
  return Math.round((1000 * level) / 255) / 1000;
}

export function writeSettings(model, settings) {
  const choices = model.get("choices");
  for (const [name, value] of Object.entries(settings)) {
    const stored = choices[name] ? choices[name].indexOf(value) : value;
    if (model.get(name) !== stored) model.set(name, stored);
  }
}

// Equality of numbers, words and nested lists: a kernel sends back equal lists that are not the same object.
export function same(a, b) {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((value, n) => same(value, b[n]));
}

// Nested rows with one number replaced.
export function edited(rows, i, j, value) {
  return rows.map((row, n) => (n === i ? row.with(j, value) : row));
}

// Tied axes follow each other: what is set for the rows goes for the columns, and a number of the columns'
// own unties them. changed(name) says whether the present action changed a setting.
export function tieAxes(now, changed, names) {
  for (const name of names) {
    const [down, across] = [`${name}_rows`, `${name}_columns`];
    if (now.axes === "together" && changed(across) && now[across] !== now[down]) now.axes = "apart";
    else if (now.axes === "together") now[across] = now[down];
  }
}

const byHand = new WeakSet(); // lists of numbers that a reader typed or painted

// What "Reset numbers" brings back: the numbers that were last there and not the reader's own work, those of a
// preset, of a picture, from Python, or those that the explorer opened with. `groups` lists settings of numbers,
// each with the setting, if there is one, that names the preset. note(before, asked, now) has the settings before
// a change, as it was asked for, and as `reconcile` meant it; back() is a patch of settings.
export function createOrigins(groups) {
  const origins = {};
  const note = (before, asked, now) => {
    for (const [numbers, name] of groups) {
      const given = !same(asked[numbers], before[numbers]) && !byHand.has(asked[numbers]);
      const chosen = now[name] !== "own" || asked[name] !== before[name];
      const brought = name && chosen && now[numbers] !== asked[numbers];
      if (!origins[numbers] || given || brought)
        origins[numbers] = { [numbers]: now[numbers], ...(name && { [name]: now[name] }) };
    }
  };
  const mine = (patch) => {
    for (const value of Object.values(patch)) if (Array.isArray(value)) byHand.add(value);
  };
  return { note, mine, back: () => Object.assign({}, ...Object.values(origins)) };
}

const matrices = new WeakMap();

// The matrix of a nested list, made once: settings that do not change keep theirs, and need no new drawing.
export function matrixOf(rows) {
  if (!matrices.has(rows)) matrices.set(rows, matrix(rows));
  return matrices.get(rows);
}
