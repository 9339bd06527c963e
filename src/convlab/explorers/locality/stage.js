// The stage of LocalityExplorer: what follows from a change of its settings, what does not go together; a dense layer
// between images, shared, then cut to a kernel.

import {
  centreOf,
  noiseStream,
  parameterCounts,
  plus,
  sharedWeights,
  timesImage,
} from "../../weights.js";
import { matrixOf, same } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { endsOf, scaleFor } from "../ui/colours.js";
import { fill } from "../ui/dom.js";
import { createView } from "./view.js";

const DEVIATION = 0.6;

export function render(context) {
  return openStage(context, {
    name: "locality",
    reconcile,
    refusal,
    compute,
    output: ({ H }) => H,
    view: (stage) => createView(stage, () => reset(stage)),
  });
}

// A named image comes in any size, and is known in any by its numbers; the reader's own is cropped, and comes back in
// its own size; a smaller image takes a smaller delta.
export function reconcile(now, { before, changed, libraries: { inputs } }) {
  if (changed("image")) {
    now.size = now.image.length;
    if (!changed("source") && same(inputs[before.source]?.[now.size], now.image))
      now.source = before.source;
  } else if (changed("source") && now.source === "own") {
    now.size = now.image.length;
  } else if (changed("source") || changed("size")) {
    now.image = sized(now, now.size, inputs);
  }
  if (now.size !== before.size && !changed("delta")) now.delta = Math.min(now.delta, now.size - 1);
}

// A named image in size n, or the reader's own, cropped or with zeros.
function sized({ source, image }, n, inputs) {
  const side = Array.from({ length: n }, (_, i) => i);
  return inputs[source]?.[n] ?? side.map((i) => side.map((j) => image[i]?.[j] ?? 0));
}

// All numbers as they were last given, in the present size.
function reset({ change, origin, now, libraries }) {
  const back = origin();
  change({ ...back, image: sized(back, now().size, libraries.inputs) });
}

// Null, or a sentence that says what was expected and what came.
export function refusal({ image, size, delta }, words) {
  const [rows, columns] = [image.length, image[0].length];
  if (rows !== columns) return fill(words.not_square, { got: `${rows}×${columns}` });
  if (delta < size) return null;
  return fill(words.too_far, { most: size - 1, shape: `${size}×${size}`, got: delta });
}

// The layer and its output; one scale for the weights of all three layers, so that a colour means the same number in each.
function compute({ image, shared, delta, weights, size: n }) {
  const [X, V] = [matrixOf(image), centreOf(matrixOf(shared), n - 1)];
  const K = centreOf(V, delta);
  const everywhere = sharedWeights(V, n);
  const dense = plus(everywhere, deviations(n));
  const W = { dense, shared: everywhere, local: sharedWeights(K, n) }[weights];
  const scale = scaleFor(endsOf([dense, V]), { kind: "signed" });
  const counts = parameterCounts(n, delta);
  return { n, X, K, W, H: timesImage(W, X, n), scale, counts, weights, delta };
}

// What a dense layer's weights have beyond V.
function deviations(n) {
  const data = noiseStream(n ** 4, 2).map((x) => Math.round(x * DEVIATION * 10) / 10);
  return { rows: n * n, columns: n * n, data };
}
