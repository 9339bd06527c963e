// What the convolution explorer shows: input, kernel and output, a cursor that ties them, the words beneath.

import { terms } from "../../ops.js";
import { neverRead, outputsUsing, span, useCounts } from "../../shapes.js";
import { resting, stepped, within } from "../ui/board.js";
import { scaleFor } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { fitCells, onWidth } from "../ui/layout.js";
import { createAside, panelsOf } from "../ui/panel.js";
import { formula, status } from "../ui/sizes.js";
import { createTools } from "../ui/tools.js";
import { readPicture } from "../ui/upload.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // { of: "output" or "input", i, j }
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    open: (file) => stage.open("image", readPicture(file, 128), file),
    step: (by) => show(stepped(cursor, state.Y, by)),
    pace: () => state,
  });
  const point = (of) => (i, j) => show(i === null ? resting(cursor, state) : { of, i, j });
  const board = createBoard(stage, { point, brush: tools.brush });
  const sum = element("p", { class: "arithmetic" });
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", {}, board.element, sum, tools.element);
  root.append(sizes, shapes);
  onWidth(root, signal, (now) => {
    width = now;
    if (state) layOut();
  });

  // parts: what settings.js resolves, the output Y, operation, view and axes.
  function draw(parts) {
    const { X, padding } = parts;
    const [rows, columns] = padding.map(([before, after]) => before + after);
    const numbers = Math.max(X.rows + rows, X.columns + columns) <= LARGEST_GRID;
    state = { ...parts, numbers, never: neverRead(parts) };
    board.draw(state);
    sizes.replaceChildren(...formula(state, words));
    shapes.textContent = status(state, words);
    root.classList.toggle("pictures", !numbers);
    layOut();
    show(cursor ?? resting(null, state));
  }

  function layOut() {
    if (!width) return;
    const { X, K, Y, padding, numbers, axes } = state;
    const padded = X.columns + padding[1][0] + padding[1][1];
    const columns = [padded, K.columns, Y.columns];
    const rows = Math.max(X.rows + padding[0][0] + padding[0][1], K.rows, Y.rows);
    const extra = state.view === "counts" && X.columns;
    fitCells(root, width, columns, { numbers, rows, extra, between: 130, small: K.columns });
    root.closest(".convlab-explorer")?.classList.toggle("axes-apart", axes === "apart");
  }

  // Put the cursor on an output cell (its window and its sum) or an input pixel (all outputs that use it).
  function show(next) {
    const { X, sliding, Y } = state;
    cursor = within(next, next?.of === "input" ? X : Y);
    const { of, i, j } = cursor ?? {};
    const products = of === "output" ? terms(X, sliding, state, i, j) : [];
    const uses = of === "input" ? outputsUsing(cursor, state) : [];
    board.mark(state, { cursor, products, uses });
    if (!cursor) sum.textContent = "";
    else if (of === "output") sum.replaceChildren(...outputText(cursor, products, Y, words));
    else sum.replaceChildren(...inputText(cursor, uses, X, words));
  }

  return { element: root, draw };
}

// Input, kernel and output side by side, and how often each pixel is used; beneath the kernel how it slides, and beside a
// picture the numbers of the window.
function createBoard({ words, signal, editing }, { point, brush }) {
  const panel = panelsOf(words, signal);
  const input = panel("input", { onCursor: point("input"), ...editing("image"), brush });
  const kernel = panel("kernel", editing("kernel"));
  const output = panel("output", { onCursor: point("output") });
  const counts = panel("counts", { onCursor: point("input") });
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
    input.update(X, { numbers, scale: scaleFor(X.data, { high: 1 }), frame: padding, never });
    output.update(Y, { numbers, scale: scaleFor(Y.data) });
    const scale = scaleFor(K.data, { kind: "signed" });
    kernel.update(K, { scale });
    const turned = state.operation === "convolution";
    flipped.element.hidden = !turned;
    if (turned) flipped.grid.update(sliding, { scale });
    sign.textContent = turned ? "∗" : "⋆";
    counts.element.hidden = state.view !== "counts";
    if (counts.element.hidden) return;
    const C = useCounts(X, K, state);
    counts.update(C, { numbers, scale: scaleFor(C.data, { kind: "heat" }) });
  }

  // Light up what the cursor is on, the products of its output, and the outputs that use its pixel.
  function mark(state, { cursor, products, uses }) {
    const { K, dilation } = state;
    const on = (of) => (cursor?.of === of ? [[cursor.i, cursor.j]] : []);
    const box = products.length && {
      i: products[0].row,
      j: products[0].column,
      rows: span(K.rows, dilation[0]),
      columns: span(K.columns, dilation[1]),
    };
    const read = products.map(({ row, column }) => [row, column]);
    input.mark([
      { class: "cursor", cells: on("input") },
      { class: "window", cells: read, box },
    ]);
    output.mark([
      { class: "cursor", cells: on("output") },
      { class: "uses", cells: uses },
    ]);
    magnify(state, products);
  }

  // Beside a picture, the numbers of the window; its place is kept, so that nothing jumps.
  function magnify({ X, K, numbers }, products) {
    under.element.hidden = numbers;
    under.element.classList.toggle("vacant", !products.length);
    if (numbers || (!products.length && under.element.querySelector(".cell"))) return;
    const data = K.data.map((_, n) => products[n]?.x ?? 0);
    under.grid.update({ ...K, data }, { scale: scaleFor(X.data, { high: 1 }) });
  }

  return { element: root, draw, mark };
}
