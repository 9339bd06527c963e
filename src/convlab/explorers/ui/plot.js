// Small plots in SVG, as wide as their place: whatever lies in them is placed in percent. No explorer in particular.

import { clamp, element, long } from "./dom.js";

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

// Round numbers along an axis, about as many as asked for, as multiples of 1, 2 or 5 (and never less than the least step).
function roundTicks({ low, high, count, least = 0 }) {
  const rough = Math.max((high - low) / count, least);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find((multiple) => multiple * unit >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  const many = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: many }, (_, n) => Number(((first + n) * step).toPrecision(12)));
}

// A plot with its axes, { low, high, count, least, label(tick), title }, where a log axis is given in exponents. x(v) and
// y(v) say where a value lies, in percent; what is drawn goes into `area`.
export function createPlot(across, up) {
  const area = svg("g");
  const root = svg("svg", { class: "plot", role: "img" });
  const x = (value) => (100 * (value - across.low)) / (across.high - across.low);
  const y = (value) => (100 * (up.high - value)) / (up.high - up.low);
  const tell = (text, place) => root.append(svg("text", place, text));
  const { label = long, title } = across;
  for (const tick of roundTicks(across)) {
    const at = `${x(tick)}%`;
    root.append(svg("line", { x1: at, x2: at, y2: "100%" }));
    tell(label(tick), { x: at, y: "100%", dy: 16, "text-anchor": "middle" });
  }
  for (const tick of roundTicks(up)) {
    const at = `${y(tick)}%`;
    root.append(svg("line", { y1: at, y2: at, x2: "100%" }));
    tell((up.label ?? long)(tick), { x: -6, y: at, dy: 4, "text-anchor": "end" });
  }
  tell(title, { x: "100%", y: "100%", dy: 31, "text-anchor": "end" });
  if (up.title) tell(up.title, { x: -38, y: -8 });
  root.append(area);
  return { root, area, x, y, across };
}

// What is drawn in hundredths of a plot's width and height and cut at its edges; lines keep their thickness.
export function stretched(...children) {
  const box = { class: "stretched", viewBox: "0 0 100 100", preserveAspectRatio: "none" };
  return svg("svg", box, ...children);
}

// A line through points in percent; it is broken where a point is no number, and what lies far outside is brought to
// where SVG can still count.
export function curve(points, name = "curve") {
  let pen = "M";
  const pieces = points.map((point) => {
    const known = point.every(Number.isFinite);
    const place = point.map((value) => clamp(value, -FAR, FAR).toFixed(2));
    const piece = known ? `${pen}${place.join(" ")}` : "";
    pen = known ? "L" : "M";
    return piece;
  });
  return stretched(svg("path", { class: name, d: pieces.join("") }));
}

export function dot([x, y], r, name = "dot") {
  return svg("circle", { class: name, cx: `${x}%`, cy: `${y}%`, r });
}

// The value on the x axis beneath a pointer.
export function valueUnder({ clientX }, { root, across: { low, high } }) {
  const { left, width } = root.getBoundingClientRect();
  return low + ((clientX - left) / width) * (high - low);
}

// A track in a line of a table, with a mark in it, and below all tracks their axis, whose labels are [share, text].
export function createTrack(mark) {
  return element("span", { class: "track", "aria-hidden": "true" }, mark);
}

export function trackAxis(labels) {
  const ticks = labels.map(([share, text]) => {
    const tick = element("span", {}, text);
    tick.style.left = `${100 * share}%`;
    return tick;
  });
  return element("span", { class: "track-axis", "aria-hidden": "true" }, ...ticks);
}
