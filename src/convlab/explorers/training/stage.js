// The stage of TrainingLab: what the reader sets goes to a worker that trains, and what comes of it is drawn.

import { PARAMETERS } from "../../lenet.js";
import { openStage } from "../core/stage.js";
import { fill } from "../ui/dom.js";
import { startWorker } from "../ui/worker.js";
import { begun, reconcile, sameRun } from "./settings.js";
import { initialValues } from "./start.js";
import { createView } from "./view.js";

export function render(context) {
  let training = null;
  return openStage(context, {
    name: "training",
    reconcile,
    compute: (settings) => training.follow(settings),
    output: ({ progress }) => ({ shape: [6, 5, 5], data: progress.kernels }),
    view(stage) {
      training = createTraining(stage, (state) => view.draw(state));
      const view = createView(stage, training);
      return view;
    },
  });
}

// The page's side of the worker: what is asked of it, and the run as far as it has come. draw(state): state.progress of
// the run has changed, or of the one before it, state.before.
function createTraining(stage, draw) {
  const { model, words, signal } = stage;
  const [digits, momentum] = [model.get("digits"), model.get("momentum")];
  const { most } = model.get("spec").limits.steps;
  const facts = { digits, momentum, training: digits.training, count: digits.labels.length, most };
  const state = { progress: null, before: null };
  let known = {}; // the settings that the worker has
  let stepping = 0; // the last step that was asked for by itself

  const failed = (problem) => stage.refuse(fill(words.broken, { problem }));
  const send = startWorker(model.get("worker"), signal, take, failed);
  send({ kind: "digits", ...digits });

  // How far the worker is to go, for what a button asks.
  const aims = {
    train: () => ({}),
    pause: () => ({ steps: 0 }),
    step: () => ({ steps: (stepping = Math.max(stepping, state.progress.steps) + 1) }),
    epoch: () => ({ epochs: 1 }),
  };
  const ask = (what) => send({ kind: "until", ...aims[what]() });

  function restart(settings) {
    if (state.progress?.steps) state.before = state.progress;
    const id = (state.progress?.id ?? 0) + 1;
    state.progress = newProgress(id, settings);
    stepping = 0;
    send({ kind: "start", ...settings, id, momentum, most });
  }

  // Lead the worker to what is set.
  function follow(settings) {
    const { learning_rate: rate, batch_size: batch, steps } = settings;
    const asked = steps !== known.steps;
    if (!sameRun(settings, known) || (asked && steps < state.progress.steps)) restart(settings);
    else {
      if (rate !== known.learning_rate || batch !== known.batch_size)
        send({ kind: "rate", rate, batch });
      if (asked && steps > state.progress.steps) send({ kind: "until", steps });
    }
    known = settings;
    return state;
  }

  // Take over what the worker says. The model learns how far the run is whenever it rests, and after every epoch.
  function take(snapshot) {
    if (snapshot.id !== state.progress.id) return; // of a run that was left
    const { epoch } = state.progress;
    state.progress = { ...state.progress, ...snapshot };
    const { steps, schedule, busy } = state.progress;
    if (busy && state.progress.epoch === epoch) return draw(state);
    known = { ...known, steps };
    stage.advance({ steps, schedule }); // which draws it
  }

  function reset() {
    known = {};
    stage.change(begun(stage.now()));
  }

  return { facts, follow, reset, ask };
}

// A run of which the worker has said nothing yet.
function newProgress(id, settings) {
  const { seed, initialisation, activation, learning_rate: rate, batch_size: batch } = settings;
  // What conv1 starts with.
  const first = initialValues(seed, initialisation, activation).subarray(0, PARAMETERS[0].to);
  const start = { steps: 0, epoch: 0, position: 0, busy: false, diverged: false };
  const lists = { losses: [], accuracies: [], sizes: [], guesses: [] };
  return { id, rate, batch, ...start, ...lists, kernels: first, first };
}
