// What TrainingLab shows: buttons, the curves, the first layer, the gradients, and answers to test digits.

import { button, element, fill, setText } from "../ui/dom.js";
import { createGradients } from "./gradients.js";
import { createDigits, createKernels } from "./pictures.js";
import { createAccuracyPlot, createKey, createLossPlot } from "./plots.js";
import { outcome, paceLine, status, verdict } from "./sentences.js";

const SPOKEN = 3000; // milliseconds between two sentences that are read aloud

// training: follows what is asked of it; its facts are digits, training, count, most and momentum.
export function createView({ words, signal }, training) {
  const { facts, ask, reset } = training;
  let [progress, spoken] = [null, 0];
  const train = button(words.train, signal, () => ask(progress?.busy ? "pause" : "train"));
  const step = button(words.step, signal, () => ask("step"));
  const epoch = button(words.epoch, signal, () => ask("epoch"));
  const again = button(words.reset, signal, reset);
  train.classList.add("main");
  const pace = element("p", { class: "pace" });
  const tools = element("div", { class: "tools" }, train, step, epoch, again, pace);
  const says = element("p", { class: "verdict" });
  const loss = createLossPlot(words);
  const accuracy = createAccuracyPlot(words);
  const key = createKey(words);
  const kernels = createKernels(words.kernel, false);
  const changes = createKernels(words.change, true);
  const gradients = createGradients(words);
  const digits = createDigits(facts.digits, words);
  const parts = [loss, accuracy, key, kernels, changes, gradients, digits];
  const titled = (title, ...content) =>
    element("div", {}, element("p", { class: "panel-title" }, title), ...content);
  const row = (...content) => element("div", { class: "training-row" }, ...content);
  const curves = row(
    titled(words.loss_title, loss.element),
    titled(words.accuracy_title, accuracy.element, key.element),
  );
  const first = titled(words.kernels_title, kernels.element);
  first.append(titled(words.changes_title, changes.element));
  const layers = row(first, titled(words.gradients_title, gradients.element));
  const answers = row(titled(words.digits_title, digits.element));
  const hint = element("p", { class: "note" }, fill(words.hint, facts));
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", {}, tools, says, curves, layers, answers, hint, shapes);

  function draw(state) {
    const last = progress;
    progress = state.progress;
    const ended = progress.diverged || progress.steps >= facts.most;
    train.textContent = progress.busy ? words.pause : words.train;
    for (const one of [train, step, epoch]) one.disabled = ended;
    pace.textContent = paceLine(progress, facts, words);
    says.textContent = verdict(progress, words);
    root.className = `training ${outcome(progress)}`;
    for (const part of parts) part.draw(progress, state.before);
    const changed = progress.busy !== last?.busy || progress.id !== last.id;
    if (changed || !progress.busy || performance.now() > spoken + SPOKEN) speak();
  }

  // The status line is read aloud: it must not change many times a second.
  function speak() {
    spoken = performance.now();
    setText(shapes, status(progress, facts, words));
  }

  return { element: root, draw };
}
