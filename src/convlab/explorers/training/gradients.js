// The size of the gradient in each layer, as bars on a logarithmic axis.

import { clamp, element } from "../ui/dom.js";
import { scientific } from "../ui/plot.js";

const DECADES = 8; // the axis goes from 10⁻⁸ to 1

export function createGradients(words) {
  const title = element("p", { class: "panel-title" }, words.gradients_title);
  const head = element("tr", {}, heading(words.layer), heading(words.gradient, 2));
  const rows = element("tbody");
  const table = element("table", { class: "gradients" }, element("thead", {}, head), rows);
  const note = element("p", { class: "note" }, words.gradients_note);
  const lines = new Map();

  function line(name) {
    const bar = element("span", { class: "gradient-bar" });
    const track = element("span", { class: "gradient-track" }, bar);
    const number = element("td");
    const cells = [element("td", { "aria-hidden": "true" }, track), number];
    rows.append(element("tr", {}, element("th", { scope: "row" }, name), ...cells));
    lines.set(name, { bar, number });
    return lines.get(name);
  }

  function draw({ sizes }) {
    for (const { name, size } of sizes) {
      const { bar, number } = lines.get(name) ?? line(name);
      const share = 1 + Math.log10(size) / DECADES; // without a gradient, −∞
      bar.style.width = `${100 * clamp(Number.isNaN(share) ? 1 : share, 0, 1)}%`;
      number.textContent = size === 0 ? words.none : scientific(size);
    }
  }

  return { element: element("div", {}, title, table, note), draw };
}

function heading(name, columns = 1) {
  return element("th", { scope: "col", colspan: columns }, name);
}
