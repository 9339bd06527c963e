// What the kernel learner shows: the loss over its rate, the verdict and the kernels; why, and the input; what stays open.

import { createBrush } from "../ui/brush.js";
import { scaleFor } from "../ui/colours.js";
import { clamp, element, fill, long } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createTitledGrid, panelsOf } from "../ui/panel.js";
import { createFreedom } from "./free.js";
import { createLossPlot } from "./loss.js";
import { createRate } from "./rate.js";
import { outcome, status, verdict } from "./sentences.js";
import { createSurface } from "./surface.js";
import { createCurvatures } from "./why.js";

const LARGEST_NUMBERS = 12; // an input with more columns is a picture
const TWO_COLUMNS = 600; // from this width on
const GUTTER = 18;
const TITLE = 172; // the learned kernel's
const FAR = 1.5; // times the end of the scale of colours
const WIDE = 1.25; // a kernel's cells, by their height

export function createView(stage) {
  const { words, signal } = stage;
  let run = null;
  let kept = null; // the step of the cursor; null stays with the last
  let passing = null; // the step under the pointer
  let width = 0;

  const loss = createLossPlot(words, signal, (step, keep) => {
    if (keep) kept = step === run.steps ? null : step;
    passing = keep ? null : step;
    show();
  });
  const brush = createBrush(words, signal, 0);
  const input = panelsOf(words, signal)("input", {
    ...stage.editing("image"),
    brush: brush.number,
  });
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
  const shapes = element("p", { class: "shapes", role: "status" });
  const offScale = element("p", { class: "note" });
  const board = element("div", { class: "board" }, truth.element, learner.element);
  const says = element("div", { class: "learner-says" }, result, reason);
  const kernels = element("div", { class: "learner-kernels" }, board, offScale);
  const curve = element("div", {}, rate.element, loss.element);
  const end = element("div", {}, says, kernels, surface.element);
  const paint = element("div", { class: "tools" }, ...brush.elements);
  const data = element("div", { class: "learner-input" }, input.element, paint);
  const [causes, last] = [element("div"), element("div")];
  const row = (...parts) => element("div", { class: "learner-row" }, ...parts);
  // Nothing above the input grows under a hand that paints.
  const rows = [row(curve, end), row(causes, data), last];
  const root = element("div", { class: "learner" }, ...rows, shapes);

  onWidth(root, signal, (now) => {
    if (Math.abs(now - width) < 1) return;
    width = now;
    if (run) layOut();
  });

  function draw(next) {
    run = next;
    if (kept !== null) kept = Math.min(kept, run.steps);
    passing = null;
    const [text, because] = verdict(run, words);
    result.textContent = text;
    reason.textContent = because;
    result.className = `verdict ${outcome(run)}`;
    truth.update(run.K, { scale: scaleFor(run.K.data, { kind: "signed" }) });
    rate.draw(run);
    why.draw(run);
    freedom.draw(run);
    arrange(run.limit.length === 2);
    const numbers = run.X.columns <= LARGEST_NUMBERS && run.X.rows <= LARGEST_NUMBERS;
    input.update(run.X, { numbers, scale: scaleFor(run.X.data, { high: 1 }) });
    paint.hidden = !numbers;
    shapes.textContent = status(run, words);
    layOut();
  }

  // The loss over two weights stands beside its curve, and leaves room below this for what decides.
  function arrange(two) {
    surface.element.hidden = !two;
    const places = two ? [curve, causes] : [causes, last];
    [why.element, freedom.element].forEach((part, n) => {
      if (part.parentElement !== places[n]) places[n].append(part);
    });
    last.hidden = two;
  }

  // Plots are drawn for the width that they have, so that their words keep their size.
  function layOut() {
    if (!width) return;
    const beside = width >= TWO_COLUMNS;
    const column = beside ? Math.floor(0.56 * width) : width;
    root.classList.toggle("beside", beside);
    const side = beside ? width - column - GUTTER : width;
    const room = side - 22;
    const each = Math.min((room - TITLE) / run.K.columns, room / (run.K.columns + run.size[1]));
    kernels.style.setProperty("--cell", `${clamp(Math.floor(each / WIDE), 26, 46)}px`);
    data.style.setProperty("--cell", `${clamp(Math.floor(side / run.X.columns) - 1, 22, 30)}px`);
    loss.draw(run, column);
    if (!surface.element.hidden) surface.draw(run, side);
    show();
  }

  // Put what depends on the step on screen.
  function show() {
    const step = passing ?? kept ?? run.steps;
    const M = { rows: run.size[0], columns: run.size[1], data: run.kernels[step] };
    const scale = scaleFor(run.K.data, { kind: "signed" });
    learner.update(M, { scale }, { step });
    const cells = beyond(M, scale);
    learner.mark([{ class: "off", cells }]);
    offScale.textContent = cells.length ? fill(words.off_scale, { limit: long(scale.high) }) : "";
    loss.show(step);
    freedom.show(step);
    if (!surface.element.hidden) surface.show(step);
  }

  return { element: root, draw };
}

// The cells of a matrix with numbers far beyond the colours of a scale.
function beyond({ rows, columns, data }, { high }) {
  const all = Array.from({ length: rows * columns }, (_, n) => n);
  const off = all.filter((n) => !(Math.abs(data[n]) <= FAR * high));
  return off.map((n) => [Math.floor(n / columns), n % columns]);
}
