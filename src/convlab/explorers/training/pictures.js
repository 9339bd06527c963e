// Small pictures: the kernels of conv1, and test digits with the network's answers.

import { resize } from "../../drawings.js";
import { bytesOf } from "../core/bytes.js";
import { createCanvas } from "../ui/canvas.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";
import { answer } from "./sentences.js";

const KERNELS = 6;
const CELLS = 25; // of each

// Six kernels in one scale, or their change since the start; name is a template of {n}.
export function createKernels(name, change) {
  const pictures = Array.from({ length: KERNELS }, (_, n) =>
    createCanvas(fill(name, { n: n + 1 }), 5, 5),
  );
  const row = element("div", { class: "kernels" }, ...pictures.map((picture) => picture.element));
  const legend = element("div", { class: "legend", "aria-hidden": "true" });
  const root = element("div", {}, row, legend);

  function draw({ kernels, first, steps }) {
    const shown = change ? kernels.map((weight, n) => weight - first[n]) : kernels;
    const scale = scaleFor(shown, { kind: "signed" });
    pictures.forEach(({ paint }, n) => paint(shown.subarray(CELLS * n, CELLS * (n + 1)), scale));
    legend.style.visibility = change && !steps ? "hidden" : "";
    scaleBar(legend, scale, (value) => scientific(Number(value.toPrecision(2))));
  }

  return { element: root, draw };
}

// Digits from the test part as the network gets them, each with its answer beneath.
export function createDigits({ images, labels, shown }, words) {
  const bytes = bytesOf(images);
  const scale = scaleFor([0, 1]);
  const answers = shown.map((n) => {
    const picture = createCanvas(fill(words.digit, { label: labels[n] }), 28, 28);
    const small = Array.from(bytes.subarray(64 * n, 64 * (n + 1)), (level) => level / 16);
    picture.paint(resize(small), scale);
    const [said, share] = [element("strong"), element("span")];
    const caption = element("div", { class: "answer" }, said, element("br"), share);
    return { root: element("div", {}, picture.element, caption), said, share };
  });
  const root = element("div", { class: "digits" }, ...answers.map((one) => one.root));

  function draw({ guesses }) {
    guesses.forEach((guess, n) => {
      const { said, share } = answers[n];
      [said.textContent, share.textContent] = answer(guess, words);
      said.className = guess.label === guess.guess ? "right" : "wrong";
    });
  }

  return { element: root, draw };
}
