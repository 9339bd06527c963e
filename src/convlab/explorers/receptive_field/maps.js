// The maps of a stack, from the input on, in their true relative sizes: a unit's influence and region in each.

import { reach } from "../../receptive.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill, long } from "../ui/dom.js";
import { keepHeight, onWidth } from "../ui/layout.js";
import { createPicture } from "../ui/picture.js";
import { createRays } from "./rays.js";

const TITLE = 46; // pixels that the words over a map take
const LARGEST = 236; // pixels that the input may be wide
const ROOM = 0.4; // how high the maps' room is, of its width: the table below stays where it is

// actions: pick(layer, i, j) for good; point(layer, i, j) or (layer, null) while the pointer is there. The
// input is layer 0.
export function createMaps(words, signal, { pick, point }) {
  const board = element("div", { class: "maps" });
  const bar = element("span", { class: "ends" });
  const legend = element("p", { class: "legend", "aria-hidden": "true" }, words.influence, bar);
  const content = element("div", {}, board, legend);
  const root = element("div", {}, content);
  const rays = createRays();
  const panels = [];
  const frames = new Map(); // where the maps stand, until they are laid out anew
  let width = 0;
  let stack = null;
  let view = null; // what is seen of it
  keepHeight(root, content, signal); // the table below stays where it is while one types there
  onWidth(board, signal, (now) => {
    width = now;
    if (stack) layOut();
    if (stack) drawRays();
  });

  function panelFor(layer) {
    const label = layer ? fill(words.layer, { n: layer }) : words.input;
    const picture = createPicture({
      label,
      signal,
      onCursor: (i, j) => point(layer, i, j),
      onPick: (i, j) => pick(layer, i, j),
    });
    const title = element("p", { class: "panel-title" });
    const map = element("div", { class: "panel" }, title, picture.element);
    return { map, picture, title, label };
  }

  // Show what a unit sees: in its own map one spot, in those below it influence and a box, above it nothing.
  function show(now, seen) {
    const other = now !== stack;
    [stack, view] = [now, seen];
    while (panels.length < stack.sizes.length) panels.push(panelFor(panels.length));
    const shown = panels.slice(0, stack.sizes.length);
    if (board.children.length !== shown.length + 1)
      board.replaceChildren(...shown.map(({ map }) => map), rays.element);
    shown.forEach(draw);
    if (other) layOut();
    drawRays();
  }

  function drawRays() {
    if (width)
      rays.draw(view.layer, { place, box: (layer) => boxOf(view, layer), sizes: stack.sizes });
  }

  function place(layer) {
    if (!frames.has(layer)) {
      const picture = panels[layer].picture.element;
      const { offsetLeft: left, offsetTop: top, offsetWidth: wide, offsetHeight: high } = picture;
      frames.set(layer, { left, top, width: wide, height: high });
    }
    return frames.get(layer);
  }

  function draw({ map, picture, title, label }, layer) {
    const size = stack.sizes[layer];
    title.replaceChildren(label, element("br"), `${size}×${size}`);
    map.classList.toggle("above", layer > view.layer);
    const M = view.maps[layer] ?? nothing(size);
    const scale = scaleFor(M.data, { kind: "heat" });
    picture.update(M, { scale });
    if (layer === 0) scaleBar(bar, scale, long);
    const box = boxOf(view, layer);
    picture.mark(box ? [{ class: layer === view.layer ? "unit" : "window", cells: [], box }] : []);
    if (layer === view.layer) picture.point(view.i, view.j);
  }

  // All maps beside each other, their pixels as large as that allows; on a phone in several lines, two in each.
  function layOut() {
    if (!width) return;
    const { sizes } = stack;
    frames.clear();
    board.style.minHeight = `${Math.min(LARGEST + TITLE + 10, ROOM * width)}px`;
    const wide = width > 560;
    const gap = wide ? 14 : 12;
    const fits = (scale) => {
      const taken = sizes.reduce((sum, size) => sum + Math.max(TITLE, size * scale) + gap, 0);
      return taken <= width;
    };
    let scale = 8;
    while (wide && scale > 1 && !fits(scale)) scale -= 0.05;
    if (!wide) scale = Math.min(8, (width - gap - 2) / (sizes[0] + sizes[1]));
    scale = Math.min(scale, LARGEST / sizes[0]);
    board.style.columnGap = `${gap}px`;
    sizes.forEach((size, layer) => {
      panels[layer].picture.element.style.width = `${size * scale}px`;
    });
  }

  return { element: root, show };
}

// The box around what a unit sees in a map, or null where it sees only padding, or the map lies above it.
function boxOf({ rows, columns }, layer) {
  const [down, across] = [rows[layer], columns[layer]].map((counts) => counts && reach(counts));
  if (!down || !across) return null;
  return {
    i: down[0],
    j: across[0],
    rows: down[1] - down[0] + 1,
    columns: across[1] - across[0] + 1,
  };
}

const empty = new Map(); // by size

// The map that a unit sees nothing of, always the same one, so that it is drawn once.
function nothing(size) {
  if (!empty.has(size)) {
    empty.set(size, { rows: size, columns: size, data: new Float64Array(size * size) });
  }
  return empty.get(size);
}
