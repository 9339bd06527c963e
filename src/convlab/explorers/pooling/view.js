// What the pooling explorer shows: input, output and gradient, a cursor that ties them, the words beneath.

import { windowAt } from "../../pooling.js";
import { neverRead, outputsUsing } from "../../shapes.js";
import { resting, stepped, within } from "../ui/board.js";
import { scaleFor } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { fitCells, onWidth } from "../ui/layout.js";
import { createAside, panelsOf } from "../ui/panel.js";
import { formula, status } from "../ui/sizes.js";
import { createTools } from "../ui/tools.js";
import { readPicture } from "../ui/upload.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers; with the gradient below them
const LARGEST_PAIR = 14;

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // { of: "output" or "input", i, j }
  let width = 0;
  const point = (of) => (i, j) => show(i === null ? resting(cursor, state) : { of, i, j });
  const tools = createTools(words, signal, {
    reset: stage.reset,
    open: (file) => stage.open("image", readPicture(file, 128), file),
    step: (by) => show(stepped(cursor, state.Y, by)),
    pace: () => state,
  });

  const panel = panelsOf(words, signal);
  const input = panel("input", {
    onCursor: point("input"),
    ...stage.editing("image"),
    brush: tools.brush,
  });
  const output = panel("output", {
    onCursor: point("output"),
  });
  const gradient = panel("gradient", {
    onCursor: point("input"),
  });
  const zoom = createAside(words.window, signal);
  zoom.element.classList.add("zoom");

  const arrow = element("span", { class: "sign", "aria-hidden": "true" }, "→");
  const board = element("div", { class: "board" }, input.element, arrow, zoom.element);
  board.append(output.element, gradient.element);
  const sentence = element("p", { class: "arithmetic" });
  const tied = element("p", { class: "shapes" }, words.tied);
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "pooling" }, board, sentence, tools.element);
  root.append(sizes, shapes, tied);
  onWidth(root, signal, (now) => {
    width = now;
    if (state) layOut();
  });

  // parts: what settings.js resolves, the output Y, the gradient G or null, and axes.
  function draw(parts) {
    const { X, Y, G, padding, mode } = parts;
    const largest = Math.max(X.rows + 2 * padding[0][0], X.columns + 2 * padding[1][0]);
    const numbers = largest <= (G ? LARGEST_PAIR : LARGEST_GRID);
    const never = neverRead(parts);
    state = { ...parts, numbers, never };
    const outside = mode === "max" ? words.lowest : "0";
    const scale = scaleFor(X.data, { high: 1 });
    input.update(X, { numbers, scale, frame: padding, outside, never });
    output.update(Y, { numbers, scale });
    gradient.element.hidden = !G;
    if (G) gradient.update(G, { numbers, scale: scaleFor(G.data, { kind: "heat" }) });
    sizes.replaceChildren(...formula(state, words));
    shapes.textContent = status(state, words, { mode: words[mode] });
    root.classList.toggle("pictures", !numbers);
    layOut();
    show(cursor ?? resting(null, state));
  }

  function layOut() {
    if (!width) return;
    const { X, Y, G, padding, numbers, axes } = state;
    const columns = [X.columns + 2 * padding[1][0], Y.columns];
    const rows = Math.max(X.rows + 2 * padding[0][0], Y.rows);
    fitCells(root, width, columns, { numbers, rows, extra: G && X.columns, between: 110 });
    root.closest(".convlab-explorer")?.classList.toggle("axes-apart", axes === "apart");
    tied.hidden = axes === "apart";
  }

  // Put the cursor on an output cell (its window, its arithmetic) or an input pixel (all windows that hold it).
  function show(next) {
    const M = next?.of === "input" ? state.X : state.Y;
    cursor = within(next, M);
    const at = (of) => (cursor?.of === of ? [[cursor.i, cursor.j]] : []);
    const nothing = { elements: [], winner: undefined, box: null };
    const { elements, winner, box } = at("output").length ? windowAt(cursor, state) : nothing;
    const uses = at("input").length ? outputsUsing(cursor, state) : [];
    const marks = [
      { class: "window", cells: elements.map(({ row, column }) => [row, column]), box },
      { class: "cursor", cells: at("input") },
      { class: "winner", cells: winner ? [[winner.row, winner.column]] : [] },
    ];
    input.mark(marks);
    if (state.G) gradient.mark(marks);
    output.mark([
      { class: "cursor", cells: at("output") },
      { class: "uses", cells: uses },
    ]);
    magnify(elements, winner);
    if (!cursor) sentence.textContent = "";
    else if (cursor.of === "output")
      sentence.replaceChildren(...outputText(cursor, elements, winner, state, words));
    else sentence.replaceChildren(...inputText(cursor, uses, state, words));
  }

  // Beside a picture, the numbers of the window; its place is kept, so that nothing jumps.
  function magnify(elements, winner) {
    const { X, K, numbers } = state;
    zoom.element.hidden = numbers;
    zoom.element.classList.toggle("vacant", !elements.length);
    if (numbers) return;
    const data = K.data.map((_, n) => (elements[n]?.inside ? elements[n].x : 0));
    zoom.grid.update({ ...K, data }, { scale: scaleFor(X.data, { high: 1 }) });
    zoom.grid.mark([{ class: "winner", cells: winner ? [[winner.a, winner.b]] : [] }]);
  }

  return { element: root, draw };
}
