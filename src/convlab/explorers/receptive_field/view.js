// What the receptive field explorer shows: the maps, the words about one unit, and the table of the layers.

import { element } from "../ui/dom.js";
import { createMaps } from "./maps.js";
import { pathText, recurrence, status, unitText } from "./sentences.js";
import { createLayers } from "./table.js";

export function createView(stage) {
  const { model, words, signal } = stage;
  let state = null;

  const maps = createMaps(words, signal, { pick, point });
  const about = element("p", { class: "arithmetic" });
  const formula = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const { most } = model.get("spec").limits.count;
  const kinds = model.get("choices").kind_1;
  const table = createLayers(words, { most, kinds, signal, choose: stage.change });
  const parts = element("div", {}, maps.element, about, table.element, formula, shapes);
  const root = element("div", { class: "receptive" }, parts);

  function draw(now) {
    state = now;
    table.draw(state, stage.now());
    shapes.textContent = status(state, words);
    look(state.chosen);
  }

  function pick(layer, i, j) {
    if (layer > 0) stage.change({ unit_layer: layer, unit_row: i, unit_column: j });
  }

  // Pointing at a pixel of the input tells its paths; at a unit, shows what it sees; away, the chosen unit.
  function point(layer, i, j) {
    if (layer === 0 && i !== null) about.replaceChildren(...pathText(state.chosen, i, j, words));
    else look(i === null ? state.chosen : state.seen(layer, i, j));
  }

  function look(seen) {
    maps.show(state, seen);
    about.replaceChildren(...unitText(state, seen, words));
    formula.replaceChildren(...recurrence(state, seen.layer, words));
    table.mark(seen.layer);
  }

  return { element: root, draw };
}
