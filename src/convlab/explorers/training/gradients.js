// The size of the gradient in each layer, as dots on a logarithmic axis.

import { clamp, element } from "../ui/dom.js";
import { power, scientific } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const LOW = -6; // the axis goes from 10⁻⁶ to 1
const LABELS = [-6, -4, -2, 0];

const share = (exponent) => clamp(1 - exponent / LOW, 0, 1);

export function createGradients(words) {
  const title = element("p", { class: "panel-title" }, words.gradients_title);
  const table = createTable("gradients", [words.layer, [words.gradient, 2]]);
  const note = element("p", { class: "note" }, words.gradients_note);
  const lines = []; // of each layer, its dot and its number

  function addLines(sizes) {
    for (const _ of sizes) {
      const dot = element("span", { class: "gradient-dot" });
      const track = element("span", { class: "gradient-track", "aria-hidden": "true" }, dot);
      lines.push({ dot, track, number: element("span") });
    }
    const rows = sizes.map(({ name }, n) => [name, lines[n].track, lines[n].number]);
    table.draw([...rows, ["", axis(), ""]]);
  }

  function draw({ sizes }) {
    if (!sizes.length) return; // they come with the new run
    if (!lines.length) addLines(sizes);
    sizes.forEach(({ size }, n) => {
      const { dot, number } = lines[n];
      const exponent = Math.log10(size); // without a gradient, −∞
      dot.style.left = `${100 * share(Number.isNaN(exponent) ? 0 : exponent)}%`;
      dot.classList.toggle("below", exponent < LOW);
      number.textContent = size === 0 ? words.none : scientific(size);
    });
  }

  return { element: element("div", {}, title, table.element, note), draw };
}

function axis() {
  const labels = LABELS.map((exponent) => {
    const label = element("span", {}, exponent ? power(exponent) : "1");
    label.style.left = `${100 * share(exponent)}%`;
    return label;
  });
  return element("span", { class: "gradient-axis", "aria-hidden": "true" }, ...labels);
}
