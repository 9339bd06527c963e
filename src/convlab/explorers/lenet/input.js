// What becomes of a drawing before the network sees it: 8×8 shares of ink, and the 28×28 image.

import { GREY } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { createCanvas, paint } from "./canvas.js";

const INK_SCALE = { palette: GREY, low: 0, high: 1 };

export function createInput(words) {
  const reduced = panel("reduced", words.reduced, 8);
  const input = panel("image", words.input, 28);
  const root = element("div", { class: "prepared" }, reduced.element, input.element);

  function draw({ reduced: cells, image }, { fit }) {
    const title = fit === "on" ? words.reduced_title_fit : words.reduced_title;
    reduced.draw(cells, fill(title, { shape: "8×8" }));
    input.draw(image, fill(words.input_title, { shape: "28×28" }));
  }

  // Outline what a unit sees of the image.
  function mark(_unit, { boxes, below }) {
    const box = boxes.input ?? (below.length ? { i: 0, j: 0, rows: 28, columns: 28 } : null);
    input.outline(box, boxes.input?.nearest ? "window" : "field");
  }

  return { element: root, draw, mark };
}

function panel(name, label, side) {
  const { canvas, boxes, root } = createCanvas(label, { width: side, height: side });
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  const title = element("p", { class: "panel-title" });
  const box = element("div", {});
  boxes.append(box);
  return {
    element: element("div", { class: `panel ${name}` }, title, root),
    draw(data, text) {
      paint(image, data, INK_SCALE);
      context.putImageData(image, 0, 0);
      if (title.textContent !== text) title.textContent = text;
    },
    outline(place, kind) {
      box.className = place ? kind : "";
      if (!place) return;
      box.style.top = `${(100 * place.i) / side}%`;
      box.style.left = `${(100 * place.j) / side}%`;
      box.style.height = `${(100 * place.rows) / side}%`;
      box.style.width = `${(100 * place.columns) / side}%`;
    },
  };
}
