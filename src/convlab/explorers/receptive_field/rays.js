// Two thin lines between each map and the map before it: from the corners of what a unit sees in one to those of what
// it sees in the other, down to the input.

import { svg } from "../ui/plot.js";

// place(layer) is where a map stands on the board, { left, top, width, height }; box(layer) what is seen of it, in
// elements, or null; sizes are the maps'.
export function createRays() {
  const [near, far] = ["near", "far"].map((name) => svg("path", { class: name }));
  const root = svg("svg", { class: "rays", "aria-hidden": "true" }, near, far);

  function draw(layer, { place, box, sizes }) {
    const corners = (map) => {
      const [frame, seen] = [place(map), box(map)];
      if (!seen) return null;
      const [pixel, { left, top }] = [frame.width / sizes[map], frame];
      return {
        left: left + pixel * seen.j,
        right: left + pixel * (seen.j + seen.columns),
        top: top + pixel * seen.i,
        bottom: top + pixel * (seen.i + seen.rows),
        beside: (other) => left >= other.left + other.width,
      };
    };
    const lines = Array.from({ length: layer }, (_, n) => {
      const [from, to] = [corners(layer - n), corners(layer - n - 1)];
      if (!from || !to || !from.beside(place(layer - n - 1))) return ""; // it stands in another line
      return ["top", "bottom"]
        .map((side) => `M${from.left} ${from[side]}L${to.right} ${to[side]}`)
        .join("");
    });
    near.setAttribute("d", lines[0]);
    far.setAttribute("d", lines.slice(1).join(""));
  }

  return { element: root, draw };
}
