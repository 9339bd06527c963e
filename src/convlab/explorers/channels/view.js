// What the channels explorer shows: input channels, kernels, partial sums and outputs, a cursor that ties
// them, the words beneath.

import { createRefusal, stepped } from "../ui/board.js";
import { element, fill } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createTools } from "../ui/tools.js";
import { createLegend, createPhoto, inputScales, sharedScale } from "./colours.js";
import { firstCell, fitChannels, markBoard, seenFrom } from "./cursor.js";
import { createPixelView } from "./pixel.js";
import { cellSums, inputUses, shapesLine, sizeLines } from "./sentences.js";
import { createKernels, createMemory, createSet, createTail } from "./sets.js";

const LARGEST_GRID = 16;

export function createPanels(words, signal, actions) {
  let state = null;
  let cursor = null; // an output cell { of: "output", i, j }, or a number { of: "input", c, i, j }
  const refuse = (where) => (i, j, text) => actions.refuse(where, i, j, text);
  const tools = createTools(words, signal, {
    ...actions,
    step: (by) => show(stepped(cursor, state.Y[0], by)),
    pace: () => ({ ...state, Y: state.Y[0] }),
  });
  const set = (kind, listeners, more) => createSet({ kind, words, signal, listeners, ...more });

  const photo = createPhoto(words.photo);
  const inputsHead = element("div", { class: "head" }, element("p", {}, words.inputs_head));
  inputsHead.append(photo.element);
  const inputs = set(
    "input",
    (c, label) => ({
      onCursor: (i, j) => i !== null && show({ of: "input", c, i, j }),
      onEdit: (i, j, value) => actions.editInput(c, i, j, value),
      onRefuse: refuse(label),
      brush: tools.brush,
    }),
    { head: [inputsHead] },
  );
  const kernels = createKernels(words, signal, { ...actions, refuse });
  const partialsHead = element("p", { class: "head" });
  const tail = createTail(words);
  const legends = { partials: createLegend(), outputs: createLegend() };
  const partials = set("partial", () => ({ onCursor: pointAt(() => state.selected) }), {
    head: [partialsHead],
    tail: [tail.element, legends.partials.element],
  });
  const outputs = set("output", (o) => ({ onCursor: pointAt(() => o) }), {
    tail: [legends.outputs.element],
  });

  // Point at a cell of an output channel: it comes into view with its partial sums.
  function pointAt(channel) {
    return (i, j) => {
      if (i === null) return;
      const o = channel();
      cursor = { of: "output", i, j };
      if (o === state.selected) show(cursor);
      else actions.select(o);
    };
  }

  const refusal = createRefusal();
  const bands = ["kernels", "partials"].map((of) => element("div", { class: `band of-${of}` }));
  const board = element("div", { class: "channels-board" }, ...bands);
  for (const part of [inputs, kernels, partials, outputs]) board.append(part.element);
  const pixel = createPixelView(words, signal);
  const sums = element("div", { class: "channel-sums" });
  const hint = element("p", { class: "shapes" }, words.hint);
  const sizes = element("p", { class: "formula" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "channels" }, refusal.element, board, pixel.element, sums);
  root.append(tools.element, sizes, shapes, hint);
  const ifNew = createMemory();
  let width = 0;
  onWidth(root, signal, (now) => {
    width = now;
    fitChannels(root, width, state);
  });

  // next: what `resolved` gives, with the partial sums P of every output channel and the outputs Y.
  function draw(next) {
    const { X, K, P, Y, padding, never, bias, selected } = next;
    const numbers = Math.max(X[0].rows, X[0].columns) <= LARGEST_GRID;
    if (numbers !== state?.numbers) cursor = null;
    state = { ...next, numbers };
    ifNew("inputs", [...X, String([padding, never])], () => {
      const scales = inputScales(X, numbers);
      inputs.update(X, (c) => ({ numbers, scale: scales[c], frame: padding, never }));
      photo.update(numbers ? [] : X);
    });
    ifNew("kernels", [...K.flat(), K.length, bias, selected], () => {
      kernels.update(K, bias, selected);
    });
    paint(partials, P[selected], legends.partials);
    ifNew("outputs", [Y], () => paint(outputs, Y, legends.outputs));
    outputs.panels().forEach((panel, o) => {
      panel.element.classList.toggle("chosen", o === selected && Y.length > 1);
    });
    const suffix = Y.length > 1 ? "_of" : "";
    partialsHead.textContent = fill(words[`partials_head${suffix}`], { n: selected + 1 });
    tail.update(bias[selected], fill(words[`makes${suffix}`], { n: selected + 1 }));
    pixel.element.hidden = K[0][0].data.length > 1;
    const line = shapesLine(state, words);
    ifNew("sizes", [line, String([padding, next.stride])], () => {
      sizes.replaceChildren(...sizeLines(state, words));
      shapes.textContent = line;
    });
    root.classList.toggle("pictures", !numbers);
    const places = { inputs: X.length, outputs: Y.length, selected };
    for (const [name, n] of Object.entries(places)) root.style.setProperty(`--${name}`, n);
    fitChannels(root, width, state);
    show(cursor ?? firstCell(Y[0], numbers));
  }

  // Panels that are to be compared: one scale for all of them, and one bar that shows it.
  function paint(panels, matrices, legend) {
    const scale = sharedScale(matrices);
    panels.update(matrices, () => ({ numbers: state.numbers, scale }));
    legend.update(scale);
  }

  // Put the cursor on an output cell (its windows and its sums) or on a number of the input (what uses it).
  function show(next) {
    const { P, bias, selected: o, X } = state;
    const seen = seenFrom(next, state);
    const { here, products, uses } = seen;
    cursor = here;
    const { of, i, j } = here;
    markBoard({ inputs, partials, outputs }, seen, o);
    const said =
      of === "input"
        ? inputUses(here, uses, X, words)
        : cellSums({ o, i, j }, products, P[o], bias[o], words);
    sums.replaceChildren(...said);
    if (products[0]?.length === 1) pixel.update(state, products.flat());
  }

  return { element: root, draw, refuse: refusal.refuse };
}
