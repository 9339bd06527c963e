// What TrainingLab shows: buttons, the curves, the first layer, the gradients, and answers to test digits.

import { button, element, fill, setText } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createGradients } from "./gradients.js";
import { createDigits, createKernels } from "./pictures.js";
import { createPlots } from "./plots.js";
import { outcome } from "./progress.js";
import { paceLine, status, verdict } from "./sentences.js";

const TWO_COLUMNS = 560; // from this width on
const GUTTER = 18;
const SPOKEN = 3000; // milliseconds between two sentences that are read aloud

// training: follows what is asked of it; its facts are digits, training, count, most and momentum.
export function createView({ words, signal }, training) {
  const { facts, ask, reset } = training;
  let [progress, before, width, spoken] = [null, null, 0, 0];
  const train = button(words.train, signal, () => ask(progress?.busy ? "pause" : "train"));
  const step = button(words.step, signal, () => ask("step"));
  const epoch = button(words.epoch, signal, () => ask("epoch"));
  const again = button(words.reset, signal, reset);
  train.classList.add("main");
  const pace = element("p", { class: "pace" });
  const tools = element("div", { class: "tools" }, train, step, epoch, again, pace);
  const says = element("p", { class: "verdict" });
  const plots = createPlots(words);
  const gradients = createGradients(words);
  const [kernels, changes] = [createKernels(words, false), createKernels(words, true)];
  const digits = createDigits(facts.digits, words);
  const first = element("div", { class: "training-kernels" }, kernels.element, changes.element);
  const board = element("div", { class: "training-row" }, first, gradients.element);
  const hint = element("p", { class: "note" }, fill(words.hint, facts));
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "training" });
  root.append(tools, says, plots.element, board, digits.element, hint, shapes);
  onWidth(root, signal, (now) => {
    width = now;
    root.classList.toggle("beside", width >= TWO_COLUMNS);
    if (progress) layOut();
  });

  function draw(state) {
    const [next, last] = [state.progress, progress];
    const changed = next.busy !== last?.busy || next.id !== last?.id;
    [progress, before] = [next, state.before];
    const ended = progress.diverged || progress.steps >= facts.most;
    train.textContent = progress.busy ? words.pause : words.train;
    for (const one of [train, step, epoch]) one.disabled = ended;
    pace.textContent = paceLine(progress, facts, words);
    says.textContent = verdict(progress, words);
    says.className = `verdict ${outcome(progress)}`;
    gradients.draw(progress);
    for (const one of [kernels, changes]) one.draw(progress);
    digits.draw(progress);
    layOut();
    if (changed || !progress.busy || performance.now() > spoken + SPOKEN) speak();
  }

  // The status line is read aloud: it must not change many times a second.
  function speak() {
    spoken = performance.now();
    const text = status(progress, facts, words);
    setText(shapes, text);
  }

  function layOut() {
    if (!width) return;
    const beside = width >= TWO_COLUMNS;
    plots.draw(progress, before, beside ? Math.floor((width - GUTTER) / 2) : width);
  }

  return { element: root, draw };
}
