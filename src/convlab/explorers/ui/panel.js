// A titled matrix: numbers in a grid where they fit, a picture where they do not, with the scale of its colours.

import { scaleBar } from "./colours.js";
import { element, fill, setText, shapeText } from "./dom.js";
import { createGrid } from "./grid.js";
import { createPicture } from "./picture.js";

// Options: name (a CSS class), label (the accessible name), title (a template of {shape}), and the grid's own.
/** @param {GridOptions & { name: string, title: string }} options */
export function createPanel({ name, label, title, signal, ...listeners }) {
  const grid = createGrid({ label, signal, ...listeners });
  const picture = createPicture({ label, signal, onCursor: listeners.onCursor });
  const heading = element("p", { class: "panel-title" });
  const body = element("div", { class: "panel-body" }, grid.element);
  const legend = element("div", { class: "legend", "aria-hidden": "true" });
  const root = element("div", { class: `panel ${name}` }, heading, body, legend);
  const editable = Boolean(listeners.onEdit);
  let view = grid;

  return {
    element: root,
    // Show matrix M as numbers or as a picture; the other options are those of the grid and the picture.
    update(M, { numbers = true, ...options }) {
      view = numbers ? grid : picture;
      root.classList.toggle("editable", editable && numbers);
      if (body.firstChild !== view.element) body.firstChild.replaceWith(view.element);
      setText(heading, fill(title, { shape: shapeText(M) }));
      view.update(M, options);
      scaleBar(legend, options.scale);
    },
    mark: (marks) => view.mark(marks),
  };
}

// The panels of a stage, whose labels and titles are among its words: panel(name, options) is one of them.
export function panelsOf(words, signal) {
  return (name, options) =>
    createPanel({ name, label: words[name], title: words[`${name}_title`], signal, ...options });
}

// A grid of numbers under a title, a template of {shape} and of the values that update() is given.
/** @param {GridOptions & { name?: string, title?: string }} options */
export function createTitledGrid({ name = "", label, title = label, signal, ...listeners }) {
  const grid = createGrid({ label, signal, ...listeners });
  const heading = element("p", { class: "panel-title" });
  const editable = listeners.onEdit ? " editable" : "";
  const root = element("div", { class: `${name}${editable}` }, heading, grid.element);
  const update = (M, options, values) => {
    setText(heading, fill(title, { shape: shapeText(M), ...values }));
    grid.update(M, options);
  };
  return { element: root, update, mark: grid.mark };
}

// The numbers of the window, beside a picture.
export function createMagnifier({ words, signal }) {
  const grid = createTitledGrid({ name: "aside", label: words.window, signal });

  function show({ K, numbers }, terms, scale, marks) {
    grid.element.hidden = numbers;
    if (numbers) return;
    grid.update({ ...K, data: terms.map(({ x }) => x) }, { scale });
    grid.mark(marks);
  }

  return { element: grid.element, show };
}
