// The sentences beneath the channels explorer: templates come from the words, numbers from the settings.

import { layerCosts } from "../../channels.js";
import { compose, element, factor, fill, grouped, long, subscripted } from "../ui/dom.js";
import { outputList, spelledSum } from "../ui/sentences.js";

// Lines that say how one output cell comes about: its channel sums and the bias, then each channel's products.
// Where a channel has one product only, the first line holds it.
export function outputText({ cursor: { i, j }, terms, linked }, state, words) {
  const { partials, bias, channel: o, outputs, K } = state;
  const at = ({ data, columns }) => data[i * columns + j];
  const size = K.data.length;
  const many = terms.length > 16 ? 4 : 16;
  const lines = partials[o].map((partial, c) => {
    const own = terms.filter((term) => term.c === c);
    const products = spelledSum(own, words, { many, few: 4, linked, first: c * size });
    return compose(words.sum_of_channel, { n: c + 1, products, sum: long(at(partial)) });
  });
  const sums = partials[o].map((partial) => factor(at(partial))).join(words.plus);
  const total = compose(words.total, {
    cell: element("strong", {}, fill(words.output_cell, { o, i, j })),
    partials: size === 1 ? spelledSum(terms, words, { linked }) : sums,
    bias: fill(words.bias_term, { b: factor(bias[o]) }),
    value: element("strong", {}, long(at(outputs[o]))),
  });
  return size === 1 ? total : [total, ...lines.flatMap((line) => [element("br"), ...line])].flat();
}

// Which cells of the outputs a number of the input takes part in.
export function inputText({ pixel: { c, i, j }, uses }, { inputs }, words) {
  const { data, columns } = inputs[c];
  const said = [words.used_by_none, words.used_by_one][uses.length] ?? words.used_by;
  return [
    fill(said, {
      cell: fill(words.input_cell, { c, i, j }),
      x: long(data[i * columns + j]),
      n: uses.length,
      list: outputList(uses, words.used_cell),
    }),
  ];
}

// What the layer costs, with the current numbers.
export function costLines({ kernels, inputs, K, Y }, words) {
  const sizes = { c_o: kernels.length, c_i: inputs.length, k_h: K.rows, k_w: K.columns };
  const { parameters, multiplyAdds } = layerCosts(kernels, Y);
  const costs = [
    fill(words.parameters, { ...sizes, count: grouped(parameters) }),
    fill(words.multiply_adds, { ...sizes, h: Y.rows, w: Y.columns, count: grouped(multiplyAdds) }),
  ];
  return costs.map((text) => element("span", {}, ...subscripted(text)));
}

// Shapes as the line of shapes has them.
export function shapes({ kernels, inputs, X, K, Y }) {
  const shape = (...sizes) => sizes.join("×");
  return {
    input: shape(inputs.length, X.rows, X.columns),
    kernel: shape(kernels.length, inputs.length, K.rows, K.columns),
    output: shape(kernels.length, Y.rows, Y.columns),
  };
}
