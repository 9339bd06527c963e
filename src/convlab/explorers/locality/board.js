// Where the parts of the locality explorer stand: three steps, in the order in which they are read.

import { element, sign } from "../ui/dom.js";

// panels by name; note stands below the kernel, text beside the images.
export function createBoard(words, panels, { note, text }) {
  const at = (name) => panels[name].element;
  const step = (name, ...parts) => {
    const title = element("p", { class: "step-title" }, words[`step_${name}`]);
    const board = element("div", { class: "board" }, ...parts);
    return element("div", { class: `step by-${name}` }, title, board);
  };
  return element(
    "div",
    { class: "steps" },
    step("matrix", at("weights"), sign("·"), at("pixels"), sign("="), at("outputs")),
    step("row", at("own"), element("div", { class: "of-kernel" }, at("kernel"), note)),
    step("image", at("input"), at("output")),
    text,
  );
}
