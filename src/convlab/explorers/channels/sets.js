// The parts of the channels explorer's board: numbered panels in a row, and the table of kernels.

import { matrix } from "../../ops.js";
import { button, element, fill, long } from "../ui/dom.js";
import { createGrid } from "../ui/grid.js";
import { createPanel, createTitledGrid } from "../ui/panel.js";

// As many panels of a kind as are needed now, named with numbers where there are several; each is made once.
// listeners(n, label) are those of panel n; head and tail stand before and after the panels.
export function createSet({ kind, words, signal, listeners, head = [], tail = [] }) {
  const made = new Map();
  const root = element("div", { class: `channel-set ${kind}s` });
  let panels = [];

  function take(n, count) {
    const suffix = count > 1 ? "_of" : "";
    const label = fill(words[kind + suffix], { n: n + 1 });
    if (!made.has(label)) {
      const title = fill(words[`${kind}_title${suffix}`], { n: n + 1, shape: "{shape}" });
      const panel = createPanel({ name: kind, label, title, signal, ...listeners(n, label) });
      panel.element.style.setProperty("--n", n);
      made.set(label, panel);
    }
    return made.get(label);
  }

  // options(n) are those of panel n, as createPanel's update takes them.
  function update(matrices, options) {
    const wanted = matrices.map((_, n) => take(n, matrices.length));
    if (wanted.length !== panels.length) {
      root.replaceChildren(...head, ...wanted.map((panel) => panel.element), ...tail);
    }
    panels = wanted;
    panels.forEach((panel, n) => panel.update(matrices[n], options(n)));
  }

  return { element: root, update, panels: () => panels };
}

// The kernels, a row for each output channel with a slice for each input channel, then the biases.
// scaleOf makes scales; onWeight(o, c, a, b) is told where pointer or focus is.
export function createKernels({ words, signal, editing, change }, scaleOf, onWeight) {
  const made = new Map();
  const biasHead = element("p", { class: "head bias-head" }, words.bias_head);
  const bias = createGrid({
    label: words.bias,
    signal,
    ...editing("bias", { at: (o) => [o] }),
  });
  bias.element.classList.add("bias");
  const root = element("div", { class: "channel-set kernels" });
  let built = "";
  let shown = []; // the slices, by output and input channel

  function kernel(o, i) {
    const label = fill(words.kernel_of, { o: o + 1, i: i + 1 });
    if (!made.has(label)) {
      const title = fill(words.kernel_title, { o: o + 1, i: i + 1 });
      const edits = editing("kernel", { what: label, at: (a, b) => [o, i, a, b] });
      const onCursor = (a, b) => onWeight(o, i, a, b);
      const slice = createTitledGrid({ name: "slice", label, title, signal, onCursor, ...edits });
      slice.element.style.cssText = `--o: ${o}; --n: ${i}`;
      made.set(label, slice);
    }
    return made.get(label);
  }

  // The button that brings an output channel into view stands before its kernel.
  function head(o, count) {
    const text = fill(count > 1 ? words.kernel_head_of : words.kernel_head, { n: o + 1 });
    if (!made.has(text)) {
      const show = button(text, signal, () => change({ channel: o }));
      show.classList.add("head");
      show.style.setProperty("--o", o);
      made.set(text, show);
    }
    return made.get(text);
  }

  function update(K, biases, channel) {
    const shape = `${K.length}×${K[0].length}`;
    const rows = K.map((row, o) => [head(o, K.length), ...row.map((_, i) => kernel(o, i))]);
    if (shape !== built) {
      const elements = rows.flat().map((part) => part.element ?? part);
      root.replaceChildren(...elements, biasHead, bias.element);
      built = shape;
    }
    shown = K.map((row, o) => row.map((_, i) => kernel(o, i)));
    const all = K.flat().flatMap(({ data }) => [...data]);
    const scale = scaleOf("K", all, { kind: "signed" });
    K.forEach((row, o) => {
      row.forEach((weights, i) => kernel(o, i).update(weights, { scale }));
      head(o, K.length).setAttribute("aria-pressed", o === channel);
    });
    const withBiases = scaleOf("bias", [...all, ...biases], { kind: "signed" });
    bias.update(columnOf(biases), { scale: withBiases });
  }

  // Light up the weights of output channel o that are in a term: termOf(c) is that of input channel c, if any.
  function mark(o, termOf) {
    for (const [n, row] of shown.entries()) {
      row.forEach((slice, c) => {
        const term = n === o && termOf(c);
        slice.mark([{ class: "linked", cells: term ? [[term.a, term.b]] : [] }]);
      });
    }
  }

  return { element: root, update, mark };
}

// Numbers below each other, as a matrix of one column.
export function columnOf(numbers) {
  return matrix(numbers.map((value) => [value]));
}

// The end of the row of partial sums: the bias, and what all of it makes.
export function createTail(words) {
  const [added, total] = [element("span"), element("span")];
  const root = element("p", { class: "tail" }, added, " ", total);
  const update = (bias, makes) => {
    added.textContent = fill(words.bias_term, { b: long(bias) });
    total.textContent = makes;
  };
  return { element: root, update };
}

// What each part shows at present: ifNew(part, values, action) acts only if these are other values.
export function createMemory() {
  const shown = {};
  return (part, values, action) => {
    const before = shown[part] ?? [];
    if (before.length !== values.length || values.some((value, n) => value !== before[n])) action();
    shown[part] = values;
  };
}
