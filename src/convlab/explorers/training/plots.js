// The curves of TrainingLab: the loss of every batch and the accuracy after every epoch, with those of the run before.

import { clamp, element } from "../ui/dom.js";
import { lineThrough, plotArea, roundTicks, svg } from "../ui/plot.js";
import { CHANCE, thinned } from "./progress.js";
import { accuracyText, lossText } from "./sentences.js";

const MARGIN = [22, 16, 34, 36];
const HEIGHT = 160;
const POINTS = 240; // of a curve
const HIGHEST = 6; // of the loss's axis; what lies above leaves the plot

export function createPlots(words) {
  const [loss, accuracy] = [holder(words.loss_title), holder(words.accuracy_title)];
  const keys = ["test", "train", "before"].map((name) =>
    element("span", { class: `key ${name}` }, words[`key_${name}`]),
  );
  accuracy.element.append(element("p", { class: "keys", "aria-hidden": "true" }, ...keys));
  const root = element("div", { class: "training-plots" }, loss.element, accuracy.element);

  function draw(progress, before, width) {
    const runs = before ? [before, progress] : [progress];
    keys[2].hidden = !before;
    const plots = [lossPlot(runs, width, words), accuracyPlot(runs, width, words)];
    if (runs.every(({ steps }) => !steps)) for (const plot of plots) invite(plot, words);
    loss.show(plots[0], lossText(progress, words));
    accuracy.show(plots[1], accuracyText(progress, words));
  }

  return { element: root, draw };
}

function holder(title) {
  const place = element("div", { class: "plot-holder" });
  const heading = element("p", { class: "panel-title" }, title);
  const show = ({ root }, text) => {
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", text);
    place.replaceChildren(root);
  };
  return { element: element("div", {}, heading, place), show };
}

// An empty plot says what fills it.
function invite({ area, wide, high }, words) {
  const place = { x: wide / 2, y: 0.56 * high, "text-anchor": "middle", class: "invitation" };
  area.append(svg("text", place, words.not_yet));
}

// The end of an axis that has to hold a number: it grows by doubling, so that a curve does not shrink with each step.
function roomFor(most, least) {
  let end = least;
  while (end < most) end *= 2;
  return end;
}

function lossPlot(runs, width, words) {
  const curves = runs.map(({ losses }) => thinned(losses, POINTS, 1));
  const most = Math.max(0, ...curves.flat().map(([, value]) => value));
  const high = clamp(1.05 * most, 2.7, HIGHEST);
  const end = roomFor(Math.max(...runs.map(({ steps }) => steps)), 50);
  const plot = plotArea({
    width,
    height: HEIGHT,
    margin: MARGIN,
    x: { low: 0, high: end, ticks: roundTicks(0, end, 5, 1), label: String, title: words.steps },
    y: { low: 0, high, ticks: roundTicks(0, high, 4), label: String, title: words.loss },
  });
  const chance = plot.y(CHANCE);
  plot.area.append(svg("path", { class: "chance", d: `M0 ${chance}h${plot.wide}` }));
  const place = { x: plot.wide - 4, y: chance - 4, "text-anchor": "end", class: "chance-label" };
  plot.area.append(svg("text", place, words.chance_mark));
  curves.forEach((points, n) => {
    const d = lineThrough(points.map(([x, y]) => [plot.x(x), plot.y(y)]));
    plot.area.append(svg("path", { class: n < runs.length - 1 ? "curve before" : "curve", d }));
  });
  return plot;
}

function accuracyPlot(runs, width, words) {
  const end = roomFor(Math.max(...runs.map(({ epoch }) => epoch)), 5);
  const low = -0.02 * end; // the dots of the start are whole
  const plot = plotArea({
    width,
    height: HEIGHT,
    margin: MARGIN,
    x: { low, high: end, ticks: roundTicks(0, end, 5, 1), label: String, title: words.epochs },
    y: { low: 0, high: 102, ticks: [0, 25, 50, 75, 100], label: String, title: words.accuracy },
  });
  runs.forEach(({ accuracies }, n) => {
    const before = n < runs.length - 1;
    // The dashes lie over the line, so that both are seen where they are one.
    for (const part of before ? ["test"] : ["test", "train"]) {
      const points = accuracies.map((one) => [plot.x(one.epoch), plot.y(100 * one[part])]);
      const name = before ? "curve before" : `curve ${part}`;
      plot.area.append(svg("path", { class: name, d: lineThrough(points) }));
      const dots = before || points.length > 40 ? [] : points;
      for (const [cx, cy] of dots) plot.area.append(svg("circle", { class: part, cx, cy, r: 3 }));
    }
  });
  return plot;
}
