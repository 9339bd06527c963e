// The cells of a grid of numbers. Each one that changes costs the page time, so what stays as it was is left alone.

import { NO_PADDING } from "../../shapes.js";
import { levelOf } from "./colours.js";
import { readNumber } from "../../numbers.js";
import { element, setStyle, setText, short } from "./dom.js";
import { across, createPadding, down } from "./padding.js";

// Puts itself into root, a grid; attributes are those of every cell.
export function createCells(root, attributes) {
  const pattern = element("span", { role: "gridcell", class: "cell", tabindex: -1, ...attributes });
  pattern.append("0");
  const box = element("div", { class: "rows" });
  const seen = element("div", { class: "seen-cells" }, box);
  root.append(seen);
  const padding = createPadding(root);
  const shades = new WeakMap(); // of each cell
  const strike = createMarker();
  const light = createMarker();
  let [lines, columns] = [NONE, NONE]; // which lines are shown, and which cells of each
  let rows = []; // the cells that are shown
  let values = { rows: 0, columns: 0 };
  let painted = ""; // the scale and what no window reads, as they are on screen

  const at = (i, j) => rows[i]?.[j];
  const valueAt = (i, j) => values.data[i * values.columns + j];

  const newCells = (count) => Array.from({ length: count }, () => pattern.cloneNode(true));
  const newLine = () =>
    element("div", { class: "grid-row", role: "row" }, ...newCells(columns.made));
  const newLines = (count) => Array.from({ length: count }, newLine);

  // Show so many lines of so many cells. The others keep their place, beneath what is cut off around those.
  function resize(count, each) {
    [lines, columns] = [stretched(lines, count), stretched(columns, each)];
    for (const line of box.children) put(line, newCells(columns.before), newCells(columns.after));
    put(box, newLines(lines.before), newLines(lines.after));
    rows = takeOf(box, lines).map((line) => takeOf(line, columns));
    Object.assign(seen.style, {
      width: `calc(${across(each)} + 1px)`,
      height: `calc(${down(count)} + 1px)`,
    });
    Object.assign(box.style, {
      width: across(columns.made),
      height: down(lines.made),
      left: across(-columns.first),
      top: down(-lines.first),
    });
  }

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
    if (resized) resize(M.rows, M.columns);
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

// Which of the lines of a grid, or of the cells of a line, are shown: how many of all that were made, from which on; before
// and after are those that are made for it at both ends.
const NONE = { first: 0, shown: 0, made: 0, before: 0, after: 0 };

// The same with so many shown: what is too much goes at both ends alike, and what is missing comes to both. What padding adds
// thus stands around the numbers that were there, and these stay what they are, where they are.
function stretched({ first, shown, made }, count) {
  const from = first - Math.trunc((count - shown) / 2);
  const [before, after] = [Math.max(0, -from), Math.max(0, from + count - made)];
  return { first: from + before, shown: count, made: before + made + after, before, after };
}

// In a page with formulas, a browser works out the style of all that is in a box anew when something is put into it.
function put(box, before, after) {
  if (before.length) box.prepend(...before);
  if (after.length) box.append(...after);
}

// The parts of a box that are shown; the others are for nobody. Only the names of their states change: a browser would work
// out the style of each one that it hides or shows.
function takeOf(box, { first, shown }) {
  const parts = [...box.children];
  parts.forEach((part, n) => {
    const hidden = n < first || n >= first + shown ? "true" : null;
    if (part.ariaHidden !== hidden) part.ariaHidden = hidden;
  });
  return parts.slice(first, first + shown);
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
