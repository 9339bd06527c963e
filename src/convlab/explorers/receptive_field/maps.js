// The maps of a stack, from the input on, in their true relative sizes: a unit's influence and region in each.

import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill, long, setText } from "../ui/dom.js";
import { NARROW, keepHeight, onWidth } from "../ui/layout.js";
import { createPicture } from "../ui/picture.js";
import { createRays } from "./rays.js";
import { squareText } from "./sentences.js";

const TITLE = 46; // pixels that the words over a map take
const GAP = 12; // pixels between maps
const LARGEST = 236; // pixels that the input may be wide

// actions: pick(layer, i, j) for good; point(layer, i, j) or (layer, null) while the pointer is there. The
// input is layer 0.
export function createMaps(words, signal, { pick, point }) {
  const board = element("div", { class: "maps" });
  const [name, bar] = [element("span", {}, words.influence), element("span", { class: "ends" })];
  const legend = element("p", { class: "legend", "aria-hidden": "true" }, name, bar);
  const content = element("div", {}, board, legend);
  const root = element("div", {}, content);
  const rays = createRays();
  const panels = [];
  const corners = new Map(); // of the maps, until they are laid out anew
  let width = 0;
  let pixel = 1;
  let stack = null;
  let view = null; // what is seen of it
  keepHeight(root, content, signal); // the table below stays where it is while one types there
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
  function show(now, seen) {
    const other = now !== stack;
    [stack, view] = [now, seen];
    while (panels.length < stack.sizes.length) panels.push(panelFor(panels.length));
    const shown = panels.slice(0, stack.sizes.length);
    if (board.children.length !== shown.length + 1)
      board.replaceChildren(...shown.map(({ map }) => map), rays.element);
    shown.forEach(draw);
    if (other) layOut();
    else drawRays();
  }

  function draw({ map, picture, title, label }, layer) {
    const size = stack.sizes[layer];
    setText(title, `${label}\n${squareText(size)}`);
    map.classList.toggle("above", layer > view.layer);
    const M = view.maps[layer] ?? nothing(size);
    const scale = scaleFor(M.data, { kind: "heat" });
    picture.update(M, { scale });
    if (layer === 0) scaleBar(bar, scale, long);
    const box = view.boxes[layer];
    picture.mark(box ? [{ class: layer === view.layer ? "spot" : "window", box }] : []);
    if (layer === view.layer) picture.point(view.i, view.j);
  }

  // All maps beside each other, their pixels as large as that allows; on a phone in several lines, two in each.
  function layOut() {
    if (!width) return;
    const { sizes } = stack;
    const taken = () => sizes.reduce((sum, n) => sum + Math.max(TITLE, n * pixel) + GAP, 0);
    pixel = Math.min(8, LARGEST / sizes[0]);
    if (width < NARROW) pixel = Math.min(pixel, (width - GAP - 2) / (sizes[0] + sizes[1]));
    else while (pixel > 1 && taken() > width) pixel -= 0.05;
    sizes.forEach((n, layer) => (panels[layer].picture.element.style.width = `${n * pixel}px`));
    corners.clear();
    drawRays();
  }

  function drawRays() {
    if (width) rays.draw(view.layer, cornersOf);
  }

  // Where on the board what is seen of a map lies, as rays take it.
  function cornersOf(layer) {
    const box = view.boxes[layer];
    if (!box) return null;
    const { element: picture } = panels[layer].picture;
    if (!corners.has(layer)) corners.set(layer, [picture.offsetLeft, picture.offsetTop]);
    const [start, top] = corners.get(layer);
    return {
      left: start + pixel * box.j,
      right: start + pixel * (box.j + box.columns),
      top: top + pixel * box.i,
      bottom: top + pixel * (box.i + box.rows),
      start,
      end: start + pixel * stack.sizes[layer],
    };
  }

  return { element: root, show };
}

const empty = new Map(); // by size

// The map that a unit sees nothing of, always the same one, so that it is drawn once.
function nothing(size) {
  if (!empty.has(size)) {
    empty.set(size, { rows: size, columns: size, data: new Float64Array(size * size) });
  }
  return empty.get(size);
}
