// The sentences of the receptive field explorer: templates come from the words, numbers from the stack.

import { compose, element, fill, long } from "../ui/dom.js";

export const squareText = (side) => `${side}×${side}`;

// Sizes in one line.
export function status({ sizes, fields }, words) {
  return fill(words.shapes, {
    input: squareText(sizes[0]),
    maps: sizes.slice(1).map(squareText).join(words.comma),
    field: squareText(fields.at(-1).size),
  });
}

// What a unit sees of the input, and how unevenly.
export function unitText({ layers, fields }, view, words) {
  const { size, start, jump } = fields[view.layer - 1];
  const unit = fill(words.unit, { i: view.i, j: view.j, layer: view.layer });
  const parts = { unit: element("strong", {}, unit), field: squareText(size) };
  const [box] = view.boxes;
  if (!box) return compose(words.sees_padding, parts);
  const used = count(view.rows[0]) * count(view.columns[0]);
  const area = box.rows * box.columns;
  const sentences = [words.sees];
  if (box.rows < size || box.columns < size) sentences.push(words.clipped);
  else if (size > 3) sentences.push(words.middle);
  if (used < area) sentences.push(words.gaps);
  if (layers.slice(0, view.layer).some(({ kind }) => kind === "max")) sentences.push(words.maximum);
  const inner = 2 * Math.floor(size / 4) + (size % 2);
  const held = (counts, at) => middleShare(counts, start + at * jump + (size - inner) / 2, inner);
  return compose(sentences.join(" "), {
    ...parts,
    rows: `${box.i}–${box.i + box.rows - 1}`,
    columns: `${box.j}–${box.j + box.columns - 1}`,
    used,
    area,
    inner: squareText(inner),
    share: percent(held(view.rows[0], view.i) * held(view.columns[0], view.j)),
    even: percent((inner / size) ** 2),
  });
}

// The two recurrences, with the numbers of one layer.
export function recurrence({ layers, fields }, layer, words) {
  const { kernel: k, stride: s, dilation: d } = layers[layer - 1];
  const before = fields[layer - 2] ?? { size: 1, jump: 1 };
  const after = fields[layer - 1];
  const field = { r: before.size, d, k, jump: before.jump, field: after.size };
  return [
    element("span", {}, fill(words.field_formula, field)),
    element("span", {}, fill(words.jump_formula, { jump: before.jump, s, next: after.jump })),
  ];
}

// How many paths lead from an input pixel to the unit.
export function pathText({ layer, i, j, rows, columns, total }, row, column, words) {
  const paths = rows[0][row] * columns[0][column];
  return compose(paths ? words.paths : words.no_paths, {
    pixel: element("strong", {}, fill(words.pixel, { i: row, j: column })),
    unit: fill(words.unit, { i, j, layer }),
    paths: brief(paths),
    total: brief(total),
    share: percent(paths / total),
  });
}

function brief(paths) {
  return paths < 1e6 ? String(paths) : long(paths);
}

function count(counts) {
  return counts.filter((one) => one > 0).length;
}

// The share that `many` elements from `first` on have of all paths along an axis.
function middleShare(counts, first, many) {
  const sum = (list) => list.reduce((total, one) => total + one, 0);
  return sum(counts.slice(Math.max(0, first), Math.max(0, first + many))) / sum(counts);
}

function percent(share) {
  const value = 100 * share;
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} %`;
}
