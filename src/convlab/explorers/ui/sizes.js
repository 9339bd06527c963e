// Sentences about sizes that a convolution and a pooling share: templates come from the words.

import { element, fill, long } from "./dom.js";

// The size formula along each axis, with the current numbers in it; K has the size of the kernel or window.
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

// Shapes in one line, and what no window reads; more: further values for the template.
export function status({ X, K, Y, padding, never }, words, more = {}) {
  const [[top, bottom], [left, right]] = padding;
  const sentences = [
    fill(words.shapes, {
      input: `${X.rows}×${X.columns}`,
      padded: `${X.rows + top + bottom}×${X.columns + left + right}`,
      kernel: `${K.rows}×${K.columns}`,
      output: `${Y.rows}×${Y.columns}`,
      ...more,
    }),
  ];
  const brief = (list) => {
    const all = list.map(long);
    return (all.length > 6 ? [...all.slice(0, 5), "…", all.at(-1)] : all).join(", ");
  };
  const said = [
    [words.never_row, words.never_rows],
    [words.never_column, words.never_columns],
  ];
  never.forEach((list, axis) => {
    const [one, several] = said[axis];
    if (list.length) sentences.push(fill(list.length > 1 ? several : one, { list: brief(list) }));
  });
  return sentences.join(" ");
}

// "Y[0, 1], Y[0, 2], …" for a list of [i, j], by the template of a cell: the first eight.
export function outputList(cells, template) {
  const list = cells.slice(0, 8).map(([i, j]) => fill(template, { i, j }));
  if (cells.length > list.length) list.push("…");
  return list.join(", ");
}
