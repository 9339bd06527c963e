// The number fields above a stage. They are ipywidgets' own, which clamp what is typed, and read "2.7" as 27; so they
// are read here, by the book's one reader of numbers, and what cannot be is refused with a sentence and marked.

import { readNumber } from "../../numbers.js";
import { fill } from "../ui/dom.js";

const STEPS = { ArrowUp: 1, ArrowDown: -1 };

// limits: by trait, as the spec has them. valueOf(trait) is the present number, set(trait, value) asks for another,
// refuse(sentence, trait) says why not. Returns mark(trait): show that this field's text was refused, or none's.
export function takeFields(el, limits, signal, { words, valueOf, set, refuse }) {
  let marked = null;
  const fieldOf = (event) => {
    const box = event.target.matches("input") && event.target.closest("[class*=convlab-sets-]");
    const trait =
      box && [...box.classList].find((one) => one.startsWith("convlab-sets-")).slice(13);
    return trait in limits ? trait : null;
  };

  const root = () => el.closest(".convlab-explorer");
  const on = (type, action) => {
    const act = (event) => {
      const trait = fieldOf(event);
      if (trait && root()?.contains(event.target)) action(event, event.target, trait);
    };
    // Before the widget's own listeners, which then hear nothing of it.
    document.addEventListener(type, act, { signal, capture: true });
  };

  function commit(input, trait) {
    const text = input.value;
    const value = readNumber(text);
    if (Number.isNaN(value)) {
      refuse(fill(words.not_a_number_there, { what: limits[trait].what, text }), trait);
    } else if (value !== valueOf(trait)) set(trait, value);
    else mark(null);
    input.value = valueOf(trait);
  }

  // A field of text: a field of numbers would swallow a decimal comma, and give no sign of it. The fields are drawn
  // about when the stage is.
  const adapt = (input) => {
    if (input.type === "text") return;
    Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" });
  };
  const FIELDS = "[class*=convlab-sets-] input[type=number]";
  const adaptAll = (frames) => {
    root()?.querySelectorAll(FIELDS).forEach(adapt);
    if (frames && !signal.aborted) requestAnimationFrame(() => adaptAll(frames - 1));
  };
  adaptAll(60);
  on("focusin", (_event, input) => adapt(input));
  on("keydown", (event, input, trait) => {
    event.stopImmediatePropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") commit(input, trait);
    if (event.key === "Escape") input.value = valueOf(trait);
    if (!STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = STEPS[event.key] * (limits[trait].step ?? 1);
    set(trait, Number((valueOf(trait) + step).toFixed(12)));
    input.value = valueOf(trait);
  });
  on("change", (event, input, trait) => {
    event.stopImmediatePropagation();
    commit(input, trait);
  });
  for (const type of ["input", "keypress", "keyup"]) {
    on(type, (event) => event.stopImmediatePropagation());
  }

  function mark(trait) {
    marked?.removeAttribute("aria-invalid");
    marked = trait ? root()?.querySelector(`.convlab-sets-${trait} input`) : null;
    marked?.setAttribute("aria-invalid", "true");
  }
  return { mark };
}
