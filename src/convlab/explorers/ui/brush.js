// The number to paint with: a tool that a hand takes. While it is held a press paints, and a finger does not scroll.

import { readNumber } from "../../numbers.js";
import { button, element } from "./dom.js";

// words: brush, what the tool is called, and brush_number, its number. Returns { elements, number() }: what a press paints,
// NaN for nothing.
export function createBrush(words, signal, first = 1) {
  const field = element("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": words.brush_number,
  });
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
