// The settings of the receptive field explorer: what follows from a change, and what does not go together.

import { mapSizes } from "../../receptive.js";
import { outputSize, span } from "../../shapes.js";
import { fill } from "../ui/dom.js";

const MOST_LAYERS = 6;
const NUMBERS = ["kernel", "stride", "padding", "dilation"];
const PARTS = ["kind", ...NUMBERS];
const LEAST = { kernel: 1, stride: 1, padding: 0, dilation: 1 };

export const SETTINGS = ["preset", "count", "size", "unit_layer", "unit_row", "unit_column"];
for (let n = 1; n <= MOST_LAYERS; n++) SETTINGS.push(...PARTS.map((part) => `${part}_${n}`));

// The layers that the settings describe, from the input on.
export function layersOf(settings) {
  return Array.from({ length: settings.count }, (_, n) =>
    Object.fromEntries(PARTS.map((part) => [part, settings[`${part}_${n + 1}`]])),
  );
}

// From the settings before and after a change, the settings that the reader meant: a preset brings its
// layers, layers that are nobody's preset are the reader's own, and the unit stays in what there is.
export function reconcile(before, after, presets) {
  const now = { ...after };
  if (now.preset !== before.preset && presets[now.preset]) {
    now.count = presets[now.preset].length;
    presets[now.preset].forEach((layer, n) => {
      for (const part of PARTS) now[`${part}_${n + 1}`] = layer[part];
    });
  }
  const layers = layersOf(now);
  layers.forEach((layer, n) => {
    const becameAverage = layer.kind === "avg" && before[`kind_${n + 1}`] !== "avg";
    if (becameAverage) now[`dilation_${n + 1}`] = layer.dilation = 1;
  });
  now.preset = Object.keys(presets).find((name) => equalStacks(presets[name], layers)) ?? "own";
  return { ...now, ...unitIn(before, now) };
}

function equalStacks(one, other) {
  const equal = (layer, n) => PARTS.every((part) => layer[part] === other[n][part]);
  return one.length === other.length && one.every(equal);
}

// The unit after a change. One in the middle of its map stays in the middle when the layers or its layer
// change; any other stays where it is, as long as there is such a unit.
function unitIn(before, now) {
  const changed = (name) => now[name] !== before[name];
  const sizes = mapSizes(now.size, layersOf(now));
  const { unit_layer: layer, unit_row: row, unit_column: column } = now;
  if (changed("unit_row") || changed("unit_column")) return {};
  const middle = isMiddle(before);
  if (changed("unit_layer")) {
    if (!(sizes[layer] > 0)) return {};
    const last = sizes[layer] - 1;
    const fewer = { unit_row: Math.min(row, last), unit_column: Math.min(column, last) };
    return middle ? middleUnit(now, layer) : fewer;
  }
  const exists = layer < sizes.length && Math.max(row, column) < sizes[layer];
  if (middle && before.unit_layer === before.count) return middleUnit(now, now.count);
  if (middle && layer <= now.count) return middleUnit(now, layer);
  return exists ? {} : middleUnit(now, now.count);
}

function middleUnit(settings, layer) {
  const at = Math.floor((mapSizes(settings.size, layersOf(settings))[layer] - 1) / 2);
  return { unit_layer: layer, unit_row: at, unit_column: at };
}

function isMiddle(settings) {
  const middle = middleUnit(settings, settings.unit_layer);
  return Object.entries(middle).every(([name, value]) => settings[name] === value);
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const { count, size } = settings;
  if (!Number.isInteger(count) || count < 1 || count > MOST_LAYERS)
    return fill(words.bad_count, { most: MOST_LAYERS, got: count });
  if (!Number.isInteger(size) || size < 1) {
    return fill(words.too_small, { what: words.size, least: 1, got: size });
  }
  let n = size;
  for (const [index, layer] of layersOf(settings).entries()) {
    const problem = misfit(n, layer, words);
    if (problem) return fill(words.in_layer, { n: index + 1, problem });
    const { kernel, padding, stride, dilation } = layer;
    n = outputSize(n, kernel, [padding, padding], stride, dilation);
  }
  return noUnit(settings, words);
}

function misfit(n, { kind, kernel, stride, padding, dilation }, words) {
  const layer = { kernel, stride, padding, dilation };
  for (const name of NUMBERS) {
    if (!Number.isInteger(layer[name]) || layer[name] < LEAST[name])
      return fill(words.too_small, { what: words[name], least: LEAST[name], got: layer[name] });
  }
  const square = (side) => `${side}×${side}`;
  const sizes = { kernel: square(kernel), padding, dilation, padded: square(n + 2 * padding) };
  if (kind !== "conv" && 2 * padding > kernel) return fill(words.too_much_padding, sizes);
  if (kind === "avg" && dilation > 1) return fill(words.dilated_average, sizes);
  if (span(kernel, dilation) <= n + 2 * padding) return null;
  if (dilation === 1) return fill(words.no_fit, sizes);
  return fill(words.no_fit_dilated, { ...sizes, span: square(span(kernel, dilation)) });
}

function noUnit(settings, words) {
  const { unit_layer: layer, unit_row: row, unit_column: column, count } = settings;
  if (layer < 1 || layer > count) return fill(words.no_such_layer, { count, got: layer });
  const size = mapSizes(settings.size, layersOf(settings))[layer];
  if (row >= 0 && column >= 0 && row < size && column < size) return null;
  return fill(words.no_such_unit, { layer, row, column, size: `${size}×${size}` });
}
