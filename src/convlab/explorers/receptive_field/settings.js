// The settings of the receptive field explorer: what follows from a change, and what does not go together.

import { mapSizes } from "../../receptive.js";
import { span } from "../../shapes.js";
import { fill } from "../ui/dom.js";
import { squareText } from "./sentences.js";

// The layers that the settings describe, from the input on.
export function layersOf(settings) {
  return Array.from({ length: settings.count }, (_, n) => {
    const part = (name) => settings[`${name}_${n + 1}`];
    return {
      kind: part("kind"),
      kernel: part("kernel"),
      stride: part("stride"),
      padding: part("padding"),
      dilation: part("dilation"),
    };
  });
}

// A patch of settings for a stack of layers.
function stackPatch(layers) {
  const patch = { count: layers.length };
  layers.forEach((layer, n) => {
    for (const [part, value] of Object.entries(layer)) patch[`${part}_${n + 1}`] = value;
  });
  return patch;
}

// A stack brings its layers, other layers are the reader's own, and the unit stays in what there is.
export function reconcile(now, { before, changed, libraries, own }) {
  if (before.preset === "own") own.layers = layersOf(before);
  const typed = changed("count") || layersOf(now).some((layer, n) => differs(layer, n, changed));
  if (typed && !changed("preset")) now.preset = "own";
  else if (changed("preset") && !typed) {
    const layers = now.preset === "own" ? own.layers : libraries.stacks[now.preset];
    if (layers) Object.assign(now, stackPatch(layers));
  }
  layersOf(now).forEach(({ kind }, n) => {
    const becameAverage = kind === "avg" && before[`kind_${n + 1}`] !== "avg";
    if (becameAverage) now[`dilation_${n + 1}`] = 1;
  });
  Object.assign(now, unitIn(before, now, changed));
}

function differs(layer, n, changed) {
  return Object.keys(layer).some((part) => changed(`${part}_${n + 1}`));
}

// The unit after a change. One in the middle of its map stays in the middle when the layers or its layer
// change; any other stays where it is, as long as there is such a unit.
function unitIn(before, now, changed) {
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

// Also where the layers do not fit, which is said then.
function middleUnit(settings, layer) {
  const size = Math.max(1, mapSizes(settings.size, layersOf(settings))[layer]);
  const at = Math.floor((size - 1) / 2);
  return { unit_layer: layer, unit_row: at, unit_column: at };
}

function isMiddle(settings) {
  const middle = middleUnit(settings, settings.unit_layer);
  return Object.entries(middle).every(([name, value]) => settings[name] === value);
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const layers = layersOf(settings);
  const sizes = mapSizes(settings.size, layers);
  for (const [index, layer] of layers.entries()) {
    const problem = misfit(sizes[index], layer, words);
    if (problem) return fill(words.in_layer, { n: index + 1, problem });
  }
  return noUnit(settings, sizes, words);
}

function misfit(n, { kind, kernel, padding, dilation }, words) {
  const [window, padded] = [squareText(kernel), squareText(n + 2 * padding)];
  if (kind !== "conv" && 2 * padding > kernel)
    return fill(words.too_much_padding, { window, padding });
  if (kind === "avg" && dilation > 1) return fill(words.dilated_average, { dilation });
  const wide = span(kernel, dilation);
  if (wide <= n + 2 * padding) return null;
  if (dilation === 1) return fill(words.no_fit, { kernel: window, padded });
  const sizes = { kernel: window, span: squareText(wide), padded };
  return fill(words.no_fit_dilated, { ...sizes, dilation });
}

function noUnit({ unit_layer: layer, unit_row: row, unit_column: column, count }, sizes, words) {
  if (layer > count) {
    const ends = { what: words.unit_layer, least: 1, most: count };
    return fill(words.out_of_range, { ...ends, got: layer });
  }
  if (Math.max(row, column) < sizes[layer]) return null;
  return fill(words.no_such_unit, { layer, row, column, size: squareText(sizes[layer]) });
}
