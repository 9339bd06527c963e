// The answer, large enough for the back row, and the ten probabilities: a bar each, as the control that chooses its unit.

import { element, setStyle, setText } from "../ui/dom.js";
import { shareText } from "./sentences.js";

// hands: point(unit) or (null), pick(unit), as for the units of a layer.
export function createBars(words, { signal, point, pick }) {
  const group = `output-${Math.random()}`; // a page's radio buttons of one name belong together
  const bars = Array.from({ length: 10 }, (_, map) => {
    const unit = { layer: "dense3", map, i: 0, j: 0 };
    const input = element("input", { type: "radio", name: group, autocomplete: "off" });
    const bar = element("span", { class: "bar" });
    const share = element("span", { class: "share" });
    const root = element("label", { class: "probability" }, input, String(map), bar, share);
    input.addEventListener("click", () => pick(unit), { signal }); // as arrow keys do, too
    root.addEventListener("pointerenter", () => point(unit), { signal });
    root.addEventListener("pointerleave", () => point(null), { signal });
    return { root, input, bar, share };
  });
  const named = { role: "radiogroup", "aria-label": words.output };
  const list = element("div", { class: "bars", ...named }, ...bars.map(({ root }) => root));
  const title = element("p", { class: "panel-title" }, words.output_title);
  const says = element("span", { class: "says", "aria-hidden": "true" });
  const root = element(
    "div",
    { class: "answers" },
    says,
    element("div", { class: "shares" }, title, list),
  );

  function draw({ probabilities, answer, blank }) {
    says.textContent = answer;
    says.classList.toggle("blank", blank);
    bars.forEach((one, digit) => {
      setStyle(one.bar, "--share", probabilities[digit]);
      setText(one.share, shareText(probabilities[digit]));
      one.root.classList.toggle("answer", digit === answer);
    });
  }

  // Mark the unit that is looked at, if it is one of these.
  function mark({ layer, map }) {
    bars.forEach(({ input }, digit) => (input.checked = layer === "dense3" && map === digit));
  }

  return { element: root, draw, mark };
}
