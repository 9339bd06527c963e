// The size of the gradient in each layer, as bars on a logarithmic axis.

import { clamp, element } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const DECADES = 8; // the axis goes from 10⁻⁸ to 1

export function createGradients(words) {
  const title = element("p", { class: "panel-title" }, words.gradients_title);
  const table = createTable("gradients", [words.layer, [words.gradient, 2]]);
  const note = element("p", { class: "note" }, words.gradients_note);
  const lines = []; // of each layer, its bar and its number

  function addLines(sizes) {
    for (const _ of sizes) {
      const bar = element("span", { class: "gradient-bar" });
      const track = element("span", { class: "gradient-track", "aria-hidden": "true" }, bar);
      lines.push({ bar, track, number: element("span") });
    }
    table.draw(sizes.map(({ name }, n) => [name, lines[n].track, lines[n].number]));
  }

  function draw({ sizes }) {
    if (sizes.length !== lines.length) addLines(sizes);
    sizes.forEach(({ size }, n) => {
      const share = 1 + Math.log10(size) / DECADES; // without a gradient, −∞
      lines[n].bar.style.width = `${100 * clamp(Number.isNaN(share) ? 1 : share, 0, 1)}%`;
      lines[n].number.textContent = size === 0 ? words.none : scientific(size);
    });
  }

  return { element: element("div", {}, title, table.element, note), draw };
}
