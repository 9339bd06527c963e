// The loss over the two weights of a kernel: ellipses of equal loss, and the path of the descent on them.

import { element, fill, long } from "../ui/dom.js";
import { lineThrough, plotArea, roundTicks, svg } from "../ui/plot.js";
import { weightName } from "./sentences.js";

const RINGS = 9;
const MARGIN = [18, 8, 34, 40];

export function createSurface(words) {
  const title = element("p", { class: "panel-title" }, words.surface_title);
  const holder = element("div", { class: "plot-holder" });
  const key = element("p", { class: "note" });
  const root = element("div", { class: "learner-surface" }, title, holder, key);
  const here = svg("circle", { class: "here", r: 6 });
  let run = null;
  let plot = null;

  function draw(next, width) {
    run = next;
    key.textContent = run.truth ? words.surface_key_true : words.surface_key;
    const side = Math.min(width, 320);
    const [top, right, bottom, left] = MARGIN;
    const wide = side - right - left;
    const names = [0, 1].map((n) => weightName(n, run.size[1], words));
    const half = reach(run);
    const axis = (n) => {
      const [low, high] = [run.limit[n] - half, run.limit[n] + half];
      return { low, high, ticks: roundTicks(low, high, 5), label: long, title: names[n] };
    };
    const height = wide + top + bottom;
    plot = plotArea({
      width: side,
      height,
      margin: MARGIN,
      x: axis(0),
      y: axis(1),
    });
    plot.root.setAttribute("role", "img");
    plot.root.classList.add("surface");
    const place = (k) => [plot.x(k[0]), plot.y(k[1])];
    const points = run.kernels.map(place);
    const [x, y] = place(run.limit);
    plot.area.append(...rings(run, half, wide / (2 * half), x, y));
    plot.area.append(svg("path", { class: "path", d: lineThrough(points) }));
    for (const [cx, cy] of points.filter((point) => point.every((at) => Math.abs(at) < 1e4))) {
      plot.area.append(svg("circle", { class: "step", cx, cy, r: 2.5 }));
    }
    if (run.truth) {
      const [cx, cy] = place(run.truth);
      const square = { x: cx - 9, y: cy - 9, width: 18, height: 18 };
      plot.area.append(svg("rect", { class: "truth", ...square }));
    }
    plot.area.append(
      svg("path", { class: "least", d: `M${x - 5} ${y}h10M${x} ${y - 5}v10` }),
      here,
    );
    holder.replaceChildren(plot.root);
  }

  function show(step) {
    const [x, y] = run.kernels[step];
    const known = Math.max(Math.abs(plot.x(x)), Math.abs(plot.y(y))) < 1e4;
    here.setAttribute("visibility", known ? "visible" : "hidden");
    if (known) here.setAttribute("transform", `translate(${plot.x(x)} ${plot.y(y)})`);
    const pair = (k) => `(${[...k].map(long).join(", ")})`;
    const [start, now, limit] = [run.kernels[0], run.kernels[step], run.limit].map(pair);
    const text = fill(words.surface_text, { start, step, now, limit });
    plot.root.setAttribute("aria-label", text);
  }

  return { element: root, draw, show };
}

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
