// Colours of channels: red, green and blue in their own, what is to be compared on one scale.

import { palette } from "../ui/colours.js";
import { element } from "../ui/dom.js";

// The brightest red, green and blue: not quite pure, since pure blue is too dark to see into.
const TINTS = [
  [255, 84, 66],
  [74, 222, 98],
  [88, 150, 255],
].map((brightest) => palette((share) => brightest.map((most) => Math.round(most * share))));

// The scale of each input channel: one for all; three channels of a picture go from black to their own colour.
export function inputScales(X, scale, numbers) {
  const tinted = !numbers && X.length === 3 && scale.low === 0;
  return X.map((_, c) => (tinted ? { ...scale, palette: TINTS[c] } : scale));
}

// A small picture of three channels together; nothing for any other input.
export function createPhoto(label) {
  const canvas = element("canvas", { class: "photo", role: "img", "aria-label": label });
  let shown = [];

  function update(X) {
    canvas.hidden = X.length !== 3;
    if (canvas.hidden || X.every((M, c) => M === shown[c])) return;
    shown = X;
    const [{ rows, columns }] = X;
    Object.assign(canvas, { width: columns, height: rows });
    const image = new ImageData(columns, rows);
    image.data.fill(255);
    X.forEach(({ data }, c) => data.forEach((x, n) => (image.data[4 * n + c] = 255 * x)));
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  return { element: canvas, update };
}
