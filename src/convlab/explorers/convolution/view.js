// What the convolution explorer shows: input, kernel and output, a window that slides, the words beneath.

import { terms } from "../../ops.js";
import { neverRead, outputsUsing, span, useCounts } from "../../shapes.js";
import { firstCell, stepped, within } from "../ui/board.js";
import { element } from "../ui/dom.js";
import { fitCells, onWidth } from "../ui/layout.js";
import { createAside, panelsOf } from "../ui/panel.js";
import { formula, status } from "../ui/sizes.js";
import { anyNegative, createScales } from "../ui/scales.js";
import { onTerm, say, tell, termAt } from "../ui/sum.js";
import { createTools } from "../ui/tools.js";
import { readPicture } from "../ui/upload.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // the output cell { i, j } whose window is shown
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    rescale: stage.rescale,
    open: (file) => stage.open("image", readPicture(file, 128), file),
    step: (by) => slide(stepped(cursor, state.Y, by)),
    pace: () => state,
  });
  const board = createBoard(stage, {
    onOutput: (i, j) => i !== null && slide({ i, j }),
    onInput: (i, j) => show(i === null ? null : { i, j }),
    onWeight: (a, b) => show(null, a === null ? -1 : weightAt(a, b)),
    brush: tools.brush,
  });
  const sum = element("p", { class: "arithmetic" });
  const says = element("p", { class: "pixel-says" });
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", {}, board.element, sum, says, tools.element, sizes, shapes);
  onTerm(sum, signal, (n) => show(null, n));
  onWidth(root, signal, (now) => {
    width = now;
    if (state) layOut();
  });

  // parts: what settings.js resolves, the output Y, operation, view and axes.
  function draw(parts) {
    const { X, padding } = parts;
    const [rows, columns] = padding.map(([before, after]) => before + after);
    const numbers = Math.max(X.rows + rows, X.columns + columns) <= LARGEST_GRID;
    if (numbers !== state?.numbers) cursor = firstCell(parts.Y, numbers);
    state = { ...parts, numbers, never: neverRead(parts) };
    tools.offer(board.draw(state));
    sizes.replaceChildren(...formula(state, words));
    shapes.textContent = status(state, words);
    root.classList.toggle("pictures", !numbers);
    layOut();
    slide(cursor);
  }

  function layOut() {
    if (!width) return;
    const { X, K, Y, padding, numbers, axes } = state;
    const padded = X.columns + padding[1][0] + padding[1][1];
    const columns = [padded, K.columns, Y.columns];
    const rows = Math.max(X.rows + padding[0][0] + padding[0][1], K.rows, Y.rows);
    const extra = state.view === "counts" ? X : null;
    fitCells(root, width, columns, { numbers, rows, extra, between: 130, small: K.columns });
    root.closest(".convlab-explorer")?.classList.toggle("axes-apart", axes === "apart");
  }

  // A convolution slides the kernel turned by half a turn.
  function weightAt(a, b) {
    const { K, operation } = state;
    const n = a * K.columns + b;
    return operation === "convolution" ? K.data.length - 1 - n : n;
  }

  // Slide the window to where it makes an output cell.
  function slide(next) {
    cursor = within(next, state.Y);
    show(null);
  }

  // Point at a pixel, or at the term n of the sum: what belongs to it lights up.
  function show(next, n = -1) {
    const { X, sliding, Y } = state;
    const products = terms(X, sliding, state, cursor.i, cursor.j);
    const pixel = within(next, X);
    const linked = pixel ? termAt(products, pixel) : n;
    const uses = pixel ? outputsUsing(pixel, state) : [];
    board.mark(state, { cursor, pixel, products, uses, linked });
    say(sum, outputText(cursor, products, Y, words, linked), linked);
    tell(says, pixel && inputText(pixel, uses, X, words));
  }

  return { element: root, draw };
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
  const flipped = createAside(words.flipped, signal);
  const under = createAside(words.window, signal);
  kernel.element.append(flipped.element, under.element);
  const sign = element("span", { class: "sign operator", "aria-hidden": "true" });
  const equals = element("span", { class: "sign", "aria-hidden": "true" }, "=");
  const result = element("div", { class: "result" }, equals, output.element);
  const root = element("div", { class: "board" }, input.element, sign, kernel.element);
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
    if (turned) flipped.grid.update(sliding, { scale: scales.K });
    sign.textContent = turned ? "∗" : "⋆";
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
    if (turned) flipped.grid.mark([{ class: "linked", cells: tied ? [[tied.a, tied.b]] : [] }]);
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
    under.grid.update({ ...K, data }, { scale: scale("X", X.data, { high: 1 }) });
    under.grid.mark([{ class: "linked", cells: tied ? [[tied.a, tied.b]] : [] }]);
  }

  return { element: root, draw, mark };
}
