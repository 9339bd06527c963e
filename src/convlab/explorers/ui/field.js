// Fields for numbers within a stage: of a setting, and of the brush, the number to paint with.

import { readNumber } from "../../numbers.js";
import { button, element } from "./dom.js";

function numberInput(attributes) {
  const kind = { type: "text", inputmode: "decimal", autocomplete: "off" };
  return element("input", { ...kind, ...attributes });
}

// A field that core/fields.js reads, as those above the stage. trait: what it sets; label: what it is called, in sight where
// `text` is true.
export function createField(trait, label, { text = false } = {}) {
  const input = numberInput(text ? {} : { "aria-label": label });
  const root = element("label", { class: `field convlab-sets-${trait}` }, text ? label : "", input);
  let shown = null;
  // While a reader types, no setting changes, and the field keeps what is typed.
  const show = (value) => {
    if (value !== shown) input.value = value;
    shown = value;
  };
  return { element: root, show };
}

// A tool that a hand takes: while it is held a press paints, and a finger does not scroll. words: brush, what the tool is
// called, and brush_number, its number. Returns { elements, number() }: what a press paints, NaN for nothing.
export function createBrush(words, signal, first = 1) {
  const field = numberInput({ "aria-label": words.brush_number });
  field.value = first;
  const tool = button(words.brush, signal, () =>
    hold(tool.getAttribute("aria-pressed") !== "true"),
  );
  tool.setAttribute("aria-pressed", false);
  const hold = (held) => {
    tool.setAttribute("aria-pressed", held);
    tool.closest(".convlab-stage").classList.toggle("paints", held);
  };
  const check = () => {
    field.setAttribute("aria-invalid", Number.isNaN(readNumber(field.value)));
    hold(true); // who chooses a number means to paint
  };
  field.addEventListener("input", check, { signal });
  const root = element("span", { class: "brush" }, tool, field);
  const number = () =>
    tool.getAttribute("aria-pressed") === "true" ? readNumber(field.value) : NaN;
  return { elements: [root], number };
}
