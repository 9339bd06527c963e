// The stage of ReceptiveFieldExplorer: a stack of layers, and what one unit of it sees in every map below.

import {
  influence,
  mapSizes,
  pathCounts,
  pathTotal,
  reach,
  receptiveFields,
} from "../../receptive.js";
import { openStage } from "../core/stage.js";
import { layersOf, reconcile, refusal } from "./settings.js";
import { createView } from "./view.js";

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

// seen(layer, i, j) is what any unit sees, `chosen` what the one of the settings does.
function compute(settings) {
  const layers = layersOf(settings);
  const sizes = mapSizes(settings.size, layers);
  const seen = (layer, i, j) => seenBy({ layers, sizes }, layer, i, j);
  const chosen = seen(settings.unit_layer, settings.unit_row, settings.unit_column);
  return { layers, sizes, fields: receptiveFields(layers), seen, chosen };
}

// What unit (i, j) of a layer sees in each map: its paths along both axes, their shares, and the box around them.
function seenBy({ layers, sizes }, layer, i, j) {
  const below = layers.slice(0, layer);
  const [rows, columns] = [i, j].map((index) => pathCounts(index, below, sizes));
  const maps = rows.map((counts, m) => influence(counts, columns[m], pathTotal(below.slice(m))));
  const boxes = rows.map((counts, m) => boxAround(counts, columns[m]));
  return { layer, i, j, rows, columns, maps, boxes, total: pathTotal(below) };
}

// Null where a unit sees nothing but padding.
function boxAround(rows, columns) {
  const [down, across] = [reach(rows), reach(columns)];
  if (!down || !across) return null;
  const [[i, last], [j, end]] = [down, across];
  return { i, j, rows: last - i + 1, columns: end - j + 1 };
}
