// The stage of ReceptiveFieldExplorer: a stack of layers, and what one unit of it sees in every map below.

import { influence, mapSizes, pathCounts, pathTotal, receptiveFields } from "../../receptive.js";
import { keepSettings, openStage } from "../core/legacy_stage.js";
import { createRefusal } from "../ui/board.js";
import { element } from "../ui/dom.js";
import { createMaps } from "./maps.js";
import { pathText, recurrence, status, unitText } from "./sentences.js";
import { SETTINGS, layersOf, reconcile, refusal } from "./settings.js";
import { createTable } from "./table.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  let stack = null; // the layers, their sizes and fields
  let picked = null; // what the chosen unit sees; pointing at another one shows that for a moment

  const problem = createRefusal();
  const about = element("p", { class: "arithmetic" });
  const formula = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const maps = createMaps(words, life.signal, { pick, point });
  const table = createTable(words);
  const content = element("div", { class: "receptive" }, problem.element, maps.element, about);
  content.append(formula, shapes, table.element);
  openStage(el, {
    name: "receptive-field",
    content,
    output: () => picked.maps[0],
    signal: life.signal,
  });

  // What unit (i, j) of a layer sees in each map: its paths along both axes, and their shares.
  function seen(layer, i, j) {
    const below = stack.layers.slice(0, layer);
    const [rows, columns] = [i, j].map((index) => pathCounts(index, below, stack.sizes));
    const shares = rows.map((counts, m) =>
      influence(counts, columns[m], pathTotal(below.slice(m))),
    );
    return { layer, i, j, rows, columns, maps: shares, total: pathTotal(below) };
  }

  function pick(layer, i, j) {
    if (layer > 0) change({ unit_layer: layer, unit_row: i, unit_column: j });
  }

  // Pointing at a pixel of the input tells its paths; at a unit, shows what it sees; away, the chosen unit.
  function point(layer, i, j) {
    if (layer === 0 && i !== null) about.replaceChildren(...pathText(picked, i, j, words));
    else look(i === null ? picked : seen(layer, i, j));
  }

  function look(view) {
    maps.show(stack, view);
    about.replaceChildren(...unitText(stack, view, words));
    formula.replaceChildren(...recurrence(stack, view.layer, words));
    table.mark(view.layer);
  }

  const { change, start } = keepSettings(model, SETTINGS, life.signal, {
    reconcile: (before, after) => reconcile(before, after, model.get("presets")),
    refusal: (settings) => refusal(settings, words),
    refuse: problem.refuse,
    show: (settings) => {
      const layers = layersOf(settings);
      const sizes = mapSizes(settings.size, layers);
      stack = { layers, sizes, fields: receptiveFields(layers) };
      picked = seen(settings.unit_layer, settings.unit_row, settings.unit_column);
      table.draw(stack);
      shapes.textContent = status(stack, words);
      look(picked);
    },
  });
  start();
  return () => life.abort();
}
