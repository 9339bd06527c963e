// What the locality explorer shows: matrix, input and output; the kernel and one output's weights; the words.

import { createRefusal } from "../ui/board.js";
import { createBrush } from "../ui/brush.js";
import { scaleFor } from "../ui/colours.js";
import { button, element, fill } from "../ui/dom.js";
import { createGrid } from "../ui/grid.js";
import { onWidth } from "../ui/layout.js";
import { panelsOf } from "../ui/panel.js";
import { fitLocality } from "./layout.js";
import { cellsOf, marksFor } from "./marks.js";
import { createSteps, outputSums, status } from "./sentences.js";

export function createPanels(words, signal, actions) {
  let state = null;
  let kept = null; // the output [i, j] of the last click or key
  let passing = null; // the output under the pointer
  let pointed = null; // { of: "weight" or "pixel", k, l } or { of: "kernel", a, b }
  let pinned = null; // the same, of the last click or key: a finger leaves at once what it taps

  const refuse = (where) => (i, j, text) => actions.refuse(where, i, j, text);
  const brush = createBrush(words, signal);
  const at = (of, make) => (i, j) => point(passing, i === null ? null : { of, ...make(i, j) });
  const panel = panelsOf(words, signal);
  const weights = panel("matrix", {
    onCursor: (row, column) => (row === null ? point(null, null) : pointAt(row, column)),
  });
  const input = panel("input", {
    onCursor: at("pixel", (k, l) => ({ k, l })),
    onEdit: actions.editInput,
    onRefuse: refuse(words.input),
    brush: brush.number,
  });
  const output = panel("output", { onCursor: (i, j) => point(i === null ? null : [i, j], null) });
  const kernel = panel("kernel", {
    onCursor: at("kernel", (i, j) => ({ a: i - state.delta, b: j - state.delta })),
    onEdit: actions.editKernel,
    onRefuse: refuse(words.kernel),
  });
  const own = createGrid({
    label: words.own,
    signal,
    onCursor: at("weight", (k, l) => ({ k, l })),
  });
  const ownTitle = element("p", { class: "panel-title" });
  const ownPanel = element("div", { class: "panel own" }, ownTitle, own.element);
  // What a click or a key chooses stays when the pointer leaves.
  const keep = () => ([kept, pinned] = [passing ?? kept, pointed]);
  const places = [weights, input, output, kernel].map((one) => one.element);
  for (const place of [...places, own.element]) {
    for (const type of ["focusin", "keydown", "pointerdown"])
      place.addEventListener(type, keep, { signal });
  }

  const sign = (text) => element("span", { class: "sign", "aria-hidden": "true" }, text);
  const refusal = createRefusal();
  const steps = createSteps(words);
  const images = element(
    "div",
    { class: "board images" },
    input.element,
    sign("="),
    output.element,
  );
  const board = element("div", { class: "board" }, weights.element, sign("·"), images);
  const second = element("div", { class: "board second" }, kernel.element, ownPanel);
  const sums = element("div", { class: "sums-of" });
  const detail = element("p", { class: "arithmetic" });
  const tools = element("div", { class: "tools" });
  tools.append(...brush.elements, button(words.reset, signal, actions.reset));
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "locality" });
  root.append(refusal.element, steps.element, board, sums, detail, second, tools, shapes);
  let width = 0;
  onWidth(root, signal, (now) => {
    width = now;
    layOut();
  });

  function draw(next) {
    const resized = next.n !== state?.n;
    if (resized || next.delta !== state?.delta) passing = pointed = pinned = null;
    state = next;
    const { X, H, K, W, n, scale } = state;
    if (resized) kept = [Math.floor(n / 2), Math.floor(n / 2)];
    weights.update(W, { numbers: false, scale });
    input.update(X, { scale: scaleFor(X.data, { high: 1 }) });
    output.update(H, { scale: scaleFor(H.data, { kind: "signed" }) });
    kernel.update(K, { scale });
    steps.update(state);
    shapes.textContent = status(state, words);
    weights.element.style.setProperty("--blocks", n);
    layOut();
    show();
  }

  function layOut() {
    if (width && state)
      fitLocality(
        { root, matrix: weights.element, kernel: kernel.element, own: ownPanel },
        width,
        state,
      );
  }

  function point(on, what) {
    passing = on;
    pointed = what ?? (on ? null : pinned);
    show();
  }

  function pointAt(row, column) {
    const { n } = state;
    const [i, j] = [Math.floor(row / n), row % n];
    point([i, j], { of: "weight", k: Math.floor(column / n), l: column % n });
  }

  // Light up the chosen output's row of the matrix, and what is pointed at wherever it appears.
  function show() {
    const { n, W, delta, scale } = state;
    const [i, j] = passing ?? kept;
    const row = i * n + j;
    const data = W.data.subarray(row * n * n, (row + 1) * n * n);
    ownTitle.textContent = fill(words.own_title, { i, j, shape: `${n}×${n}` });
    own.update({ rows: n, columns: n, data }, { scale });
    const { matrix, pixel, uses, kernel: near, says } = marksFor(pointed, [i, j], state, words);
    const box = { i: row, j: 0, rows: 1, columns: n * n };
    weights.mark([{ class: "lit", box }, ...matrix]);
    const read = state.weights === "local" ? cellsOf(n, [i, j], delta) : [];
    const pointedAt = (cells) => ({ class: "uses", cells });
    input.mark([{ class: "window", cells: read }, pointedAt(pixel)]);
    output.mark([{ class: "cursor", cells: uses.length ? [] : [[i, j]] }, pointedAt(uses)]);
    own.mark([pointedAt(pixel)]);
    kernel.mark([pointedAt(near)]);
    const sentences = outputSums({ i, j }, state, words);
    sums.replaceChildren(...sentences.map((text) => element("p", {}, text)));
    detail.textContent = says;
  }

  return { element: root, draw, refuse: refusal.refuse };
}
