// The plate that an explorer is: its title and what hands can do with it, settings that wait behind a button, and the
// whole window for it alone.

import { button, clamp, element, fill } from "../ui/dom.js";
import { same } from "./settings.js";

// How many windows high an explorer may become that is enlarged: what cannot be read from the last row is no use in sight.
const SCROLLS = 1.35;
// Where a key is a letter.
const TEXT = "input:not([type=radio], [type=range]), select, textarea, [contenteditable]";

// Make a plate of the explorer `root`. more: the settings behind the button, with their defaults; fits: whether what it
// shows lays itself out for the whole window, or is enlarged as it is. Returns { settle(settings) }, for each change.
export function createPlate(root, plate) {
  const { words, signal } = plate;
  const present = createPresent(root, plate);
  const number = numberOf(root);
  const title = element("p", { class: "plate-title" }, words.title);
  if (number) title.prepend(element("span", { class: "plate-number" }, number));
  const hands = element("p", { class: "plate-hands" }, words.hands);
  const more = createMore(root, plate);
  const buttons = element("div", { class: "plate-buttons" }, ...more.elements, present);
  root.prepend(element("header", { class: "plate-head" }, title, buttons, hands));
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", words.title);
  root.addEventListener(
    "keydown",
    (event) => {
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
      if (plain && event.key.toLowerCase() === "p" && !event.target.matches(TEXT)) present.click();
    },
    { signal },
  );
  const settle = (settings) => {
    root.classList.toggle("axes-apart", settings.axes === "apart");
    more.settle();
  };
  return { settle };
}

// "6.2 · 1": the section that the page's heading names, and which of its explorers this is.
function numberOf(root) {
  const section = /^\d+\.\d+/.exec(document.querySelector("h1")?.textContent.trim() ?? "");
  const all = [...document.querySelectorAll(".convlab-explorer")];
  return section && fill("{section} · {n}", { section: section[0], n: all.indexOf(root) + 1 });
}

// The button for more settings, if there are any; settle() opens them if one of them is no longer at its default.
function createMore(root, { model, words, signal, more }) {
  const names = Object.keys(more);
  if (!names.length) return { elements: [], settle: () => {} };
  const opens = button(words.more_settings, signal, () => open(!root.classList.contains("more")));
  let before = [];

  function open(shown) {
    root.classList.toggle("more", shown);
    opens.setAttribute("aria-expanded", shown);
    opens.textContent = shown ? words.fewer_settings : words.more_settings;
  }

  open(false);
  root.dataset.more = names.join(" ");
  const settle = () => {
    const known = names.filter((name) => more[name] !== null);
    const changed = known.filter((name) => !same(model.get(name), more[name]));
    if (changed.some((name) => !before.includes(name))) open(true);
    before = changed;
  };
  return { elements: [opens], settle };
}

// The button for the whole window. The explorer lies over the page, in what browsers call the top layer; Escape leaves.
function createPresent(root, { words, signal, fits }) {
  const present = button(words.present, signal, () =>
    root.hasAttribute("popover") ? leave() : enter(),
  );
  const spacer = element("div"); // keeps the place in the page
  const escape = (event) => event.key === "Escape" && leave();
  present.title = words.present_help;
  present.setAttribute("aria-pressed", false);
  signal.addEventListener("abort", () => spacer.isConnected && leave());

  function enter() {
    const { offsetWidth: width, offsetHeight: height } = root;
    spacer.style.height = `${height}px`;
    root.before(spacer);
    if (!fits) {
      const scale = Math.min(innerWidth / (width + 40), (SCROLLS * innerHeight) / (height + 20));
      root.style.setProperty("--enlarged", clamp(scale, 1, 3));
      root.style.setProperty("--natural", `${width}px`);
      root.classList.add("enlarged");
    }
    root.setAttribute("popover", "manual");
    root.showPopover();
    present.setAttribute("aria-pressed", true);
    document.addEventListener("keydown", escape, { capture: true, signal });
  }

  function leave() {
    document.removeEventListener("keydown", escape, { capture: true });
    root.removeAttribute("popover");
    root.classList.remove("enlarged");
    present.setAttribute("aria-pressed", false);
    spacer.remove();
  }

  return present;
}
