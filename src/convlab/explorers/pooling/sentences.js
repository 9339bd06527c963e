// The sentences beneath the pooling explorer: templates come from the words, numbers from the settings.

import { compose, element, factor, fill, long } from "../ui/dom.js";
import { outputList, termOf } from "../ui/sentences.js";

// How an output cell comes from its window's elements, and where its gradient goes. For a maximum, `winner` is one of
// the elements.
export function outputText({ cursor: { i, j }, terms, winner, linked }, { Y, G }, words) {
  const cell = fill(words.output_cell, { i, j });
  const value = Y.data[i * Y.columns + j];
  const outside = terms.filter(({ inside }) => !inside).length;
  const equal = terms.filter(({ inside, x }) => inside && x === value).length;
  const sentences = winner
    ? [words.largest, equal > 1 && words.tie, G && words.gradient_whole]
    : [
        words.average,
        outside && words.zeros_count,
        G && words.gradient_shared,
        G && outside && words.gradient_lost,
      ];
  return compose(sentences.filter(Boolean).join(" "), {
    cell: element("strong", {}, cell),
    name: cell,
    list: listed(terms, winner, linked, words),
    count: terms.length,
    value: element("strong", {}, long(value)),
    winner: winner ? fill(words.element, { i: winner.row, j: winner.column }) : "",
    outside,
    equal,
  });
}

// The elements of a window that a maximum is chosen from, or that are added up; of many, the first and the winner.
function listed(elements, winner, linked, words) {
  const most = elements.length > 16 ? 8 : 16;
  const spelled = (one, n) => {
    if (one === winner) return termOf(long(one.x), n, linked, " wins", "strong");
    if (!one.inside) return termOf(winner ? words.lowest : "0", n, linked, " padding");
    return termOf(winner ? long(one.x) : factor(one.x), n, linked);
  };
  const shown = [];
  elements.forEach((one, n) => {
    if (n < most || one === winner) shown.push(spelled(one, n));
    else if (shown.at(-1) !== "…") shown.push("…");
  });
  return shown.flatMap((node, n) => (n ? [winner ? words.comma : words.plus, node] : [node]));
}

// Which windows hold an input pixel, which of them it wins, and the gradient that comes back to it.
export function inputText({ pixel: { i, j }, uses }, { X, Y, K, mode, G }, words) {
  const at = i * X.columns + j;
  const pixel = fill(words.input_cell, { i, j, x: long(X.data[at]) });
  const won = mode === "max" ? uses.filter(([r, c]) => Y.winners[r * Y.columns + c] === at) : [];
  const sentences = [uses.length ? words.used_by : words.used_by_none];
  if (mode === "max" && uses.length) sentences.push(won.length ? words.wins : words.wins_none);
  if (G) sentences.push(mode === "max" ? words.gradient_won : words.gradient_sum);
  return compose(sentences.join(" "), {
    pixel: element("strong", {}, pixel),
    n: uses.length,
    list: outputList(uses, words.output_cell),
    won: won.length,
    won_list: outputList(won, words.output_cell),
    count: K.data.length,
    gradient: G ? element("strong", {}, long(G.data[at])) : "",
  });
}
