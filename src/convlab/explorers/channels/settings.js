// The settings of the channels explorer: what follows from a change, and what does not go together.

import { resizeKernel } from "../../data.js";
import { neverUsed } from "../../shapes.js";
import { matrixOf, same } from "../core/legacy_settings.js";
import { fill } from "../ui/dom.js";

export const SETTINGS = [
  "source",
  "image",
  "kernel_name",
  "kernel",
  "bias",
  "output_channels",
  "kernel_size",
  "padding",
  "stride",
  "selected",
];

const MOST = 3; // channels, and rows and columns of a kernel
const RANGES = [
  ["output_channels", 1, MOST],
  ["kernel_size", 1, MOST],
  ["padding", 0, Infinity],
  ["stride", 1, Infinity],
];

const inRange = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
const outOfRange = (settings) => {
  return RANGES.find(([name, least, most]) => !inRange(settings[name], least, most));
};

// From the settings before and after a change, the settings that the reader meant: a preset brings its
// numbers, another input takes its channels' kernels, sizes resize the kernel, the bias follows it.
export function reconcile(before, after, { inputs, kernels }) {
  const now = { ...after };
  const changed = (name) => !same(now[name], before[name]);
  if (outOfRange(now)) return now;
  if (changed("source") && !changed("image") && inputs[now.source]) now.image = inputs[now.source];
  if (changed("kernel_name") && !changed("kernel") && kernels[now.kernel_name]) {
    now.kernel = presetFor(kernels[now.kernel_name], now.image.length);
  } else if (changed("source") && !changed("kernel")) {
    now.kernel = kernelFor(now, kernels);
  } else if ((changed("output_channels") || changed("kernel_size")) && !changed("kernel")) {
    now.kernel = resized(now.kernel, now.output_channels, now.kernel_size, changed("kernel_size"));
  }
  if (changed("kernel") && !changed("kernel_name")) now.kernel_name = nameOf(now, kernels);
  now.output_channels = now.kernel.length;
  now.kernel_size = now.kernel[0][0].length;
  if (now.bias.length !== now.kernel.length) now.bias = now.kernel.map((_, o) => now.bias[o] ?? 0);
  if (!changed("selected")) now.selected = Math.min(now.selected, now.kernel.length - 1);
  return now;
}

// A preset in its version for so many input channels, or the one for colours, which then does not fit.
function presetFor(versions, channels) {
  return versions[channels] ?? versions[MOST];
}

// The present kernel for an input of another number of channels.
export function kernelFor({ kernel, kernel_name, image }, kernels) {
  const channels = image.length;
  if (kernel[0].length === channels) return kernel;
  const zeros = kernel[0][0].map((row) => row.map(() => 0));
  const fitted = kernel.map((row) => image.map((_, c) => row[c] ?? zeros));
  return kernels[kernel_name]?.[channels] ?? fitted;
}

// An output channel more starts as a copy of an input channel.
function resized(kernel, outputs, size, square) {
  const shape = square ? [size, size] : [kernel[0][0].length, kernel[0][0][0].length];
  const fresh = (o) => kernel[0].map((_, c) => [[c === o % kernel[0].length ? 1 : 0]]);
  return Array.from({ length: outputs }, (_, o) =>
    (kernel[o] ?? fresh(o)).map((K) => resizeKernel("own", K, ...shape)),
  );
}

function nameOf({ kernel, kernel_name, image }, kernels) {
  const names = [kernel_name, ...Object.keys(kernels)];
  return names.find((name) => same(kernels[name]?.[image.length], kernel)) ?? "own";
}

// The settings as the arithmetic takes them.
export function resolved({ image, kernel, bias, padding, stride, selected }) {
  const around = [
    [padding, padding],
    [padding, padding],
  ];
  const K = kernel.map((row) => row.map(matrixOf));
  const steps = { padding: around, stride: [stride, stride], dilation: [1, 1] };
  const X = image.map(matrixOf);
  const along = (n, k) => neverUsed(n, k, [padding, padding], stride, 1);
  const never = [along(X[0].rows, K[0][0].rows), along(X[0].columns, K[0][0].columns)];
  return { X, K, bias, selected, never, ...steps };
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const wrong = outOfRange(settings);
  if (wrong) {
    const [name, least, most] = wrong;
    const sentence = most === Infinity ? words.too_small : words.out_of_range;
    return fill(sentence, { what: words[name], least, most, got: settings[name] });
  }
  const { image, kernel, padding, selected } = settings;
  if (kernel[0].length !== image.length) {
    const sentence = kernel[0].length === 1 ? words.mismatch_one : words.mismatch;
    return fill(sentence, { kernel: kernel[0].length, input: image.length });
  }
  const [rows, columns] = [image[0].length + 2 * padding, image[0][0].length + 2 * padding];
  const K = kernel[0][0];
  if (K.length > rows || K[0].length > columns) {
    const padded = `${rows}×${columns}`;
    return fill(words.no_fit, { kernel: `${K.length}×${K[0].length}`, padded });
  }
  if (inRange(selected, 0, kernel.length - 1)) return null;
  const numbered = { least: 1, most: kernel.length, got: selected + 1 };
  return fill(words.out_of_range, { what: words.selected, ...numbered });
}
