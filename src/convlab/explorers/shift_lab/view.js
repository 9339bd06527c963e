// What ShiftLab shows: the picture, the two ways to its output, their difference, the errors, the verdict.

import { createRefusal } from "../ui/board.js";
import { scaleFor } from "../ui/colours.js";
import { MOVES, button, element } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { panelsOf } from "../ui/panel.js";
import { fileButton } from "../ui/upload.js";
import { moveOn } from "./move.js";
import { errorTable, explanation, none, status, verdict } from "./sentences.js";

const PANELS = ["input", "moved", "before", "output", "after", "difference"];

// actions: moveBy(rows, columns), moveTo(rows, columns), open(file).
export function createPanels(words, signal, actions) {
  let state = null;
  const panels = {};
  const panel = panelsOf(words, signal);
  for (const name of PANELS) panels[name] = panel(name, {});
  for (const name of ["input", "moved"]) {
    moveOn(panels[name].element, signal, { ...actions, now: () => state });
  }
  // An empty picture would look as if it had not been drawn.
  const nothing = element("p", { class: "nothing", hidden: true }, words.nothing);
  panels.difference.element.querySelector(".panel-body").append(nothing);
  const refusal = createRefusal();
  const way = (name) => element("p", { class: `way ${name}` }, words[name]);
  const diagram = element("div", { class: "diagram" });
  diagram.append(...PANELS.map((name) => panels[name].element));
  diagram.append(way("first_shift"), way("first_map"));
  const step = (label, key) => button(label, signal, () => actions.moveBy(...MOVES[key]));
  const tools = element(
    "div",
    { class: "tools" },
    step(words.left, "ArrowLeft"),
    step(words.up, "ArrowUp"),
    step(words.down, "ArrowDown"),
    step(words.right, "ArrowRight"),
    button(words.back, signal, () => actions.moveTo(0, 0)),
    fileButton(words.open, signal, actions.open),
  );
  const hint = element("p", { class: "hint" }, words.hint);
  const says = element("p", { class: "verdict" });
  const errors = element("table", { class: "errors", "aria-label": words.errors });
  const explains = element("p", { class: "explains" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const root = element("div", { class: "shift-lab" });
  root.append(refusal.element, diagram, says, errors, explains, tools, hint, shapes);
  onWidth(root, signal, (width) => root.classList.toggle("stacked", width < 560));

  function draw(next) {
    state = next;
    const { X, moved, before, output, after, difference, single } = state;
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
    nothing.hidden = single || !none(state.equivariance[0]);
    const frame = frameOf(state);
    const marks = frame ? [{ class: "frame", cells: [], box: frame }] : [];
    if (!single) for (const name of ["output", "after", "difference"]) panels[name].mark(marks);
    says.textContent = verdict(state, words).join(" ");
    errors.replaceChildren(...errorTable(state, words));
    explains.textContent = explanation(state, words).join(" ");
    shapes.textContent = status(state, words);
  }

  return { element: root, draw, refuse: refusal.refuse };
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
