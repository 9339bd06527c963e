// The board of the channels explorer: a row of input channels, a row of kernels for each output, a row of the partial sums
// of the output in view, and the outputs.

import { outputsUsing } from "../../shapes.js";
import { anyNegative, createScales, endsOf, palette, scaleBar } from "../ui/colours.js";
import { element, fill, long, setText } from "../ui/dom.js";
import { marksOf } from "../ui/sliding.js";
import { createPixelView } from "./pixel.js";
import { createKernels, createSet } from "./sets.js";

// The brightest red, green and blue: not quite pure, since pure blue is too dark to see into.
const TINTS = [
  [255, 84, 66],
  [74, 222, 98],
  [88, 150, 255],
].map((brightest) => palette((share) => brightest.map((most) => Math.round(most * share))));

export function createBoard(stage, { onOutput, onInput, onWeight, brush }) {
  const { words, editing, byHand } = stage;
  const { scale, held } = createScales(byHand);
  let state = null;
  const legend = () => element("div", { class: "legend", "aria-hidden": "true" });
  const legends = { partials: legend(), outputs: legend() };
  const photo = createPhoto(words.photo);
  const sumsHead = element("p", { class: "head" });
  const tail = element("p", { class: "tail" });

  const inputs = createSet("input", stage, (c, label) => ({
    onCursor: (i, j) => pointAt(c, i, j),
    ...editing("image", { what: label, at: (i, j) => [c, i, j] }),
    brush,
  }));
  const partials = createSet("partial", stage, () => ({ onCursor: onOutput }));
  const outputs = createSet("output", stage, (o) => ({ onCursor: (i, j) => bring(o, i, j) }));
  const kernels = createKernels(stage, onWeight);
  const pixel = createPixelView(stage);

  const row = (name, ...parts) => element("div", { class: `channel-row ${name}` }, ...parts);
  const inputsHead = element("div", { class: "head" }, element("p", {}, words.inputs_head));
  inputsHead.append(photo.element);
  const table = element("div", { class: "channel-table" });
  table.append(row("inputs", inputsHead, inputs.element), kernels.element);
  table.append(row("partials chosen", sumsHead, partials.element, tail, legends.partials));
  const results = element("div", { class: "outputs" }, outputs.element, legends.outputs);
  const board = element("div", { class: "channels-board" }, table, results);
  const root = element("div", {}, board, pixel.element);

  // A pixel that alone makes an output cell, with a 1×1 kernel, brings the window along.
  function pointAt(c, i, j) {
    const alone = i !== null && state.K.data.length === 1;
    const [made] = alone ? outputsUsing({ i, j }, state) : [];
    if (made) onOutput(...made);
    else onInput(i, j, c);
  }

  // A cell of an output channel brings it into view, with its partial sums.
  function bring(o, i, j) {
    onOutput(i, j);
    if (i !== null && o !== state.channel) stage.change({ channel: o });
  }

  function draw(next) {
    state = next;
    const { inputs: X, kernels: K, outputs: Y, bias, channel: o, padding, never, numbers } = state;
    const scales = inputScales(X, scale("X", endsOf(X), { high: 1 }), numbers);
    inputs.update(X, (c) => ({ numbers, scale: scales[c], frame: padding, never }));
    photo.update(numbers ? [] : X);
    kernels.update(state, scale);
    // What is made of no negative number is grey, partial sums and outputs alike.
    const kind = anyNegative(...X, ...K.flat(), { data: bias }) ? "signed" : "grey";
    const options = { numbers, kind };
    paint("partials", partials, state.partials[o], options);
    paint("outputs", outputs, Y, options);
    outputs.panels().forEach((panel, n) => {
      panel.element.classList.toggle("chosen", n === o && Y.length > 1);
    });
    const suffix = Y.length > 1 ? "_of" : "";
    setText(sumsHead, fill(words[`partials_head${suffix}`], { n: o + 1 }));
    setText(tail, fill(words[`makes${suffix}`], { b: long(bias[o]), n: o + 1 }));
    pixel.element.hidden = state.K.data.length > 1;
    return held();
  }

  // Panels that are to be compared: one scale for all of them, and one bar that shows it.
  function paint(name, set, matrices, { numbers, kind }) {
    const one = scale(name, endsOf(matrices), { kind });
    set.update(matrices, () => ({ numbers, scale: one }));
    scaleBar(legends[name], one);
  }

  // Light up what is seen, for each channel what belongs to it.
  function mark({ kernels: slices, channel, K }, seen) {
    const marksIn = (c) => {
      const own = (one) => (one?.c === c ? one : null);
      return marksOf({
        ...seen,
        pixel: own(seen.pixel),
        uses: own(seen.pixel) ? seen.uses : [],
        tied: own(seen.tied),
        linked: seen.linked - c * K.data.length,
        box: { ...seen.box, weights: slices[channel][c] },
      });
    };
    inputs.mark((c) => marksIn(c).input);
    kernels.mark((o, c) => (o === channel ? marksIn(c).window : []));
    partials.mark((c) => marksIn(c).output);
    outputs.mark((o) => marksOf({ ...seen, cursor: o === channel && seen.cursor }).output);
    if (!pixel.element.hidden) pixel.update(state, seen);
  }

  return { element: root, draw, mark };
}

// The scale of each input channel: one for all; three channels of a picture go from black to their own colour.
function inputScales(X, scale, numbers) {
  const tinted = !numbers && X.length === 3 && scale.low === 0;
  return X.map((_, c) => (tinted ? { ...scale, palette: TINTS[c] } : scale));
}

// A small picture of three channels together; nothing for any other input.
function createPhoto(label) {
  const canvas = element("canvas", { class: "photo", role: "img", "aria-label": label });
  let shown = [];

  function update(X) {
    canvas.hidden = X.length !== 3;
    if (canvas.hidden || X.every((M, c) => M === shown[c])) return;
    shown = X;
    const [{ rows, columns }] = X;
    Object.assign(canvas, { width: columns, height: rows });
    const image = new ImageData(columns, rows);
    image.data.fill(255);
    X.forEach(({ data }, c) => data.forEach((x, n) => (image.data[4 * n + c] = 255 * x)));
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  return { element: canvas, update };
}
