// The three layers as cards, each with its number of parameters: they are the control that chooses one.

import { element, fill, grouped } from "../ui/dom.js";

// choose(name) where a card is chosen, by a click or by arrow keys.
export function createCards(words, signal, choose) {
  const group = `weights-${Math.random()}`; // a page's radio buttons of one name belong together
  const cards = ["dense", "shared", "local"].map((name) => {
    const named = { name: group, autocomplete: "off", "aria-label": words[name] };
    const input = element("input", { type: "radio", ...named });
    input.addEventListener("change", () => choose(name), { signal });
    const title = element("strong", {}, words[name]);
    const [count, total] = [element("span"), element("strong")];
    const says = element("span", { class: "says" }, words[`${name}_says`]);
    const card = element("label", { class: "layer-card" }, input, title, " ", count, total, says);
    return { name, input, count, total, card };
  });
  const attributes = { class: "cards", role: "radiogroup", "aria-label": words.weights };
  const root = element("div", attributes, ...cards.map(({ card }) => card));

  function update({ n, delta, counts, weights }) {
    const sides = { shared: 2 * n - 1, local: 2 * delta + 1 };
    for (const { name, input, count, total } of cards) {
      count.textContent = `${fill(words[`${name}_count`], { n, side: sides[name] })} = `;
      total.textContent = grouped(counts[name]);
      input.checked = name === weights;
    }
  }

  return { element: root, update };
}
