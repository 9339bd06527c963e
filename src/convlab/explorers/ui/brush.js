// The number to paint with, and whether a finger paints: it scrolls the page unless the reader asks for a brush.

import { readNumber } from "../../numbers.js";
import { button, element } from "./dom.js";

// words: brush, the field's label, and finger, the button's. Returns { elements, number(pointerType) }: what a drag by
// such a pointer paints, NaN for nothing.
export function createBrush(words, signal, first = 1) {
  const field = element("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
  field.value = first;
  const finger = button(words.finger, signal, () => {
    const paints = finger.getAttribute("aria-pressed") !== "true";
    finger.setAttribute("aria-pressed", paints);
    finger.closest(".convlab-stage").classList.toggle("finger-paints", paints);
  });
  finger.classList.add("finger");
  finger.setAttribute("aria-pressed", false);
  const check = () => field.setAttribute("aria-invalid", Number.isNaN(readNumber(field.value)));
  field.addEventListener("input", check, { signal });
  const label = element("label", { class: "brush" }, words.brush, field);
  const number = (pointerType) => {
    const scrolls = pointerType === "touch" && finger.getAttribute("aria-pressed") !== "true";
    return scrolls ? NaN : readNumber(field.value);
  };
  return { elements: [label, finger], number };
}
