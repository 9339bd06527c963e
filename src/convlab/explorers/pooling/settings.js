// The settings of the pooling explorer: what follows from a change, and what does not go together.

import { ones } from "../../pooling.js";
import { matrixOf, same, tieAxes } from "../core/settings.js";
import { fill } from "../ui/dom.js";
import { tooSmall } from "../ui/sizes.js";

export const SETTINGS = [
  "source",
  "image",
  "mode",
  "window_rows",
  "window_columns",
  "steps",
  "stride_rows",
  "stride_columns",
  "padding_rows",
  "padding_columns",
  "axes",
  "view",
];

const LEASTS = [
  ["window", 1],
  ["stride", 1],
  ["padding", 0],
];

// From the settings before and after a change, the settings that the reader meant: an input's name brings
// its numbers, tied axes follow each other, and the stride follows the window until it is set.
export function reconcile(before, after, inputs) {
  const now = { ...after };
  const changed = (name) => !same(now[name], before[name]);
  if (changed("source") && !changed("image") && inputs[now.source]) now.image = inputs[now.source];
  const typed = changed("stride_rows") || changed("stride_columns");
  if (typed && !changed("steps")) now.steps = "numbers";
  const tied = now.steps === "window" ? ["window", "padding"] : ["window", "stride", "padding"];
  tieAxes(now, changed, tied);
  if (now.steps === "window") {
    [now.stride_rows, now.stride_columns] = [now.window_rows, now.window_columns];
  }
  return now;
}

// The settings as the arithmetic takes them; K is the window as a kernel of ones.
export function resolved(settings) {
  const size = [settings.window_rows, settings.window_columns];
  const { padding_rows: rows, padding_columns: columns } = settings;
  return {
    X: matrixOf(settings.image),
    K: ones(size),
    window: size,
    mode: settings.mode,
    padding: [
      [rows, rows],
      [columns, columns],
    ],
    stride: [settings.stride_rows, settings.stride_columns],
    dilation: [1, 1],
  };
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  const sentence = tooSmall(settings, LEASTS, words);
  if (sentence) return sentence;
  const { X, K, window: size, padding } = resolved(settings);
  const amounts = padding.map(([before]) => before);
  const sizes = {
    window: size.join("×"),
    padding: amounts[0] === amounts[1] ? amounts[0] : `(${amounts.join(", ")})`,
    padded: `${X.rows + 2 * amounts[0]}×${X.columns + 2 * amounts[1]}`,
  };
  if (amounts.some((amount, axis) => 2 * amount > size[axis])) {
    return fill(words.too_much_padding, sizes);
  }
  const fits = K.rows <= X.rows + 2 * amounts[0] && K.columns <= X.columns + 2 * amounts[1];
  return fits ? null : fill(words.no_fit, sizes);
}
