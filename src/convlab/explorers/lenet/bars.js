// The answer, large enough for the back row, and the ten probabilities: a bar each; pressing one chooses its unit.

import { MOVES, element, setText } from "../ui/dom.js";
import { shareText } from "./sentences.js";

// onPoint(place) or (null), onPick(place), as for the maps of a layer.
export function createBars(words, signal, { point, pick }) {
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = element("span", { class: "bar" });
    const share = element("span", { class: "share" });
    const row = element(
      "button",
      { type: "button", class: "probability", tabindex: digit ? -1 : 0 },
      element("span", { class: "digit" }, String(digit)),
      element("span", { class: "track" }, bar),
      share,
    );
    return { row, bar, share };
  });
  const list = element("div", { class: "bars", role: "group", "aria-label": words.output });
  list.append(...rows.map(({ row }) => row));
  const title = element("p", { class: "panel-title" }, words.output_title);
  const says = element("span", { class: "says", "aria-hidden": "true" });
  const place = (map) => ({ map, i: 0, j: 0 });

  function choose(digit) {
    rows.forEach(({ row }, n) => row.setAttribute("tabindex", n === digit ? 0 : -1));
    pick(place(digit));
  }

  rows.forEach(({ row }, digit) => {
    row.addEventListener("click", () => choose(digit), { signal });
    row.addEventListener("pointerenter", () => point(place(digit)), { signal });
    row.addEventListener("pointerleave", () => point(null), { signal });
    const key = (event) => {
      const move = MOVES[event.key];
      if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const next = digit + move[0] + move[1];
      if (next < 0 || next > 9) return;
      rows[next].row.focus();
      choose(next);
    };
    row.addEventListener("keydown", key, { signal });
  });

  function draw({ probabilities, answer, blank }) {
    says.textContent = answer;
    says.classList.toggle("blank", blank);
    rows.forEach(({ row, bar, share }, digit) => {
      bar.style.transform = `scaleX(${probabilities[digit]})`;
      const text = shareText(probabilities[digit]);
      setText(share, text);
      row.classList.toggle("answer", digit === answer);
    });
  }

  // Mark the unit that is looked at, if it is one of these.
  function mark({ layer, map }) {
    rows.forEach(({ row }, digit) =>
      row.classList.toggle("chosen", layer === "dense3" && map === digit),
    );
  }

  const shares = element("div", { class: "shares" }, title, list);
  return { element: element("div", { class: "answers" }, says, shares), draw, mark };
}
