// The sentences beneath the convolution explorer: templates come from the words, numbers from the settings.

import { compose, element, fill, long } from "../ui/dom.js";
import { outputList, spelledSum } from "../ui/sentences.js";

// The product sum of one output cell, one span for each product.
export function outputText({ cursor: { i, j }, terms, linked }, { Y }, words) {
  return compose(words.sum, {
    cell: element("strong", {}, fill(words.output_cell, { i, j })),
    products: spelledSum(terms, words, { linked }),
    value: element("strong", {}, long(Y.data[i * Y.columns + j])),
  });
}

// Which outputs an input pixel takes part in.
export function inputText({ pixel: { i, j }, uses }, { X }, words) {
  const x = long(X.data[i * X.columns + j]);
  return compose(uses.length ? words.used_by : words.used_by_none, {
    pixel: element("strong", {}, fill(words.input_cell, { i, j, x })),
    n: uses.length,
    list: outputList(uses, words.output_cell),
  });
}
