// The stack as one table: what each layer is, to be changed there, and what follows from it.

import { element, fill } from "../ui/dom.js";
import { createField } from "../ui/field.js";
import { createTable } from "../ui/table.js";
import { squareText } from "./sentences.js";

const SIZES = ["kernel", "stride", "padding", "dilation"];
const FOLLOWS = ["map", "jump", "field", "weights"];
const LOWERED = "₀₁₂₃₄₅₆";

// most: how many layers there may be; kinds: what a layer may be; choose(patch) for another kind.
export function createLayers(words, { most, kinds, signal, choose }) {
  const heads = ["layer", ...SIZES, ...FOLLOWS].map((name) => words[`head_${name}`]);
  const table = createTable("fields", heads);
  const layers = Array.from({ length: most }, (_, n) => layerRow(n + 1));
  const [first, total] = [cells(), cells()];
  const none = SIZES.map(() => "");
  table.draw([
    [words.input, ...none, ...first],
    ...layers.map(({ name, fields, after }) => [name, ...fields, ...after]),
    [words.together, ...none, ...total],
  ]);
  const rows = [...table.rows];

  function layerRow(n) {
    const options = kinds.map((kind) => element("option", { value: kind }, words[kind]));
    const kind = element("select", { "aria-label": fill(words.layer_kind, { n }) }, ...options);
    kind.addEventListener("change", () => choose({ [`kind_${n}`]: kind.value }), { signal });
    const made = SIZES.map((size) => {
      const trait = `${size}_${n}`;
      const label = `${words[`head_${size}`]}${LOWERED[n]}`;
      return { trait, ...createField(trait, label) };
    });
    const show = (settings) => {
      kind.value = settings[`kind_${n}`];
      for (const one of made) one.show(settings[one.trait]);
    };
    const name = [fill(words.numbered, { n }), kind];
    return { name, fields: made.map((one) => one.element), after: cells(), show };
  }

  function draw({ layers: stack, sizes, fields }, settings) {
    const weights = stack.map(({ kind, kernel }) => (kind === "conv" ? kernel ** 2 : 0));
    write(first, [squareText(sizes[0]), 1, squareText(1), ""]);
    layers.forEach(({ after, show }, n) => {
      show(settings);
      rows[n + 1].hidden = n >= stack.length;
      if (n >= stack.length) return;
      const { size, jump } = fields[n];
      write(after, [squareText(sizes[n + 1]), jump, squareText(size), weights[n]]);
    });
    const sum = weights.reduce((so, one) => so + one, 0);
    write(total, ["", "", squareText(fields.at(-1).size), sum]);
  }

  // Mark the layer of the unit that is looked at.
  const mark = (layer) => rows.forEach((row, n) => row.classList.toggle("here", n === layer));
  return { element: table.element, draw, mark };
}

const cells = () => FOLLOWS.map(() => document.createTextNode(""));
const write = (texts, values) => texts.forEach((text, n) => (text.data = values[n]));
