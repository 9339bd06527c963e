// What ShiftLab shows: the picture, the two ways to its output, their difference, the errors, the verdict.

import { scaleFor } from "../ui/colours.js";
import { clamp, element } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { panelsOf } from "../ui/panel.js";
import { createTable } from "../ui/table.js";
import { fileButton, readPicture } from "../ui/upload.js";
import { createHand } from "./hand.js";
import { moveOn } from "./move.js";
import { createPad } from "./pad.js";
import { errorRows, explanation, none, status, verdict } from "./sentences.js";
import { createSigns } from "./signs.js";

const PANELS = ["input", "moved", "before", "output", "after", "difference"];

export function createView(stage) {
  const { words, signal } = stage;
  let state = null;
  const moves = movesOf(stage);
  const panels = {};
  const panel = panelsOf(words, signal);
  for (const name of PANELS) panels[name] = panel(name, {});
  for (const name of ["input", "moved"]) {
    moveOn(panels[name].element, signal, { ...moves, now: () => state });
  }
  panels.input.element.querySelector(".panel-body").append(createHand());
  // An empty picture would look as if it had not been drawn.
  const nothing = element("p", { class: "nothing" });
  panels.difference.element.querySelector(".panel-body").append(nothing);
  const signs = createSigns(words);
  const way = (name) => element("p", { class: `way ${name}` }, words[name]);
  const pad = createPad(words, signal, moves);
  const source = element("div", { class: "source" }, panels.input.element, pad);
  const diagram = element("div", { class: "diagram" }, source);
  diagram.append(...PANELS.slice(1).map((name) => panels[name].element));
  diagram.append(way("first_shift"), way("first_map"), signs.element);
  const file = (chosen) => stage.open("image", readPicture(chosen, 64), chosen);
  const tools = element("div", { class: "tools" }, fileButton(words.open, signal, file));
  const says = element("p", { class: "verdict" });
  const errors = createTable("errors", ["", words.everywhere, words.inside], words.errors);
  const explains = element("p", { class: "explains" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "shift-lab" });
  root.append(diagram, says, errors.element, explains, tools, shapes);
  onWidth(root, signal, (width) => root.classList.toggle("stacked", width < 560));

  function draw(next) {
    state = next;
    const { X, by, moved, before, output, after, difference, single } = state;
    const grey = scaleFor(X.data, { high: 1 });
    panels.input.update(X, { numbers: false, scale: grey });
    panels.moved.update(moved, { numbers: false, scale: grey });
    // One scale for all outputs, so that they can be compared; their difference may go beyond it.
    const scale = scaleFor([...before.data, ...output.data], { high: 1 });
    const limits = scaleFor([scale.high, ...difference.data], { kind: "signed" });
    panels.before.update(before, { numbers: single, scale });
    panels.output.update(output, { numbers: single, scale });
    panels.after.update(after, { numbers: single, scale });
    panels.difference.update(difference, { numbers: single, scale: limits });
    diagram.classList.toggle("single", single);
    signs.draw(state);
    const still = by.every((d) => d === 0);
    root.classList.toggle("still", still);
    nothing.hidden = single || !none(state.equivariance[0]);
    nothing.textContent = still ? words.move : words.nothing;
    const frame = frameOf(state);
    const marks = frame ? [{ class: "frame", cells: [], box: frame }] : [];
    if (!single) for (const name of ["output", "after", "difference"]) panels[name].mark(marks);
    says.textContent = verdict(state, words).join(" ");
    errors.draw(errorRows(state, words));
    explains.textContent = explanation(state, words).join(" ");
    shapes.textContent = status(state, words);
  }

  return { element: root, draw };
}

// A move by the reader's hand stops where the setting has its ends.
function movesOf(stage) {
  const { shift_rows: down, shift_columns: across } = stage.model.get("spec").limits;
  const moveTo = (rows, columns) => {
    const to = {
      shift_rows: clamp(rows, down.least, down.most),
      shift_columns: clamp(columns, across.least, across.most),
    };
    const now = stage.now();
    if (Object.keys(to).some((name) => to[name] !== now[name])) stage.change(to);
  };
  const moveBy = (rows, columns) => {
    const { shift_rows, shift_columns } = stage.now();
    moveTo(shift_rows + rows, shift_columns + columns);
  };
  return { moveTo, moveBy };
}

// The rectangle of the outputs away from the border, or null where that is none or all of them.
function frameOf({ inside, output }) {
  const first = inside.indexOf(true);
  if (first < 0 || inside.every(Boolean)) return null;
  const last = inside.lastIndexOf(true);
  const place = (n) => [Math.floor(n / output.columns), n % output.columns];
  const [[i, j], [bottom, right]] = [place(first), place(last)];
  return { i, j, rows: bottom - i + 1, columns: right - j + 1 };
}
