// The learning rate beside its limit: a slider that stands over the curve that it drives.

import { element, fill, long } from "../ui/dom.js";

// onRate(rate) gives the problem with it, if there is one.
export function createRate(words, signal, onRate) {
  const name = element("p", { class: "slider-title" });
  const slider = element("input", { type: "range", "aria-label": words.rate_slider });
  const ends = element("div", { class: "rate-ends", "aria-hidden": "true" });
  const root = element("div", { class: "learner-rate" }, name, slider, ends);
  let present = 0;
  // The rates that the slider stops at have few digits; one that is refused moves it back.
  const move = () => {
    if (onRate(Number(slider.valueAsNumber.toPrecision(6)))) slider.value = present;
  };
  slider.addEventListener("input", move, { signal });

  function draw({ values, rank, learning_rate: now }) {
    present = now;
    root.hidden = rank === 0;
    if (!rank) return;
    const limit = 2 / values[0];
    const numbers = { limit: long(limit), rate: long(now) };
    const step = Number(`1e${Math.min(0, Math.floor(Math.log10(limit)) - 2)}`);
    const max = Number((Math.round((2 * limit) / step) * step).toPrecision(6));
    Object.assign(slider, { step, min: step, max, value: now });
    slider.setAttribute("aria-valuetext", fill(words.rate_text, numbers));
    name.textContent = fill(words.rate_title, numbers);
    const marks = ["0", fill(words.limit_mark, numbers), long(2 * limit)];
    ends.replaceChildren(...marks.map((text) => element("span", {}, text)));
  }

  return { element: root, draw };
}
