// What the numbers of a run mean, and the sentences of TrainingLab: templates come from the words, numbers from the progress.

import { PARAMETER_COUNT } from "../../lenet.js";
import { fill, grouped, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";

export const CHANCE = Math.log(10); // the loss of ten equal probabilities
const CELLS = 25; // of a kernel of conv1
const RECENT = 20; // steps

const percent = (share) => String(Number((100 * share).toFixed(1)));

// The mean loss of the last steps.
function recentLoss({ losses }) {
  const last = losses.slice(-RECENT);
  return last.reduce((sum, loss) => sum + loss, 0) / last.length;
}

function bestAccuracy({ accuracies }) {
  return accuracies.reduce((best, one) => (one.test > best.test ? one : best), accuracies[0]);
}

// The layers whose weights get no gradient at all.
function silentLayers({ sizes }) {
  return sizes.filter(({ size }) => size === 0).map(({ name }) => name);
}

function kernelsEqual({ kernels }) {
  return kernels.every((value, n) => value === kernels[n % CELLS]);
}

// The outcome so far: the name of a sentence.
export function outcome(progress) {
  if (progress.diverged) return "diverged";
  const silent = silentLayers(progress).length;
  if (silent && silent === progress.sizes.length && progress.first.some(Boolean)) return "dead";
  if (silent) return "silent";
  if (!progress.steps) return "fresh";
  if (kernelsEqual(progress)) return "equal";
  const loss = recentLoss(progress);
  if (loss > 1.3 * CHANCE && progress.steps >= RECENT) return "worse";
  if (loss > 0.95 * CHANCE) return "guessing";
  return progress.accuracies.length > 1 ? "learns" : "begins";
}

// What comes of the run so far, in a sentence.
export function verdict(progress, words) {
  const kind = outcome(progress);
  const best = kind === "learns" ? bestAccuracy(progress) : {};
  return fill(words[kind], {
    step: progress.steps + 1,
    rate: long(progress.rate),
    layers: silentLayers(progress).join(words.comma),
    best: percent(best.test),
    epoch: best.epoch,
  });
}

// The epoch that the last step was in, counted from 1, how many steps it has, and which of them that was.
function placeInEpoch({ epoch, position, batch }, training) {
  const per = Math.ceil(training / batch);
  if (position === 0) return { epoch, per, within: per };
  return { epoch: epoch + 1, per, within: Math.ceil(position / batch) };
}

// Where the run is: it changes many times a second, and is not read aloud.
export function paceLine(progress, { training }, words) {
  const { steps, losses } = progress;
  if (!steps) return words.pace_start;
  const place = { step: steps, ...placeInEpoch(progress, training) };
  return fill(words.pace, { ...place, loss: scientific(losses.at(-1)) });
}

// Shapes, and what the last epoch brought.
export function status({ accuracies, steps }, { training, count, most }, words) {
  const [all, parameters] = [grouped(training), grouped(PARAMETER_COUNT)];
  const said = [fill(words.shapes, { parameters, training: all, test: count - training })];
  const last = accuracies.at(-1);
  if (last) {
    const shares = { train: percent(last.train), accuracy: percent(last.test) };
    said.push(fill(words.trained, { epoch: last.epoch, ...shares }));
  }
  if (steps === most) said.push(fill(words.full, { most }));
  return said.join(" ");
}

// The two curves in words: the start, the middle and the end.
export function lossText({ losses, steps }, words) {
  if (!losses.length) return words.loss_none;
  const places = [0, Math.floor((steps - 1) / 2), steps - 1];
  const list = [...new Set(places)].map((n) =>
    fill(words.point, { value: scientific(losses[n]), place: n + 1 }),
  );
  return fill(words.loss_text, { list: list.join(words.comma) });
}

export function accuracyText({ accuracies }, words) {
  if (!accuracies.length) return words.accuracy_none;
  const list = accuracies.slice(-3).map(({ epoch, train, test }) => {
    return fill(words.accuracy_point, { epoch, train: percent(train), test: percent(test) });
  });
  return fill(words.accuracy_text, { list: list.join("; ") });
}

// An answer to a digit: what it is taken for and whether that is right, and the probability.
export function answer({ label, guess, share }, words) {
  const said = fill(label === guess ? words.right : words.wrong, { guess });
  return [said, fill(words.share, { share: Math.round(100 * share) })];
}
