// The worker of TrainingLab: it trains in short stretches, says after each what has come of it, and listens between.

import { PARAMETERS } from "../../lenet.js";
import {
  accuracyOf,
  addGradients,
  gradientSizes,
  guessOf,
  newRun,
  nextBatch,
  present,
  readDigits,
  revised,
  trainStep,
} from "./run.js";

const STRETCH = 80; // milliseconds
const SHOWN = PARAMETERS[0]; // conv1's kernels

// Messages to it: { kind: "digits", images, labels, training, shown }, then { kind: "start", id, most, until, … },
// "rate" with rate and batch, "train", "step", "epoch", "pause". It answers with snapshots.
export function work(scope) {
  let digits = null;
  let shown = []; // the digits whose guesses are said
  let run = null;
  let id = null;
  let task = null; // a generator that yields between two images or two batches
  let until = { steps: 0, epochs: Infinity };
  let fresh = { losses: [], accuracies: [], images: 0, seconds: 0 };
  let sizes = [];

  const actions = {
    digits: (message) => {
      digits = readDigits(message.images, message.labels, message.training);
      shown = message.shown;
    },
    start: (message) => {
      id = message.id;
      run = { ...newRun(digits, message), most: message.most };
      until = { steps: message.until, epochs: Infinity };
      fresh = { losses: [], accuracies: [], images: 0, seconds: 0 };
      task = null;
      sizes = sizesNow();
    },
    rate: ({ rate, batch }) => (run.schedule = revised(run.schedule, run.steps, rate, batch)),
    train: () => (until = { steps: run.most, epochs: Infinity }),
    step: () => {
      const asked = until.stepping ? until.steps : 0; // of steps that are still to be taken
      until = { steps: Math.max(asked, run.steps) + 1, epochs: Infinity, stepping: true };
    },
    epoch: () => (until = { steps: run.most, epochs: run.epoch + 1 }),
    until: ({ steps }) => (until = { steps, epochs: Infinity }),
    pause: () => (until = { steps: run.steps, epochs: Infinity }),
  };

  function sizesNow() {
    const batch = nextBatch(run);
    addGradients(run, batch);
    return gradientSizes(run, batch.length);
  }

  const goes = () =>
    !run.diverged && run.steps < Math.min(until.steps, run.most) && run.epoch < until.epochs;

  function* training() {
    if (run.steps === 0 && goes()) yield* measure();
    while (goes()) {
      const began = performance.now();
      const batch = nextBatch(run).length;
      const loss = trainStep(run);
      if (!run.diverged) fresh.losses.push(loss);
      sizes = gradientSizes(run, batch);
      fresh.images += batch;
      fresh.seconds += (performance.now() - began) / 1000;
      if (!run.diverged && run.position === 0) yield* measure();
      yield;
    }
  }

  function* measure() {
    const { steps, epoch } = run;
    const train = yield* accuracyOf(run, 0, digits.training);
    const test = yield* accuracyOf(run, digits.training, digits.count);
    fresh.accuracies.push({ steps, epoch, train, test });
  }

  function stretch() {
    const end = performance.now() + STRETCH;
    task ??= training();
    let done = false;
    while (!done && performance.now() < end) ({ done } = task.next());
    if (done) task = null;
    say();
    if (!done) later();
  }

  function say() {
    const { steps, epoch, position, schedule, diverged, parameters } = run;
    const values = parameters[SHOWN.name].slice();
    const guesses = shown.map((n) => guessOf(run, n));
    const now = { id, steps, epoch, position, schedule, diverged, ...present(run) };
    scope.postMessage({ ...now, busy: task !== null, kernels: values, sizes, guesses, ...fresh });
    fresh = { losses: [], accuracies: [], images: 0, seconds: 0 };
  }

  let waiting = null;
  const later = () => (waiting ??= setTimeout(next, 0));
  function next() {
    waiting = null;
    if (run) stretch();
  }
  scope.onmessage = ({ data }) => {
    actions[data.kind](data);
    if (run) later();
  };
}
