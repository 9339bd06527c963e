// What the convolution explorer shows: input, kernel and output, a cursor that ties them, the words beneath.

import { terms } from "../../ops.js";
import { neverUsed, outputsUsing, span, useCounts } from "../../shapes.js";
import { createRefusal, resting, stepped, within } from "../ui/board.js";
import { scaleFor } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { fitCells, onWidth } from "../ui/layout.js";
import { createAside, panelsOf } from "../ui/panel.js";
import { formula, status } from "../ui/sizes.js";
import { createTools } from "../ui/tools.js";
import { arithmetic, usedBy } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers

export function createPanels(words, signal, actions) {
  let state = null;
  let cursor = null; // { of: "output" or "input", i, j }
  const point = (of) => (i, j) => show(i === null ? resting(cursor, state) : { of, i, j });
  const refuse = (where) => (i, j, text) => actions.refuse(where, i, j, text);
  const tools = createTools(words, signal, {
    ...actions,
    step: (by) => show(stepped(cursor, state.Y, by)),
    pace: () => state,
  });

  const panel = panelsOf(words, signal);
  const input = panel("input", {
    onCursor: point("input"),
    onEdit: actions.editInput,
    onRefuse: refuse(words.input),
    brush: tools.brush,
  });
  const kernel = panel("kernel", {
    onEdit: actions.editKernel,
    onRefuse: refuse(words.kernel),
  });
  const output = panel("output", {
    onCursor: point("output"),
  });
  const counts = panel("counts", {
    onCursor: point("input"),
  });
  const flipped = createAside(words.flipped, signal);
  const under = createAside(words.window, signal);
  kernel.element.append(flipped.element, under.element);

  const refusal = createRefusal();
  const sign = element("span", { class: "sign operator", "aria-hidden": "true" });
  const equals = element("span", { class: "sign", "aria-hidden": "true" }, "=");
  const result = element("div", { class: "result" }, equals, output.element);
  const board = element("div", { class: "board" }, input.element, sign, kernel.element);
  board.append(result, counts.element);
  const sum = element("p", { class: "arithmetic" });
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", {}, refusal.element, board, sum, tools.element, sizes, shapes);
  let width = 0;
  onWidth(root, signal, (now) => {
    width = now;
    if (state) layOut();
  });

  function draw({ X, K, sliding, Y, padding, stride, dilation, settings }) {
    const [[top, bottom], [left, right]] = padding;
    const numbers = Math.max(X.rows + top + bottom, X.columns + left + right) <= LARGEST_GRID;
    const never = [
      neverUsed(X.rows, K.rows, padding[0], stride[0], dilation[0]),
      neverUsed(X.columns, K.columns, padding[1], stride[1], dilation[1]),
    ];
    state = { X, K, sliding, Y, padding, stride, dilation, numbers, never, axes: settings.axes };
    input.update(X, { numbers, scale: scaleFor(X.data, { high: 1 }), frame: padding, never });
    output.update(Y, { numbers, scale: scaleFor(Y.data) });
    const scale = scaleFor(K.data, { kind: "signed" });
    kernel.update(K, { scale });
    const turned = settings.operation === "convolution";
    flipped.element.hidden = !turned;
    if (turned) flipped.grid.update(sliding, { scale });
    sign.textContent = turned ? "∗" : "⋆";
    counts.element.hidden = settings.view !== "counts";
    if (settings.view === "counts") {
      const C = useCounts(X, K, state);
      counts.update(C, { numbers, scale: scaleFor(C.data, { kind: "heat" }) });
    }
    sizes.replaceChildren(...formula(state, words));
    shapes.textContent = status(state, words);
    root.classList.toggle("pictures", !numbers);
    layOut();
    show(cursor ?? resting(null, state));
  }

  function layOut() {
    const { X, K, Y, padding, numbers, axes } = state;
    if (!width) return;
    const padded = X.columns + padding[1][0] + padding[1][1];
    const columns = [padded, K.columns, Y.columns];
    const bars = Math.max(0, 3 - K.columns) + Math.max(0, 3 - Y.columns); // wider than two cells
    fitCells(root, width, columns, { numbers, between: 110 + 40 * bars });
    root.closest(".convlab-explorer")?.classList.toggle("axes-apart", axes === "apart");
  }

  // Put the cursor on an output cell (its window and its sum) or an input pixel (all outputs that use it).
  function show(next) {
    const { X, K, sliding, Y, dilation, numbers } = state;
    const M = next?.of === "input" ? X : Y;
    cursor = within(next, M);
    const on = (of) => (cursor?.of === of ? [[cursor.i, cursor.j]] : []);
    const products = cursor?.of === "output" ? terms(X, sliding, state, cursor.i, cursor.j) : [];
    const uses = cursor?.of === "input" ? outputsUsing(cursor, state) : [];
    const box = products.length && {
      i: products[0].row,
      j: products[0].column,
      rows: span(K.rows, dilation[0]),
      columns: span(K.columns, dilation[1]),
    };
    const read = products.map((product) => [product.row, product.column]);
    input.mark([
      { class: "cursor", cells: on("input") },
      { class: "window", cells: read, box },
    ]);
    output.mark([
      { class: "cursor", cells: on("output") },
      { class: "uses", cells: uses },
    ]);
    under.element.hidden = numbers;
    under.element.classList.toggle("vacant", !box); // it keeps its place, so that nothing jumps
    if (!numbers && (box || !under.element.querySelector(".cell"))) {
      const data = new Float64Array(K.data.length).map((_, n) => products[n]?.x ?? 0);
      under.grid.update({ ...K, data }, { scale: scaleFor(X.data, { high: 1 }) });
    }
    if (!cursor) sum.textContent = words.hint;
    else if (cursor.of === "output") sum.replaceChildren(...arithmetic(cursor, products, Y, words));
    else sum.replaceChildren(...usedBy(cursor, uses, X, words));
  }

  return { element: root, draw, refuse: refusal.refuse };
}
