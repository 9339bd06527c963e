// Small helpers for every stage: elements, words and numbers.

// What an arrow key does to [row, column].
export const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

// "kernel {k}" with { k: 3 } is "kernel 3"; numbers get a true minus, as in Python.
export function fill(template, values = {}) {
  const written = (part) => (typeof part === "number" ? signed(part) : String(part));
  return compose(template, values).map(written).join("");
}

// The same with elements, or lists of them, in the places: a list to append.
export function compose(template, parts) {
  return template
    .split(/\{(\w+)\}/)
    .flatMap((text, n) => (n % 2 ? valueFor(text, parts[text], template) : text));
}

// A place that nothing fills is a fault of ours: tests fail for it, and a reader sees the place.
function valueFor(name, value, template) {
  if (value !== undefined) return value;
  console.error(`nothing fills {${name}} in “${template}”`);
  return `{${name}}`;
}

// What a number is written as, with true minus signs.
function signed(value) {
  return String(value).replaceAll("-", "−").replace("Infinity", "∞");
}

// A text with "c_o" in it as texts and elements, in which o is a subscript.
export function subscripted(text) {
  return text.split(/_(\w)/).map((part, n) => (n % 2 ? element("sub", {}, part) : part));
}

// A number for a small cell: at most three decimals' worth of room; "?" for what is no number any more.
export function short(value) {
  if (Number.isNaN(value)) return "?";
  const size = Math.abs(value);
  const plain = (Number.isInteger(value) && size < 1e5) || size === Infinity;
  if (plain) return signed(value);
  if (size >= 1e5 || size < 0.005) return signed(value.toExponential(0));
  return signed(Number(value.toFixed(size < 100 ? 2 : size < 1000 ? 1 : 0)));
}

// A number for a sentence: four significant digits.
export function long(value) {
  return signed(Number(value.toPrecision(4)));
}

// A count: 4096 as 4,096.
export function grouped(count) {
  return count.toLocaleString("en");
}

// The shape of a matrix: 3×4.
export function shapeText({ rows, columns }) {
  return `${rows}×${columns}`;
}

// A factor in a product: negative ones in parentheses.
export function factor(value) {
  return value < 0 ? `(${long(value)})` : long(value);
}

// A sign such as "=" or "✓", which words say beside it; its name may say more of it.
export function sign(text = "", more = "") {
  return element("span", { class: `sign ${more}`.trim(), "aria-hidden": "true" }, text);
}

export function button(label, signal, action) {
  const made = element("button", { type: "button" }, label);
  made.addEventListener("click", action, { signal });
  return made;
}

// Set a style's property where it changes: what is set anew is worked out anew for all that is in the element.
export function setStyle(node, name, value) {
  if (node.style.getPropertyValue(name) !== String(value)) node.style.setProperty(name, value);
}

// Set an element's text where it changes: the text that is there becomes another, where there is one, instead of being replaced.
export function setText(node, text) {
  const [first, second] = node.childNodes;
  if (first?.nodeType !== Node.TEXT_NODE || second) node.textContent = text;
  else if (first.data !== text) first.data = text;
}

export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
