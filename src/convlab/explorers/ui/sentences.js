// Sentences that explorers share, about sums and about sizes: templates come from the words. Each term of a sum is an element
// that knows its number, which ties it to its pixel and its weight.

import { framed } from "../../shapes.js";
import { element, factor, fill, long, shapeText } from "./dom.js";

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

// The size formula along each axis, with the current numbers in it; K has the size of the kernel or window.
export function formula({ X, K, Y, padding, stride, dilation }, words) {
  return ["rows", "columns"].map((axis, n) => {
    const [before, after] = padding[n];
    const sizes = { n: X[axis], k: K[axis], out: Y[axis], d: dilation[n], s: stride[n] };
    return element("span", {}, fill(words.formula, { axis: words[axis], before, after, ...sizes }));
  });
}

// Shapes in one line, and what no window reads; more: further values for the template.
export function status({ X, K, Y, padding, never }, words, more = {}) {
  const [input, padded, kernel, output] = [X, framed(X, padding), K, Y].map(shapeText);
  const shapes = fill(words.shapes, { input, padded, kernel, output, ...more });
  return [shapes, ...unread(never, words)].join(" ");
}

// What no window reads, in a sentence for each axis along which there is something.
function unread(never, words) {
  return ["row", "column"].flatMap((axis, n) => {
    const list = never[n].map(long);
    if (!list.length) return [];
    if (list.length > 6) list.splice(5, list.length - 6, "…");
    const several = list.length > 1 ? "s" : "";
    return [fill(words[`never_${axis}${several}`], { list: list.join(", ") })];
  });
}

// "Y[0, 1], Y[0, 2], …" for a list of [i, j], by the template of a cell: the first eight.
export function outputList(cells, template) {
  const list = cells.slice(0, 8).map(([i, j]) => fill(template, { i, j }));
  if (cells.length > list.length) list.push("…");
  return list.join(", ");
}
