// A grid of numbers: readable, reachable by keyboard, and where it may be, editable by typing and painting.

import { MOVES, element, parseNumber, short } from "./dom.js";
import { css, ink } from "./colours.js";
import { NO_PADDING } from "./kernels.js";
import { paintOn } from "./paint.js";

// Options: label; signal (ends all listeners); onCursor(i, j) or (null) as pointer or focus comes and goes.
// To be editable also: onEdit(i, j, value), onRefuse(i, j, text), and brush(), the number to paint with.
export function createGrid({ label, signal, onCursor, onEdit, onRefuse, brush }) {
  const root = element("div", { role: "grid", "aria-label": label, class: "grid" });
  let values = { rows: 0, columns: 0 };
  let frame = NO_PADDING;
  let border = "0"; // what stands in the padding
  let spans = []; // every cell, the padding's too, row by row
  let tabbed = [0, 0]; // the one cell that the tab key reaches
  let editing = null; // the cell in which a click places the caret: any other click selects a number
  let painted = ""; // the scale and what no window reads, as they are on screen
  const edit = onEdit ? { contenteditable: "plaintext-only", spellcheck: "false" } : {};
  const pattern = element("span", { role: "gridcell", class: "cell", tabindex: -1, ...edit });
  const padded = element("span", { class: "cell padding", "aria-hidden": "true" });
  const at = (i, j) => spans[i + frame[0][0]]?.[j + frame[1][0]];
  const place = (node) => {
    const cell = node?.closest?.("[role=gridcell]");
    return cell && root.contains(cell) ? [+cell.dataset.i, +cell.dataset.j] : null;
  };
  const valueAt = (i, j) => values.data[i * values.columns + j];

  function build() {
    const [[top, bottom], [left, right]] = frame;
    tabbed = [0, 0];
    padded.textContent = border;
    spans = Array.from({ length: top + values.rows + bottom }, (_, y) =>
      Array.from({ length: left + values.columns + right }, (_, x) => makeCell(y - top, x - left)),
    );
    const rows = spans.map((row, y) => {
      const data = y >= top && y < top + values.rows;
      const role = data ? { role: "row" } : { "aria-hidden": "true" };
      return element("div", { class: "grid-row", ...role }, ...row);
    });
    root.replaceChildren(...rows);
    at(0, 0).setAttribute("tabindex", 0);
  }

  function makeCell(i, j) {
    const outside = i < 0 || j < 0 || i >= values.rows || j >= values.columns;
    if (outside) return padded.cloneNode(true);
    const cell = pattern.cloneNode();
    cell.setAttribute("data-i", i);
    cell.setAttribute("data-j", j);
    return cell;
  }

  // Show a matrix: frame is the padding drawn around it, filled with the text `outside`; scale gives each
  // value its colour, and never holds the [rows, columns] that no window reads.
  function update(M, { scale, frame: around = NO_PADDING, outside = "0", never = [[], []] }) {
    const longest = Math.max(...Array.from(M.data, (value) => short(value).length));
    root.style.setProperty("--characters", longest);
    const resized = M.rows !== values.rows || M.columns !== values.columns;
    const reframed = String(around) !== String(frame) || outside !== border;
    const wanted = JSON.stringify([scale.low, scale.high, never]);
    if (M === values && !reframed && wanted === painted) return;
    painted = wanted;
    values = M;
    frame = around;
    border = outside;
    if (resized || reframed) build();
    for (let i = 0; i < M.rows; i++)
      for (let j = 0; j < M.columns; j++) paintCell(at(i, j), i, j, scale);
    for (const cell of root.querySelectorAll(".never")) cell.classList.remove("never");
    for (const i of never[0])
      for (const cell of spans[i + frame[0][0]]) cell.classList.add("never");
    for (const j of never[1]) for (const row of spans) row[j + frame[1][0]].classList.add("never");
  }

  function paintCell(cell, i, j, scale) {
    const value = valueAt(i, j);
    const colour = scale.of(value);
    cell.style.background = css(colour);
    cell.style.color = ink(colour);
    const typing = cell === document.activeElement && parseNumber(cell.textContent) === value;
    if (!typing && cell.textContent !== short(value)) cell.textContent = short(value);
  }

  // marks: [{ class, cells: [[i, j], …] }, …]; each class is given to exactly these cells.
  function mark(marks) {
    for (const cell of root.querySelectorAll("[data-marked]")) {
      cell.classList.remove(...cell.dataset.marked.split(" "));
      delete cell.dataset.marked;
    }
    for (const { class: name, cells } of marks) {
      for (const cell of cells.map(([i, j]) => at(i, j)).filter(Boolean)) {
        cell.classList.add(name);
        cell.dataset.marked = cell.dataset.marked ? `${cell.dataset.marked} ${name}` : name;
      }
    }
  }

  // Take over what was typed in a cell, or put its number back and say why.
  function settle(cell, i, j) {
    const text = cell.textContent;
    const value = parseNumber(text);
    cell.textContent = short(valueAt(i, j));
    if (text === cell.textContent || value === valueAt(i, j)) return;
    if (Number.isNaN(value)) onRefuse(i, j, text);
    else onEdit(i, j, value);
  }

  function tabTo(i, j) {
    at(...tabbed)?.setAttribute("tabindex", -1);
    tabbed = [i, j];
    at(i, j).setAttribute("tabindex", 0);
  }

  function select(i, j) {
    editing = null;
    getSelection().selectAllChildren(at(i, j));
  }

  const on = (type, action) =>
    root.addEventListener(type, (event) => action(event, place(event.target)), { signal });
  on("focusin", (event, here) => {
    if (!here) return;
    tabTo(...here);
    if (onEdit) select(...here);
    onCursor?.(...here);
  });
  // Focused, and its number is selected as a whole: a click is not yet for the caret.
  const whole = (here) => {
    const cell = here && onEdit && at(...here);
    return cell && cell === document.activeElement && cell !== editing;
  };
  on("mousedown", (event, here) => whole(here) && event.preventDefault());
  on("click", (event, here) => {
    if (!whole(here)) return;
    select(...here);
    editing = at(...here);
  });
  on("focusout", (event, here) => {
    if (here && onEdit && event.target === at(...here)) settle(event.target, ...here);
    onCursor?.(null);
  });
  on("input", (event, here) => {
    const value = parseNumber(event.target.textContent);
    if (here) editing = at(...here);
    if (here && !Number.isNaN(value)) onEdit(...here, value);
  });
  on("keydown", (event, here) => {
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && onEdit) event.target.textContent = short(valueAt(...here));
    const move = event.key === "Enter" ? MOVES.ArrowDown : MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    if (onEdit) settle(event.target, ...here);
    at(...here.map((index, axis) => index + move[axis]))?.focus?.();
    if (onEdit && event.target === document.activeElement) select(...here); // there was no next one
  });
  on("pointerover", (event, here) => here && onCursor?.(...here));
  on("pointerleave", () => onCursor?.(...(place(document.activeElement) ?? [null])));
  if (brush) paintOn(root, { signal, place, brush, onPaint: onEdit });
  return { element: root, update, mark };
}
