// What the locality explorer shows: the matrix, one output's weights and the kernel; input and output; the words.

import { createBrush } from "../ui/brush.js";
import { scaleFor } from "../ui/colours.js";
import { button, element } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { createBoard } from "./board.js";
import { createCards } from "./cards.js";
import { createColumn } from "./column.js";
import { fitLocality } from "./layout.js";
import { around, firstOutput, marksFor } from "./marks.js";
import { outputSums, status } from "./sentences.js";
import { sized } from "./settings.js";

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  let kept = null; // the output [i, j] of the last click or key
  let passing = null; // the output under the pointer
  let pointed = null; // { of: "weight" or "pixel", k, l } or { of: "kernel", a, b }
  let pinned = null; // the same, of the last click or key: a finger leaves at once what it taps
  let width = 0;

  const brush = createBrush(words, signal);
  const onCursor = (of, make) => (i, j) =>
    point(passing, i === null ? null : { of, ...make(i, j) });
  const panel = panelsOf(words, signal);
  const weights = panel("matrix", {
    onCursor: (row, column) => (row === null ? point(null, null) : pointAt(row, column)),
  });
  // Input and output as columns beside the matrix: the product that it stands for, pixel by pixel.
  const pixels = createColumn({
    ...{ name: "pixels", label: words.column, title: words.column_title, signal },
    point: (n) => point(passing, n === null ? null : { of: "pixel", ...placeOf(n) }),
  });
  const outputs = createColumn({
    ...{ name: "outputs", label: words.result, title: words.result_title, signal },
    point: (n) => point(n === null ? null : outputOf(n), null),
  });
  const input = panel("input", {
    onCursor: onCursor("pixel", (k, l) => ({ k, l })),
    ...stage.editing("image"),
    brush: brush.number,
  });
  const output = panel("output", { onCursor: (i, j) => point(i === null ? null : [i, j], null) });
  const kernel = panel("kernel", {
    onCursor: onCursor("kernel", (i, j) => ({ a: i - state.delta, b: j - state.delta })),
    ...stage.editing("shared", { what: words.kernel, at: inShared }),
  });
  const own = createTitledGrid({
    ...{ name: "panel own", label: words.own, title: words.own_title, signal },
    onCursor: onCursor("weight", (k, l) => ({ k, l })),
  });
  const cards = createCards(words, signal, (name) => stage.change({ weights: name }));
  const panels = { weights, pixels, outputs, own, kernel, input, output };
  const board = createBoard(words, panels);
  // What a click or a key chooses stays when the pointer leaves.
  const keep = () => ([kept, pinned] = [passing ?? kept, pointed]);
  for (const { element: place } of Object.values(panels)) {
    for (const type of ["focusin", "keydown", "pointerdown"])
      place.addEventListener(type, keep, { signal });
  }
  const tools = element("div", { class: "tools" }, ...brush.elements);
  tools.append(button(words.reset, signal, reset));
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "locality" });
  root.append(cards.element, ...board.elements, tools, shapes);
  onWidth(root, signal, (now) => {
    width = now;
    layOut();
  });

  // Where a cell of the kernel stands in V.
  function inShared(i, j) {
    const { shared, delta } = stage.now();
    const from = (shared.length - 1) / 2 - delta;
    return [from + i, from + j];
  }

  // All numbers as they were last given, in the present size.
  function reset() {
    const back = stage.origin();
    stage.change({ ...back, image: sized(back, stage.now().size, stage.libraries.inputs) });
  }

  function draw(next) {
    const resized = next.n !== state?.n;
    if (resized || next.delta !== state?.delta) passing = pointed = pinned = null;
    state = next;
    const { X, H, K, W, n, scale } = state;
    if (resized) kept = firstOutput(n);
    weights.update(W, { numbers: false, scale });
    const [grey, signed] = [scaleFor(X.data, { high: 1 }), scaleFor(H.data, { kind: "signed" })];
    for (const one of [input, pixels]) one.update(X, { scale: grey });
    for (const one of [output, outputs]) one.update(H, { scale: signed });
    kernel.update(K, { scale });
    cards.update(state);
    board.note(state.weights);
    shapes.textContent = status(state, words);
    root.style.setProperty("--blocks", n);
    layOut();
    show();
  }

  function layOut() {
    const parts = { root, kernel: kernel.element, own: own.element };
    if (width && state) fitLocality(parts, width, state);
  }

  function point(on, what) {
    passing = on;
    pointed = what ?? (on ? null : pinned);
    show();
  }

  // The output, or the pixel, that has a place in the order of rows.
  const outputOf = (place) => [Math.floor(place / state.n), place % state.n];
  function placeOf(place) {
    const [k, l] = outputOf(place);
    return { k, l };
  }

  function pointAt(row, column) {
    point(outputOf(row), { of: "weight", ...placeOf(column) });
  }

  // Light up the chosen output's row of the matrix, and what is pointed at wherever it appears.
  function show() {
    const { n, W, delta, scale } = state;
    const [i, j] = passing ?? kept;
    const row = i * n + j;
    const data = W.data.subarray(row * n * n, (row + 1) * n * n);
    own.update({ rows: n, columns: n, data }, { scale }, { i, j, row });
    const { matrix, pixel, uses, kernel: weight, says } = marksFor(pointed, [i, j], state, words);
    const box = { i: row, j: 0, rows: 1, columns: n * n };
    weights.mark([{ class: "lit", box }, ...matrix]);
    pixels.mark(pixel.length ? pixel[0][0] * n + pixel[0][1] : null);
    outputs.mark(row);
    const layer = state.weights;
    const near = around(n, [i, j], delta);
    const pointedAt = (cells) => ({ class: "uses", cells });
    input.mark([{ class: "window", box: layer === "local" ? near : null }, pointedAt(pixel)]);
    output.mark([
      { class: "cursor", cells: uses ? [] : [[i, j]] },
      { class: "uses", box: uses },
    ]);
    own.mark([{ class: "window", box: layer === "dense" ? null : near }, pointedAt(pixel)]);
    kernel.mark([pointedAt(weight)]);
    board.say(outputSums({ i, j }, state, words), says);
  }

  return { element: root, draw };
}
