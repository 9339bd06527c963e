// The settings of the convolution explorer: what follows from a change, and what does not go together.

import { resizeKernel } from "../../data.js";
import { flip } from "../../ops.js";
import { axisPadding } from "../../shapes.js";
import { misfit } from "../core/fitting.js";
import { matrixOf, same } from "../core/settings.js";

// A size resizes the kernel, a border's name stands for numbers, and numbers of the reader's own for no name.
export function reconcile(now, { before, changed, memory }) {
  const sized = changed("kernel_rows") || changed("kernel_columns");
  if (sized && !changed("kernel") && !changed("kernel_name"))
    Object.assign(now, resized(now, memory));
  [now.kernel_rows, now.kernel_columns] = sizeOf(now.kernel);
  const set = ["padding_rows", "padding_columns"].some((name) => now[name] !== before[name]);
  if (set && !changed("padding_mode")) now.padding_mode = "numbers";
  if (now.padding_mode === "numbers") return;
  const { padding } = resolved(now);
  [now.padding_rows, now.padding_columns] = [padding[0][0], padding[1][0]];
  if (now.padding_rows !== now.padding_columns) now.axes = "apart";
}

// The kernel in the size that is asked for, and its name. A named one that has every size keeps it. Any other is made
// from what it was before its first change of size, which `memory` keeps, so that no number is lost on the way back.
function resized({ kernel, kernel_name, kernel_rows, kernel_columns }, memory) {
  if (kernel_name === "box" || kernel_name === "gaussian") {
    return { kernel: resizeKernel(kernel_name, kernel, kernel_rows, kernel_columns) };
  }
  const madeFrom = (first) => resizeKernel("own", first.kernel, ...sizeOf(kernel));
  const resizedBefore = memory.first && same(madeFrom(memory.first), kernel);
  if (!resizedBefore) memory.first = { kernel, kernel_name };
  if (same([kernel_rows, kernel_columns], sizeOf(memory.first.kernel))) return memory.first;
  const other = resizeKernel("own", memory.first.kernel, kernel_rows, kernel_columns);
  return { kernel: other, kernel_name: "own" };
}

/** @returns {[number, number]} */
function sizeOf(kernel) {
  return [kernel.length, kernel[0].length];
}

// The settings as the arithmetic takes them: matrices, pairs, padding per side, the kernel that slides.
export function resolved(settings) {
  const [X, K] = [matrixOf(settings.image), matrixOf(settings.kernel)];
  const dilation = [settings.dilation_rows, settings.dilation_columns];
  const stride = [settings.stride_rows, settings.stride_columns];
  const mode = settings.padding_mode;
  const padding = [
    axisPadding(mode, settings.padding_rows, K.rows, dilation[0]),
    axisPadding(mode, settings.padding_columns, K.columns, dilation[1]),
  ];
  const sliding = settings.operation === "convolution" ? flip(K) : K;
  return { X, K, sliding, padding, stride, dilation };
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  return misfit(resolved(settings), words);
}
