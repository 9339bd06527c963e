// A view with a window that slides over an input: what convolution and pooling share. The board is each one's own.

import { neverRead, outputsUsing } from "../../shapes.js";
import { firstCell, stepped, within } from "./board.js";
import { element, setText } from "./dom.js";
import { fitCells, onWidth } from "./layout.js";
import { formula, status } from "./sizes.js";
import { onTerm, say, tell } from "./sum.js";
import { createTools } from "./tools.js";
import { readPicture } from "./upload.js";

const LARGEST_PICTURE = 128; // rows or columns of one that is opened

// plan:
//   board(stage, hands): { element, draw(state), mark(state, seen) }; the hands say where a pointer is;
//   most(state): how many rows or columns, padding and all, are shown as numbers;
//   room(state): { columns, rows, extra, … } for fitCells;
//   seen(state, cursor, pixel, n): what belongs to the window at the cursor, to a pixel or to term n, with `linked`;
//   termOf(state, a, b): the number of a weight's term;
//   output(seen, state), pixel(seen, state): sentences;
//   facts(state): values for the line of shapes.
export function createSlidingView(stage, plan) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // the output cell { i, j } whose window is shown
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    rescale: stage.rescale,
    open: (file) => stage.open("image", readPicture(file, LARGEST_PICTURE), file),
    step: (by) => slide(stepped(cursor, state.Y, by)),
    pace: () => state,
  });
  const board = plan.board(stage, {
    onOutput: (i, j) => i !== null && slide({ i, j }),
    onInput: (i, j) => show(i === null ? null : { i, j }),
    onWeight: (a, b) => show(null, a === null ? -1 : plan.termOf(state, a, b)),
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

  // parts: what settings.js resolves, and what stage.js computes with it.
  function draw(parts) {
    const { X, Y, padding } = parts;
    const [rows, columns] = padding.map(([before, after]) => before + after);
    const numbers = Math.max(X.rows + rows, X.columns + columns) <= plan.most(parts);
    if (numbers !== state?.numbers) cursor = firstCell(Y, numbers);
    state = { ...parts, numbers, never: neverRead(parts) };
    tools.offer(board.draw(state));
    sizes.replaceChildren(...formula(state, words));
    setText(shapes, status(state, words, plan.facts?.(state)));
    root.classList.toggle("pictures", !numbers);
    layOut();
    slide(cursor);
  }

  function layOut() {
    if (width) fitCells(root, width, { numbers: state.numbers, ...plan.room(state) });
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
    const seen = { cursor, pixel, uses, ...plan.seen(state, cursor, pixel, n) };
    board.mark(state, seen);
    say(sum, plan.output(seen, state), seen.linked);
    tell(says, pixel && plan.pixel(seen, state));
  }

  return { element: root, draw };
}
