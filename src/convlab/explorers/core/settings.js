// Settings of a stage: read from the model and written to it, what follows from a change in every explorer, and which
// cannot be. The model's `spec` says what Python declared: names, limits, blocks of numbers, tied axes.

import { matrix } from "../../ops.js";
import { fill } from "../ui/dom.js";
import { bytesOf } from "./bytes.js";

/** The model knows an option by its number, the stage by its name. */
export function readSettings(model) {
  const choices = model.get("choices");
  const named = (name) => choices[name]?.[model.get(name)] ?? model.get(name);
  return Object.fromEntries(model.get("spec").settings.map((name) => [name, named(name)]));
}

export function writeSettings(model, settings) {
  const choices = model.get("choices");
  for (const [name, value] of Object.entries(settings)) {
    const stored = choices[name] ? choices[name].indexOf(value) : value;
    if (model.get(name) !== stored) model.set(name, stored);
  }
}

// The presets of a block of numbers as nested lists; a square photo comes as base64 of its bytes, level k for k / 255.
export function readLibrary(presets) {
  const entries = Object.entries(presets);
  return Object.fromEntries(
    entries.map(([name, block]) => [name, typeof block === "string" ? photoOf(block) : block]),
  );
}

// A grey photo has as many levels as a square of whole numbers; three times as many never make one.
function photoOf(text) {
  const levels = bytesOf(text);
  const grey = Number.isInteger(Math.sqrt(levels.length));
  const side = Math.sqrt(grey ? levels.length : levels.length / 3);
  const row = (i) => Array.from(levels.subarray(i * side, (i + 1) * side), toThreeDecimals);
  const rows = Array.from({ length: levels.length / side }, (_, i) => row(i));
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

// Null, or { sentence, field }: a setting beyond its limits, with the trait of the field that it is typed into. Some
// limits hold only when a choice has a certain value.
export function beyondLimits(settings, { limits, numbers }, words) {
  for (const [field, ends] of Object.entries(limits)) {
    if (ends.when && settings[ends.when[0]] !== ends.when[1]) continue;
    const sentence = outside(settings[field], ends, words);
    if (sentence) return { sentence, field };
  }
  for (const block of numbers) {
    const sentence = badBlock(settings[block.trait], block, words);
    if (sentence) return { sentence, field: block.trait };
  }
  return null;
}

function outside(got, { what, least, above, most }, words) {
  if (above !== undefined) {
    return got > above && got <= most ? null : fill(words.not_positive, { what, most, got });
  }
  if (!Number.isInteger(got)) return fill(words.not_whole, { what, got });
  return got >= least && got <= most ? null : fill(words.out_of_range, { what, least, most, got });
}

const good = new WeakMap(); // blocks that have been looked through, by their largest number

function badBlock(block, { what, least, most, largest }, words) {
  const shape = [];
  for (let part = block; Array.isArray(part); part = part[0]) shape.push(part.length);
  const small = shape.some((n, axis) => n < least[axis]);
  if (small || (most && shape.some((n, axis) => n > (most[axis] ?? Infinity)))) {
    const ends = { least: least.join("×"), most: most?.map((n) => n ?? "∞").join("×") };
    return fill(most ? words.out_of_range : words.too_small, {
      what,
      ...ends,
      got: shape.join("×"),
    });
  }
  if (!good.has(block)) {
    const size = block.flat(Infinity).reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    good.set(block, size);
  }
  const got = good.get(block);
  if (Number.isNaN(got) || got === Infinity) return fill(words.not_finite, { what, got });
  return got <= largest ? null : fill(words.too_large_number, { what, most: largest, got });
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

const matrices = new WeakMap();

// The matrix of a nested list, made once: settings that do not change keep theirs, and need no new drawing.
export function matrixOf(rows) {
  if (!matrices.has(rows)) matrices.set(rows, matrix(rows));
  return matrices.get(rows);
}
