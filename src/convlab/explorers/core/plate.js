// The plate that an explorer is: its title and what hands can do with it, settings that wait behind a button, and the
// whole window for it alone.

import { button, clamp, element, fill } from "../ui/dom.js";
import { same } from "./settings.js";

const TEXT = "input:not([type=file]), select, textarea, [contenteditable]"; // where a key is a letter

// Make a plate of the explorer `root`. more: the settings behind the button, with their defaults; fits: whether what it
// shows lays itself out for the whole window, or is enlarged as it is.
export function createPlate(root, plate) {
  const { words, signal, fits } = plate;
  const present = button(words.present, signal, () => presentation.toggle());
  const presentation = createPresentation(root, { present, signal, fits });
  present.title = words.present_help;
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
  return { settle: more.settle };
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

// The whole window for one explorer. It lies over the page, in what browsers call the top layer; Escape leaves.
function createPresentation(root, { present, signal, fits }) {
  const spacer = element("div"); // keeps the place in the page
  const escape = (event) => event.key === "Escape" && leave();

  function enter() {
    const { offsetWidth: width, offsetHeight: height } = root;
    spacer.style.height = `${height}px`;
    root.before(spacer);
    if (!fits) {
      const scale = Math.min(innerWidth / (width + 40), innerHeight / (height + 20));
      root.style.setProperty("--enlarged", clamp(scale, 1, 3));
      root.style.setProperty("--natural", `${width}px`);
      root.classList.add("enlarged");
    }
    root.classList.add("presenting");
    root.setAttribute("popover", "manual");
    root.showPopover?.();
    present.setAttribute("aria-pressed", true);
    document.addEventListener("keydown", escape, { capture: true, signal });
  }

  function leave() {
    document.removeEventListener("keydown", escape, { capture: true });
    root.hidePopover?.();
    root.removeAttribute("popover");
    root.classList.remove("presenting", "enlarged");
    present.setAttribute("aria-pressed", false);
    spacer.remove();
  }

  present.setAttribute("aria-pressed", false);
  signal.addEventListener("abort", () => spacer.isConnected && leave());
  return { toggle: () => (root.classList.contains("presenting") ? leave() : enter()) };
}
