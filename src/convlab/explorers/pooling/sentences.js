// The sentences beneath the pooling explorer: templates come from the words, numbers from the settings.

import { compose, element, factor, fill, long } from "../ui/dom.js";
import { outputList } from "../ui/sizes.js";
import { termOf } from "../ui/sum.js";

// How output cell (i, j) comes from its window's elements, and where its gradient goes. For a maximum, `winner`
// is one of the elements.
export function outputText({ i, j }, elements, winner, linked, { Y, G }, words) {
  const cell = fill(words.output_cell, { i, j });
  const value = Y.data[i * Y.columns + j];
  const outside = elements.filter(({ inside }) => !inside).length;
  const equal = elements.filter(({ inside, x }) => inside && x === value).length;
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
    list: shortened(elements, winner).flatMap((one, n) => {
      const place = elements.indexOf(one);
      const made = one ? elementOf(one, { place, linked, winner }, words) : "…";
      return n ? [winner ? words.comma : words.plus, made] : [made];
    }),
    count: elements.length,
    value: element("strong", {}, long(value)),
    winner: winner ? fill(words.element, { i: winner.row, j: winner.column }) : "",
    outside,
    equal,
  });
}

// The first elements of a large window and its winner, with null for those that are left out.
function shortened(elements, winner, most = 8) {
  if (elements.length <= 16) return elements;
  const rest = elements.indexOf(winner);
  const last = elements.length - 1;
  if (rest < most) return [...elements.slice(0, most), null];
  return [
    ...elements.slice(0, most),
    ...(rest > most ? [null] : []),
    winner,
    ...(rest < last ? [null] : []),
  ];
}

// An element of a window: what a maximum is chosen from, where there is a winner, or what is added up.
function elementOf(one, { place, linked, winner }, words) {
  const { x, inside } = one;
  if (one === winner) return termOf(long(x), place, linked, " wins", "strong");
  if (winner)
    return termOf(inside ? long(x) : words.lowest, place, linked, inside ? "" : " padding");
  return termOf(factor(x), place, linked, inside ? "" : " padding");
}

// Which windows hold an input pixel, which of them it wins, and the gradient that comes back to it.
export function inputText({ i, j }, uses, { X, Y, K, mode, G }, words) {
  const at = i * X.columns + j;
  const pixel = fill(words.input_cell, { i, j, x: long(X.data[at]) });
  const won = mode === "max" ? uses.filter(([r, c]) => Y.winners[r * Y.columns + c] === at) : [];
  const sentences = [uses.length ? words.used_by : words.used_by_none];
  if (mode === "max" && uses.length) sentences.push(won.length ? words.wins : words.wins_none);
  if (G) sentences.push(mode === "max" ? words.gradient_won : words.gradient_sum);
  return compose(sentences.join(" "), {
    pixel: element("strong", {}, pixel),
    n: uses.length,
    list: outputList(uses, words, 8),
    won: won.length,
    won_list: outputList(won, words, 8),
    count: K.data.length,
    gradient: G ? element("strong", {}, long(G.data[at])) : "",
  });
}
