// What the locality explorer shows: the matrix, one output's weights and the kernel; input and output; the words.

import { createBrush } from "../ui/field.js";
import { scaleFor } from "../ui/colours.js";
import { button, element, sign } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { createCards } from "./cards.js";
import { fitLocality } from "./layout.js";
import { marksFor } from "./pointed.js";
import { outputSums, status } from "./sentences.js";

export function createView(stage, reset) {
  const { words, signal } = stage;
  let state = null;
  let chosen = null; // { at, of, pixel }, as in pointed.js: what is under the pointer, or what is kept
  let kept = null; // the same, of the last click or key: a finger leaves at once what it taps
  let width = 0;

  // The listener of a panel whose cell [i, j] stands for find(i, j).
  const pointsAt = (find) => (i, j) => {
    chosen = i === null ? kept : { at: kept.at, ...find(i, j) };
    show();
  };
  // The output, or the pixel, that has a place in the order of rows.
  const placeOf = (n) => [Math.floor(n / state.n), n % state.n];
  // The pixel that a cell of the kernel meets.
  const pixelAt = (...cell) => cell.map((a, axis) => kept.at[axis] + a - state.delta);
  const panel = panelsOf(words, signal);
  const brush = createBrush(words, signal);
  const panels = {
    weights: panel("matrix", {
      onCursor: pointsAt((m, n) => ({ at: placeOf(m), of: "weight", pixel: placeOf(n) })),
    }),
    // Input and output as columns beside the matrix: the product that it stands for, pixel by pixel.
    pixels: panel("pixels", { onCursor: pointsAt((n) => ({ of: "pixel", pixel: placeOf(n) })) }),
    outputs: panel("outputs", { onCursor: pointsAt((n) => ({ at: placeOf(n) })) }),
    own: createTitledGrid({
      ...{ name: "panel own", label: words.own, title: words.own_title, signal },
      onCursor: pointsAt((k, l) => ({ of: "weight", pixel: [k, l] })),
    }),
    kernel: panel("kernel", {
      onCursor: pointsAt((a, b) => ({ of: "kernel", pixel: pixelAt(a, b) })),
      ...stage.editing("shared", { what: words.kernel, at: inShared }),
    }),
    input: panel("input", {
      onCursor: pointsAt((k, l) => ({ of: "pixel", pixel: [k, l] })),
      ...stage.editing("image"),
      brush: brush.number,
    }),
    output: panel("output", { onCursor: pointsAt((i, j) => ({ at: [i, j] })) }),
  };
  // What a click or a key chooses stays when the pointer leaves.
  for (const { element: place } of Object.values(panels)) {
    for (const type of ["focusin", "keydown", "pointerdown"])
      place.addEventListener(type, () => (kept = chosen), { signal });
  }
  const cards = createCards(words, signal, (name) => stage.change({ weights: name }));
  const note = element("p", { class: "note" });
  const sums = [element("p"), element("p")];
  const pointed = element("p", { class: "arithmetic" });
  const text = element("div", { class: "text" }, ...sums, pointed);
  const tools = element("div", { class: "tools" }, ...brush.elements);
  tools.append(button(words.reset, signal, reset));
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", {}, cards.element, stepsOf(words, panels, note, text));
  root.append(tools, shapes);
  onWidth(root, signal, (now) => {
    width = now;
    if (state) fitLocality(root, width, state);
  });

  // Where a cell of the kernel stands in V.
  function inShared(i, j) {
    const { shared, delta } = stage.now();
    const from = (shared.length - 1) / 2 - delta;
    return [from + i, from + j];
  }

  function draw(next) {
    const resized = next.n !== state?.n;
    if (resized || next.delta !== state.delta)
      chosen = kept = { at: resized ? firstOutput(next.n) : kept.at };
    state = next;
    const { X, H, K, W, n, scale } = state;
    const column = ({ data }) => ({ rows: n * n, columns: 1, data });
    const [grey, signed] = [scaleFor(X.data, { high: 1 }), scaleFor(H.data, { kind: "signed" })];
    panels.weights.update(W, { numbers: false, scale });
    panels.pixels.update(column(X), { numbers: false, scale: grey });
    panels.outputs.update(column(H), { numbers: false, scale: signed });
    panels.kernel.update(K, { scale });
    panels.input.update(X, { scale: grey });
    panels.output.update(H, { scale: signed });
    cards.update(state);
    note.textContent = words[`row_${state.weights}`];
    shapes.textContent = status(state, words);
    if (width) fitLocality(root, width, state);
    show();
  }

  // Light up the chosen output's row of the matrix, and what is pointed at wherever it appears.
  function show() {
    const { n, W, scale } = state;
    const [i, j] = chosen.at;
    const row = i * n + j;
    const data = W.data.subarray(row * n * n, (row + 1) * n * n);
    panels.own.update({ rows: n, columns: n, data }, { scale }, { i, j, row });
    const { marks, says } = marksFor(chosen, state, words);
    for (const [name, one] of Object.entries(panels)) one.mark(marks[name]);
    outputSums([i, j], state, words).forEach((sum, at) => (sums[at].textContent = sum));
    pointed.textContent = says;
  }

  return { element: root, draw };
}

// The output that is chosen at first: left of the middle one, where Sobel's kernel meets a bright pixel with a weight that
// is not 0.
function firstOutput(n) {
  const middle = Math.floor(n / 2);
  return [middle, middle - 1];
}

// Three steps, in the order in which they are read; note stands below the kernel, text beside the images.
function stepsOf(words, panels, note, text) {
  const at = (name) => panels[name].element;
  const step = (name, ...parts) => {
    const title = element("p", { class: "step-title" }, words[`step_${name}`]);
    const board = element("div", { class: "board" }, ...parts);
    return element("div", { class: `step by-${name}` }, title, board);
  };
  return element(
    "div",
    { class: "steps" },
    step("matrix", at("weights"), sign("·"), at("pixels"), sign("="), at("outputs")),
    step("row", at("own"), element("div", { class: "of-kernel" }, at("kernel"), note)),
    step("image", at("input"), at("output")),
    text,
  );
}
