// Canvases that are drawn again with every move of a hand: one picture of pixels each, made once.

import { pixelsOf } from "../ui/colours.js";
import { element } from "../ui/dom.js";

// A labelled canvas with boxes over it.
export function createCanvas(label, { width, height }) {
  const canvas = element("canvas", { role: "img", "aria-label": label, width, height });
  const boxes = element("div", { class: "boxes", "aria-hidden": "true" });
  const root = element("div", { class: "picture" }, canvas, boxes);
  return { canvas, boxes, root };
}

// Write numbers as colours into an image; `to` says which pixel each one goes to, in order if there is none.
export function paint(image, data, scale, to = null) {
  const pixels = new Uint32Array(image.data.buffer);
  const colours = pixelsOf(data, scale);
  if (!to) pixels.set(colours);
  else for (let n = 0; n < data.length; n++) pixels[to[n]] = colours[n];
}
