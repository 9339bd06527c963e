// Two signs: whether f(shift x) is shift f(x), and whether it is f(x).

import { element } from "../ui/dom.js";

const MARKS = { yes: "✓", inside: "✓", no: "✗", still: "?", single: "–" };

export function createSigns(words) {
  const root = element("ul", { class: "signs", "aria-label": words.signs });
  let shown = "";

  // found: for each property, what the errors say of it.
  function draw(found) {
    if (shown === String(Object.values(found))) return;
    shown = String(Object.values(found));
    root.replaceChildren(...Object.entries(found).map(([name, finding]) => sign(name, finding)));
  }

  function sign(name, finding) {
    const mark = element("span", { class: "tick", "aria-hidden": "true" }, MARKS[finding]);
    const says = element("strong", {}, words[`${name}_${finding}`]);
    const formula = element("span", { class: "formula" }, words[`${name}_${finding}_formula`]);
    return element("li", { class: finding }, mark, says, " ", formula);
  }

  return { element: root, draw };
}
