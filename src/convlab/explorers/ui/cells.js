// The cells of a grid of numbers. Each one that changes costs the page time, so what stays as it was is left alone.

import { NO_PADDING } from "../../shapes.js";
import { levelOf } from "./colours.js";
import { readNumber } from "../../numbers.js";
import { element, setStyle, setText, short } from "./dom.js";
import { createPadding } from "./padding.js";

// Puts itself into root, a grid; attributes are those of every cell.
export function createCells(root, attributes) {
  const pattern = element("span", { role: "gridcell", class: "cell", tabindex: -1, ...attributes });
  pattern.append("0");
  const box = element("div", { class: "rows" });
  root.append(box);
  const padding = createPadding(root);
  const shades = new WeakMap(); // of each cell
  const cellsOf = new WeakMap(); // of each row
  const strike = createMarker();
  const light = createMarker();
  const lines = createParts(box, newRow);
  let rows = []; // the cells that are shown
  let values = { rows: 0, columns: 0 };
  let painted = ""; // the scale and what no window reads, as they are on screen

  const at = (i, j) => rows[i]?.[j];
  const valueAt = (i, j) => values.data[i * values.columns + j];

  const newCell = () => pattern.cloneNode(true);

  function newRow() {
    const line = element("div", { class: "grid-row", role: "row" });
    cellsOf.set(line, createParts(line, newCell));
    return line;
  }

  const resize = () =>
    (rows = lines.take(values.rows).map((line) => cellsOf.get(line).take(values.columns)));

  // The place [i, j] of the cell that an element is or is in, or null.
  function placeOf(node) {
    const cell = node?.closest?.("[role=gridcell]");
    const i = rows.findIndex((cells) => cells.includes(cell));
    return i < 0 ? null : [i, rows[i].indexOf(cell)];
  }

  // Show a matrix: frame is the padding drawn around it, filled with the text `outside`; scale gives each
  // value its colour, and never holds the [rows, columns] that no window reads.
  function update(M, { scale, frame = NO_PADDING, outside = "0", never = [[], []] }) {
    padding.surround(frame, outside, never);
    const wanted = JSON.stringify([scale.low, scale.high, never]);
    if (M === values && wanted === painted) return;
    const resized = M.rows !== values.rows || M.columns !== values.columns;
    painted = wanted;
    values = M;
    if (resized) resize();
    let longest = 0;
    const struck = new Map();
    for (let i = 0; i < M.rows; i++) {
      for (let j = 0; j < M.columns; j++) {
        const text = short(valueAt(i, j));
        longest = Math.max(longest, text.length);
        paint(at(i, j), valueAt(i, j), text, scale);
        if (never[0].includes(i) || never[1].includes(j)) struck.set(at(i, j), "never");
      }
    }
    setStyle(root, "--characters", longest);
    strike(struck);
  }

  function paint(cell, value, text, scale) {
    const shade = scale.palette.shades[levelOf(value, scale)];
    const before = shades.get(cell);
    if (shade !== before) cell.style.backgroundColor = shade.back;
    if (shade.ink !== before?.ink) cell.style.color = shade.ink;
    shades.set(cell, shade);
    const said = cell.textContent;
    const typing = cell === document.activeElement && readNumber(said) === value;
    if (said !== text && !typing) setText(cell, text);
  }

  // marks: [{ class, cells: [[i, j], …] }, …]; each class is given to exactly these cells.
  function mark(marks) {
    const inside = new Map();
    const outside = [];
    for (const { class: name, cells } of marks) {
      for (const [i, j] of cells) {
        const cell = at(i, j);
        if (!cell) outside.push([name, i, j]);
        else inside.set(cell, inside.has(cell) ? `${inside.get(cell)} ${name}` : name);
      }
    }
    light(inside);
    padding.mark(outside);
  }

  return { at, placeOf, valueAt, update, mark };
}

// The parts of a box, of which as many are shown as are taken: what is too much is hidden at both ends alike, and what is
// missing comes to both. What padding adds thus stands around the numbers that were there, and these stay what they are.
// Hidden ones keep their place: in a page with formulas, a browser works out the style of all that is in a box anew when
// something is put into it.
function createParts(box, make) {
  let parts = []; // all that there are
  let [first, shown] = [0, []];

  // Show so many, and return them.
  function take(count) {
    if (count === shown.length) return shown;
    const from = first - Math.trunc((count - shown.length) / 2);
    const some = (n) => Array.from({ length: Math.max(0, n) }, make);
    const [left, right] = [some(-from), some(from + count - parts.length)];
    if (left.length) box.prepend(...left);
    if (right.length) box.append(...right);
    parts = [...left, ...parts, ...right];
    first = Math.max(0, from);
    parts.forEach((part, n) => {
      const away = n < first || n >= first + count;
      if (part.hidden !== away) part.hidden = away;
    });
    return (shown = parts.slice(first, first + count));
  }

  return { take };
}

// Returns a function that takes a Map of cells to class names: those that had others lose them.
function createMarker() {
  let before = new Map();
  return (wanted) => {
    for (const [cell, names] of before)
      if (wanted.get(cell) !== names) cell.classList.remove(...names.split(" "));
    for (const [cell, names] of wanted)
      if (before.get(cell) !== names) cell.classList.add(...names.split(" "));
    before = wanted;
  };
}
