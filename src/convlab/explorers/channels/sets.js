// The parts of the channels explorer's board: numbered panels, and the rows of kernels.

import { matrix } from "../../ops.js";
import { endsOf } from "../ui/colours.js";
import { button, element, fill } from "../ui/dom.js";
import { createPanel, createTitledGrid } from "../ui/panel.js";
import { weightMarks } from "../ui/sliding.js";

// As many panels of a kind as there are matrices, named with numbers where there are several. listeners(n, label) are
// those of panel n.
export function createSet(kind, { words, signal }, listeners) {
  const root = element("div", { class: "channel-set" });
  let panels = [];
  const panel = once((n, suffix) => {
    const label = fill(words[`${kind}${suffix}`], { n: n + 1 });
    const title = fill(words[`${kind}_title${suffix}`], { n: n + 1, shape: "{shape}" });
    return createPanel({ name: kind, label, title, signal, ...listeners(n, label) });
  });

  // options(n) are those of panel n, as createPanel's update takes them.
  function update(matrices, options) {
    const before = panels.length;
    panels = matrices.map((_, n) => panel(n, matrices.length > 1 ? "_of" : ""));
    if (before !== panels.length) root.replaceChildren(...panels.map((one) => one.element));
    panels.forEach((one, n) => one.update(matrices[n], options(n)));
  }

  return { element: root, update, panels: () => panels };
}

// A row for each output channel: the button that brings it into view, its kernel's slices, one for each input channel, and
// its bias. onWeight(a, b, o, c) is told where pointer or focus is.
export function createKernels({ words, signal, editing, change }, onWeight) {
  const root = element("div", { class: "channel-set" });
  let rows = [];
  const head = once((o, suffix) => {
    const text = fill(words[`kernel_head${suffix}`], { n: o + 1 });
    const made = button(text, signal, () => change({ channel: o }));
    made.classList.add("head");
    return made;
  });
  const slice = once((o, c) => {
    const label = fill(words.kernel_of, { o: o + 1, i: c + 1 });
    const title = fill(words.kernel_title, { o: o + 1, i: c + 1 });
    const onCursor = (a, b) => onWeight(a, b, o, c);
    const edits = editing("kernel", { what: label, at: (a, b) => [o, c, a, b] });
    return createTitledGrid({ name: "panel slice", label, title, signal, onCursor, ...edits });
  });
  const bias = once((o, suffix) => {
    const label = fill(words[`bias${suffix}`], { n: o + 1 });
    const edits = editing("bias", { what: label, at: () => [o] });
    const title = words.bias_title;
    return createTitledGrid({ name: "panel slice bias", label, title, signal, ...edits });
  });

  function build(K) {
    const suffix = K.length > 1 ? "_of" : "";
    rows = K.map((kernel, o) => {
      const parts = { head: head(o, suffix), bias: bias(o, suffix) };
      const slices = kernel.map((_, c) => slice(o, c));
      const grids = [...slices, parts.bias].map((grid) => grid.element);
      const row = element("div", { class: "channel-row" }, parts.head, ...grids);
      return { ...parts, slices, element: row };
    });
    root.replaceChildren(...rows.map((row) => row.element));
  }

  function update({ kernels: K, bias: biases, channel }, scaleOf) {
    if (K.length !== rows.length || K[0].length !== rows[0].slices.length) build(K);
    const ends = endsOf(K.flat());
    const scale = scaleOf("K", ends, { kind: "signed" });
    const withBias = scaleOf("bias", [...ends, ...biases], { kind: "signed" });
    rows.forEach((row, o) => {
      row.element.classList.toggle("chosen", o === channel);
      row.head.setAttribute("aria-pressed", o === channel);
      row.slices.forEach((one, c) => one.update(K[o][c], { scale }));
      row.bias.update(columnOf([biases[o]]), { scale: withBias });
    });
  }

  // Light up the weight in a term of output channel o, if there is one.
  function mark(o, term) {
    rows.forEach((row, n) => {
      row.slices.forEach((one, c) => {
        one.mark(weightMarks({ tied: n === o && term?.c === c ? term : null }));
      });
    });
  }

  return { element: root, update, mark };
}

// A function that makes a thing once for the same arguments.
function once(make) {
  const made = {};
  return (...of) => (made[String(of)] ??= make(...of));
}

// Numbers below each other, as a matrix of one column.
export function columnOf(numbers) {
  return matrix(numbers.map((value) => [value]));
}
