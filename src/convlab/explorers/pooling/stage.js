// The stage of PoolingExplorer: what follows from a change of its settings, what does not go together; what pooling leaves
// of an input, and where a gradient would go back to.

import { ones, pool2d, poolGradient } from "../../pooling.js";
import { misfit } from "../core/limits.js";
import { matrixOf } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { fill } from "../ui/dom.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "pooling",
    fits: true,
    reconcile,
    refusal,
    compute,
    output: ({ Y }) => Y,
    view: createView,
  });
}

// The stride follows the window until it is set.
export function reconcile(now, { changed }) {
  const typed = changed("stride_rows") || changed("stride_columns");
  if (typed && !changed("steps")) now.steps = "numbers";
  if (now.steps === "window") {
    [now.stride_rows, now.stride_columns] = [now.window_rows, now.window_columns];
  }
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

function compute(settings) {
  const parts = resolved(settings);
  const Y = pool2d(parts.X, parts);
  const G = settings.view === "gradient" ? poolGradient(parts.X, Y, parts) : null;
  return { ...parts, Y, G };
}

// The settings as the arithmetic takes them; K is the window as a kernel of ones.
function resolved(settings) {
  const pair = (name) => [settings[`${name}_rows`], settings[`${name}_columns`]];
  const [window, stride, amounts] = ["window", "stride", "padding"].map(pair);
  const padding = amounts.map((amount) => [amount, amount]);
  const { mode, image } = settings;
  return { X: matrixOf(image), K: ones(window), window, mode, padding, stride, dilation: [1, 1] };
}
