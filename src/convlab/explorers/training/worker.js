// The worker of TrainingLab: it trains in short stretches, says after each what has come of it, and listens between.

import { PARAMETERS } from "../../lenet.js";
import {
  accuracyOf,
  addGradients,
  gradientSizes,
  guessOf,
  newRun,
  present,
  readDigits,
  revised,
  trainStep,
} from "./run.js";

const STRETCH = 80; // milliseconds
const SHOWN = PARAMETERS[0].name; // conv1's kernels

// Messages to it: { kind: "digits", images, labels, training, shown }, then { kind: "start", id, most, steps, … }, "rate" with
// rate and batch, "until" with the steps to train to or with how many epochs; with neither, as many as it may. It answers
// with snapshots.
export function work(scope) {
  let digits = null;
  let run = null;
  let until = null;
  let waiting = null;

  const actions = {
    digits: (message) => (digits = readDigits(message)),
    start: (settings) => {
      run = newRun(digits, settings);
      until = { steps: settings.steps, epochs: Infinity };
      addGradients(run);
    },
    rate: ({ rate, batch }) => (run.schedule = revised(run.schedule, run.steps, rate, batch)),
    until: ({ steps = run.most, epochs = Infinity }) =>
      (until = { steps, epochs: run.epoch + epochs }),
  };

  const goes = () =>
    !run.diverged && run.steps < Math.min(until.steps, run.most) && run.epoch < until.epochs;

  function advance() {
    trainStep(run);
    if (!run.diverged && run.position === 0) measure();
  }

  function measure() {
    const { steps, epoch, accuracies } = run;
    const train = accuracyOf(run, 0, digits.training);
    const test = accuracyOf(run, digits.training, digits.count);
    accuracies.push({ steps, epoch, train, test });
  }

  function stretch() {
    waiting = null;
    if (goes() && !run.accuracies.length) {
      say(); // first, for this takes a while
      measure();
    }
    const end = performance.now() + STRETCH;
    while (goes() && performance.now() < end) advance();
    say();
    if (goes()) later();
  }

  function say() {
    const { id, steps, epoch, position, schedule, diverged, losses, accuracies } = run;
    const history = { id, steps, epoch, position, schedule, diverged, losses, accuracies };
    const kernels = run.parameters[SHOWN].slice();
    const sizes = gradientSizes(run);
    const guesses = digits.shown.map((n) => guessOf(run, n));
    scope.postMessage({ ...history, ...present(run), busy: goes(), kernels, sizes, guesses });
  }

  const later = () => (waiting ??= setTimeout(stretch, 0));
  scope.onmessage = ({ data }) => {
    actions[data.kind](data);
    if (run) later();
  };
}
