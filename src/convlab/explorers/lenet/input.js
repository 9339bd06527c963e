// What becomes of a drawing before the network sees it: 8×8 shares of ink, and the 28×28 image.

import { createCanvas, layBox } from "../ui/canvas.js";
import { GREY } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";

const INK_SCALE = { palette: GREY, low: 0, high: 1 };

export function createInput(words) {
  const reduced = panel("reduced", words.reduced, 8);
  const input = panel("image", words.input, 28);
  const root = element("div", { class: "prepared" }, reduced.element, input.element);

  function draw({ reduced: cells, image, settings }) {
    const title = settings.fit === "on" ? words.reduced_title_fit : words.reduced_title;
    reduced.draw(cells, fill(title, { shape: "8×8" }));
    input.draw(image, fill(words.input_title, { shape: "28×28" }));
  }

  // Outline what a unit sees of the image.
  function mark({ boxes, below }) {
    const box = boxes.input ?? (below.length ? { i: 0, j: 0, rows: 28, columns: 28 } : null);
    input.outline(box, boxes.input?.nearest ? "window" : "field");
  }

  return { element: root, draw, mark };
}

function panel(name, label, side) {
  const { element: picture, canvas, boxes, paint } = createCanvas(label, side, side);
  const title = element("p", { class: "panel-title" });
  const box = element("div", {});
  boxes.append(box);
  return {
    element: element("div", { class: `panel ${name}` }, title, picture),
    draw(data, text) {
      paint(data, INK_SCALE);
      if (title.textContent !== text) title.textContent = text;
    },
    outline(place, kind) {
      box.className = place ? kind : "";
      if (place) layBox(box, place, canvas);
    },
  };
}
