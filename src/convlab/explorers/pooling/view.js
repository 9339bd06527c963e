// What the pooling explorer shows: input, output and gradient, a window that slides, the words beneath.

import { windowAt } from "../../pooling.js";
import { neverRead, outputsUsing } from "../../shapes.js";
import { firstCell, stepped, within } from "../ui/board.js";
import { element } from "../ui/dom.js";
import { fitCells, onWidth } from "../ui/layout.js";
import { createAside, panelsOf } from "../ui/panel.js";
import { formula, status } from "../ui/sizes.js";
import { createScales } from "../ui/scales.js";
import { onTerm, say, tell, termAt } from "../ui/sum.js";
import { createTools } from "../ui/tools.js";
import { readPicture } from "../ui/upload.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers
const LARGEST_PAIR = 14; // with the gradient below them

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
    brush: tools.brush,
  });
  const sentence = element("p", { class: "arithmetic" });
  const says = element("p", { class: "pixel-says" });
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "pooling" }, board.element, sentence, says, tools.element);
  root.append(sizes, shapes);
  onTerm(sentence, signal, (n) => show(null, n));
  onWidth(root, signal, (now) => {
    width = now;
    if (state) layOut();
  });

  // parts: what settings.js resolves, the output Y, the gradient G or null, and axes.
  function draw(parts) {
    const { X, Y, G, padding, mode } = parts;
    const largest = Math.max(X.rows + 2 * padding[0][0], X.columns + 2 * padding[1][0]);
    const numbers = largest <= (G ? LARGEST_PAIR : LARGEST_GRID);
    if (numbers !== state?.numbers) cursor = firstCell(Y, numbers);
    state = { ...parts, numbers, never: neverRead(parts) };
    tools.offer(board.draw(state));
    sizes.replaceChildren(...formula(state, words));
    shapes.textContent = status(state, words, { mode: words[mode] });
    root.classList.toggle("pictures", !numbers);
    layOut();
    slide(cursor);
  }

  function layOut() {
    if (!width) return;
    const { X, Y, G, padding, numbers, axes } = state;
    const columns = [X.columns + 2 * padding[1][0], Y.columns];
    const rows = Math.max(X.rows + 2 * padding[0][0], Y.rows);
    fitCells(root, width, columns, { numbers, rows, extra: G, between: 110 });
    root.closest(".convlab-explorer")?.classList.toggle("axes-apart", axes === "apart");
  }

  // Slide the window to where it makes an output cell.
  function slide(next) {
    cursor = within(next, state.Y);
    show(null);
  }

  // Point at a pixel, or at the element n of the window: what belongs to it lights up.
  function show(next, n = -1) {
    const pixel = within(next, state.X);
    const seen = windowAt(cursor, state);
    const linked = pixel ? termAt(seen.elements, pixel) : n;
    const uses = pixel ? outputsUsing(pixel, state) : [];
    board.mark(state, { ...seen, cursor, pixel, uses, tied: seen.elements[linked] });
    const { elements, winner } = seen;
    say(sentence, outputText(cursor, elements, winner, linked, state, words), linked);
    tell(says, pixel && inputText(pixel, uses, state, words));
  }

  return { element: root, draw };
}

// Input and output side by side, beside a picture the numbers of the window, and the gradient at the input.
function createBoard({ words, signal, editing, byHand }, { onOutput, onInput, brush }) {
  const panel = panelsOf(words, signal);
  const { scale: scaleOf, held } = createScales(byHand);
  const input = panel("input", { onCursor: onInput, ...editing("image"), brush });
  const output = panel("output", { onCursor: onOutput });
  const gradient = panel("gradient", { onCursor: onInput });
  const zoom = createAside(words.window, signal);
  zoom.element.classList.add("zoom");
  const arrow = element("span", { class: "sign", "aria-hidden": "true" }, "→");
  const root = element("div", { class: "board" }, input.element, arrow, zoom.element);
  root.append(output.element, gradient.element);

  function draw({ X, Y, G, padding: frame, mode, numbers, never }) {
    const outside = mode === "max" ? words.lowest : "0";
    const scale = scaleOf("X", X.data, { high: 1 });
    input.update(X, { numbers, scale, frame, outside, never });
    output.update(Y, { numbers, scale });
    gradient.element.hidden = !G;
    if (G) gradient.update(G, { numbers, scale: scaleOf("G", G.data, { kind: "heat" }) });
    return held();
  }

  // The window and what it makes, and the windows that hold a pixel.
  function mark(state, { elements, winner, box, cursor, pixel, uses, tied }) {
    const at = (one) => (one ? [[one.row, one.column]] : []);
    const marks = [
      { class: "window", box },
      { class: "cursor", cells: pixel ? [[pixel.i, pixel.j]] : [] },
      { class: "winner", cells: at(winner) },
      { class: "linked", cells: at(tied) },
    ];
    input.mark(marks);
    if (state.G) gradient.mark(marks);
    output.mark([
      { class: "cursor", cells: [[cursor.i, cursor.j]] },
      { class: "uses", cells: uses },
    ]);
    magnify(state, elements, { winner, linked: tied });
  }

  // Beside a picture, the numbers of the window.
  function magnify({ X, K, numbers }, elements, marked) {
    zoom.element.hidden = numbers;
    if (numbers) return;
    const data = K.data.map((_, n) => (elements[n].inside ? elements[n].x : 0));
    zoom.grid.update({ ...K, data }, { scale: scaleOf("X", X.data, { high: 1 }) });
    const marks = Object.entries(marked).filter(([, one]) => one);
    zoom.grid.mark(marks.map(([name, { a, b }]) => ({ class: name, cells: [[a, b]] })));
  }

  return { element: root, draw, mark };
}
