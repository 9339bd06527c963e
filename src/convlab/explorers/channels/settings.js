// The settings of the channels explorer: what follows from a change, and what does not go together.

import { resizeKernel } from "../../data.js";
import { misfit } from "../core/fitting.js";
import { matrixOf, same } from "../core/settings.js";
import { fill } from "../ui/dom.js";

// A preset brings the kernel for the input's channels, another input takes its channels' kernel, sizes resize the
// kernel; the bias and the output in view follow it.
export function reconcile(now, { changed, libraries: { kernels }, memory }) {
  const [channels, version] = [now.image.length, versionFor(now, kernels)];
  const sized = changed("output_channels") || changed("kernel_size");
  if (changed("kernel_name") && !changed("kernel") && version) now.kernel = version;
  else if (now.kernel[0].length !== channels) {
    const [outputs, , ...size] = shapeOf(now.kernel);
    const remade = () => reshaped(now, [outputs, channels, ...size], memory);
    Object.assign(now, kernels[now.kernel_name]?.[channels] ? { kernel: version } : remade());
  } else if (sized && !changed("kernel") && !changed("kernel_name")) {
    Object.assign(now, resized(now, changed, memory));
  }
  [now.output_channels, , now.kernel_size] = shapeOf(now.kernel);
  if (now.bias.length !== now.kernel.length) now.bias = now.kernel.map((_, o) => now.bias[o] ?? 0);
  if (!changed("channel")) now.channel = Math.min(now.channel, now.kernel.length - 1);
}

// The chosen preset for the input's channels, or the one for colours, which then does not fit.
function versionFor({ kernel_name, image }, kernels) {
  const versions = kernels[kernel_name];
  return versions?.[image.length] ?? Object.values(versions ?? {}).at(-1);
}

// The kernel with as many outputs and in the size that the controls say; the other one stays.
function resized(now, changed, memory) {
  const [outputs, channels, ...size] = shapeOf(now.kernel);
  const { output_channels, kernel_size } = now;
  if (!changed("kernel_size")) return reshaped(now, [output_channels, channels, ...size], memory);
  return reshaped(now, [outputs, channels, kernel_size, kernel_size], memory);
}

// The kernel, its name and the bias in another shape, made from what they were before the first change of shape, which
// `memory` keeps, so that no number is lost on the way there and back.
function reshaped({ kernel, kernel_name, bias }, shape, memory) {
  const reshapedBefore =
    memory.first && same(inShape(memory.first.kernel, shapeOf(kernel)), kernel);
  if (!reshapedBefore) memory.first = { kernel, kernel_name, bias };
  const { first } = memory;
  const added = first.bias.slice(bias.length, shape[0]);
  const made = { kernel_name: "own", bias: [...bias, ...added] };
  if (same(shape, shapeOf(first.kernel))) Object.assign(made, first, { bias: made.bias });
  else made.kernel = inShape(first.kernel, shape);
  return made;
}

function shapeOf(kernel) {
  return [kernel.length, kernel[0].length, kernel[0][0].length, kernel[0][0][0].length];
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

// The settings as the arithmetic takes them.
export function resolved({ image, kernel, bias, padding, stride, channel }) {
  const around = [
    [padding, padding],
    [padding, padding],
  ];
  const [X, K] = [image.map(matrixOf), kernel.map((slices) => slices.map(matrixOf))];
  return { X, K, bias, channel, padding: around, stride: [stride, stride], dilation: [1, 1] };
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const { X, K, channel, padding, dilation } = resolved(settings);
  const channels = K[0].length;
  if (channels !== X.length) {
    const sentence = channels === 1 ? words.mismatch_one : words.mismatch;
    return fill(sentence, { kernel: channels, input: X.length });
  }
  const problem = misfit({ X: X[0], K: K[0][0], padding, dilation }, words);
  if (problem || channel < K.length) return problem;
  return fill(words.no_channel, { most: K.length, got: channel + 1, channel });
}
