// A canvas that is drawn again with every move of a hand: one pixel for each number, and boxes over it.

import { pixelsOf } from "./colours.js";
import { element } from "./dom.js";

export function createCanvas(label, height, width) {
  const canvas = element("canvas", { role: "img", "aria-label": label, width, height });
  const context = canvas.getContext("2d");
  const boxes = element("div", { class: "boxes", "aria-hidden": "true" });
  const root = element("div", { class: "picture" }, canvas, boxes);
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);

  // Show numbers as colours; `to` says which pixel each one goes to, in order if there is none.
  function paint(data, scale, to = null) {
    const colours = pixelsOf(data, scale);
    if (!to) pixels.set(colours);
    else for (let n = 0; n < data.length; n++) pixels[to[n]] = colours[n];
    context.putImageData(image, 0, 0);
  }

  return { element: root, canvas, boxes, paint };
}

// Lay a box over the pixels of a canvas from { i, j } on, so many rows and columns.
export function layBox(box, { i, j, rows, columns }, { height, width }) {
  box.style.top = `${(100 * i) / height}%`;
  box.style.left = `${(100 * j) / width}%`;
  box.style.height = `${(100 * rows) / height}%`;
  box.style.width = `${(100 * columns) / width}%`;
}

// The [row, column] of a canvas that a pointer is at, with what it is of a pixel.
export function placeUnder({ clientX, clientY }, canvas) {
  const { top, left, width, height } = canvas.getBoundingClientRect();
  const [down, across] = [(clientY - top) / height, (clientX - left) / width];
  return [down * canvas.height, across * canvas.width];
}
