// The settings of the convolution explorer: what follows from a change, and what does not go together.

import { resizeKernel } from "../../data.js";
import { flip } from "../../ops.js";
import { axisPadding, span } from "../../shapes.js";
import { matrixOf, same, tieAxes } from "../core/legacy_settings.js";
import { fill } from "../ui/dom.js";
import { tooSmall } from "../ui/sizes.js";

export const SETTINGS = [
  "source",
  "image",
  "kernel_name",
  "kernel",
  "kernel_rows",
  "kernel_columns",
  "operation",
  "padding_mode",
  "padding_rows",
  "padding_columns",
  "stride_rows",
  "stride_columns",
  "dilation_rows",
  "dilation_columns",
  "axes",
  "view",
];

const LEASTS = [
  ["padding", 0],
  ["stride", 1],
  ["dilation", 1],
];

// From the settings before and after a change, the settings that the reader meant: a preset brings its
// numbers, a size resizes the kernel, edited numbers are nobody's preset, tied axes follow each other.
export function reconcile(before, after, { inputs, kernels }) {
  const now = { ...after };
  const changed = (name) => !same(now[name], before[name]);
  if (changed("source") && !changed("image") && inputs[now.source]) now.image = inputs[now.source];
  if (changed("kernel_name") && !changed("kernel") && kernels[now.kernel_name]) {
    now.kernel = kernels[now.kernel_name];
  } else if ((changed("kernel_rows") || changed("kernel_columns")) && !changed("kernel")) {
    now.kernel = resizeKernel(now.kernel_name, now.kernel, now.kernel_rows, now.kernel_columns);
    if (now.kernel_name !== "box" && now.kernel_name !== "gaussian") now.kernel_name = "own";
  } else if (changed("kernel") && !changed("kernel_name")) {
    now.kernel_name = "own";
  }
  now.kernel_rows = now.kernel.length;
  now.kernel_columns = now.kernel[0].length;
  tieAxes(now, changed, ["padding", "stride", "dilation"]);
  const typed = changed("padding_rows") || changed("padding_columns");
  if (typed && !changed("padding_mode")) now.padding_mode = "numbers";
  if (now.padding_mode !== "numbers") {
    const { padding } = resolved(now);
    [now.padding_rows, now.padding_columns] = [padding[0][0], padding[1][0]];
    if (now.padding_rows !== now.padding_columns) now.axes = "apart";
  }
  return now;
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
  const sentence = tooSmall(settings, LEASTS, words);
  if (sentence) return sentence;
  const { X, K, padding, dilation } = resolved(settings);
  const padded = [
    X.rows + padding[0][0] + padding[0][1],
    X.columns + padding[1][0] + padding[1][1],
  ];
  const spans = [span(K.rows, dilation[0]), span(K.columns, dilation[1])];
  if (spans[0] <= padded[0] && spans[1] <= padded[1]) return null;
  const sizes = {
    kernel: `${K.rows}×${K.columns}`,
    span: `${spans[0]}×${spans[1]}`,
    dilation: dilation[0] === dilation[1] ? dilation[0] : dilation.join("×"),
    padded: `${padded[0]}×${padded[1]}`,
  };
  return fill(sizes.kernel === sizes.span ? words.no_fit : words.no_fit_dilated, sizes);
}
