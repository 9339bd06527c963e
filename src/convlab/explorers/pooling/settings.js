// The settings of the pooling explorer: what follows from a change, and what does not go together.

import { ones } from "../../pooling.js";
import { misfit } from "../core/limits.js";
import { matrixOf } from "../core/settings.js";
import { fill } from "../ui/dom.js";

// The stride follows the window until it is set.
export function reconcile(now, { changed }) {
  const typed = changed("stride_rows") || changed("stride_columns");
  if (typed && !changed("steps")) now.steps = "numbers";
  if (now.steps === "window") {
    [now.stride_rows, now.stride_columns] = [now.window_rows, now.window_columns];
  }
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
  const parts = resolved(settings);
  const amounts = parts.padding.map(([before]) => before);
  if (amounts.some((amount, axis) => 2 * amount > parts.window[axis])) {
    return fill(words.too_much_padding, {
      window: parts.window.join("×"),
      padding: amounts[0] === amounts[1] ? amounts[0] : `(${amounts.join(", ")})`,
    });
  }
  return misfit(parts, words);
}
