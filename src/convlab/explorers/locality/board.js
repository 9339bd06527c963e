// Where the parts of the locality explorer stand: three steps, in the order in which they are read.

import { element, sign } from "../ui/dom.js";

// Takes the panels and columns by name. say(sentences, detail) puts words beside the images; note(layer) says below the
// kernel how a row of such a layer has its weights.
export function createBoard(words, panels) {
  const at = (name) => panels[name].element;
  const step = (name, ...parts) => {
    const title = element("p", { class: "step-title" }, words[`step_${name}`]);
    const board = element("div", { class: "board" }, ...parts);
    return element("div", { class: `step by-${name}` }, title, board);
  };
  const row = (...parts) => element("div", { class: "steps" }, ...parts);
  const product = element("div", { class: "product" }, at("weights"), sign("·"), at("pixels"));
  product.append(sign("="), at("outputs"));
  const said = element("p", { class: "note" });
  const kernel = element("div", { class: "of-kernel" }, at("kernel"), said);
  const sums = element("div", { class: "sums-of" });
  const pointed = element("p", { class: "arithmetic" });
  const text = element("div", { class: "text" }, sums, pointed);
  const images = step("image", at("input"), sign("→"), at("output"));

  return {
    elements: [row(step("matrix", product), step("row", at("own"), kernel)), row(images, text)],
    note: (layer) => (said.textContent = words[`row_${layer}`]),
    say(sentences, detail) {
      sums.replaceChildren(...sentences.map((sentence) => element("p", {}, sentence)));
      pointed.textContent = detail;
    },
  };
}
