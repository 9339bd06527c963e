// What the convolution explorer shows: input, kernel and output, a window that slides, the words beneath.

import { terms } from "../../ops.js";
import { span, useCounts } from "../../shapes.js";
import { element, setText, sign } from "../ui/dom.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { anyNegative, createScales } from "../ui/scales.js";
import { createSlidingView } from "../ui/sliding.js";
import { termAt } from "../ui/sum.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

export function createView(stage) {
  const { words } = stage;
  return createSlidingView(stage, {
    board: createBoard,
    most: () => LARGEST_GRID,
    room,
    seen,
    termOf,
    output: ({ cursor, products, linked }, { Y }) => outputText(cursor, products, Y, words, linked),
    pixel: ({ pixel, uses }, { X }) => inputText(pixel, uses, X, words),
  });
}

function room({ X, K, Y, padding, view }) {
  const [rows, columns] = padding.map(([before, after]) => before + after);
  return {
    columns: [X.columns + columns, K.columns, Y.columns],
    rows: Math.max(X.rows + rows, K.rows, Y.rows),
    extra: view === "counts" ? X : null,
    between: 130,
    small: K.columns,
  };
}

function seen(state, { i, j }, pixel, n) {
  const products = terms(state.X, state.sliding, state, i, j);
  return { products, linked: pixel ? termAt(products, pixel) : n };
}

// A convolution slides the kernel turned by half a turn.
function termOf({ K, operation }, a, b) {
  const n = a * K.columns + b;
  return operation === "convolution" ? K.data.length - 1 - n : n;
}

// Input, kernel and output side by side, and how often each pixel is used; beneath the kernel how it slides, and beside a
// picture the numbers of the window.
function createBoard({ words, signal, editing, byHand }, { onOutput, onInput, onWeight, brush }) {
  const panel = panelsOf(words, signal);
  const { scale, held } = createScales(byHand);
  const input = panel("input", { onCursor: onInput, ...editing("image"), brush });
  const kernel = panel("kernel", { onCursor: onWeight, ...editing("kernel") });
  const output = panel("output", { onCursor: onOutput });
  const counts = panel("counts", { onCursor: onInput });
  const flipped = createTitledGrid({ name: "aside", label: words.flipped, signal });
  const under = createTitledGrid({ name: "aside", label: words.window, signal });
  kernel.element.append(flipped.element, under.element);
  const operator = sign("", "operator");
  const result = element("div", { class: "result" }, sign("="), output.element);
  const root = element("div", { class: "board" }, input.element, operator, kernel.element);
  root.append(result, counts.element);

  function draw(state) {
    const { X, K, sliding, Y, numbers, never, padding } = state;
    const kind = anyNegative(X, K) ? "signed" : "grey";
    const scales = {
      X: scale("X", X.data, { high: 1 }),
      K: scale("K", K.data, { kind: "signed" }),
    };
    input.update(X, { numbers, scale: scales.X, frame: padding, never });
    output.update(Y, { numbers, scale: scale("Y", Y.data, { kind }) });
    kernel.update(K, { scale: scales.K });
    const turned = state.operation === "convolution";
    flipped.element.hidden = !turned;
    if (turned) flipped.update(sliding, { scale: scales.K });
    setText(operator, turned ? "∗" : "⋆");
    counts.element.hidden = state.view !== "counts";
    if (!counts.element.hidden) {
      const C = useCounts(X, K, state);
      counts.update(C, { numbers, scale: scale("counts", C.data, { kind: "heat" }) });
    }
    return held();
  }

  // The window and what it makes; the outputs that use a pixel; a pixel with its weight.
  function mark(state, { cursor, pixel, products, uses, linked }) {
    const { K, sliding: weights, dilation, operation } = state;
    const [{ row: i, column: j }] = products;
    const size = { rows: span(K.rows, dilation[0]), columns: span(K.columns, dilation[1]) };
    const box = { i, j, ...size, weights, dilation, linked };
    const tied = products[linked];
    const turned = operation === "convolution";
    const own = tied && (turned ? [K.rows - 1 - tied.a, K.columns - 1 - tied.b] : [tied.a, tied.b]);
    input.mark([
      { class: "window", box },
      { class: "cursor", cells: pixel ? [[pixel.i, pixel.j]] : [] },
      { class: "linked", cells: tied ? [[tied.row, tied.column]] : [] },
    ]);
    kernel.mark([{ class: "linked", cells: tied ? [own] : [] }]);
    if (turned) flipped.mark([{ class: "linked", cells: tied ? [[tied.a, tied.b]] : [] }]);
    output.mark([
      { class: "cursor", cells: [[cursor.i, cursor.j]] },
      { class: "uses", cells: uses },
    ]);
    magnify(state, products, tied);
  }

  // Beside a picture, the numbers of the window.
  function magnify({ X, K, numbers }, products, tied) {
    under.element.hidden = numbers;
    if (numbers) return;
    const data = K.data.map((_, n) => products[n].x);
    under.update({ ...K, data }, { scale: scale("X", X.data, { high: 1 }) });
    under.mark([{ class: "linked", cells: tied ? [[tied.a, tied.b]] : [] }]);
  }

  return { element: root, draw, mark };
}
