// Whether a kernel fits its input: the mirror of fitting.py.

import { span } from "../../shapes.js";
import { fill } from "../ui/dom.js";

// Null, or a sentence about a kernel that reaches over more than the padded input.
export function misfit({ X, K, padding, dilation }, words) {
  const [rows, columns] = padding.map(([before, after]) => before + after);
  const padded = [X.rows + rows, X.columns + columns];
  const spans = [span(K.rows, dilation[0]), span(K.columns, dilation[1])];
  if (spans[0] <= padded[0] && spans[1] <= padded[1]) return null;
  const sizes = {
    kernel: `${K.rows}×${K.columns}`,
    span: spans.join("×"),
    dilation: dilation[0] === dilation[1] ? dilation[0] : `(${dilation.join(", ")})`,
    padded: padded.join("×"),
  };
  return fill(sizes.kernel === sizes.span ? words.no_fit : words.no_fit_dilated, sizes);
}
