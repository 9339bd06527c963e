// The stage of ReceptiveFieldExplorer: what follows from a change of its settings, what does not go together; a stack of
// layers, and what one unit of it sees in every map below.

import {
  influence,
  mapSizes,
  pathCounts,
  pathTotal,
  reach,
  receptiveFields,
} from "../../receptive.js";
import { misfit } from "../core/limits.js";
import { openStage } from "../core/stage.js";
import { fill } from "../ui/dom.js";
import { squareText } from "./sentences.js";
import { createView } from "./view.js";

const PARTS = ["kind", "kernel", "stride", "padding", "dilation"];

export function render(context) {
  return openStage(context, {
    name: "receptive-field",
    reconcile,
    refusal,
    compute,
    output: ({ chosen }) => chosen.maps[0],
    view: createView,
  });
}

// A stack brings its layers, other layers are the reader's own, and the unit stays in what there is.
export function reconcile(now, { before, changed, libraries, own }) {
  const [layers, others] = [layersOf(now), layersOf(before)];
  if (before.preset === "own") own.layers = others;
  const typed = JSON.stringify(layers) !== JSON.stringify(others);
  if (typed && !changed("preset")) now.preset = "own";
  else if (changed("preset") && !typed) {
    const chosen = now.preset === "own" ? own.layers : libraries.stacks[now.preset];
    if (chosen) Object.assign(now, stackPatch(chosen));
  }
  layersOf(now).forEach(({ kind }, n) => {
    const becameAverage = kind === "avg" && before[`kind_${n + 1}`] !== "avg";
    if (becameAverage) now[`dilation_${n + 1}`] = 1;
  });
  Object.assign(now, unitIn(before, now, changed));
}

// The unit after a change. One in the middle of its map stays in the middle, of the last map if its own was the last or
// has gone; any other stays where it is, as long as there is such a unit.
function unitIn(before, now, changed) {
  if (changed("unit_row") || changed("unit_column")) return {};
  const sizes = mapSizes(now.size, layersOf(now));
  const exists = Math.max(now.unit_row, now.unit_column) < sizes[now.unit_layer];
  const middle = isMiddle(before);
  if (exists && !middle) return {};
  const gone = middle ? before.unit_layer === before.count || now.unit_layer > now.count : true;
  const layer = gone && !changed("unit_layer") ? now.count : now.unit_layer;
  return sizes[layer] > 0 ? middleUnit(layer, sizes) : {}; // what does not fit is refused
}

function middleUnit(layer, sizes) {
  const at = Math.floor((sizes[layer] - 1) / 2);
  return { unit_layer: layer, unit_row: at, unit_column: at };
}

function isMiddle(settings) {
  const middle = middleUnit(settings.unit_layer, mapSizes(settings.size, layersOf(settings)));
  return middle.unit_row === settings.unit_row && middle.unit_column === settings.unit_column;
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const layers = layersOf(settings);
  const sizes = mapSizes(settings.size, layers);
  for (const [index, layer] of layers.entries()) {
    const problem = wrongLayer(sizes[index], layer, words);
    if (problem) return fill(words.in_layer, { n: index + 1, problem });
  }
  const { unit_layer: layer, unit_row: row, unit_column: column, count: most } = settings;
  if (layer > most)
    return fill(words.out_of_range, { what: words.unit_layer, least: 1, most, got: layer });
  if (Math.max(row, column) < sizes[layer]) return null;
  return fill(words.no_such_unit, { layer, row, column, size: squareText(sizes[layer]) });
}

function wrongLayer(n, { kind, kernel, padding, dilation }, words) {
  if (kind !== "conv" && 2 * padding > kernel)
    return fill(words.too_much_padding, { window: squareText(kernel), padding });
  if (kind === "avg" && dilation > 1) return fill(words.dilated_average, { dilation });
  const square = (side) => ({ rows: side, columns: side });
  const both = { padding: Array(2).fill([padding, padding]), dilation: [dilation, dilation] };
  return misfit({ X: square(n), K: square(kernel), ...both }, words);
}

// seen(layer, i, j) is what any unit sees, `chosen` what the one of the settings does.
function compute(settings) {
  const layers = layersOf(settings);
  const sizes = mapSizes(settings.size, layers);
  const unseen = sizes.map(emptyMap);
  const seen = (layer, i, j) => seenBy({ layers, sizes, unseen }, layer, i, j);
  const chosen = seen(settings.unit_layer, settings.unit_row, settings.unit_column);
  return { layers, sizes, fields: receptiveFields(layers), seen, chosen };
}

// What unit (i, j) of a layer sees in each map: its paths along both axes, their shares, nothing in the maps above its own,
// and the box around them.
function seenBy({ layers, sizes, unseen }, layer, i, j) {
  const below = layers.slice(0, layer);
  const [rows, columns] = [i, j].map((index) => pathCounts(index, below, sizes));
  const shares = rows.map((counts, m) => influence(counts, columns[m], pathTotal(below.slice(m))));
  const maps = [...shares, ...unseen.slice(layer + 1)];
  const boxes = rows.map((counts, m) => boxAround(counts, columns[m]));
  return { layer, i, j, rows, columns, maps, boxes, total: pathTotal(below) };
}

function emptyMap(n) {
  return { rows: n, columns: n, data: new Float64Array(n * n) };
}

// Null where a unit sees nothing but padding.
function boxAround(rows, columns) {
  const [down, across] = [reach(rows), reach(columns)];
  if (!down || !across) return null;
  const [[i, last], [j, end]] = [down, across];
  return { i, j, rows: last - i + 1, columns: end - j + 1 };
}

// The layers that the settings describe, from the input on.
function layersOf(settings) {
  return Array.from({ length: settings.count }, (_, n) => {
    const part = (name) => settings[`${name}_${n + 1}`];
    const [kind, kernel, stride, padding, dilation] = PARTS.map(part);
    return { kind, kernel, stride, padding, dilation };
  });
}

// A patch of settings for a stack of layers.
function stackPatch(layers) {
  const patch = { count: layers.length };
  layers.forEach((layer, n) => PARTS.forEach((part) => (patch[`${part}_${n + 1}`] = layer[part])));
  return patch;
}
