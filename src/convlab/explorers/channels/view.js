// What the channels explorer shows: the board, with windows that slide over all inputs at once, and the words beneath.

import { channelTerms } from "../../channels.js";
import { framed } from "../../shapes.js";
import { clamp, element, setStyle } from "../ui/dom.js";
import { LARGEST_GRID, NARROW, WIDE, areSmall, cellsFor, roomOf } from "../ui/layout.js";
import { createSlidingView } from "../ui/sliding.js";
import { readColours } from "../ui/upload.js";
import { createBoard } from "./board.js";
import { costLines, inputText, outputText, shapes } from "./sentences.js";

const USUAL = 690; // the width in the book, while it is not known

export function createView(stage) {
  const view = createSlidingView(stage, {
    board: createBoard,
    fit,
    windowAt,
    termOf,
    output: outputText,
    pixel: inputText,
    facts: shapes,
    costs: costLines,
    read: (file) => readColours(file, 64),
  });
  view.element.append(element("p", { class: "shapes" }, stage.words.hint));
  return view;
}

// The terms of all channels c, for the output in view: the window has the same place in each input.
function windowAt(state, { i, j }) {
  const { inputs, kernels, channel } = state;
  const products = channelTerms(inputs, kernels[channel], state, i, j);
  return { terms: products.flatMap((list, c) => list.map((term) => ({ ...term, c }))) };
}

// A weight of an output that is not in view belongs to no term.
function termOf({ K, channel }, a, b, o, c) {
  return o === channel ? (c * K.rows + a) * K.columns + b : -1;
}

// Inputs, outputs and what lies between stand side by side, with cells that shrink; where it is narrow the parts stand
// below each other. Returns whether numbers have room: else they are shown as pictures.
function fit(root, width, { X, K, Y, inputs, kernels, padding }) {
  const room = roomOf(root, width || USUAL);
  const narrow = room.width < NARROW;
  const most = room.presents ? 48 : room.width >= WIDE ? 40 : 28;
  const weight = clamp(Math.floor((0.21 * room.height) / (kernels.length * K.rows)), 19, most);
  const height = room.height - kernels.length * (weight * K.rows + 24);
  const input = framed(X, padding);
  const row = inputs.map(() => input.columns);
  const cells = narrow
    ? { columns: row, rows: input.rows, between: 12 + 18 * row.length }
    : { columns: [...row, Y.columns], rows: input.rows + Y.rows, between: 200 + 16 * row.length };
  // A digit can be read in the least cell; longer numbers are left out.
  const { cell, stacked } = cellsFor({ ...room, height }, { ...cells, least: 11 });
  const numbers = areSmall([input], LARGEST_GRID) && !stacked;
  const size = Math.min(cell, narrow ? 34 : 96);
  root.classList.toggle("roomy", numbers && size >= 26);
  root.classList.toggle("narrow", narrow);
  setStyle(root, "--cell", `${numbers ? size : 28}px`);
  setStyle(root, "--weight", `${weight}px`);
  setStyle(root, "--inputs", inputs.length);
  setStyle(root, "--outputs", kernels.length);
  return numbers;
}
