// What the receptive field explorer shows: the maps, the words about one unit, and the table of the layers.

import { element, fill } from "../ui/dom.js";
import { createTable } from "../ui/table.js";
import { createMaps } from "./maps.js";
import { layerText, pathText, recurrence, squareText, status, unitText } from "./sentences.js";

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;

  const maps = createMaps(words, signal, { pick, point });
  const about = element("p", { class: "arithmetic" });
  const formula = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const table = createTable("fields", [
    words.head_layer,
    words.head_size,
    words.head_jump,
    words.head_field,
    words.head_weights,
  ]);
  const root = element("div", { class: "receptive" }, maps.element, about);
  root.append(formula, shapes, table.element);

  function draw(now) {
    state = now;
    table.draw(tableRows(state, words));
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
    [...table.rows].forEach((row, n) => row.classList.toggle("here", n === seen.layer));
  }

  return { element: root, draw };
}

// Each layer's size, jump, receptive field and weights, between the input and the sum.
function tableRows({ layers, sizes, fields }, words) {
  const weights = layers.map(({ kind, kernel }) => (kind === "conv" ? kernel ** 2 : 0));
  const rows = layers.map((layer, n) => {
    const { size, jump } = fields[n];
    const name = fill(words.numbered, { n: n + 1, layer: layerText(layer, words) });
    return [name, squareText(sizes[n + 1]), jump, squareText(size), weights[n]];
  });
  const sum = weights.reduce((total, one) => total + one, 0);
  return [
    [words.input, squareText(sizes[0]), 1, squareText(1), ""],
    ...rows,
    [words.together, "", "", squareText(fields.at(-1).size), sum],
  ];
}
