// What the channels explorer shows: the board, with windows that slide over all inputs at once, and the words beneath.

import { channelTerms } from "../../channels.js";
import { element } from "../ui/dom.js";
import { createSlidingView } from "../ui/sliding.js";
import { readColours } from "../ui/upload.js";
import { createBoard } from "./board.js";
import { fit } from "./fit.js";
import { costLines, inputText, outputText, shapes } from "./sentences.js";

export function createView(stage) {
  const { words } = stage;
  const view = createSlidingView(stage, {
    board: createBoard,
    fit,
    windowAt,
    termOf,
    output: (seen, state) => outputText(seen, state, words),
    pixel: (seen, state) => inputText(seen, state, words),
    facts: shapes,
    costs: (state) => costLines(state, words),
    read: (file) => readColours(file, 64),
  });
  view.element.append(element("p", { class: "shapes" }, words.hint));
  return view;
}

// The window has the same place in each input; its terms are those of all channels c, for the output in view.
function windowAt(state, { i, j }) {
  const { inputs, kernels, channel, K } = state;
  const products = channelTerms(inputs, kernels[channel], state, i, j);
  const [{ row, column }] = products[0];
  return {
    terms: products.flatMap((list, c) => list.map((term) => ({ ...term, c }))),
    box: { i: row, j: column, rows: K.rows, columns: K.columns },
  };
}

// A weight of an output that is not in view belongs to no term.
function termOf({ K, channel }, a, b, o, c) {
  return o === channel ? (c * K.rows + a) * K.columns + b : -1;
}
