// The size of the gradient in each layer, as dots on a logarithmic axis.

import { clamp, element } from "../ui/dom.js";
import { createTrack, power, scientific, trackAxis } from "../ui/plot.js";
import { createTable } from "../ui/table.js";

const LOW = -6; // the axis goes from 10⁻⁶ to 1
const LABELS = [-6, -4, -2, 0];

const share = (exponent) => clamp(1 - exponent / LOW, 0, 1);

export function createGradients(words) {
  const table = createTable("gradients", [words.layer, [words.gradient, 2]]);
  const note = element("p", { class: "note" }, words.gradients_note);
  const axis = trackAxis(LABELS.map((n) => [share(n), n ? power(n) : "1"]));

  function draw({ sizes }) {
    if (!sizes.length) return; // they come with the new run
    const lines = sizes.map(({ name, size }) => {
      const exponent = Math.log10(size); // without a gradient, −∞
      const dot = element("span", {
        class: exponent < LOW ? "gradient-dot below" : "gradient-dot",
      });
      dot.style.left = `${100 * share(Number.isNaN(exponent) ? 0 : exponent)}%`;
      return [name, createTrack(dot), scientific(size)];
    });
    table.draw([...lines, ["", axis, ""]]);
  }

  return { element: element("div", {}, table.element, note), draw };
}
