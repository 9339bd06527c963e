// The loss over the two weights of a kernel: ellipses of equal loss, and the path of the descent on them.

import { element, fill, long } from "../ui/dom.js";
import { createPlot, curve, dot, stretched, svg } from "../ui/plot.js";
import { weightName } from "./sentences.js";

const RINGS = 9;
/** @type {[number, number]} */
const MIDDLE = [50, 50];
const CORNER = 50 * Math.SQRT2; // how far a corner is from the middle, in percent
const ENDLESS = 1000; // the same, of what has no end
const SHAPES = {
  here: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0",
  least: "M-5 0h10M0-5v10",
  truth: "M-6-6h12v12h-12z",
};

export function createSurface(words) {
  const title = element("p", { class: "panel-title" }, words.surface_title);
  const holder = element("div");
  const shown = element("span");
  const keys = [
    keyOf(dot(MIDDLE, 2.5), words.surface_step),
    keyOf(mark("here", MIDDLE), shown),
    keyOf(mark("least", MIDDLE), words.surface_least),
    keyOf(mark("truth", MIDDLE), words.surface_truth),
  ];
  const key = element("div", { class: "keys", "aria-hidden": "true" }, ...keys);
  const root = element("div", { class: "learner-surface" }, title, holder, key);
  const here = svg("g");
  let run = null;
  let plot = null;

  function draw(next) {
    run = next;
    root.hidden = run.limit.length !== 2;
    if (root.hidden) return;
    const half = reach(run);
    const axis = (n) => {
      const [low, high] = [run.limit[n] - half, run.limit[n] + half];
      return { low, high, count: 5, title: weightName(n, run.size[1], words) };
    };
    plot = createPlot(axis(0), axis(1));
    plot.root.classList.add("surface");
    const points = run.kernels.map(place);
    keys[3].hidden = !run.truth;
    plot.area.append(
      stretched(...rings(run)),
      curve(points, "path"),
      ...points.filter(inside).map((point) => dot(point, 2.5)),
      ...(run.truth ? [mark("truth", place(run.truth))] : []),
      mark("least", place(run.limit)),
      here,
    );
    holder.replaceChildren(plot.root);
  }

  /** @returns {[number, number]} */
  const place = (k) => [plot.x(k[0]), plot.y(k[1])];

  function show(step) {
    if (root.hidden) return;
    const point = place(run.kernels[step]);
    here.replaceChildren(...(inside(point) ? [mark("here", point)] : []));
    shown.textContent = fill(words.surface_here, { step });
    const pair = (k) => `(${[...k].map(long).join(", ")})`;
    const [start, now, limit] = [run.kernels[0], run.kernels[step], run.limit].map(pair);
    const text = fill(words.surface_text, { start, step, now, limit });
    plot.root.setAttribute("aria-label", text);
  }

  return { element: root, draw, show };
}

function keyOf(drawing, text) {
  return element("span", {}, svg("svg", { width: 20, height: 16 }, drawing), text);
}

// A shape in pixels around a place in percent.
function mark(name, [x, y]) {
  const shape = svg("path", { d: SHAPES[name] });
  return svg("svg", { class: `shape ${name}`, x: `${x}%`, y: `${y}%` }, shape);
}

const inside = (point) => point.every((at) => at >= 0 && at <= 100);

// How far the drawing reaches on each side of the least loss: the path, but not all of one that diverges.
function reach({ kernels, limit, truth }) {
  const away = (k) => Math.max(Math.abs(k[0] - limit[0]), Math.abs(k[1] - limit[1]));
  const start = Math.max(away(kernels[0]), truth ? away(truth) : 0, 0.1);
  const far = Math.max(...kernels.map(away).filter((distance) => distance <= 3 * start), start);
  return 1.25 * far;
}

// Ellipses of equal loss around the least one, in the middle: their radius along a direction goes with 1 / √curvature,
// and has no end where that is 0. The square roots of the losses are evenly spaced.
function rings({ values, vectors }) {
  if (!values[0]) return []; // an input of zeros: the loss is the same everywhere
  const [u, v] = vectors[0];
  const angle = (-Math.atan2(v, u) * 180) / Math.PI;
  const longer = values.map((value) => Math.sqrt(values[0] / value));
  return Array.from({ length: RINGS }, (_, n) => {
    const share = 1 - n / RINGS;
    const [rx, ry] = longer.map((ratio) => Math.min(ENDLESS, CORNER * share * ratio));
    return svg("ellipse", { rx, ry, transform: `translate(50 50) rotate(${angle})` });
  });
}
