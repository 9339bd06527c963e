// What ShiftLab shows: the picture, the two ways to its output, their difference, the errors, the verdict.

import { endsOf, scaleFor } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { panelsOf } from "../ui/panel.js";
import { createTable } from "../ui/table.js";
import { fileButton, readPicture } from "../ui/upload.js";
import { isNone } from "./measure.js";
import { createHand, createPad, moveOn, movesOf } from "./move.js";
import { errorRows, explanation, status, verdict } from "./sentences.js";
import { createSigns } from "./signs.js";

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  const moves = movesOf(stage);
  const panel = panelsOf(words, signal);
  const names = ["input", "moved", "output", "before", "after", "difference"];
  const panels = Object.fromEntries(names.map((name) => [name, panel(name, {})]));
  const [input, moved, output, before, after, difference] = names.map(
    (name) => panels[name].element,
  );
  for (const picture of [input, moved]) moveOn(picture, signal, moves, () => state);
  input.querySelector(".panel-body").append(createHand());
  // An empty picture would look as if it had not been drawn.
  const nothing = element("p", { class: "nothing" });
  difference.querySelector(".panel-body").append(nothing);
  const signs = createSigns(words);
  const way = (name, ...parts) =>
    element("div", { class: "way" }, element("p", { class: "way-title" }, words[name]), ...parts);
  const ways = element("div", { class: "ways" });
  ways.append(way("first_shift", moved, output), way("first_map", before, after));
  const source = element("div", { class: "source" }, input, createPad(words, signal, moves));
  const found = element("div", { class: "found" }, signs.element, difference);
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
    panels.input.update(X, { numbers: false, scale: grey });
    panels.moved.update(state.moved, { numbers: false, scale: grey });
    for (const name of ["before", "output", "after"])
      panels[name].update(state[name], { numbers: single, scale });
    panels.difference.update(state.difference, { numbers: single, scale: limits });
    const marks = single ? [] : marksOf(state);
    for (const name of ["output", "after", "difference"]) panels[name].mark(marks);
    signs.draw(state.found);
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
