// What decides the outcome: the curvatures with the factor of each, and the learning rate beside its limit.

import { element, fill, long } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const SPAN = 3; // a bar is full at this learning rate · curvature; it diverges above 2

export function createCurvatures(words, signal, onRate) {
  const title = element("p", { class: "panel-title" }, words.curvature_title);
  const heads = [words.curvature, [words.product, 2], words.factor];
  const table = createTable("curvatures", heads);
  const slider = element("input", {
    type: "range",
    class: "rate",
    "aria-label": words.rate_slider,
  });
  const ends = element("div", { class: "rate-ends", "aria-hidden": "true" });
  const rate = element("div", { class: "rate-line" }, slider, ends);
  const note = element("p", { class: "note" });
  const root = element("div", { class: "learner-why" }, title, table.element, note, rate);
  let drawn = "";
  let present = 0;
  // The rates that the slider stops at have few digits; one that is refused moves it back.
  const move = () => {
    if (onRate(Number(slider.valueAsNumber.toPrecision(6)))) slider.value = present;
  };
  slider.addEventListener("input", move, { signal });

  function draw(run) {
    const { values, rank, learning_rate: now } = run;
    const key = JSON.stringify([values, rank, now]);
    if (key === drawn) return;
    [drawn, present] = [key, now];
    const curved = values.slice(0, rank).map((value) => line(value, now, 1, words));
    const flat = values.length - rank;
    if (flat) curved.push(line(0, now, flat, words));
    table.draw(curved);
    rate.hidden = rank === 0;
    if (!rank) {
      note.textContent = words.no_limit;
      return;
    }
    const limit = 2 / values[0];
    const numbers = { limit: long(limit), curvature: long(values[0]), rate: long(now) };
    const step = Number(`1e${Math.min(0, Math.floor(Math.log10(limit)) - 2)}`);
    const max = Number((Math.round((2 * limit) / step) * step).toPrecision(6));
    Object.assign(slider, { step, min: step, max, value: now });
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

// The row of one curvature, or of all directions that have none.
function line(value, rate, count, words) {
  const product = rate * value;
  const bar = element("span", { class: product > 2 ? "bar diverges" : "bar" });
  bar.style.width = `${(100 * Math.min(product, SPAN)) / SPAN}%`;
  const track = element("span", { class: "track", "aria-hidden": "true" }, bar);
  const numbers = { rate: long(rate), curvature: long(value), count };
  const why = element("span", { class: "factor-why" }, fill(words.factor_of, numbers));
  const factor = value ? [why, long(Math.abs(1 - product))] : [words.factor_flat];
  const name = fill(value || count === 1 ? words.curvature_of : words.curvature_flat, numbers);
  return [name, scientific(product), track, factor];
}
