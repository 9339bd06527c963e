// Two signs: whether f(shift x) is shift f(x), and whether it is f(x).

import { element } from "../ui/dom.js";
import { none } from "./sentences.js";

const NAMES = ["equivariance", "invariance"];
const MARKS = { yes: "✓", inside: "✓", no: "✗", still: "?", single: "–" };

export function createSigns(words) {
  const signs = NAMES.map((name) => {
    const mark = element("span", { class: "tick", "aria-hidden": "true" });
    const [says, formula] = [element("strong"), element("span", { class: "formula" })];
    return { name, sign: element("li", {}, mark, says, " ", formula), mark, says, formula };
  });
  const root = element("ul", { class: "signs", "aria-label": words.signs });
  root.append(...signs.map(({ sign }) => sign));

  function draw(state) {
    for (const { name, sign, mark, says, formula } of signs) {
      const found = findingOf(name, state);
      sign.className = found;
      mark.textContent = MARKS[found];
      says.textContent = words[`${name}_${found}`];
      formula.textContent = words[`${name}_${found}_formula`];
    }
  }

  return { element: root, draw };
}

// "yes", "inside" where it holds away from the border only, or "no"; "still" where nothing has moved, and "single" where
// the output is one number, which cannot.
function findingOf(name, state) {
  const [everywhere, inside] = state[name];
  if (state.by.every((d) => d === 0)) return "still";
  if (state.single && name === "equivariance") return "single";
  if (none(everywhere)) return "yes";
  return none(inside) ? "inside" : "no";
}
