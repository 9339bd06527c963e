// The loss after every step on a log axis, and the step cursor that moves through the run.

import { clamp, element, fill } from "../ui/dom.js";
import { lineThrough, plotArea, power, roundTicks, svg, valueUnder } from "../ui/plot.js";
import { curveNotes, curveText, outcome, readout } from "./sentences.js";

const MARGIN = [6, 8, 34, 46];
const HEIGHT = 194;
const LOWEST = -32; // exponent: below it, a loss is rounding
const THUMB = 12; // pixels that the slider's thumb is wide

// onStep(step, kept): the cursor is on a step, for good or as long as the pointer is there; onStep(null)
// when the pointer leaves.
export function createLossPlot(words, signal, onStep) {
  const title = element("p", { class: "panel-title" }, words.loss_title);
  const holder = element("div", { class: "plot-holder" });
  const name = element("p", { class: "slider-title" });
  const slider = element("input", {
    type: "range",
    class: "step",
    min: 0,
    "aria-label": words.step,
  });
  const said = element("p", { class: "readout" });
  const notes = element("p", { class: "note" });
  const root = element("div", { class: "learner-loss" }, title, holder, name, slider, said, notes);
  const cursor = svg("g", { class: "cursor" });
  let run = null;
  let plot = null;
  let axes = ""; // what the axes were drawn for
  let heights = [];

  function draw(next, width) {
    run = next;
    const [low, high] = exponents(run.losses);
    heights = run.losses.map((loss) => clamp(Math.log10(loss), low, high));
    const wanted = String([low, high, run.steps, width]);
    if (wanted !== axes) drawAxes(low, high, width);
    axes = wanted;
    plot.root.setAttribute("aria-label", curveText(run, words));
    plot.root.setAttribute("class", `plot ${outcome(run)}`);
    const points = heights.map((exponent, step) => [plot.x(step), plot.y(exponent)]);
    const dots = run.steps <= 60 ? points.map(([cx, cy]) => dot(cx, cy, 3)) : [];
    plot.area.replaceChildren(
      cursor,
      svg("path", { class: "curve", d: lineThrough(points) }),
      ...dots,
    );
    notes.textContent = curveNotes(run, words);
    notes.hidden = !notes.textContent;
  }

  function drawAxes(low, high, width) {
    plot = axesOf(run.steps, [low, high], width, words);
    holder.replaceChildren(plot.root);
    slider.max = run.steps;
    slider.style.marginLeft = `${plot.left + plot.x(0) - THUMB / 2}px`; // its thumb stands under the cursor
    slider.style.width = `${plot.x(run.steps) - plot.x(0) + THUMB}px`;
  }

  function show(step) {
    const [x, y] = [plot.x(step), plot.y(heights[step])];
    cursor.replaceChildren(svg("path", { d: `M${x} 0V${plot.high}` }), dot(x, y, 6));
    name.textContent = fill(words.step_title, { step, steps: run.steps });
    said.textContent = readout(run, step, words);
    slider.value = step;
    slider.setAttribute("aria-valuetext", `${name.textContent}. ${said.textContent}`);
  }

  slider.addEventListener("input", () => onStep(slider.valueAsNumber, true), { signal });
  const follow = (event) => {
    const step = clamp(Math.round(valueUnder(event, plot)), 0, run.steps);
    const pressed = event.type === "pointerdown" || event.buttons > 0;
    onStep(step, pressed);
  };
  holder.addEventListener("pointermove", follow, { signal });
  holder.addEventListener("pointerdown", follow, { signal });
  holder.addEventListener("pointerleave", () => onStep(null), { signal });
  return { element: root, draw, show };
}

// Steps to the right, the loss upwards, from one power of ten to another.
function axesOf(steps, [low, high], width, words) {
  const space = 0.06 * (high - low);
  const x = { low: -0.03 * steps, high: 1.03 * steps, ticks: roundTicks(0, steps, 8, 1) };
  const y = { low: low - space, high: high + space, ticks: roundTicks(low, high, 6, 1) };
  const plot = plotArea({
    ...{ width, height: HEIGHT, margin: MARGIN },
    x: { ...x, title: words.step, label: String },
    y: { ...y, title: "", label: power }, // the title over the plot says it
  });
  plot.root.setAttribute("role", "img");
  return plot;
}

function dot(cx, cy, r) {
  return svg("circle", { cx, cy, r });
}

// The whole powers of ten around all losses that have a logarithm.
function exponents(losses) {
  const known = losses.filter((loss) => loss > 0 && loss < Infinity).map(Math.log10);
  if (!known.length) return [-1, 1];
  const low = Math.max(LOWEST, Math.floor(Math.min(...known)));
  return [low, Math.max(low + 1, Math.ceil(Math.max(...known)))];
}
