// The sentences beneath the convolution explorer: templates come from the words, numbers from the settings.

import { element, factor, fill, long } from "./dom.js";

// The product sum of one output cell, one span for each product.
export function arithmetic({ i, j }, products, Y, words) {
  const made = products.flatMap(({ x, k, inside }, n) => {
    const text = fill(words.product, { x: factor(x), k: factor(k) });
    const product = element("span", { class: inside ? "product" : "product padding" }, text);
    return n ? [" + ", product] : [product];
  });
  const value = long(Y.data[i * Y.columns + j]);
  return [
    element("strong", {}, fill(words.output_cell, { i, j })),
    " = ",
    ...made,
    " = ",
    element("strong", {}, value),
  ];
}

// Which outputs an input pixel takes part in.
export function usedBy({ i, j }, uses, X, words) {
  const x = long(X.data[i * X.columns + j]);
  const most = 12;
  const list = uses.slice(0, most).map(([i, j]) => fill(words.output_cell, { i, j }));
  if (uses.length > most) list.push("…");
  return [
    element("strong", {}, fill(words.input_cell, { i, j, x })),
    " ",
    fill(uses.length ? words.used_by : words.used_by_none, {
      n: uses.length,
      list: list.join(", "),
    }),
  ];
}

// The size formula along each axis, with the current numbers in it.
export function formula({ X, K, Y, padding, stride, dilation }, words) {
  const line = (axis, n, k, out) =>
    element(
      "span",
      {},
      fill(words.formula, {
        axis: words[axis ? "columns" : "rows"],
        n,
        before: padding[axis][0],
        after: padding[axis][1],
        d: dilation[axis],
        k,
        s: stride[axis],
        out,
      }),
    );
  return [line(0, X.rows, K.rows, Y.rows), line(1, X.columns, K.columns, Y.columns)];
}

// Shapes in one line, and what no window reads.
export function status({ X, K, Y, padding, never }, words) {
  const [[top, bottom], [left, right]] = padding;
  const sentences = [
    fill(words.shapes, {
      input: `${X.rows}×${X.columns}`,
      padded: `${X.rows + top + bottom}×${X.columns + left + right}`,
      kernel: `${K.rows}×${K.columns}`,
      output: `${Y.rows}×${Y.columns}`,
    }),
  ];
  const brief = (list) =>
    (list.length > 6 ? [...list.slice(0, 5), "…", list.at(-1)] : list).join(", ");
  if (never[0].length) sentences.push(fill(words.never_rows, { list: brief(never[0]) }));
  if (never[1].length) sentences.push(fill(words.never_columns, { list: brief(never[1]) }));
  return sentences.join(" ");
}
