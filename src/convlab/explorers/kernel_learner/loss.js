// The loss after every step on a log axis, with the step cursor that moves through the run, and the learning rate that
// drives it.

import { clamp, element, fill, long } from "../ui/dom.js";
import { createPlot, curve, dot, power, svg, valueUnder } from "../ui/plot.js";
import { curveText, readout } from "./sentences.js";

const LOWEST = -32; // exponent: below it, a loss is rounding

// onStep(step, kept): the cursor is on a step, for good or as long as the pointer is there; onStep(null)
// when the pointer leaves.
export function createLossPlot(words, signal, onStep) {
  const title = element("p", { class: "panel-title" }, words.loss_title);
  const holder = element("div", { class: "plot-holder" });
  const name = element("p", { class: "slider-title" });
  const slider = element("input", { type: "range", min: 0, "aria-label": words.step });
  const said = element("p", { class: "readout" });
  const root = element("div", { class: "learner-loss" }, title, holder, name, slider, said);
  const cursor = svg("g", { class: "cursor" });
  let run = null;
  let plot = null;
  let points = [];

  // Steps to the right, the loss upwards, from one power of ten to another.
  function draw(next) {
    run = next;
    const { losses, steps } = run;
    const [low, high] = exponents(losses);
    plot = createPlot(
      { low: 0, high: steps, count: 8, least: 1, title: words.step },
      { low, high, count: 6, least: 1, label: power },
    );
    plot.root.setAttribute("aria-label", curveText(run, words));
    const heights = losses.map((loss) => clamp(Math.log10(loss), low, high));
    points = heights.map((exponent, step) => [plot.x(step), plot.y(exponent)]);
    const dots = steps <= 60 ? points.map((point) => dot(point, 3)) : [];
    plot.area.append(cursor, curve(points), ...dots);
    holder.replaceChildren(plot.root);
    slider.max = steps;
  }

  function show(step) {
    const at = `${points[step][0]}%`;
    cursor.replaceChildren(svg("line", { x1: at, x2: at, y2: "100%" }), dot(points[step], 6));
    name.textContent = fill(words.step_title, { step, steps: run.steps });
    said.textContent = readout(run, step, words);
    slider.value = step;
    slider.setAttribute("aria-valuetext", `${name.textContent}. ${said.textContent}`);
  }

  slider.addEventListener("input", () => onStep(slider.valueAsNumber, true), { signal });
  const follow = (event) => {
    const step = clamp(Math.round(valueUnder(event, plot)), 0, run.steps);
    onStep(step, event.buttons > 0);
  };
  holder.addEventListener("pointermove", follow, { signal });
  holder.addEventListener("pointerdown", follow, { signal });
  holder.addEventListener("pointerleave", () => onStep(null), { signal });
  return { element: root, draw, show };
}

// The whole powers of ten around all losses that have a logarithm.
function exponents(losses) {
  const known = losses.filter((loss) => loss > 0 && loss < Infinity).map(Math.log10);
  if (!known.length) return [-1, 1];
  const low = Math.max(LOWEST, Math.floor(Math.min(...known)));
  return [low, Math.max(low + 1, Math.ceil(Math.max(...known)))];
}

// The learning rate beside its limit: a slider that stands over the curve. onRate(rate) gives the problem with it, if there
// is one.
export function createRate(words, signal, onRate) {
  const name = element("p", { class: "slider-title" });
  const slider = element("input", { type: "range", "aria-label": words.rate_slider });
  const ends = element("div", { class: "rate-ends", "aria-hidden": "true" });
  const root = element("div", { class: "learner-rate" }, name, slider, ends);
  let present = 0;
  // The rates that the slider stops at have few digits; one that is refused moves it back.
  const move = () => {
    if (onRate(Number(slider.valueAsNumber.toPrecision(6)))) slider.value = present;
  };
  slider.addEventListener("input", move, { signal });

  function draw({ values, rank, learning_rate: now }) {
    present = now;
    root.hidden = rank === 0;
    if (!rank) return;
    const limit = 2 / values[0];
    const numbers = { limit: long(limit), rate: long(now) };
    const step = Number(`1e${Math.min(0, Math.floor(Math.log10(limit)) - 2)}`);
    const max = Number((Math.round((2 * limit) / step) * step).toPrecision(6));
    Object.assign(slider, { step, min: step, max, value: now });
    slider.setAttribute("aria-valuetext", fill(words.rate_text, numbers));
    name.textContent = fill(words.rate_title, numbers);
    const marks = ["0", fill(words.limit_mark, numbers), long(2 * limit)];
    ends.replaceChildren(...marks.map((text) => element("span", {}, text)));
  }

  return { element: root, draw };
}
