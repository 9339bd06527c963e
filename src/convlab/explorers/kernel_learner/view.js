// What the kernel learner shows: the loss over its rate, and why it goes so; the verdict, the kernels, and what stays open.

import { createBrush } from "../ui/field.js";
import { scaleFor } from "../ui/colours.js";
import { element, fill, long } from "../ui/dom.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { createCurvatures, createFreedom } from "./curvatures.js";
import { createLossPlot, createRate } from "./loss.js";
import { curveNotes, outcome, status, verdict } from "./sentences.js";
import { createSurface } from "./surface.js";

const LARGEST_NUMBERS = 12; // an input with more columns is a picture
const FAR = 1.5; // times the end of the scale of colours

export function createView(stage) {
  const { words, signal } = stage;
  let run = null;
  let scale = null; // of both kernels
  let kept = null; // the step of the cursor; null stays with the last

  const loss = createLossPlot(words, signal, (step, keep) => {
    if (keep) kept = step === run.steps ? null : step;
    show(step ?? kept ?? run.steps);
  });
  const brush = createBrush(words, signal, 0);
  const editing = { ...stage.editing("image"), brush: brush.number };
  const input = panelsOf(words, signal)("input", editing);
  const grid = (name, listeners) =>
    createTitledGrid({
      ...{ name: "panel", label: words[name], title: words[`${name}_title`], signal },
      ...listeners,
    });
  const truth = grid("true_kernel", stage.editing("true_kernel"));
  const learner = grid("learned_kernel");
  const rate = createRate(words, signal, (now) => stage.change({ learning_rate: now }));
  const why = createCurvatures(words);
  const surface = createSurface(words);
  const freedom = createFreedom(words, signal);
  const result = element("p", { class: "verdict" });
  const reason = element("p", { class: "reason" });
  const note = element("p", { class: "note" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const says = element("div", { class: "learner-says" }, result, reason);
  const board = element("div", { class: "board" }, truth.element, learner.element);
  const kernels = element("div", { class: "learner-kernels" }, board, note);
  const tools = element("div", { class: "tools" }, ...brush.elements);
  const data = element("div", { class: "learner-input" }, input.element, tools);
  // Nothing above the input grows under a hand that paints: what is said there has its room.
  const cause = element("div", {}, rate.element, loss.element, why.element, freedom.element);
  const effect = element("div", {}, says, kernels, data, surface.element);
  const columns = element("div", { class: "learner-columns" }, cause, effect);
  const root = element("div", {}, columns, shapes);

  function draw(next) {
    run = next;
    scale = scaleFor(run.K.data, { kind: "signed" });
    if (kept !== null) kept = Math.min(kept, run.steps);
    [result.textContent, reason.textContent] = verdict(run, words);
    root.className = `learner ${outcome(run)}`;
    truth.update(run.K, { scale });
    for (const part of [rate, loss, why, surface, freedom]) part.draw(run);
    const numbers = run.X.columns <= LARGEST_NUMBERS && run.X.rows <= LARGEST_NUMBERS;
    input.update(run.X, { numbers, scale: scaleFor(run.X.data, { high: 1 }) });
    tools.hidden = !numbers;
    shapes.textContent = status(run, words);
    show(kept ?? run.steps);
  }

  // Put what depends on the step on screen.
  function show(step) {
    const M = { rows: run.size[0], columns: run.size[1], data: run.kernels[step] };
    learner.update(M, { scale }, { step });
    const off = beyond(M, FAR * scale.high);
    learner.mark([{ class: "off", cells: off }]);
    const striped = off.length ? [fill(words.off_scale, { limit: long(scale.high) })] : [];
    note.textContent = [...striped, ...curveNotes(run, words)].join(" ");
    for (const part of [loss, freedom, surface]) part.show(step);
  }

  return { element: root, draw };
}

// The cells of a matrix with numbers that are larger than `most`, or none any more.
function beyond({ columns, data }, most) {
  const off = [...data.keys()].filter((n) => !(Math.abs(data[n]) <= most));
  return off.map((n) => [Math.floor(n / columns), n % columns]);
}
