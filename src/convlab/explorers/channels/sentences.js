// The sentences beneath the channels explorer: templates come from the words, numbers from the settings.

import { layerCosts } from "../../channels.js";
import { compose, element, factor, fill, grouped, long, subscripted } from "../ui/dom.js";
import { formula, status } from "../ui/sizes.js";
import { spelledSum } from "../ui/sum.js";

// Lines that say how one output cell comes about: its channel sums and the bias, then each channel's products.
// Where a channel has one product only, the first line holds it.
export function cellSums({ o, i, j }, products, partials, bias, linked, words) {
  const sums = partials.map(({ data, columns }) => data[i * columns + j]);
  const few = products[0].length === 1;
  const many = products.flat().length > 16 ? 4 : 16;
  const total = compose(words.total, {
    cell: element("strong", {}, fill(words.output_cell, { o, i, j })),
    partials: few
      ? spelledSum(products.flat(), words, { linked })
      : sums.map(factor).join(words.plus),
    bias: fill(words.bias_term, { b: factor(bias) }),
    value: element("strong", {}, long(sums.reduce((sum, part) => sum + part, bias))),
  });
  const spell = (list, c) =>
    spelledSum(list, words, { many, few: 4, linked, first: c * list.length });
  const line = (list, c) =>
    compose(words.sum_of_channel, {
      n: c + 1,
      products: spell(list, c),
      sum: long(sums[c]),
    });
  return [total, ...(few ? [] : products.map(line))].map(paragraph);
}

// A paragraph of texts and elements; neighbouring texts become one.
function paragraph(parts) {
  const made = element("p", {}, ...parts);
  made.normalize();
  return made;
}

// Which cells of the outputs a number of the input takes part in.
export function inputUses({ c, i, j }, uses, X, words) {
  const few = uses.slice(0, 9).map(([y, x]) => fill(words.used_cell, { i: y, j: x }));
  if (uses.length > few.length) few.push(words.more);
  const said = [words.used_by_none, words.used_by_one][uses.length] ?? words.used_by;
  const text = fill(said, {
    cell: fill(words.input_cell, { c, i, j }),
    x: long(X[c].data[i * X[c].columns + j]),
    n: uses.length,
    list: few.join(words.comma),
  });
  return [element("p", {}, text)];
}

// The size of the outputs, and what the layer costs, with the current numbers.
export function sizeLines(state, words) {
  const [X, K, Y] = [state.X[0], state.K[0][0], state.Y[0]];
  const [c_o, c_i] = [state.K.length, state.X.length];
  const sizes = { c_o, c_i, k_h: K.rows, k_w: K.columns, h: Y.rows, w: Y.columns };
  const { parameters, multiplyAdds } = layerCosts(state.K, Y);
  const costs = [
    fill(words.parameters, { ...sizes, count: grouped(parameters) }),
    fill(words.multiply_adds, { ...sizes, count: grouped(multiplyAdds) }),
  ];
  const spans = costs.map((text) => element("span", {}, ...subscripted(text)));
  return [...formula({ ...state, X, K, Y }, words), ...spans];
}

// All shapes in one line, and what no window reads.
export function shapesLine(state, words) {
  const [X, K, Y] = [state.X[0], state.K[0][0], state.Y[0]];
  const shape = (...sizes) => sizes.join("×");
  const more = {
    input: shape(state.X.length, X.rows, X.columns),
    kernel: shape(state.K.length, state.X.length, K.rows, K.columns),
    output: shape(state.Y.length, Y.rows, Y.columns),
  };
  return status({ ...state, X, K, Y }, words, more);
}
