// The stage of TrainingLab: what the reader asks goes to the worker, what the worker has done is drawn.

import { keepSettings, openStage } from "../core/legacy_stage.js";
import { fill } from "../ui/dom.js";
import { startWorker } from "../ui/worker.js";
import { hear, newProgress } from "./progress.js";
import { SETTINGS, begun, reconcile, refusal, sameRun } from "./settings.js";
import { createPanels } from "./view.js";

export function render({ model, el }) {
  const life = new AbortController();
  const words = model.get("words");
  const digits = model.get("digits");
  const momentum = model.get("momentum");
  const facts = { digits, momentum, training: digits.training, count: digits.labels.length };
  facts.most = model.get("most_steps");
  let progress = null;
  let before = null; // the run before this one
  let told = {}; // the settings that the worker knows

  const failed = (problem) => panels.refuse(fill(words.broken, { problem }));
  const send = startWorker(model.get("worker"), life.signal, heard, failed);
  const ask = (kind) => () => send({ kind });
  const panels = createPanels(words, facts, life.signal, {
    train: ask("train"),
    pause: ask("pause"),
    step: ask("step"),
    epoch: ask("epoch"),
    reset: () => {
      told = {};
      change(begun(now()));
    },
  });
  const output = () => ({ shape: [6, 5, 5], data: progress.kernels });
  openStage(el, { name: "training", content: panels.element, output, signal: life.signal });
  send({ kind: "digits", ...digits });

  function restart(settings) {
    if (progress?.steps) before = progress;
    const id = (progress?.id ?? 0) + 1;
    progress = newProgress(id, settings);
    panels.draw(progress, before);
    send({ kind: "start", ...settings, id, momentum, most: facts.most, until: settings.steps });
  }

  function follow(settings) {
    const { learning_rate: rate, batch_size: batch, steps } = settings;
    const asked = steps !== told.steps;
    if (!sameRun(settings, told) || (asked && steps < progress.steps)) restart(settings);
    else {
      if (rate !== told.learning_rate || batch !== told.batch_size) {
        send({ kind: "rate", rate, batch: Number(batch) });
      }
      if (asked && steps > progress.steps) send({ kind: "until", steps });
    }
    told = settings;
  }

  function heard(snapshot) {
    if (snapshot.id !== progress.id) return; // of a run that was left
    const epoch = progress.epoch;
    progress = hear(progress, snapshot);
    panels.draw(progress, before);
    if (!progress.busy || progress.epoch > epoch) report(progress);
  }

  // The model learns how far the run is whenever it rests, and after every epoch.
  function report({ steps, schedule }) {
    told = { ...told, steps };
    change({ steps, schedule });
  }

  const { now, change, start } = keepSettings(model, SETTINGS, life.signal, {
    reconcile,
    refusal: (settings) => refusal(settings, words),
    refuse: panels.refuse,
    show: follow,
  });
  start();
  return () => life.abort();
}
