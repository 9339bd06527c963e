// Two thin lines between each map and the map before it: from the corners of what a unit sees in one to those of what
// it sees in the other, down to the input.

import { svg } from "../ui/plot.js";

export function createRays() {
  const [near, far] = ["near", "far"].map((name) => svg("path", { class: name }));
  const root = svg("svg", { class: "rays", "aria-hidden": "true" }, near, far);

  // corners(map): where on the board what is seen of a map lies, and the map itself, from `start` to `end`: { left, right,
  // top, bottom, start, end }; null where nothing is seen.
  function draw(layer, corners) {
    const lines = Array.from({ length: layer }, (_, n) => {
      const [from, to] = [corners(layer - n), corners(layer - n - 1)];
      if (!from || !to || from.start < to.end) return ""; // it stands in another line
      const line = (side) => `M${from.left} ${from[side]}L${to.right} ${to[side]}`;
      return line("top") + line("bottom");
    });
    near.setAttribute("d", lines[0]);
    far.setAttribute("d", lines.slice(1).join(""));
  }

  return { element: root, draw };
}
