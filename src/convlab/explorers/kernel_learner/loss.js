// The loss after every step on a log axis, and the step cursor that moves through the run.

import { clamp, element, fill } from "../ui/dom.js";
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
  let axes = ""; // what the axes were drawn for
  let points = [];

  function draw(next) {
    run = next;
    const { losses, steps } = run;
    const [low, high] = exponents(losses);
    const wanted = String([low, high, steps]);
    if (wanted !== axes) drawAxes(low, high);
    axes = wanted;
    plot.root.setAttribute("aria-label", curveText(run, words));
    const heights = losses.map((loss) => clamp(Math.log10(loss), low, high));
    points = heights.map((exponent, step) => [plot.x(step), plot.y(exponent)]);
    const dots = steps <= 60 ? points.map((point) => dot(point, 3)) : [];
    plot.area.replaceChildren(cursor, curve(points), ...dots);
  }

  // Steps to the right, the loss upwards, from one power of ten to another.
  function drawAxes(low, high) {
    slider.max = run.steps;
    plot = createPlot(
      { low: 0, high: run.steps, count: 8, least: 1, title: words.step },
      { low, high, count: 6, least: 1, label: power },
    );
    holder.replaceChildren(plot.root);
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
