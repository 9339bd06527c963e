// The maps of a stack, from the input on, in their true relative sizes: a unit's influence and region in each.

import { reach } from "../../receptive.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { clamp, element, fill, long } from "../ui/dom.js";
import { onWidth } from "../ui/layout.js";
import { createPicture } from "../ui/picture.js";

// actions: pick(layer, i, j) for good; point(layer, i, j) or (layer, null) while the pointer is there. The
// input is layer 0.
export function createMaps(words, signal, { pick, point }) {
  const board = element("div", { class: "maps" });
  const bar = element("span", { class: "ends" });
  const legend = element("p", { class: "legend", "aria-hidden": "true" }, words.influence, bar);
  const root = element("div", {}, board, legend);
  const panels = [];
  let width = 0;
  let stack = null;
  onWidth(board, signal, (now) => {
    width = now;
    if (stack) layOut();
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
  function show(now, view) {
    stack = now;
    while (panels.length < stack.sizes.length) panels.push(panelFor(panels.length));
    const shown = panels.slice(0, stack.sizes.length);
    if (board.children.length !== shown.length)
      board.replaceChildren(...shown.map(({ map }) => map));
    shown.forEach((panel, layer) => draw(panel, layer, view));
    layOut();
  }

  function draw({ map, picture, title, label }, layer, view) {
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

  // All maps beside each other if their pixels are still visible then; else in several lines, on a phone two
  // in each.
  function layOut() {
    if (!width) return;
    const { sizes, layers } = stack;
    const wide = width > 560;
    const gap = wide ? 24 : 12;
    const beside = (width - gap * sizes.length) / sizes.reduce((sum, size) => sum + size);
    const two = (width - gap - 2) / (sizes[0] + sizes[1]);
    const scale = Math.min(clamp(beside, wide ? 3.4 : two, 8), width / sizes[0]);
    board.style.columnGap = `${gap}px`;
    sizes.forEach((size, layer) => {
      panels[layer].picture.element.style.width = `${size * scale}px`;
    });
    const explorer = board.closest(".convlab-explorer");
    if (explorer) explorer.dataset.layers = layers.length;
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
