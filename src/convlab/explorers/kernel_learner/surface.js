// The loss over the two weights of a kernel: ellipses of equal loss, and the path of the descent on them.

import { element, fill, long } from "../ui/dom.js";
import { lineThrough, plotArea, roundTicks, svg } from "../ui/plot.js";
import { weightName } from "./sentences.js";

const RINGS = 9;
const MARGIN = [18, 8, 34, 40];
const LARGEST = 252; // pixels
const LINE = 15; // of the key
const KEY = 92; // pixels that it is wide

export function createSurface(words) {
  const title = element("p", { class: "panel-title" }, words.surface_title);
  const holder = element("div", { class: "plot-holder" });
  const root = element("div", { class: "learner-surface" }, title, holder);
  const here = svg("circle", { class: "here", r: 6 });
  let run = null;
  let plot = null;
  let shown = null; // the text of the key that says which step is shown

  function draw(next, width) {
    run = next;
    const [top, right, bottom, left] = MARGIN;
    const side = Math.min(width, LARGEST);
    const wide = side - right - left;
    const half = reach(run);
    const axis = (n) => {
      const [low, high] = [run.limit[n] - half, run.limit[n] + half];
      const name = weightName(n, run.size[1], words);
      return { low, high, ticks: roundTicks(low, high, 5), label: long, title: name };
    };
    const sizes = { width: side, height: wide + top + bottom, margin: MARGIN };
    plot = plotArea({ ...sizes, x: axis(0), y: axis(1) });
    plot.root.setAttribute("role", "img");
    plot.root.classList.add("surface");
    const [x, y] = place(run.limit);
    const points = run.kernels.map(place);
    plot.area.append(
      ...rings(run, half, wide / (2 * half), x, y),
      svg("path", { class: "path", d: lineThrough(points) }),
      ...points.filter((point) => point.every((at) => Math.abs(at) < 1e4)).map(stepMark),
      ...(run.truth ? [truthMark(place(run.truth))] : []),
      leastMark([x, y]),
      here,
      keyOf([place(run.kernels[0]), place(run.truth ?? run.limit)], wide),
    );
    holder.replaceChildren(plot.root);
  }

  /** @returns {[number, number]} */
  const place = (k) => [plot.x(k[0]), plot.y(k[1])];

  // What the marks mean, in the corner of the plot that is farthest from these points.
  function keyOf(points, wide) {
    shown = svg("text", { x: 12, y: 4 });
    const named = (mark, text) => svg("g", {}, mark, svg("text", { x: 12, y: 4 }, text));
    const lines = [
      named(stepMark([0, 0]), words.surface_step),
      svg("g", {}, svg("circle", { class: "here", r: 4.5 }), shown),
      named(leastMark([0, 0]), words.surface_least),
      ...(run.truth ? [named(truthMark([0, 0]), words.surface_truth)] : []),
    ];
    lines.forEach((line, n) => line.setAttribute("transform", `translate(0 ${LINE * n})`));
    const high = LINE * lines.length;
    const corners = [0, 1, 2, 3].map((n) => [n % 2 ? wide - KEY : 8, n > 1 ? wide - high : 10]);
    const middle = (corner) => [corner[0] + KEY / 2, corner[1] + high / 2];
    const away =
      (corner) =>
      ([x, y]) =>
        Math.hypot(x - middle(corner)[0], y - middle(corner)[1]);
    const room = (corner) => Math.min(...points.map(away(corner)));
    const [left, top] = corners.reduce((a, b) => (room(b) > room(a) ? b : a));
    return svg("g", { class: "surface-key", transform: `translate(${left} ${top})` }, ...lines);
  }

  function show(step) {
    const [x, y] = place(run.kernels[step]);
    const known = Math.max(Math.abs(x), Math.abs(y)) < 1e4;
    here.setAttribute("visibility", known ? "visible" : "hidden");
    if (known) here.setAttribute("transform", `translate(${x} ${y})`);
    shown.textContent = fill(words.surface_here, { step });
    const pair = (k) => `(${[...k].map(long).join(", ")})`;
    const [start, now, limit] = [run.kernels[0], run.kernels[step], run.limit].map(pair);
    const text = fill(words.surface_text, { start, step, now, limit });
    plot.root.setAttribute("aria-label", text);
  }

  return { element: root, draw, show };
}

const stepMark = ([cx, cy]) => svg("circle", { class: "step", cx, cy, r: 2.5 });
const leastMark = ([x, y]) =>
  svg("path", { class: "least", d: `M${x - 5} ${y}h10M${x} ${y - 5}v10` });
const truthMark = ([x, y]) =>
  svg("rect", { class: "truth", x: x - 6, y: y - 6, width: 12, height: 12 });

// How far the drawing reaches on each side of the least loss: the path, but not all of one that diverges.
function reach({ kernels, limit, truth }) {
  const away = (k) => Math.max(Math.abs(k[0] - limit[0]), Math.abs(k[1] - limit[1]));
  const start = Math.max(away(kernels[0]), truth ? away(truth) : 0, 0.1);
  const far = Math.max(...kernels.map(away).filter((distance) => distance <= 3 * start), start);
  return 1.25 * far;
}

// Ellipses of equal loss around (x, y): along each direction their radius is √(2·loss / curvature), which
// has no end where the curvature is 0. The square roots of the losses are evenly spaced.
function rings({ values, vectors }, half, scale, x, y) {
  if (!values[0]) return []; // an input of zeros: the loss is the same everywhere
  const [u, v] = vectors[0];
  const angle = (-Math.atan2(v, u) * 180) / Math.PI;
  const most = half * Math.SQRT2 * Math.sqrt(values[0] / 2);
  const far = 20 * half * scale;
  return Array.from({ length: RINGS }, (_, n) => {
    const root = (most * (RINGS - n)) / RINGS;
    const [rx, ry] = values.map((value) => Math.min(far, scale * root * Math.sqrt(2 / value)));
    const transform = `translate(${x} ${y}) rotate(${angle})`;
    return svg("ellipse", { class: "ring", rx, ry, transform });
  });
}
