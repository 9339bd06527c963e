// The cells of a grid of numbers. Each one that changes costs the page time, so what stays as it was is left alone.

import { NO_PADDING } from "../../shapes.js";
import { levelOf } from "./colours.js";
import { readNumber } from "../../numbers.js";
import { element, short } from "./dom.js";
import { createPadding } from "./padding.js";

// Puts itself into root, a grid; attributes are those of every cell.
export function createCells(root, attributes) {
  const pattern = element("span", { role: "gridcell", class: "cell", tabindex: -1, ...attributes });
  pattern.textContent = "0";
  const padding = createPadding(root);
  const rows = []; // { line, cells }
  const shown = new WeakMap(); // the shade of each cell
  const strike = createMarker();
  const light = createMarker();
  let values = { rows: 0, columns: 0 };
  let painted = ""; // the scale and what no window reads, as they are on screen

  const at = (i, j) => rows[i]?.cells[j];
  const valueAt = (i, j) => values.data[i * values.columns + j];

  // As many rows and columns as the matrix has.
  function resize() {
    for (const { line } of rows.splice(values.rows)) line.remove();
    while (rows.length < values.rows) {
      const line = element("div", { class: "grid-row", role: "row" });
      rows.push({ line, cells: [] });
      root.append(line);
    }
    rows.forEach(({ line, cells }, i) => {
      for (const cell of cells.splice(values.columns)) cell.remove();
      while (cells.length < values.columns) {
        const cell = pattern.cloneNode(true);
        cell.setAttribute("data-i", i);
        cell.setAttribute("data-j", cells.length);
        cells.push(cell);
        line.append(cell);
      }
    });
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
    for (let i = 0; i < M.rows; i++) {
      for (let j = 0; j < M.columns; j++) {
        const text = short(valueAt(i, j));
        longest = Math.max(longest, text.length);
        paint(at(i, j), valueAt(i, j), text, scale);
      }
    }
    root.style.setProperty("--characters", longest);
    const struck = new Map();
    rows.forEach(({ cells }, i) => {
      cells.forEach((cell, j) => {
        if (never[0].includes(i) || never[1].includes(j)) struck.set(cell, "never");
      });
    });
    strike(struck);
  }

  function paint(cell, value, text, scale) {
    const [before, shade] = [shown.get(cell), scale.palette.shades[levelOf(value, scale)]];
    if (shade !== before) {
      shown.set(cell, shade);
      cell.style.backgroundColor = shade.back;
      if (shade.ink !== before?.ink) cell.style.color = shade.ink;
    }
    if (cell.textContent === text) return;
    const typing = cell === document.activeElement && readNumber(cell.textContent) === value;
    if (!typing) write(cell, text);
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

  return { at, valueAt, update, mark };
}

// A number in a cell: the text that is there changes, where there is one, instead of being replaced.
function write(cell, text) {
  const [first, second] = cell.childNodes;
  if (first?.nodeType === Node.TEXT_NODE && !second) first.data = text;
  else cell.textContent = text;
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
