// The stage of ChannelsExplorer: what follows from a change of its settings, what does not go together; from input channels
// by kernels and partial sums to output channels.

import { partialSums, totalOf } from "../../channels.js";
import { resizeKernel } from "../../data.js";
import { misfit } from "../core/limits.js";
import { matrixOf, reshaped, same, shapeOf } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { fill } from "../ui/dom.js";
import { createView } from "./view.js";

const SUMMED = ["image", "kernel", "bias", "padding", "stride"]; // what the sums depend on

export function render(context) {
  return openStage(context, {
    name: "channels",
    fits: true,
    reconcile,
    refusal,
    compute: createSums(),
    output: ({ Y, outputs }) => ({
      shape: [outputs.length, Y.rows, Y.columns],
      data: outputs.flatMap(({ data }) => Array.from(data)),
    }),
    view: createView,
  });
}

// A preset brings the kernel for the input's channels, another input takes its channels' kernel, sizes resize the
// kernel; the bias and the output in view follow it.
export function reconcile(now, { changed, libraries: { kernels }, memory }) {
  const versions = kernels[now.kernel_name];
  const version = versions?.[now.image.length];
  const shape = shapeOf(now.kernel);
  const wanted = shapeFor(now, changed);
  if (versions && changed("kernel_name") && !changed("kernel")) {
    now.kernel = version ?? Object.values(versions).at(-1); // that for colours does not fit, and is refused
  } else if (version && wanted[1] !== shape[1]) now.kernel = version;
  else if (!same(wanted, shape)) {
    Object.assign(now, reshaped(now, wanted, inShape, memory));
    now.bias = [...now.bias, ...memory.first.bias.slice(now.bias.length)]; // that of an output that comes back
  }
  [now.output_channels, , now.kernel_size] = shapeOf(now.kernel);
  if (now.bias.length !== now.kernel.length) now.bias = now.kernel.map((_, o) => now.bias[o] ?? 0);
  if (!changed("channel")) now.channel = Math.min(now.channel, now.kernel.length - 1);
}

// The shape that the kernel is to have: with the input's channels, and with the outputs and the size that were set.
function shapeFor({ kernel, image, output_channels, kernel_size }, changed) {
  const [outputs, , ...size] = shapeOf(kernel);
  const kept = changed("kernel") || changed("kernel_name");
  return [
    changed("output_channels") && !kept ? output_channels : outputs,
    image.length,
    ...(changed("kernel_size") && !kept ? [kernel_size, kernel_size] : size),
  ];
}

// A kernel cut, or filled with zeros; an output channel more starts as a copy of an input channel.
function inShape(kernel, shape) {
  const [outputs, channels, rows, columns] = shape;
  const added = (o, c) => [[c === o % channels ? 1 : 0]];
  const slice = (o, c) => (kernel[o] ? (kernel[o][c] ?? [[0]]) : added(o, c));
  return Array.from({ length: outputs }, (_, o) =>
    Array.from({ length: channels }, (_, c) => resizeKernel("own", slice(o, c), rows, columns)),
  );
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const { kernel, image, channel } = settings;
  const channels = kernel[0].length;
  if (channels !== image.length) {
    const sentence = channels === 1 ? words.mismatch_one : words.mismatch;
    return fill(sentence, { kernel: channels, input: image.length });
  }
  const problem = misfit(resolved(settings), words);
  if (problem || channel < kernel.length) return problem;
  return fill(words.no_channel, { most: kernel.length, got: channel + 1, channel });
}

// The partial sums of every output channel and the outputs, computed again only for other numbers.
function createSums() {
  let [summed, partials, outputs] = [{}, [], []];
  return (settings) => {
    const parts = resolved(settings);
    if (SUMMED.some((name) => settings[name] !== summed[name])) {
      partials = partialSums(parts.inputs, parts.kernels, parts);
      outputs = partials.map((sums, o) => totalOf(sums, parts.bias[o]));
    }
    summed = settings;
    return { ...parts, partials, outputs, Y: outputs[0] };
  };
}

// The settings as the arithmetic takes them; X and K are the first of the inputs and of the kernels, which all have one
// size.
function resolved({ image, kernel, bias, padding, stride, channel }) {
  const around = [padding, padding];
  const inputs = image.map(matrixOf);
  const kernels = kernel.map((slices) => slices.map(matrixOf));
  return {
    inputs,
    kernels,
    bias,
    channel,
    X: inputs[0],
    K: kernels[0][0],
    padding: [around, around],
    stride: [stride, stride],
    dilation: [1, 1],
  };
}
