// What the pooling explorer shows: input, output and gradient, a window that slides, the words beneath.

import { windowAt } from "../../pooling.js";
import { framed, inside } from "../../shapes.js";
import { createScales } from "../ui/colours.js";
import { element, sign } from "../ui/dom.js";
import { fitCells } from "../ui/layout.js";
import { createMagnifier, panelsOf } from "../ui/panel.js";
import { createSlidingView, marksOf } from "../ui/sliding.js";
import { inputText, outputText } from "./sentences.js";

export function createView(stage) {
  return createSlidingView(stage, {
    board: createBoard,
    fit,
    windowAt,
    output: outputText,
    pixel: inputText,
    facts: ({ mode }, words) => ({ mode: words[mode] }),
  });
}

// Numbers with the gradient below them need more room.
function fit(root, width, { X, Y, G, padding }) {
  const most = G ? 14 : 16;
  return fitCells(root, width, { grids: [framed(X, padding), Y], extra: G, between: 110, most });
}

// Input and output side by side, beside a picture the numbers of the window, and the gradient at the input.
function createBoard(stage, { onOutput, onInput, brush }) {
  const { words, signal, editing } = stage;
  const panel = panelsOf(words, signal);
  const { scale: scaleOf, held } = createScales(stage.byHand);
  const input = panel("input", { onCursor: onInput, ...editing("image"), brush });
  const output = panel("output", { onCursor: onOutput });
  const gradient = panel("gradient", { onCursor: onInput });
  const magnifier = createMagnifier(stage);
  const root = element("div", { class: "board" }, input.element, sign("→"), magnifier.element);
  root.append(output.element, gradient.element);
  let scale = null; // of the colours of input and output

  function draw({ X, Y, G, padding: frame, mode, numbers, never }) {
    const outside = mode === "max" ? words.lowest : "0";
    scale = scaleOf("X", X.data, { high: 1 });
    input.update(X, { numbers, scale, frame, outside, never });
    output.update(Y, { numbers, scale });
    gradient.element.hidden = !G;
    if (G) gradient.update(G, { numbers, scale: scaleOf("G", G.data, { kind: "heat" }) });
    return held();
  }

  // The window and what it makes, with the element that wins, and the windows that hold a pixel.
  function mark(state, seen) {
    const marks = marksOf(seen);
    input.mark(marks.input);
    output.mark(marks.output);
    if (state.G) gradient.mark(marksOf({ ...seen, box: inside(seen.box, state.G) }).input);
    magnifier.show(state, seen.terms, scale, marks.window);
  }

  return { element: root, draw, mark };
}
