// The padding around a grid of numbers: one element, whose cells are a pattern, however many they are.

import { element } from "./dom.js";
import { NO_PADDING } from "./kernels.js";

// For root, a grid that holds the rows of the data alone.
export function createPadding(root) {
  const around = element("div", { class: "padding", "aria-hidden": "true" });
  let frame = NO_PADDING;
  let shown = "";

  // Show the padding `wide`, with the text `outside` in each of its cells.
  function surround(wide, outside) {
    const wanted = JSON.stringify([wide, outside]);
    if (wanted === shown) return;
    shown = wanted;
    frame = wide;
    const [[top, bottom], [left, right]] = frame;
    root.style.padding = `${down(top)} ${across(right)} ${down(bottom)} ${across(left)}`;
    around.style.setProperty("--outside", tile(outside));
    if (top || bottom || left || right) return root.prepend(around);
    root.style.padding = "";
    around.remove();
  }

  // Give classes to cells of the padding: [class, i, j], where [0, 0] is the first cell of the data.
  function mark(marks) {
    if (!marks.length && !around.firstChild) return;
    const [[top], [left]] = frame;
    const made = marks.map(([name, i, j]) => {
      const cell = element("span", { class: `cell ${name}` });
      cell.style.top = down(i + top);
      cell.style.left = across(j + left);
      return cell;
    });
    around.replaceChildren(...made);
  }

  return { surround, mark };
}

function down(cells) {
  return `calc(${cells} * var(--down))`;
}

function across(cells) {
  return `calc(${cells} * var(--across))`;
}

// A text in the middle of a cell, as an image.
function tile(text) {
  const place = 'x="16" y="16" text-anchor="middle" dominant-baseline="central"';
  const font = 'font-family="monospace" font-size="12" fill="#33506e"';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><text ${place} ${font}>${text}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
