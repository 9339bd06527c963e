// Colours of channels: red, green and blue in their own, what is to be compared on one scale.

import { palette, scaleBar } from "../ui/colours.js";
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

// The least and the most of several matrices: with one scale for them, a colour means the same number in each.
export function endsOf(matrices) {
  let [least, most] = [Infinity, -Infinity];
  for (const { data } of matrices) {
    for (let n = 0; n < data.length; n++) {
      if (data[n] < least) least = data[n];
      if (data[n] > most) most = data[n];
    }
  }
  return [least, most];
}

// One bar of colours for all the panels of a row.
export function createLegend() {
  const root = element("div", { class: "legend", "aria-hidden": "true" });
  return { element: root, update: (scale) => scaleBar(root, scale) };
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
