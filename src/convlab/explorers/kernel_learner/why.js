// What decides the outcome: the curvatures with the factor of each, and the learning rate beside its limit.

import { element, fill, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";

const SPAN = 3; // a bar is full at this learning rate · curvature; it diverges above 2

export function createCurvatures(words, signal, onRate) {
  const title = element("p", { class: "panel-title" }, words.curvature_title);
  const head = [words.curvature, words.product, words.factor].map((name, n) =>
    element("th", { scope: "col", colspan: n === 1 ? 2 : 1 }, name),
  );
  const rows = element("tbody");
  const table = element("table", { class: "curvatures" }, element("thead", {}, ...row(head)), rows);
  const slider = element("input", {
    type: "range",
    class: "rate",
    "aria-label": words.rate_slider,
  });
  const ends = element("div", { class: "rate-ends", "aria-hidden": "true" });
  const rate = element("div", { class: "rate-line" }, slider, ends);
  const note = element("p", { class: "note" });
  const root = element("div", { class: "learner-why" }, title, table, note, rate);
  let drawn = "";
  let digits = 3; // of the rates that the slider stops at
  const move = () => onRate(Number(slider.valueAsNumber.toFixed(digits)));
  slider.addEventListener("input", move, { signal });

  function draw(run) {
    const { values, rank, learning_rate: now } = run;
    const key = JSON.stringify([values, rank, now]);
    if (key === drawn) return;
    drawn = key;
    const curved = values.slice(0, rank).map((value) => line(value, now, 1, words));
    const flat = values.length - rank;
    if (flat) curved.push(line(0, now, flat, words));
    rows.replaceChildren(...curved.flatMap(row));
    rate.hidden = rank === 0;
    if (!rank) {
      note.textContent = words.no_limit;
      return;
    }
    const limit = 2 / values[0];
    const numbers = { limit: long(limit), curvature: long(values[0]), rate: long(now) };
    digits = Math.max(0, 2 - Math.floor(Math.log10(limit)));
    const step = 10 ** -digits;
    Object.assign(slider, { step, min: step, max: (2 * limit).toFixed(digits), value: now });
    slider.setAttribute("aria-valuetext", fill(words.rate_text, numbers));
    ends.replaceChildren(
      element("span", {}, "0"),
      element("span", { class: "middle" }, fill(words.limit_mark, numbers)),
      element("span", {}, long(2 * limit)),
    );
    note.textContent = fill(words.limit_note, numbers);
  }

  return { element: root, draw };
}

function row(cells) {
  return [element("tr", {}, ...cells)];
}

// The cells of one curvature, or of all directions that have none.
function line(value, rate, count, words) {
  const product = rate * value;
  const bar = element("span", { class: product > 2 ? "bar diverges" : "bar" });
  bar.style.width = `${(100 * Math.min(product, SPAN)) / SPAN}%`;
  const track = element("span", { class: "track" }, bar);
  const numbers = { rate: long(rate), curvature: long(value), count };
  const why = element("span", { class: "factor-why" }, fill(words.factor_of, numbers));
  const factor = value ? [why, long(Math.abs(1 - product))] : [words.factor_flat];
  const name = fill(value || count === 1 ? words.curvature_of : words.curvature_flat, numbers);
  return [
    element("th", { scope: "row" }, name),
    element("td", {}, scientific(product)),
    element("td", { "aria-hidden": "true" }, track),
    element("td", {}, ...factor),
  ];
}
