// Settings of a stage: read from the model and written to it, and what follows from a change in every explorer. The
// model's `spec` says what Python declared: names, limits, blocks of numbers, tied axes.

import { matrix } from "../../ops.js";
import { bytesOf } from "./bytes.js";

/** The model knows an option by its number, the stage by its name; a photo as text, the stage as numbers. */
export function readSettings(model) {
  const [choices, { settings, numbers }] = [model.get("choices"), model.get("spec")];
  const blocks = new Set(numbers.map(({ trait }) => trait));
  const read = (name, value) =>
    blocks.has(name) ? numbersOf(value) : (choices[name]?.[value] ?? value);
  return Object.fromEntries(settings.map((name) => [name, read(name, model.get(name))]));
}

export function writeSettings(model, settings) {
  const choices = model.get("choices");
  for (const [name, value] of Object.entries(settings)) {
    const stored = choices[name] ? choices[name].indexOf(value) : (texts.get(value) ?? value);
    if (model.get(name) !== stored) model.set(name, stored);
  }
}

// The presets of a block of numbers as nested lists.
export function readLibrary(presets) {
  return Object.fromEntries(Object.entries(presets).map(([name, one]) => [name, numbersOf(one)]));
}

const photos = {}; // by text
const texts = new WeakMap(); // by photo

// A block of numbers as nested lists; a square photo comes as base64 of its bytes, level k for k / 255.
function numbersOf(block) {
  if (typeof block !== "string") return block;
  photos[block] ??= photoOf(block);
  texts.set(photos[block], block);
  return photos[block];
}

// A grey photo has as many levels as a square of whole numbers; three times as many never make one.
function photoOf(text) {
  const levels = bytesOf(text);
  const grey = Number.isInteger(Math.sqrt(levels.length));
  const side = Math.sqrt(grey ? levels.length : levels.length / 3);
  const rows = Array.from({ length: levels.length / side }, (_, i) =>
    Array.from(levels.subarray(i * side, (i + 1) * side), toThreeDecimals),
  );
  return grey ? rows : [0, 1, 2].map((c) => rows.slice(c * side, (c + 1) * side));
}

function toThreeDecimals(level) {
  return Math.round((1000 * level) / 255) / 1000;
}

// Equality of numbers, words and nested lists: a kernel sends back equal lists that are not the same object.
export function same(a, b) {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((value, n) => same(value, b[n]));
}

// Nested lists with the number at a place, an index for each axis, replaced.
export function edited(block, place, value) {
  const [first, ...rest] = place;
  return block.with(first, rest.length ? edited(block[first], rest, value) : value);
}

// What a change means in every explorer. `before` are the settings before it, `now` those that were asked for, which
// it changes: a preset brings its numbers, other numbers are the reader's own, and "your own" brings these back; tied
// axes follow each other. Returns changed(name): whether the present action changed a setting.
export function follow(before, now, { numbers, tied, libraries, own }) {
  const asked = { ...now };
  const changed = (name) => !same(asked[name], before[name]);
  for (const { trait, name, library } of numbers) {
    if (!name) continue;
    const [chosen, typed] = [changed(name), changed(trait)];
    if (typed && !chosen) now[name] = "own";
    if (typed || !chosen) continue;
    if (now[name] === "own") now[trait] = own[trait] ?? now[trait];
    else if (Array.isArray(libraries[library][now[name]]))
      now[trait] = libraries[library][now[name]];
  }
  for (const name of tied) {
    const [down, across] = [`${name}_rows`, `${name}_columns`];
    if (now.axes === "together" && changed(across) && now[across] !== now[down]) now.axes = "apart";
    else if (now.axes === "together") now[across] = now[down];
  }
  return changed;
}

// How long a nested list is, and the lists in it.
export function shapeOf(block) {
  return Array.isArray(block) ? [block.length, ...shapeOf(block[0])] : [];
}

// The kernel and its name in another shape, which inShape(kernel, shape) gives it. They are made from what they were before
// the first change of shape, which `memory` keeps with the other settings, so that no number is lost on the way there and
// back.
export function reshaped(now, shape, inShape, memory) {
  const made = memory.first && inShape(memory.first.kernel, shapeOf(now.kernel));
  if (!made || !same(made, now.kernel)) memory.first = { ...now };
  const { kernel, kernel_name } = memory.first;
  if (same(shape, shapeOf(kernel))) return { kernel, kernel_name };
  return { kernel: inShape(kernel, shape), kernel_name: "own" };
}

const byHand = new WeakSet(); // lists of numbers that a reader typed or painted

// What was in the blocks of numbers before. note(before, asked, now) has the settings before a change, as it was asked
// for, and as it was meant; mine(patch), what comes by the reader's hand. `own` is what the reader last had of their own,
// by trait. back() is a patch of settings, what "Reset numbers" brings back: the numbers that were last there and not the
// reader's own work, those of a preset, of a picture, from Python, or those that the explorer opened with.
export function createHistory(numbers) {
  const [own, origins] = [{}, {}];
  const note = (before, asked, now) => {
    for (const { trait, name } of numbers) {
      const given = !same(asked[trait], before[trait]) && !byHand.has(asked[trait]);
      const chosen = now[name] !== "own" || asked[name] !== before[name];
      const brought = name && chosen && now[trait] !== asked[trait] && !byHand.has(now[trait]);
      if (!origins[trait] || given || brought)
        origins[trait] = { [trait]: now[trait], ...(name && { [name]: now[name] }) };
      if (now[name] === "own") own[trait] = now[trait];
    }
  };
  const mine = (patch) =>
    Object.values(patch)
      .filter(Array.isArray)
      .forEach((one) => byHand.add(one));
  return { own, note, mine, back: () => Object.assign({}, ...Object.values(origins)) };
}

// A function of a block of numbers that is worked out once for each.
export function once(make) {
  const made = new WeakMap();
  return (block) => {
    if (!made.has(block)) made.set(block, make(block));
    return made.get(block);
  };
}

// The matrix of a nested list: settings that do not change keep theirs, and need no new drawing.
export const matrixOf = once(matrix);
