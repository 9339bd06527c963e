// A grid of numbers: readable, reachable by keyboard, and where it may be, editable by typing and painting.

import { createCells } from "./cells.js";
import { createFrame } from "./frame.js";
import { readNumber } from "../../numbers.js";
import { MOVES, element, short } from "./dom.js";

// Options: label; signal (ends all listeners); onCursor(i, j) or (null) as pointer or focus comes and goes.
// To be editable also: onEdit(i, j, value, first) and onRefuse(i, j, text, first), where first is the number before
// anything was typed; and brush(), the number to paint with.
/** @param {GridOptions} options */
export function createGrid({ label, signal, onCursor, onEdit, onRefuse, brush }) {
  const root = element("div", { role: "grid", "aria-label": label, class: "grid" });
  const edit = onEdit ? { contenteditable: "plaintext-only", spellcheck: "false" } : {};
  const cells = createCells(root, edit);
  const { at, placeOf: place, valueAt } = cells;
  const frame = createFrame(root);
  let from = [0, 0]; // where the data begin, behind the padding
  let tabbed = null; // the one cell that the tab key reaches
  let first = null; // the number that was in the focused cell before its text was changed
  let editing = null; // the cell in which a click places the caret: any other click selects a number

  function update(M, options) {
    cells.update(M, options);
    from = options.frame ? options.frame.map(([before]) => before) : [0, 0];
    if (place(tabbed)) return;
    tabbed?.blur(); // it is new, or gone
    tabTo(0, 0);
  }

  // Marks as those of cells; what has a box is a frame over the grid.
  function mark(marks) {
    const framed = marks.find(({ box }) => box);
    frame.place(framed ? { ...framed, ...framed.box } : null, from);
    cells.mark(marks.filter((one) => !("box" in one)));
  }

  // Take over what was typed in a cell, or put its number back and say why.
  function settle(cell, i, j) {
    const text = cell.textContent;
    const value = readNumber(text);
    cell.textContent = short(valueAt(i, j));
    if (text === cell.textContent || value === valueAt(i, j)) return;
    if (Number.isNaN(value)) onRefuse(i, j, text, first);
    else onEdit(i, j, value, first);
  }

  // Escape: the number that was there before anything was typed.
  function giveBack(cell, i, j) {
    if (valueAt(i, j) !== first) onEdit(i, j, first);
    cell.textContent = short(valueAt(i, j));
    select(i, j);
  }

  function tabTo(i, j) {
    tabbed?.setAttribute("tabindex", -1);
    tabbed = at(i, j);
    tabbed?.setAttribute("tabindex", 0);
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
    first = valueAt(...here);
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
    const value = readNumber(event.target.textContent);
    if (here) editing = at(...here);
    if (here && !Number.isNaN(value) && !event.isComposing) onEdit(...here, value, first);
  });
  on("keydown", (event, here) => {
    if (!here || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && onEdit) giveBack(event.target, ...here);
    const move = event.key === "Enter" ? MOVES.ArrowDown : MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    if (onEdit) settle(event.target, ...here);
    first = valueAt(...here);
    at(...here.map((index, axis) => index + move[axis]))?.focus?.();
    if (onEdit && event.target === document.activeElement) select(...here); // there was no next one
  });
  on("pointerover", (event, here) => here && onCursor?.(...here));
  on("pointerleave", () => onCursor?.(...(place(document.activeElement) ?? [null])));
  if (brush) paintOn(root, { signal, place, brush, onPaint: onEdit });
  return { element: root, update, mark };
}

// Painting: a press on a grid's cell gives it the brush's number, and a drag each one that it comes over. brush() is that
// number, NaN while the brush is not held.
function paintOn(root, { signal, place, brush, onPaint }) {
  let painting = false;
  const end = () => (painting = false);
  const press = (event) => {
    const here = event.isPrimary && place(event.target);
    const value = brush();
    if (!here || Number.isNaN(value)) return;
    painting = true;
    if (event.target.hasPointerCapture?.(event.pointerId)) {
      event.target.releasePointerCapture(event.pointerId);
    }
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    getSelection().removeAllRanges();
    onPaint(...here, value);
  };
  const drag = (event) => {
    const here = painting && place(document.elementFromPoint(event.clientX, event.clientY));
    const value = brush();
    if (!here || Number.isNaN(value)) return;
    event.preventDefault();
    onPaint(...here, value);
  };
  root.addEventListener("pointerdown", press, { signal });
  root.addEventListener("pointermove", drag, { signal });
  // A press would put the caret into the cell.
  root.addEventListener("mousedown", (event) => painting && event.preventDefault(), { signal });
  root.addEventListener("selectstart", (event) => painting && event.preventDefault(), { signal });
  // A focused cell's text is selected, and the browser would drag the selection instead.
  root.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", end, { signal });
}
