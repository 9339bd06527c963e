// A sum of products in a sentence: each term an element that knows its number, of many only the largest.

import { element, factor, fill } from "./dom.js";

const [MANY, FEW] = [16, 6];

// A list of nodes for products { x, k, inside }: with more than `many`, the largest, the one that is `lit`, and how many
// more there are. first is the number of the first term.
export function spelledSum(products, words, { many = MANY, few = FEW, lit = -1, first = 0 } = {}) {
  const shown = products.length > many ? largest(products, few, lit) : [...products.keys()];
  const made = shown.flatMap((n, place) => {
    const { x, k, inside } = products[n];
    const name = inside ? "product" : "product padding";
    const text = fill(words.product, { x: factor(x), k: factor(k) });
    const term = element("span", { class: name, "data-term": first + n }, text);
    return place ? [words.plus, term] : [term];
  });
  const rest = products.length - shown.length;
  return rest ? [...made, words.plus, fill(words.more_terms, { n: rest })] : made;
}

// The places of the few largest products, in their order.
function largest(products, few, lit) {
  const size = (n) => (n === lit ? Infinity : Math.abs(products[n].x * products[n].k));
  const places = [...products.keys()].sort((a, b) => size(b) - size(a) || a - b);
  return places.slice(0, few).sort((a, b) => a - b);
}
