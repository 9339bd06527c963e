// The settings of the kernel learner: what does not go together.

import { matrixOf } from "../core/settings.js";
import { fill } from "../ui/dom.js";

// Null, or a sentence that says what was expected and what came.
export function refusal({ image, true_kernel, size_rows, size_columns }, words) {
  const [X, K] = [matrixOf(image), matrixOf(true_kernel)];
  const kernels = [
    [words.true_kernel, K.rows, K.columns],
    [words.learned_kernel, size_rows, size_columns],
  ];
  const large = kernels.find(([, rows, columns]) => rows > X.rows || columns > X.columns);
  if (!large) return null;
  const [what, rows, columns] = large;
  const sizes = { kernel: `${rows}×${columns}`, input: `${X.rows}×${X.columns}` };
  return fill(words.larger_than_input, { what, ...sizes });
}
