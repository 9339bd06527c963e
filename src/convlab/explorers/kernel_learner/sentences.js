// The sentences of the kernel learner: templates come from the words, numbers from the run.

import { fill, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";

const EDGE = 1e-4;
const shape = (rows, columns) => `${rows}×${columns}`;

// How a run ends: "diverges", "edge", "nothing" (no curvature at all) or "converges".
export function outcome({ values, learning_rate: rate }) {
  if (values[0] === 0) return "nothing";
  if (Math.abs(rate * values[0] - 2) < EDGE) return "edge";
  return rate * values[0] > 2 ? "diverges" : "converges";
}

// The outcome in a short sentence and the reason in a longer one.
export function verdict(run, words) {
  const { values, rank, learning_rate: rate, limit, least, exact, truth, found } = run;
  const kind = outcome(run);
  const numbers = {
    rate: long(rate),
    limit: long(2 / values[0]),
    curvature: long(values[0]),
    factor: long(Math.abs(1 - rate * values[0])),
    size: shape(...run.size),
    least: scientific(least),
    open: limit.length - rank,
    count: limit.length,
  };
  if (kind !== "converges")
    return [fill(words[kind], numbers), fill(words[`${kind}_why`], numbers)];
  const slowest = Math.max(...values.slice(0, rank).map((value) => Math.abs(1 - rate * value)));
  numbers.steps = Math.max(1, Math.ceil(Math.log(0.1) / Math.log(slowest) - 1e-9));
  const larger = truth !== null && truth.length !== run.K.data.length;
  let end = exact ? "other" : "least";
  if (found) end = larger ? "found_larger" : "found";
  const open = exact && !found && rank < limit.length;
  const why = open ? "open_why" : "pace";
  return [fill(words[end], numbers), fill(words[why], numbers)];
}

// Shapes in one line, and what is compared where the outputs differ in size.
export function status({ X, K, size, region }, words) {
  const of = (rows, columns) => shape(X.rows - rows + 1, X.columns - columns + 1);
  const [truth, own, both] = [of(K.rows, K.columns), of(...size), shape(...region)];
  const shapes = {
    input: shape(X.rows, X.columns),
    truth: shape(K.rows, K.columns),
    learned: shape(...size),
    outputs: both,
    true_output: truth,
    learned_output: own,
  };
  return fill(truth === own ? words.shapes : words.shapes_cropped, shapes);
}

// The largest difference between two kernels of one size.
export function apart(a, b) {
  return a.reduce((most, value, n) => Math.max(most, Math.abs(value - b[n])), 0);
}

// One step of the run: its loss, and how far its kernel is from the true one.
export function readout({ losses, kernels, truth }, step, words) {
  const numbers = { loss: scientific(losses[step]) };
  if (!truth) return fill(words.readout, numbers);
  return fill(words.readout_true, { ...numbers, apart: scientific(apart(kernels[step], truth)) });
}

// The loss curve in words: the start, the middle and the end.
export function curveText({ losses, steps }, words) {
  const list = [0, Math.floor(steps / 2), steps].map((step) =>
    fill(words.curve_point, { step, loss: scientific(losses[step]) }),
  );
  return fill(words.curve_text, { list: [...new Set(list)].join(words.comma) });
}

// What the plot cannot draw as it is.
export function curveNotes({ losses }, words) {
  const cases = [
    [losses.indexOf(Infinity), words.too_large],
    [losses.indexOf(0), words.zero],
  ];
  return cases.filter(([step]) => step >= 0).map(([step, note]) => fill(note, { step }));
}

// A sum of weights such as K[0, 0] + 2·K[1, 0].
export function sumText(sum, columns, words) {
  return sum
    .map((share, n) => ({ share, name: weightName(n, columns, words) }))
    .filter(({ share }) => share !== 0)
    .map(({ share, name }, n) => {
      const sign = share < 0 ? "− " : n ? "+ " : "";
      const size = Math.abs(share);
      return size === 1 ? sign + name : `${sign}${long(size)}·${name}`;
    })
    .join(" ");
}

export function weightName(n, columns, words) {
  return fill(words.weight, { i: Math.floor(n / columns), j: n % columns });
}
