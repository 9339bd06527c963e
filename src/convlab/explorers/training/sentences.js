// The sentences of TrainingLab: templates come from the words, numbers from the progress.

import { PARAMETER_COUNT } from "../../lenet.js";
import { fill, grouped, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";
import { bestAccuracy, outcome, placeInEpoch, silentLayers } from "./progress.js";

const percent = (share) => String(Number((100 * share).toFixed(1)));

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
