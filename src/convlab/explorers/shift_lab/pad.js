// Four arrows around a zero: a press moves the picture by one pixel, with Shift by more, or back to where it was.

import { MOVES, button, element } from "../ui/dom.js";
import { FAR } from "./move.js";

const ARROWS = { ArrowUp: "▲", ArrowLeft: "◀", ArrowRight: "▶", ArrowDown: "▼" };

// actions are moveBy(rows, columns) and moveTo(rows, columns).
export function createPad(words, signal, { moveBy, moveTo }) {
  const arrow = (key) => {
    const far = ({ shiftKey }) => (shiftKey ? FAR : 1);
    const made = button(ARROWS[key], signal, (event) =>
      moveBy(...MOVES[key].map((d) => d * far(event))),
    );
    return named(made, words[key], key);
  };
  const back = button("0", signal, () => moveTo(0, 0));
  const arrows = Object.keys(ARROWS).map(arrow);
  const all = [...arrows.slice(0, 2), named(back, words.to_zero, "back"), ...arrows.slice(2)];
  return element("div", { class: "pad", role: "group", "aria-label": words.pad }, ...all);
}

function named(made, name, place) {
  made.setAttribute("aria-label", name);
  made.title = name;
  made.classList.add(place);
  made.style.gridArea = place;
  return made;
}
