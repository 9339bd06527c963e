// The number fields above a stage. They are ipywidgets' own, which clamp what is typed, and read "2.7" as 27; so they
// are read here, by the book's one reader of numbers, and what cannot be is refused with a sentence and marked.

import { readNumber } from "../../numbers.js";
import { fill } from "../ui/dom.js";

const STEPS = { ArrowUp: 1, ArrowDown: -1 };
const FIELDS = "[class*=convlab-sets-]"; // Explorer gives each control the name of what it sets as a class

// Read the fields in `root`. limits: by trait, as the spec has them. now() are the settings, change(patch) asks for others,
// say({ sentence, fields }) tells what cannot be read, say() that all is well.
export function readFields(root, { limits, signal, words, now, change, say }) {
  const valueOf = (trait) => now()[trait];

  function traitOf(input) {
    const box = input.matches("input") && input.closest(FIELDS);
    const name = box && [...box.classList].find((one) => one.startsWith("convlab-sets-"));
    return name && name.slice("convlab-sets-".length);
  }

  function commit(input, trait) {
    const text = input.value;
    const value = readNumber(text);
    if (Number.isNaN(value)) {
      const sentence = fill(words.not_a_number_there, { what: limits[trait].what, text });
      say({ sentence, fields: [trait] });
    } else if (value !== valueOf(trait)) change({ [trait]: value });
    else say();
    input.value = valueOf(trait);
  }

  function press(event, input, trait) {
    if (event.isComposing) return;
    if (event.key === "Enter") commit(input, trait);
    if (event.key === "Escape") {
      input.value = valueOf(trait);
      say();
    }
    if (!STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = STEPS[event.key] * (limits[trait].step ?? 1);
    change({ [trait]: Number((valueOf(trait) + step).toFixed(12)) });
    input.value = valueOf(trait);
  }

  // Fields of text: a field of numbers would swallow a decimal comma, and give no sign of it. They are drawn
  // about when the stage is.
  function adapt(frames) {
    for (const input of root.querySelectorAll(`${FIELDS} input[type=number]`)) {
      Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" });
    }
    if (frames && !signal.aborted) requestAnimationFrame(() => adapt(frames - 1));
  }

  // Before the widget's own listeners, which then hear nothing of it.
  function listen(type, action) {
    const act = (event) => {
      const trait = traitOf(event.target);
      if (!(trait in limits)) return;
      event.stopImmediatePropagation();
      action?.(event, event.target, trait);
    };
    root.addEventListener(type, act, { signal, capture: true });
  }

  adapt(60);
  listen("keydown", press);
  listen("change", (_event, input, trait) => commit(input, trait));
  for (const type of ["keypress", "keyup"]) listen(type);
  // What an undo brings back is no change to a browser, and it may come to a field that was left.
  listen("input", (_event, input, trait) => {
    if (input !== document.activeElement) commit(input, trait);
  });
  const left = ({ target }) => {
    const trait = traitOf(target);
    if (trait in limits && target.value !== String(valueOf(trait))) commit(target, trait);
  };
  root.addEventListener("focusout", left, { signal });
}
