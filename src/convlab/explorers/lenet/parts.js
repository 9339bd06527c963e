// The maps that a convolution reads, one button each: its window and kernel in small, and what they sum to.

import { scaleFor } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { createCanvas, paint } from "./canvas.js";

const SIDE = 5;
const GAP = 1;

function threeDigits(value) {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}

export function createParts(words, signal, choose) {
  const root = element("div", { class: "parts" });
  const made = [];
  const place = (left) =>
    Int32Array.from({ length: SIDE * SIDE }, (_, n) => {
      return Math.floor(n / SIDE) * (2 * SIDE + GAP) + left + (n % SIDE);
    });
  const [windowAt, kernelAt] = [place(0), place(SIDE + GAP)];

  function add(n) {
    const { canvas } = createCanvas(words.pair, { width: 2 * SIDE + GAP, height: SIDE });
    const context = canvas.getContext("2d");
    const text = element("span", {});
    const button = element("button", { type: "button", class: "part" }, canvas, text);
    button.addEventListener("click", () => choose(n), { signal });
    root.append(button);
    made.push({ button, text, context, image: context.createImageData(canvas.width, SIDE) });
  }

  // The windows share one scale, and so do the kernels.
  function draw(parts, chosen) {
    while (made.length < parts.length) add(made.length);
    const inputs = scaleFor(
      parts.flatMap(({ window }) => Array.from(window)),
      { kind: "range" },
    );
    const weights = scaleFor(
      parts.flatMap(({ kernel }) => Array.from(kernel)),
      { kind: "signed" },
    );
    parts.forEach(({ window, kernel, sum }, n) => {
      const { button, text, context, image } = made[n];
      paint(image, window, inputs, windowAt);
      paint(image, kernel, weights, kernelAt);
      context.putImageData(image, 0, 0);
      text.textContent = fill(words.part, { part: n, sum: threeDigits(sum) });
      button.setAttribute("aria-pressed", n === chosen);
    });
  }

  return { element: root, draw };
}
