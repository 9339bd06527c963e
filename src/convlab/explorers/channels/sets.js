// The parts of the channels explorer's board: numbered panels, and the rows of kernels.

import { matrix } from "../../ops.js";
import { endsOf } from "../ui/colours.js";
import { button, element, fill } from "../ui/dom.js";
import { createPanel, createTitledGrid } from "../ui/panel.js";

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

  // marks(n) are those of panel n.
  const mark = (marks) => panels.forEach((one, n) => one.mark(marks(n)));
  return { element: root, update, mark, panels: () => panels };
}

// A row for each output channel: the button that brings it into view, its kernel's slices, one for each input channel, and
// its bias. onWeight(a, b, o, c) is told where pointer or focus is.
export function createKernels({ words, signal, editing, change }, onWeight) {
  const root = element("div", { class: "channel-set" });
  let rows = [];
  const grid = (name, label, title, listeners) =>
    createTitledGrid({ name: `panel slice ${name}`, label, title, signal, ...listeners });

  function sliceOf(o, c) {
    const place = { o: o + 1, i: c + 1 };
    const label = fill(words.kernel_of, place);
    return grid("", label, fill(words.kernel_title, place), {
      onCursor: (a, b) => onWeight(a, b, o, c),
      ...editing("kernel", { what: label, at: (a, b) => [o, c, a, b] }),
    });
  }

  // Of output channel o, for so many input channels.
  const row = once((o, channels, suffix) => {
    const [text, label] = ["kernel_head", "bias"].map((name) =>
      fill(words[`${name}${suffix}`], { n: o + 1 }),
    );
    const head = button(text, signal, () => change({ channel: o }));
    head.classList.add("head");
    const slices = Array.from({ length: channels }, (_, c) => sliceOf(o, c));
    const bias = grid(
      "bias",
      label,
      words.bias_title,
      editing("bias", { what: label, at: () => [o] }),
    );
    const grids = [...slices, bias].map((one) => one.element);
    return {
      head,
      slices,
      bias,
      element: element("div", { class: "channel-row" }, head, ...grids),
    };
  });

  function update({ kernels: K, bias: biases, channel }, scaleOf) {
    const before = rows;
    rows = K.map((kernel, o) => row(o, kernel.length, K.length > 1 ? "_of" : ""));
    if (rows.length !== before.length || rows[0] !== before[0])
      root.replaceChildren(...rows.map((one) => one.element));
    const ends = endsOf(K.flat());
    const scale = scaleOf("K", ends, { kind: "signed" });
    const withBias = scaleOf("bias", [...ends, ...biases], { kind: "signed" });
    rows.forEach(({ element: place, head, slices, bias }, o) => {
      place.classList.toggle("chosen", o === channel);
      head.setAttribute("aria-pressed", o === channel);
      slices.forEach((one, c) => one.update(K[o][c], { scale }));
      bias.update(columnOf([biases[o]]), { scale: withBias });
    });
  }

  // marks(o, c) are those of the slice of output channel o for input channel c.
  const mark = (marks) =>
    rows.forEach(({ slices }, o) => slices.forEach((one, c) => one.mark(marks(o, c))));
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
