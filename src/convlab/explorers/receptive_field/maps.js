// The maps of a stack, from the input on, in their true relative sizes: a unit's influence and region in each.

import { scaleBar, scaleFor } from "../ui/colours.js";
import { element, fill, long, setText } from "../ui/dom.js";
import { NARROW, keepHeight, onWidth } from "../ui/layout.js";
import { createPicture } from "../ui/picture.js";
import { svg } from "../ui/plot.js";
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
  const [near, far] = ["near", "far"].map((part) => svg("path", { class: part }));
  const rays = svg("svg", { class: "rays", "aria-hidden": "true" }, near, far);
  const panels = [];
  let corners = []; // where on the board the maps lie, [left, top]
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
      board.replaceChildren(...shown.map(({ map }) => map), rays);
    shown.forEach(draw);
    if (other) layOut();
    else drawRays();
  }

  function draw({ map, picture, title, label }, layer) {
    const size = stack.sizes[layer];
    setText(title, `${label}\n${squareText(size)}`);
    map.classList.toggle("above", layer > view.layer);
    const M = view.maps[layer];
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
    corners = sizes.map((_, layer) => {
      const { offsetLeft, offsetTop } = panels[layer].picture.element;
      return [offsetLeft, offsetTop];
    });
    drawRays();
  }

  // Two thin lines between each map and the map before it, down to the input.
  function drawRays() {
    if (!width) return;
    const seen = Array.from({ length: view.layer + 1 }, (_, n) => placeOf(view.layer - n));
    const lines = seen.slice(1).map((to, n) => linesBetween(seen[n], to));
    near.setAttribute("d", lines[0]);
    far.setAttribute("d", lines.slice(1).join(""));
  }

  // Where on the board what is seen of a map lies, and the map itself, from `start` to `end`; null where nothing is seen.
  function placeOf(layer) {
    const box = view.boxes[layer];
    if (!box) return null;
    const [start, top] = corners[layer];
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

// From the corners of what a unit sees in one map to those of what it sees in the map before.
function linesBetween(from, to) {
  if (!from || !to || from.start < to.end) return ""; // it stands in another line
  const line = (side) => `M${from.left} ${from[side]}L${to.right} ${to[side]}`;
  return line("top") + line("bottom");
}
