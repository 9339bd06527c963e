// The hand that lies on a picture that can be moved, between four arrows.

import { svg } from "../ui/plot.js";

const FINGERS = "M20 25V18.5M23.5 24V16.5M27 24V17M30.5 25V19.5";
const PALM = "M20 25v2.5l-3-3M30.5 25v2.5c0 4-2.2 6-5.5 6c-2.6 0-4-1.2-5.5-3.4l-3-5M20 25h10.5";
const ARROWS = "M20 8l4-4l4 4M20 41l4 4l4-4M8 21l-4 4l4 4M40 21l4 4l-4 4";

export function createHand() {
  const lines = ["edge", "skin"].map((name) =>
    svg("path", { class: name, d: FINGERS + PALM + ARROWS }),
  );
  return svg("svg", { class: "hand", viewBox: "0 0 48 48", "aria-hidden": "true" }, ...lines);
}
