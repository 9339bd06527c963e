// The curves of TrainingLab: the loss of every batch and the accuracy after every epoch, with those of the run before.

import { clamp, element, fill } from "../ui/dom.js";
import { createPlot, curve, dot, svg } from "../ui/plot.js";
import { CHANCE, accuracyText, lossText } from "./sentences.js";

const POINTS = 240; // of a curve
const DOTS = 40; // of a curve; with more, there are none
const HIGHEST = 6; // of the loss's axis; what lies above leaves the plot

// A plot of runs, the present one last: plotOf(runs, words), with textOf(progress, words) for those who cannot see it.
function createRunPlot(plotOf, textOf, words) {
  const root = element("div");

  function draw(progress, before) {
    const runs = before ? [before, progress] : [progress];
    const plot = plotOf(runs, words);
    plot.root.setAttribute("aria-label", textOf(progress, words));
    const middle = { x: "50%", y: "55%", "text-anchor": "middle", class: "invitation" };
    if (runs.every(({ steps }) => !steps)) plot.area.append(svg("text", middle, words.not_yet));
    root.replaceChildren(plot.root);
  }

  return { element: root, draw };
}

export const createLossPlot = (words) => createRunPlot(lossPlot, lossText, words);
export const createAccuracyPlot = (words) => createRunPlot(accuracyPlot, accuracyText, words);

// What the lines of both plots mean.
export function createKey(words) {
  const texts = { test: words.key_test, train: words.key_train, before: words.key_before };
  const keys = Object.entries(texts).map(([name, text]) => {
    const drawing = svg(
      "svg",
      { width: 26, height: 8 },
      svg("path", { class: name, d: "M0 4h20" }),
    );
    return element("span", { class: "key" }, drawing, text);
  });
  const root = element("p", { class: "keys", "aria-hidden": "true" }, ...keys);
  return { element: root, draw: (_, before) => (keys[2].hidden = !before) };
}

// The end of an axis that has to hold a number: it grows by doubling, so that a curve does not shrink with each step.
function roomFor(most, least) {
  return least * 2 ** Math.max(0, Math.ceil(Math.log2(most / least)));
}

function lossPlot(runs, words) {
  const curves = runs.map(({ losses }) => thinned(losses));
  const most = Math.max(0, ...curves.flat().map(([, value]) => value));
  const end = roomFor(Math.max(...runs.map(({ steps }) => steps)), 50);
  const plot = createPlot(
    { low: 0, high: end, count: 5, least: 1, title: words.steps },
    { low: 0, high: clamp(1.05 * most, 2.7, HIGHEST), count: 4 },
  );
  const chance = `${plot.y(CHANCE)}%`;
  const place = { x: "99%", y: chance, dy: -4, "text-anchor": "end" };
  plot.area.append(
    svg("line", { class: "chance", y1: chance, y2: chance, x2: "100%" }),
    svg("text", place, words.chance_mark),
  );
  curves.forEach((values, n) => {
    const points = values.map(([x, y]) => [plot.x(x), plot.y(y)]);
    plot.area.append(curve(points, n < runs.length - 1 ? "before" : "test"));
  });
  return plot;
}

// The losses as at most POINTS points [step, mean of a stretch].
function thinned(losses) {
  const each = Math.max(1, Math.ceil(losses.length / POINTS));
  return Array.from({ length: Math.ceil(losses.length / each) }, (_, n) => {
    const part = losses.slice(n * each, (n + 1) * each);
    return [1 + n * each + (part.length - 1) / 2, part.reduce((a, b) => a + b) / part.length];
  });
}

function accuracyPlot(runs, words) {
  const end = roomFor(Math.max(...runs.map(({ epoch }) => epoch)), 5);
  const plot = createPlot(
    { low: 0, high: end, count: 5, least: 1, title: words.epochs },
    { low: 0, high: 100, count: 5, label: (share) => fill(words.share, { share }) },
  );
  const draw = ({ accuracies }, part, name) => {
    const points = accuracies.map((one) => [plot.x(one.epoch), plot.y(100 * one[part])]);
    const dots = name === "before" || points.length > DOTS ? [] : points;
    plot.area.append(curve(points, name), ...dots.map((point) => dot(point, 3, `dot ${name}`)));
  };
  if (runs.length > 1) draw(runs[0], "test", "before");
  // The dashes lie over the line, so that both are seen where they are one.
  for (const part of ["test", "train"]) draw(runs.at(-1), part, part);
  return plot;
}
