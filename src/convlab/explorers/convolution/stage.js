// The stage of ConvolutionExplorer: what follows from a change of its settings, what does not go together, and the output,
// computed in the page.

import { resizeKernel } from "../../data.js";
import { corr2d, flip } from "../../ops.js";
import { axisPadding, useCounts } from "../../shapes.js";
import { misfit } from "../core/limits.js";
import { matrixOf, reshaped, shapeOf } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "convolution",
    fits: true,
    reconcile,
    refusal,
    compute,
    output: ({ Y }) => Y,
    view: createView,
  });
}

// A size resizes the kernel, a border's name stands for numbers, and numbers of the reader's own for no name.
export function reconcile(now, { before, changed, memory }) {
  const sized = changed("kernel_rows") || changed("kernel_columns");
  if (sized && !changed("kernel") && !changed("kernel_name"))
    Object.assign(now, resized(now, memory));
  [now.kernel_rows, now.kernel_columns] = shapeOf(now.kernel);
  const set = ["padding_rows", "padding_columns"].some((name) => now[name] !== before[name]);
  if (set && !changed("padding_mode")) now.padding_mode = "numbers";
  if (now.padding_mode === "numbers") return;
  const { padding } = resolved(now);
  [now.padding_rows, now.padding_columns] = [padding[0][0], padding[1][0]];
  if (now.padding_rows !== now.padding_columns) now.axes = "apart";
}

// The kernel in the size that is asked for, and its name; a named one that has every size keeps it.
function resized(now, memory) {
  const { kernel, kernel_name: name, kernel_rows, kernel_columns } = now;
  if (name === "box" || name === "gaussian") {
    return { kernel: resizeKernel(name, kernel, kernel_rows, kernel_columns) };
  }
  const inShape = (numbers, [rows, columns]) => resizeKernel("own", numbers, rows, columns);
  return reshaped(now, [kernel_rows, kernel_columns], inShape, memory);
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  return misfit(resolved(settings), words);
}

function compute(settings) {
  const parts = resolved(settings);
  const Y = corr2d(parts.X, parts.sliding, parts);
  const C = settings.view === "counts" ? useCounts(parts.X, parts.K, parts) : null;
  return { ...parts, Y, C };
}

// The settings as the arithmetic takes them: matrices, pairs, padding per side, the kernel that slides.
function resolved(settings) {
  const pair = (name) => [settings[`${name}_rows`], settings[`${name}_columns`]];
  const [X, K] = [matrixOf(settings.image), matrixOf(settings.kernel)];
  const [stride, dilation, amounts] = ["stride", "dilation", "padding"].map(pair);
  const padding = [
    axisPadding(settings.padding_mode, amounts[0], K.rows, dilation[0]),
    axisPadding(settings.padding_mode, amounts[1], K.columns, dilation[1]),
  ];
  const sliding = settings.operation === "convolution" ? flip(K) : K;
  return { X, K, sliding, padding, stride, dilation };
}
