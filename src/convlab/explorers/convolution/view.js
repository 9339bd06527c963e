// What the convolution explorer shows: input, kernel and output, a window that slides, the words beneath.

import { terms } from "../../ops.js";
import { framed, spanOf, useCounts } from "../../shapes.js";
import { anyNegative, createScales } from "../ui/colours.js";
import { element, setText, sign } from "../ui/dom.js";
import { fitCells } from "../ui/layout.js";
import { createMagnifier, createTitledGrid, panelsOf } from "../ui/panel.js";
import { createSlidingView, inputMarks, outputMarks, weightMarks } from "../ui/sliding.js";
import { inputText, outputText } from "./sentences.js";

export function createView(stage) {
  const { words } = stage;
  return createSlidingView(stage, {
    board: createBoard,
    fit,
    windowAt,
    termOf,
    output: (seen, { Y }) => outputText(seen, Y, words),
    pixel: (seen, { X }) => inputText(seen, X, words),
  });
}

function fit(root, width, { X, K, Y, padding, view }) {
  return fitCells(root, width, {
    grids: [framed(X, padding), K, Y],
    extra: view === "counts" ? X : null,
    between: 130,
    widest: K.columns,
  });
}

function windowAt(state, { i, j }) {
  const { X, K, sliding: weights, dilation } = state;
  const products = terms(X, weights, state, i, j);
  const [{ row, column }] = products;
  const size = spanOf(K, dilation);
  return { terms: products, box: { i: row, j: column, ...size, weights, dilation } };
}

// A convolution slides the kernel turned by half a turn.
function termOf({ K, operation }, a, b) {
  const n = a * K.columns + b;
  return operation === "convolution" ? K.data.length - 1 - n : n;
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
    const { X, K, sliding, Y, numbers, never, padding } = state;
    const kind = anyNegative(X, K) ? "signed" : "grey";
    const weights = scale("K", K.data, { kind: "signed" });
    ofInput = scale("X", X.data, { high: 1 });
    input.update(X, { numbers, scale: ofInput, frame: padding, never });
    output.update(Y, { numbers, scale: scale("Y", Y.data, { kind }) });
    kernel.update(K, { scale: weights });
    const turned = state.operation === "convolution";
    flipped.element.hidden = !turned;
    if (turned) flipped.update(sliding, { scale: weights });
    setText(operator, turned ? "∗" : "⋆");
    counts.element.hidden = state.view !== "counts";
    if (!counts.element.hidden) {
      const C = useCounts(X, K, state);
      counts.update(C, { numbers, scale: scale("counts", C.data, { kind: "heat" }) });
    }
    return held();
  }

  // The window and what it makes; the outputs that use a pixel; a pixel with its weight.
  function mark(state, seen) {
    const { K, operation } = state;
    const slid = weightMarks(seen);
    input.mark(inputMarks(seen));
    output.mark(outputMarks(seen));
    magnifier.show(state, seen.terms, ofInput, slid);
    if (operation === "convolution") {
      const { a, b } = seen.tied ?? {};
      const tied = seen.tied && { a: K.rows - 1 - a, b: K.columns - 1 - b };
      flipped.mark(slid);
      kernel.mark(weightMarks({ tied }));
    } else kernel.mark(slid);
  }

  return { element: root, draw, mark };
}
