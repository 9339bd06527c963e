// The stage of ReceptiveFieldExplorer: a stack of layers, and what one unit of it sees in every map below.

import { influence, mapSizes, pathCounts, pathTotal, receptiveFields } from "../../receptive.js";
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

// What unit (i, j) of a layer sees in each map: its paths along both axes, and their shares.
function seenBy({ layers, sizes }, layer, i, j) {
  const below = layers.slice(0, layer);
  const [rows, columns] = [i, j].map((index) => pathCounts(index, below, sizes));
  const maps = rows.map((counts, m) => influence(counts, columns[m], pathTotal(below.slice(m))));
  return { layer, i, j, rows, columns, maps, total: pathTotal(below) };
}
