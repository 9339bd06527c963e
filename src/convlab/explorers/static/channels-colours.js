// Colours of channels: red, green and blue in their own, what is to be compared on one scale.

import { element } from "./dom.js";
import { palette, scaleFor } from "./colours.js";

// The brightest red, green and blue: not quite pure, since pure blue is too dark to see into.
const TINTS = [
  [255, 84, 66],
  [74, 222, 98],
  [88, 150, 255],
].map((brightest) => palette((share) => brightest.map((most) => Math.round(most * share))));

// The scale of each input channel: three channels of a picture from black to their own colour.
export function inputScales(X, numbers) {
  const scales = X.map((channel) => scaleFor(channel.data, { high: 1 }));
  if (numbers || X.length !== 3 || scales.some(({ low }) => low < 0)) return scales;
  return scales.map((scale, c) => ({ ...scale, palette: TINTS[c] }));
}

// One scale for several matrices, so that a colour means the same number in each.
export function sharedScale(matrices) {
  const ends = matrices.map((M) => scaleFor(M.data));
  const low = ends.some((scale) => scale.low < 0) ? -1 : 0;
  const high = Math.max(...ends.map((scale) => scale.high));
  return scaleFor([low * high, high]);
}

// A small picture of three channels together; nothing for any other input.
export function createPhoto(label) {
  const canvas = element("canvas", { role: "img", "aria-label": label, title: label });
  const root = element("div", { class: "photo" }, canvas);

  function update(X) {
    root.hidden = X.length !== 3;
    if (root.hidden) return;
    const [{ rows, columns }] = X;
    Object.assign(canvas, { width: columns, height: rows });
    const context = canvas.getContext("2d");
    const image = context.createImageData(columns, rows);
    for (let n = 0; n < rows * columns; n++) {
      for (let c = 0; c < 3; c++) image.data[4 * n + c] = Math.round(255 * X[c].data[n]);
      image.data[4 * n + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  return { element: root, update };
}
