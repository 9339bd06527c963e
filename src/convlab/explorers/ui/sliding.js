// A view with a window that slides over an input: what convolution, pooling and channels share. The board is each one's
// own.

import { neverRead, outputsUsing, spanOf } from "../../shapes.js";
import { clamp, element, setText } from "./dom.js";
import { onWidth } from "./layout.js";
import { formula, onTerm, say, status, tell, termAt } from "./sentences.js";
import { createTools } from "./tools.js";
import { readPicture } from "./upload.js";

const LARGEST_PICTURE = 128; // rows or columns of one that is opened

// plan:
//   board(stage, hands): { element, draw(state), mark(state, seen) }; the hands say where a pointer is: onOutput(i, j),
//     onInput(i, j, channel), onWeight(a, b, …);
//   fit(root, width, state): lay the board out and say whether there is room for numbers; width is 0 before it is known;
//   windowAt(state, cursor): { terms, winner } of the window at the cursor; `winner` is the term that a maximum is;
//   termOf(state, a, b, …): the number of a weight's term;
//   output(seen, state, words), pixel(seen, state, words): sentences;
//   facts(state, words): values for the line of shapes; costs(state, words): lines that follow the size formula, if any;
//   read(file): a picture from disk.
// A state has the matrices X, K and Y; where there are several of a kind, the first one, which has the size of all; and
// `sliding`, the weights that the window shows, if it shows any.
export function createSlidingView(stage, plan) {
  const { words, signal } = stage;
  const { read = (file) => readPicture(file, LARGEST_PICTURE) } = plan;
  let state = null;
  let cursor = null; // the output cell { i, j } whose window is shown
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    rescale: stage.rescale,
    open: (file) => stage.open("image", read(file), file),
    step: (by) => slide(stepped(cursor, state.Y, by)),
    pace: () => state,
  });
  const board = plan.board(stage, {
    onOutput: (i, j) => i !== null && slide({ i, j }),
    onInput: (i, j, c) => show(i === null ? null : { i, j, c }),
    onWeight: (a, b, ...of) => show(null, a === null ? -1 : plan.termOf(state, a, b, ...of)),
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
    if (state) draw(state);
  });

  // parts: the settings as the arithmetic takes them, and what stage.js computes with them.
  function draw(parts) {
    const numbers = plan.fit(root, width, parts);
    if (numbers !== state?.numbers) cursor = firstCell(parts.Y, numbers);
    state = { ...parts, numbers, never: neverRead(parts) };
    tools.offer(board.draw(state));
    sizes.replaceChildren(...formula(state, words), ...(plan.costs?.(state, words) ?? []));
    setText(shapes, status(state, words, plan.facts?.(state, words)));
    root.classList.toggle("pictures", !numbers);
    slide(cursor);
  }

  // Slide the window to where it makes an output cell.
  function slide(next) {
    cursor = within(next, state.Y);
    show(null);
  }

  // Point at a pixel, or at the term n of the window: what belongs to it lights up.
  function show(next, n = -1) {
    const pixel = within(next, state.X);
    const uses = pixel ? outputsUsing(pixel, state) : [];
    const found = plan.windowAt(state, cursor);
    const linked = pixel ? termAt(found.terms, pixel) : n;
    const box = boxFrom(found.terms[0], state);
    const seen = { ...found, box, cursor, pixel, uses, linked, tied: found.terms[linked] };
    board.mark(state, seen);
    say(sum, plan.output(seen, state, words), linked);
    tell(says, pixel && plan.pixel(seen, state, words));
  }

  return { element: root, draw };
}

// The cursor { i, j }, or null, kept within the matrix that it is on.
function within(cursor, M) {
  if (!cursor) return null;
  return { ...cursor, i: clamp(cursor.i, 0, M.rows - 1), j: clamp(cursor.j, 0, M.columns - 1) };
}

// Where the window is at first: in the corner of numbers, in the middle of a picture.
function firstCell({ rows, columns }, numbers) {
  const middle = { i: Math.floor(rows / 2), j: Math.floor(columns / 2) };
  return numbers ? { i: 0, j: 0 } : middle;
}

// Where the cursor goes over the output in reading order, by 1 or −1, from the end back to the start.
function stepped({ i, j }, { rows, columns }, by) {
  const next = (i * columns + j + by + rows * columns) % (rows * columns);
  return { i: Math.floor(next / columns), j: next % columns };
}

// The window that begins with a term.
function boxFrom({ row: i, column: j }, { K, sliding: weights, dilation }) {
  return { i, j, ...spanOf(K, dilation), weights, dilation };
}

// What of all that is seen lights up in an input, in an output, and among the weights or numbers of the window.
export function marksOf({ box, linked, pixel, tied, winner, cursor, uses }) {
  return {
    input: [
      { class: "window", box: { ...box, linked } },
      { class: "cursor", cells: cellOf(pixel) },
      { class: "linked", cells: cellOf(tied, "row", "column") },
      { class: "winner", cells: cellOf(winner, "row", "column") },
    ],
    output: [
      { class: "cursor", cells: cellOf(cursor) },
      { class: "uses", cells: uses },
    ],
    window: [
      { class: "winner", cells: cellOf(winner, "a", "b") },
      { class: "linked", cells: cellOf(tied, "a", "b") },
    ],
  };
}

// The one cell of something, by the names of its indices; no cell of nothing.
function cellOf(one, i = "i", j = "j") {
  return one ? [[one[i], one[j]]] : [];
}
