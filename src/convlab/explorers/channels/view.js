// What the channels explorer shows: input channels, kernels, partial sums and outputs, a window that slides, the words
// beneath.

import { neverRead } from "../../shapes.js";
import { firstCell, stepped, within } from "../ui/board.js";
import { element, setStyle } from "../ui/dom.js";
import { onWidth, roomOf } from "../ui/layout.js";
import { onTerm, say, tell } from "../ui/sum.js";
import { createTools } from "../ui/tools.js";
import { readColours } from "../ui/upload.js";
import { createBoard } from "./board.js";
import { fitChannels, fitting, madeOf, seenFrom } from "./cursor.js";
import { createPixelView } from "./pixel.js";
import { cellSums, inputUses, shapesLine, sizeLines } from "./sentences.js";
import { createMemory } from "./sets.js";

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // the output cell { i, j } whose windows are shown
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    rescale: stage.rescale,
    open: (file) => stage.open("image", readColours(file, 64), file),
    step: (by) => slide(stepped(cursor, state.Y[0], by)),
    pace: () => ({ ...state, Y: state.Y[0] }),
  });
  const board = createBoard(stage, {
    brush: tools.brush,
    onInput: (c, i, j) => {
      const made = i === null ? null : madeOf({ i, j }, state);
      if (made) cursor = made;
      show(i === null || made ? null : { c, i, j });
    },
    // A weight of an output that is not in view belongs to no term.
    onWeight: (o, c, a, b) =>
      show(null, a === null || o !== state.channel ? -1 : weightAt(c, a, b)),
    // Point at a cell of an output channel, or of the one in view: it comes into view with its partial sums.
    onOutput: (i, j, o = state.channel) => {
      if (i === null) return;
      cursor = { i, j };
      if (o === state.channel) slide(cursor);
      else stage.change({ channel: o });
    },
  });
  const pixelView = createPixelView(words, signal);
  const sums = element("div", { class: "channel-sums" });
  const says = element("div", { class: "pixel-says" });
  const hint = element("p", { class: "shapes" }, words.hint);
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "channels" }, board.element, pixelView.element, sums, says);
  root.append(tools.element, sizes, shapes, hint);
  const ifNew = createMemory();
  onTerm(sums, signal, (n) => show(null, n));
  onWidth(root, signal, (now) => {
    width = now;
    if (state) draw(state);
  });

  // next: what `resolved` gives, with the partial sums P of every output channel and the outputs Y.
  function draw(next) {
    const { X, K, Y, padding, channel } = next;
    const fits = fitting(next, roomOf(root, width || 690));
    const { numbers } = fits;
    if (numbers !== state?.numbers) cursor = firstCell(Y[0], numbers);
    state = { ...next, numbers, never: neverRead({ ...next, X: X[0], K: K[0][0] }) };
    tools.offer(board.draw(state));
    pixelView.element.hidden = K[0][0].data.length > 1;
    const line = shapesLine(state, words);
    ifNew("sizes", [line, String([padding, next.stride])], () => {
      sizes.replaceChildren(...sizeLines(state, words));
      shapes.textContent = line;
    });
    const places = { inputs: X.length, outputs: Y.length, channel };
    for (const [name, n] of Object.entries(places)) setStyle(root, `--${name}`, n);
    fitChannels(root, fits);
    slide(cursor);
  }

  function weightAt(c, a, b) {
    const { rows, columns } = state.K[0][0];
    return (c * rows + a) * columns + b;
  }

  // Slide the windows to where they make an output cell.
  function slide(next) {
    cursor = within(next, state.Y[0]);
    show(null);
  }

  // Point at a number of the input, or at the term n of the sums: what belongs to it lights up.
  function show(next, n = -1) {
    const { P, bias, channel: o, X } = state;
    const pixel = within(next, X[0]);
    const seen = seenFrom(cursor, pixel, n, state);
    const { products, uses, linked } = seen;
    board.mark(seen, state);
    say(sums, cellSums({ o, ...cursor }, products, P[o], bias[o], linked, words), linked);
    tell(says, pixel && inputUses(pixel, uses, X, words));
    if (products[0].length === 1) pixelView.update(state, products.flat());
  }

  return { element: root, draw };
}
