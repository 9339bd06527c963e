// The hand that lies on a picture that can be moved.

import { svg } from "../ui/plot.js";

const FINGERS = "M8 13V6.5M11.5 12V4.5M15 12V5M18.5 13V7.5";
const PALM = "M8 13v2.5l-3-3M18.5 13v2.5c0 4-2.2 6-5.5 6c-2.6 0-4-1.2-5.5-3.4l-3-5M8 13h10.5";

export function createHand() {
  const lines = ["edge", "skin"].map((name) => svg("path", { class: name, d: FINGERS + PALM }));
  return svg("svg", { class: "hand", viewBox: "0 0 24 24", "aria-hidden": "true" }, ...lines);
}
