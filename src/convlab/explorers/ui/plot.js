// Small plots in SVG: an area with ticks and grid lines, and what is drawn in it. No explorer in particular.

import { clamp } from "./dom.js";

const FAR = 1e5;
const NAMESPACE = "http://www.w3.org/2000/svg";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A power of ten: 10⁻³.
export function power(exponent) {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => RAISED[digit]);
  return `10${exponent < 0 ? "⁻" : ""}${digits.join("")}`;
}

// A number of any size for a sentence, with three significant digits: 0.0123, −4.5·10¹².
export function scientific(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (Number.isNaN(value)) return "?";
  if (size === Infinity) return `${sign}∞`;
  if (size === 0) return "0";
  if (size >= 1e-3 && size < 1e5) return sign + Number(size.toPrecision(3));
  const [digits, exponent] = size.toExponential(2).split("e");
  return `${sign}${Number(digits)}·${power(Number(exponent))}`;
}

// Round numbers from low to high, about as many as asked for, as multiples of 1, 2 or 5 (and never less
// than the least step).
export function roundTicks(low, high, count, least = 0) {
  const rough = Math.max((high - low) / count, least);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find((multiple) => multiple * unit >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const many = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, many) }, (_, n) =>
    Number(((first + n) * step).toPrecision(12)),
  );
}

// An area for drawing with its axes. x and y: { low, high, ticks, label(tick), title }, where a log axis
// is given in exponents. What is put into `area` is clipped; x(v) and y(v) say where a value lies in it.
export function plotArea({ width, height, margin, x, y }) {
  const [top, right, bottom, left] = margin;
  const [wide, high] = [width - left - right, height - top - bottom];
  const toX = (value) => ((value - x.low) / (x.high - x.low)) * wide;
  const toY = (value) => (1 - (value - y.low) / (y.high - y.low)) * high;
  const frame = { x: left, y: top, width: wide, height: high };
  const area = svg("svg", { ...frame, "aria-hidden": "true" });
  const root = svg("svg", { class: "plot", width, height, viewBox: `0 0 ${width} ${height}` });
  for (const tick of x.ticks) {
    const at = left + toX(tick);
    root.append(svg("path", { class: "gridline", d: `M${at} ${top}v${high}` }));
    const place = { x: at, y: top + high + 16, "text-anchor": "middle" };
    root.append(svg("text", place, x.label(tick)));
  }
  for (const tick of y.ticks) {
    const at = top + toY(tick);
    root.append(svg("path", { class: "gridline", d: `M${left} ${at}h${wide}` }));
    root.append(svg("text", { x: left - 6, y: at + 4, "text-anchor": "end" }, y.label(tick)));
  }
  const corner = { class: "axis-title", x: left + wide, y: height - 3, "text-anchor": "end" };
  root.append(svg("text", corner, x.title));
  root.append(svg("text", { class: "axis-title", x: 2, y: 11 }, y.title));
  root.append(area);
  return { root, area, x: toX, y: toY, left, top, wide, high, from: x };
}

// A line through points [x, y] of the area; it is broken where a point is no number, and what lies far
// outside is brought to where SVG can still count.
export function lineThrough(points) {
  let pen = "M";
  return points
    .map(([x, y]) => {
      const known = Number.isFinite(x) && Number.isFinite(y);
      const [a, b] = [x, y].map((value) => clamp(value, -FAR, FAR).toFixed(2));
      const piece = known ? `${pen}${a} ${b}` : "";
      pen = known ? "L" : "M";
      return piece;
    })
    .join("");
}

// The value on the x axis beneath a pointer.
export function valueUnder(event, plot) {
  const from = plot.root.getBoundingClientRect().left + plot.left;
  const { low, high } = plot.from;
  return low + ((event.clientX - from) / plot.wide) * (high - low);
}
