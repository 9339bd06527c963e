// What the convolution explorer shows: input, kernel and output, a window that slides, the words beneath.

import { terms } from "../../ops.js";
import { framed } from "../../shapes.js";
import { anyNegative, createScales } from "../ui/colours.js";
import { element, setText, sign } from "../ui/dom.js";
import { fitCells } from "../ui/layout.js";
import { createMagnifier, createTitledGrid, panelsOf } from "../ui/panel.js";
import { createSlidingView, marksOf } from "../ui/sliding.js";
import { inputText, outputText } from "./sentences.js";

export function createView(stage) {
  return createSlidingView(stage, {
    board: createBoard,
    fit,
    windowAt: (state, { i, j }) => ({ terms: terms(state.X, state.sliding, state, i, j) }),
    termOf: (state, a, b) => turned(state, a * state.K.columns + b),
    output: outputText,
    pixel: inputText,
  });
}

function fit(root, width, { X, K, Y, C, padding }) {
  const grids = [framed(X, padding), K, Y];
  return fitCells(root, width, { grids, extra: C, between: 130, widest: K.columns });
}

// A convolution slides the kernel turned by half a turn: the number of a weight's term, or of a term's weight.
function turned({ K, sliding }, n) {
  return sliding === K ? n : K.data.length - 1 - n;
}

// Input, kernel and output side by side, and how often each pixel is used; beneath the kernel how it slides, and beside a
// picture the numbers of the window.
function createBoard(stage, { onOutput, onInput, onWeight, brush }) {
  const { words, signal, editing } = stage;
  const panel = panelsOf(words, signal);
  const { scale, held } = createScales(stage.byHand);
  const input = panel("input", { onCursor: onInput, ...editing("image"), brush });
  const kernel = panel("kernel", { onCursor: onWeight, ...editing("kernel") });
  const output = panel("output", { onCursor: onOutput });
  const counts = panel("counts", { onCursor: onInput });
  const flipped = createTitledGrid({ name: "aside", label: words.flipped, signal });
  const magnifier = createMagnifier(stage);
  kernel.element.append(flipped.element, magnifier.element);
  const operator = sign("", "operator");
  const result = element("div", { class: "result" }, sign("="), output.element);
  const root = element("div", { class: "board" }, input.element, operator, kernel.element);
  root.append(result, counts.element);

  let ofInput = null; // the scale of its colours

  function draw(state) {
    const { X, K, sliding, Y, C, numbers, never, padding } = state;
    const kind = anyNegative(X, K) ? "signed" : "grey";
    const weights = scale("K", K.data, { kind: "signed" });
    ofInput = scale("X", X.data, { high: 1 });
    input.update(X, { numbers, scale: ofInput, frame: padding, never });
    output.update(Y, { numbers, scale: scale("Y", Y.data, { kind }) });
    kernel.update(K, { scale: weights });
    flipped.element.hidden = sliding === K;
    if (sliding !== K) flipped.update(sliding, { scale: weights });
    setText(operator, sliding === K ? "⋆" : "∗");
    counts.element.hidden = !C;
    if (C) counts.update(C, { numbers, scale: scale("counts", C.data, { kind: "heat" }) });
    return held();
  }

  // The window and what it makes; the outputs that use a pixel; a pixel with its weight.
  function mark(state, seen) {
    const marks = marksOf(seen);
    input.mark(marks.input);
    output.mark(marks.output);
    flipped.mark(marks.window);
    kernel.mark(marksOf({ ...seen, tied: seen.terms[turned(state, seen.linked)] }).window);
    magnifier.show(state, seen.terms, ofInput, marks.window);
  }

  return { element: root, draw, mark };
}
