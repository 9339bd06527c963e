// The padding around a grid of numbers: one element, whose cells are a pattern, however many they are.

import { NO_PADDING } from "../../shapes.js";
import { element, setStyle } from "./dom.js";

// For root, a grid that holds the rows of the data alone.
export function createPadding(root) {
  const around = element("div", { class: "padding", "aria-hidden": "true" });
  let frame = NO_PADDING;
  let shown = "";
  let struck = [];

  // Show the padding `wide`, with the text `outside` in each of its cells, and what no window reads of it.
  function surround(wide, outside, never) {
    const wanted = JSON.stringify([wide, outside, never]);
    if (wanted === shown) return;
    shown = wanted;
    frame = wide;
    const [[top, bottom], [left, right]] = frame;
    root.style.padding = `${down(top)} ${across(right)} ${down(bottom)} ${across(left)}`;
    if (!top && !bottom && !left && !right) return around.remove();
    setStyle(around, "--outside", tile(outside));
    struck = [
      ...never[0].map((i) => piece("never-row", stripesFrom("top", "Y", down(i + top)))),
      ...never[1].map((j) => piece("never-column", stripesFrom("left", "X", across(j + left)))),
    ];
    if (struck.length || around.firstChild) around.replaceChildren(...struck);
    if (!around.isConnected) root.prepend(around);
  }

  // Give classes to cells of the padding: [class, i, j], where [0, 0] is the first cell of the data.
  function mark(marks) {
    const nothing = !marks.length && around.childElementCount === struck.length;
    if (nothing || !around.parentNode) return;
    const [[top], [left]] = frame;
    const lit = marks.map(([name, i, j]) =>
      piece(`cell ${name}`, { top: down(i + top), left: across(j + left) }),
    );
    around.replaceChildren(...struck, ...lit);
  }

  return { surround, mark };
}

function piece(name, place) {
  const made = element("div", { class: name });
  Object.assign(made.style, place);
  return made;
}

// A place along one axis, with stripes that go on as if they began at the padding's corner: where rows and
// columns cross, they meet.
function stripesFrom(side, axis, place) {
  return { [side]: place, [`backgroundPosition${axis}`]: `calc(-1 * ${place})` };
}

// Lengths of so many cells, on the page.
export function down(cells) {
  return `calc(${cells} * var(--down))`;
}

export function across(cells) {
  return `calc(${cells} * var(--across))`;
}

// A cell of the padding as one image: stripes, and a text in the middle. The lines between cells are the style's.
function tile(text) {
  const stripes =
    '<path d="M-8 8 8-8M-8 24 24-8M-8 40 40-8M8 40 40 8M24 40 40 24" stroke="#cedbe8" stroke-width="5.7"/>';
  const place = 'x="16" y="16" text-anchor="middle" dominant-baseline="central"';
  const font = 'font-family="monospace" font-size="12" fill="#33506e"';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" preserveAspectRatio="none"><rect width="32" height="32" fill="#dfe8f0"/>${stripes}<text ${place} ${font}>${text}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
