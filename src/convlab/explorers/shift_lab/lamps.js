// Two lamps: whether the output moved with the input, and whether it stayed as it was.

import { element } from "../ui/dom.js";
import { none } from "./sentences.js";

const NAMES = ["equivariance", "invariance"];

export function createLamps(words) {
  const lamps = NAMES.map((name) => {
    const says = element("span");
    const lamp = element("li", {}, element("strong", {}, words[`lamp_${name}`]), " ", says);
    return { name, lamp, says };
  });
  const root = element("ul", { class: "lamps", "aria-label": words.lamps });
  root.append(...lamps.map(({ lamp }) => lamp));

  function draw(state) {
    for (const { name, lamp, says } of lamps) {
      const shines = lightOf(name, state);
      lamp.className = shines;
      says.textContent = words[`lamp_${shines}`];
    }
  }

  return { element: root, draw };
}

// "yes", "inside" where it holds away from the border only, "no", or "off" where nothing can be said.
function lightOf(name, state) {
  const { by, single } = state;
  const [everywhere, inside] = state[name];
  if (by.every((d) => d === 0) || (single && name === "equivariance")) return "off";
  if (none(everywhere)) return "yes";
  return none(inside) ? "inside" : "no";
}
