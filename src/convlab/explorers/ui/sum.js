// A sum of products in a sentence: each term an element that knows its number, of many only the largest; and the ties
// between a term, its pixel and its weight.

import { element, factor, fill } from "./dom.js";

const [MANY, FEW] = [16, 6];

// A list of nodes for products { x, k, inside }: with more than `many`, the largest `few`, the one that is `linked` among
// them, and how many more there are. first is the number of the first term.
export function spelledSum(
  products,
  words,
  { many = MANY, few = FEW, linked = -1, first = 0 } = {},
) {
  const shown =
    products.length > many ? largest(products, few, linked - first) : [...products.keys()];
  const made = shown.flatMap((n, place) => {
    const { x, k, inside } = products[n];
    const text = fill(words.product, { x: factor(x), k: factor(k) });
    const term = termOf(text, first + n, linked, inside ? "" : " padding");
    return place ? [words.plus, term] : [term];
  });
  const rest = products.length - shown.length;
  return rest ? [...made, words.plus, fill(words.more_terms, { n: rest })] : made;
}

// One term, with its number.
export function termOf(text, n, linked, more = "", tag = "span") {
  const name = `product${more}${n === linked ? " linked" : ""}`;
  return element(tag, { class: name, "data-term": n }, text);
}

// The places of the few largest products, in their order.
function largest(products, few, linked) {
  const size = (n) => (n === linked ? Infinity : Math.abs(products[n].x * products[n].k));
  const places = [...products.keys()].sort((a, b) => size(b) - size(a) || a - b);
  return places.slice(0, few).sort((a, b) => a - b);
}

// Show sentences with terms. Where they say what they said before, only the term that is linked changes: a new element
// under a pointer would be left and entered again.
export function say(root, nodes, linked) {
  const made = element("div", {}, ...nodes);
  if (made.textContent !== root.textContent) root.replaceChildren(...made.childNodes);
  else
    for (const term of root.querySelectorAll("[data-term]"))
      term.classList.toggle("linked", Number(term.dataset.term) === linked);
}

// Tell of what is pointed at, nodes, or of nothing; then the last sentence keeps its place, so that nothing moves under a
// hand that leaves for a button.
export function tell(root, nodes) {
  root.style.visibility = nodes ? "" : "hidden";
  if (nodes) root.replaceChildren(...nodes);
}

// Call action(n) when a pointer comes to the term with number n in root, and action(-1) when it leaves.
export function onTerm(root, signal, action) {
  let now = -1;
  const point = (n) => n !== now && action((now = n));
  root.addEventListener(
    "pointerover",
    ({ target }) => point(Number(target.closest("[data-term]")?.dataset.term ?? -1)),
    { signal },
  );
  root.addEventListener("pointerleave", () => point(-1), { signal });
}

// The number of the product that a pixel takes part in, or −1; where there are channels, both have theirs, c.
export function termAt(products, { i, j, c }) {
  return products.findIndex((one) => one.row === i && one.column === j && one.c === c);
}
