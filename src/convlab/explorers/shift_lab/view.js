// What ShiftLab shows: the picture, the two ways to its output, their difference, the errors, the verdict.

import { endsOf, scaleFor } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { panelsOf } from "../ui/panel.js";
import { createTable } from "../ui/table.js";
import { fileButton, readPicture } from "../ui/upload.js";
import { createHand, createPad, moveOn, movesOf } from "./move.js";
import { errorRows, explanation, isNone, status, verdict } from "./sentences.js";

const PANELS = ["input", "moved", "output", "before", "after", "difference"];
const MARKS = { yes: "✓", inside: "✓", no: "✗", still: "?", single: "–" };

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  const moves = movesOf(stage);
  const panel = panelsOf(words, signal);
  const panels = Object.fromEntries(PANELS.map((name) => [name, panel(name, {})]));
  const { input, moved, output, before, after, difference } = panels;
  for (const picture of [input, moved]) moveOn(picture.element, signal, moves, () => state);
  input.element.querySelector(".panel-body").append(createHand());
  // An empty picture would look as if it had not been drawn.
  const nothing = element("p", { class: "nothing" });
  difference.element.querySelector(".panel-body").append(nothing);
  const signs = element("ul", { class: "signs", "aria-label": words.signs });
  const way = (name, ...parts) => {
    const title = element("p", { class: "way-title" }, words[name]);
    return element("div", { class: "way" }, title, ...parts.map((one) => one.element));
  };
  const ways = element("div", { class: "ways" });
  ways.append(way("first_shift", moved, output), way("first_map", before, after));
  const source = element(
    "div",
    { class: "source" },
    input.element,
    createPad(words, signal, moves),
  );
  const found = element("div", { class: "found" }, signs, difference.element);
  const file = (chosen) => stage.open("image", readPicture(chosen, 64), chosen);
  const tools = element("div", { class: "tools" }, fileButton(words.open, signal, file));
  const says = element("p", { class: "verdict" });
  const errors = createTable("errors", ["", words.everywhere, words.inside], words.errors);
  const explains = element("p", { class: "explains" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "shift-lab" });
  root.append(element("div", { class: "diagram" }, source, ways, found));
  root.append(says, errors.element, explains, tools, shapes);

  function draw(next) {
    state = next;
    const { X, single, still } = state;
    const grey = scaleFor(X.data, { high: 1 });
    // One scale for all outputs, so that they can be compared; their difference may go beyond it.
    const scale = scaleFor(endsOf([state.before, state.output]), { high: 1 });
    const limits = scaleFor([scale.high, ...endsOf([state.difference])], { kind: "signed" });
    input.update(X, { numbers: false, scale: grey });
    moved.update(state.moved, { numbers: false, scale: grey });
    for (const name of ["before", "output", "after"])
      panels[name].update(state[name], { numbers: single, scale });
    difference.update(state.difference, { numbers: single, scale: limits });
    const marks = single ? [] : marksOf(state);
    for (const one of [output, after, difference]) one.mark(marks);
    signs.replaceChildren(...signsOf(state.found, words));
    nothing.hidden = single || !isNone(state.errors.equivariance[0]);
    nothing.textContent = still ? words.move : words.nothing;
    says.textContent = verdict(state, words);
    errors.draw(errorRows(state.errors, words));
    explains.textContent = explanation(state, words);
    shapes.textContent = status(state, words);
  }

  return { element: root, draw };
}

// A frame around the outputs away from the border, where these are some and not all.
function marksOf({ inside, output }) {
  const count = inside.rows * inside.columns;
  return count && count < output.data.length ? [{ class: "frame", box: inside }] : [];
}

// Two signs: whether f(shift x) is shift f(x), and whether it is f(x). found: for each, what the errors say of it.
function signsOf(found, words) {
  return Object.entries(found).map(([name, finding]) => {
    const mark = element("span", { class: "tick", "aria-hidden": "true" }, MARKS[finding]);
    const says = element("strong", {}, words[`${name}_${finding}`]);
    const formula = element("span", { class: "formula" }, words[`${name}_${finding}_formula`]);
    return element("li", { class: finding }, mark, says, " ", formula);
  });
}
