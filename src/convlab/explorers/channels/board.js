// The board of the channels explorer: input channels over their kernels over their partial sums, and the outputs.

import { element, fill } from "../ui/dom.js";
import { anyNegative, createScales } from "../ui/scales.js";
import { createLegend, createPhoto, endsOf, inputScales } from "./colours.js";
import { markBoard } from "./cursor.js";
import { createKernels, createMemory, createSet, createTail } from "./sets.js";

// onInput(c, i, j), onWeight(o, c, a, b) and onOutput(i, j, o) are told where pointer or focus is, with null for nowhere; a
// partial sum has no o.
export function createBoard(stage, { brush, onInput, onWeight, onOutput }) {
  const { words, signal, editing, byHand } = stage;
  const { scale, held } = createScales(byHand);
  const set = (kind, listeners, more) => createSet({ kind, words, signal, listeners, ...more });
  const photo = createPhoto(words.photo);
  const head = element("div", { class: "head" }, element("p", {}, words.inputs_head));
  head.append(photo.element);
  const inputs = set(
    "input",
    (c, label) => ({
      onCursor: (i, j) => onInput(c, i, j),
      ...editing("image", { what: label, at: (i, j) => [c, i, j] }),
      brush,
    }),
    { head: [head] },
  );
  const kernels = createKernels(stage, scale, onWeight);
  const sumsHead = element("p", { class: "head" });
  const tail = createTail(words);
  const legends = { partials: createLegend(), outputs: createLegend() };
  const output = (o) => ({ onCursor: (i, j) => i !== null && onOutput(i, j, o) });
  const partials = set("partial", () => output(), {
    head: [sumsHead],
    tail: [tail.element, legends.partials.element],
  });
  const outputs = set("output", output, { tail: [legends.outputs.element] });
  const parts = { inputs, kernels, partials, outputs };
  const bands = ["kernels", "partials"].map((of) => element("div", { class: `band of-${of}` }));
  const root = element("div", { class: "channels-board" }, ...bands);
  root.append(inputs.element, kernels.element, partials.element, outputs.element);
  const ifNew = createMemory();

  function draw({ X, K, P, Y, padding, never, bias, channel, numbers }) {
    ifNew("inputs", [...X, String([padding, never, byHand()])], () => {
      const scales = inputScales(X, scale("X", endsOf(X), { high: 1 }), numbers);
      inputs.update(X, (c) => ({ numbers, scale: scales[c], frame: padding, never }));
      photo.update(numbers ? [] : X);
    });
    ifNew("kernels", [...K.flat(), K.length, bias, channel, byHand()], () =>
      kernels.update(K, bias, channel),
    );
    // What is made of no negative number is grey, partial sums and outputs alike.
    const signed = anyNegative(...X, ...K.flat(), { data: bias });
    const options = { numbers, kind: signed ? "signed" : "grey" };
    paint("partials", P[channel], options);
    ifNew("outputs", [Y, byHand()], () => paint("outputs", Y, options));
    outputs.panels().forEach((panel, o) => {
      panel.element.classList.toggle("chosen", o === channel && Y.length > 1);
    });
    const suffix = Y.length > 1 ? "_of" : "";
    sumsHead.textContent = fill(words[`partials_head${suffix}`], { n: channel + 1 });
    tail.update(bias[channel], fill(words[`makes${suffix}`], { n: channel + 1 }));
    return held();
  }

  // Panels that are to be compared: one scale for all of them, and one bar that shows it.
  function paint(name, matrices, { numbers, kind }) {
    const one = scale(name, endsOf(matrices), { kind });
    parts[name].update(matrices, () => ({ numbers, scale: one }));
    legends[name].update(one);
  }

  return { element: root, draw, mark: (seen, state) => markBoard(parts, seen, state) };
}
