// Canvases that are drawn again with every move of a hand: one picture of pixels each, made once.

import { element } from "./dom.js";
import { grey, signed } from "./colours.js";

// A labelled canvas with boxes over it.
export function createCanvas(label, { width, height }) {
  const canvas = element("canvas", {
    role: "img",
    "aria-label": label,
    tabindex: 0,
    width,
    height,
  });
  const boxes = element("div", { class: "boxes", "aria-hidden": "true" });
  const root = element("div", { class: "picture" }, canvas, boxes);
  return { canvas, boxes, root };
}

// Colours as the 32-bit numbers that image data holds (little-endian: alpha, blue, green, red).
function colourTableOf(colour) {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const [red, green, blue] = colour(level / 255);
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

const GREYS = colourTableOf((share) => grey(share, 0, 1));
const SIGNED = colourTableOf((share) => signed(2 * share - 1, 1));

// The ends of a scale for numbers: signed ones around zero, others from the least to the most.
export function endsOf(data, isSigned) {
  let [low, high] = [Infinity, -Infinity];
  for (let n = 0; n < data.length; n++) {
    if (data[n] < low) low = data[n];
    if (data[n] > high) high = data[n];
  }
  if (!isSigned) return { low, high: high > low ? high : low + 1, signed: false };
  const limit = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return { low: -limit, high: limit, signed: true };
}

// Write numbers as colours into an image; `to` says which pixel each one goes to, in order if there is none.
export function paint(image, data, { low, high, signed: isSigned = false }, to = null) {
  const pixels = new Uint32Array(image.data.buffer);
  const table = isSigned ? SIGNED : GREYS;
  const step = 255 / (high - low);
  for (let n = 0; n < data.length; n++) {
    pixels[to ? to[n] : n] = table[Math.round((data[n] - low) * step)];
  }
}

// The same colours as an object that scaleBar and grids understand.
export function scaleOf({ low, high, signed: isSigned }) {
  const of = (value) => (isSigned ? signed(value, high) : grey(value, low, high));
  return { of, low, high };
}
