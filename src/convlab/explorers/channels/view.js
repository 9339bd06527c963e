// What the channels explorer shows: input channels, kernels, partial sums and outputs, a cursor that ties them, the words
// beneath.

import { neverRead } from "../../shapes.js";
import { stepped } from "../ui/board.js";
import { element } from "../ui/dom.js";
import { onWidth, roomOf } from "../ui/layout.js";
import { createTools } from "../ui/tools.js";
import { readColours } from "../ui/upload.js";
import { createBoard } from "./board.js";
import { firstCell, fitChannels, fitting, seenFrom } from "./cursor.js";
import { createPixelView } from "./pixel.js";
import { cellSums, inputUses, shapesLine, sizeLines } from "./sentences.js";
import { createMemory } from "./sets.js";

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let cursor = null; // an output cell { of: "output", i, j }, or a number { of: "input", c, i, j }
  let width = 0;
  const tools = createTools(words, signal, {
    reset: stage.reset,
    open: (file) => stage.open("image", readColours(file, 64), file),
    step: (by) => show(stepped(cursor, state.Y[0], by)),
    pace: () => ({ ...state, Y: state.Y[0] }),
  });
  const board = createBoard(stage, {
    brush: tools.brush,
    onInput: (c, i, j) => show({ of: "input", c, i, j }),
    // Point at a cell of an output channel, or of the one in view: it comes into view with its partial sums.
    onOutput: (i, j, o = state.channel) => {
      cursor = { of: "output", i, j };
      if (o === state.channel) show(cursor);
      else stage.change({ channel: o });
    },
  });
  const pixel = createPixelView(words, signal);
  const sums = element("div", { class: "channel-sums" });
  const hint = element("p", { class: "shapes" }, words.hint);
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "channels" }, board.element);
  root.append(pixel.element, sums, tools.element, sizes, shapes, hint);
  const ifNew = createMemory();
  onWidth(root, signal, (now) => {
    width = now;
    if (state) draw(state);
  });

  // next: what `resolved` gives, with the partial sums P of every output channel and the outputs Y.
  function draw(next) {
    const { X, K, Y, padding, channel } = next;
    const fits = fitting(next, roomOf(root, width || 690));
    const { numbers } = fits;
    if (numbers !== state?.numbers) cursor = null;
    state = { ...next, numbers, never: neverRead({ ...next, X: X[0], K: K[0][0] }) };
    board.draw(state);
    pixel.element.hidden = K[0][0].data.length > 1;
    const line = shapesLine(state, words);
    ifNew("sizes", [line, String([padding, next.stride])], () => {
      sizes.replaceChildren(...sizeLines(state, words));
      shapes.textContent = line;
    });
    const places = { inputs: X.length, outputs: Y.length, channel };
    for (const [name, n] of Object.entries(places)) root.style.setProperty(`--${name}`, n);
    fitChannels(root, fits);
    show(cursor ?? firstCell(Y[0], numbers));
  }

  // Put the cursor on an output cell (its windows and its sums) or on a number of the input (what uses it).
  function show(next) {
    const { P, bias, channel: o, X } = state;
    const seen = seenFrom(next, state);
    const { here, products, uses } = seen;
    cursor = here;
    const { of, i, j } = here;
    board.mark(seen, o);
    const said =
      of === "input"
        ? inputUses(here, uses, X, words)
        : cellSums({ o, i, j }, products, P[o], bias[o], words);
    sums.replaceChildren(...said);
    if (products[0]?.length === 1) pixel.update(state, products.flat());
  }

  return { element: root, draw };
}
