// The settings of the convolution explorer: what follows from a change, and what does not go together.

import { resizeKernel } from "../../data.js";
import { flip } from "../../ops.js";
import { axisPadding } from "../../shapes.js";
import { misfit } from "../core/limits.js";
import { matrixOf, reshaped, shapeOf } from "../core/settings.js";

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
  const inShape = (numbers, size) => resizeKernel("own", numbers, size[0], size[1]);
  return reshaped(now, [kernel_rows, kernel_columns], inShape, memory);
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
