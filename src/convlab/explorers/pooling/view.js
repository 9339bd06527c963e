// What the pooling explorer shows: input, output and gradient, a window that slides, the words beneath.

import { windowAt } from "../../pooling.js";
import { inside } from "../ui/board.js";
import { element, sign } from "../ui/dom.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { createScales } from "../ui/scales.js";
import { createSlidingView } from "../ui/sliding.js";
import { termAt } from "../ui/sum.js";
import { inputText, outputText } from "./sentences.js";

const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers
const LARGEST_PAIR = 14; // with the gradient below them

export function createView(stage) {
  const { words } = stage;
  return createSlidingView(stage, {
    board: createBoard,
    most: ({ G }) => (G ? LARGEST_PAIR : LARGEST_GRID),
    room,
    seen,
    output: ({ cursor, elements, winner, linked }, state) =>
      outputText(cursor, elements, winner, linked, state, words),
    pixel: ({ pixel, uses }, state) => inputText(pixel, uses, state, words),
    facts: ({ mode }) => ({ mode: words[mode] }),
  });
}

function room({ X, Y, G, padding }) {
  return {
    columns: [X.columns + 2 * padding[1][0], Y.columns],
    rows: Math.max(X.rows + 2 * padding[0][0], Y.rows),
    extra: G,
    between: 110,
  };
}

function seen(state, cursor, pixel, n) {
  const found = windowAt(cursor, state);
  const linked = pixel ? termAt(found.elements, pixel) : n;
  return { ...found, linked, tied: found.elements[linked] };
}

// Input and output side by side, beside a picture the numbers of the window, and the gradient at the input.
function createBoard({ words, signal, editing, byHand }, { onOutput, onInput, brush }) {
  const panel = panelsOf(words, signal);
  const { scale: scaleOf, held } = createScales(byHand);
  const input = panel("input", { onCursor: onInput, ...editing("image"), brush });
  const output = panel("output", { onCursor: onOutput });
  const gradient = panel("gradient", { onCursor: onInput });
  const zoom = createTitledGrid({ name: "aside zoom", label: words.window, signal });
  const root = element("div", { class: "board" }, input.element, sign("→"), zoom.element);
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
      { class: "cursor", cells: pixel ? [[pixel.i, pixel.j]] : [] },
      { class: "winner", cells: at(winner) },
      { class: "linked", cells: at(tied) },
    ];
    input.mark([{ class: "window", box }, ...marks]);
    if (state.G) gradient.mark([{ class: "window", box: inside(box, state.G) }, ...marks]);
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
    zoom.update({ ...K, data }, { scale: scaleOf("X", X.data, { high: 1 }) });
    const marks = Object.entries(marked).filter(([, one]) => one);
    zoom.mark(marks.map(([name, { a, b }]) => ({ class: name, cells: [[a, b]] })));
  }

  return { element: root, draw, mark };
}
