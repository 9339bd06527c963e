// A layer as a picture under its title: its feature maps as tiles, or its numbers as a strip of squares; and all layers
// together. The image that a network sees is a layer of one map.

import { createCanvas, layBox, placeUnder } from "../ui/canvas.js";
import { scaleBar, scaleFor } from "../ui/colours.js";
import { MOVES, element, fill, setText } from "../ui/dom.js";
import { indexOf, layerOf, placeOf, shownLayer } from "./unit.js";

// How tiles lie: so many in a line, and the gap between them in pixels of the map.
const TILES = {
  conv1: { columns: 6, gap: 4 },
  pool1: { columns: 6, gap: 2 },
  conv2: { columns: 8, gap: 2 },
  pool2: { columns: 8, gap: 1 },
  dense1: { columns: 40 },
  dense2: { columns: 42 },
};

// What a layer's picture looks like, wherever it is shown.
export function pictureOf(name) {
  return { name, shape: layerOf(name).shape, ...TILES[name] };
}

// name: of the layer, as units have it; label: what its picture is called; shape: [count, side, side], or [count] for
// single numbers; columns: how many tiles stand in a line; gap: between them, in pixels of the maps. hands: point(unit), or
// null as the pointer leaves, and pick(unit) where one is chosen for good; without them it is only looked at.
export function createLayer({ name, label, shape, columns = 1, gap = 0 }, hands = null) {
  const [count, side = 1] = shape;
  const pitch = side + gap;
  const [height, width] = [Math.ceil(count / columns) * pitch - gap, columns * pitch - gap];
  const { element: picture, canvas, boxes, paint } = createCanvas(label, height, width);
  const title = element("span");
  const legend = element("span", { class: "legend", "aria-hidden": "true" });
  const heading = element("p", { class: "panel-title" }, title, legend);
  const root = element("div", { class: `layer ${name}` }, heading, picture);

  // The pixel of each number, and the number of each pixel: none in a gap.
  const pixels = Int32Array.from({ length: count * side * side }, (_, n) => {
    const { map, i, j } = placeOf(n, side);
    return (Math.floor(map / columns) * pitch + i) * width + (map % columns) * pitch + j;
  });
  const numbers = new Int32Array(height * width).fill(-1);
  pixels.forEach((pixel, n) => (numbers[pixel] = n));
  const numberAt = (y, x) => (x >= 0 && x < width ? numbers[y * width + x] : undefined);

  // A line around each map: what is all white, or all black, is seen on any page.
  const maps = side > 1 ? Array.from({ length: count }, (_, map) => map) : [];
  const all = { i: 0, j: 0, rows: side, columns: side };
  const tiles = maps.map((map) => lay(element("div"), "tile", { map, ...all }));
  const fields = maps.map(() => element("div"));
  const spot = element("div");
  boxes.append(...tiles, ...fields, spot);

  // Lay a box over a place of a map, or nowhere.
  function lay(box, kind, place) {
    box.className = place ? kind : "";
    if (!place) return box;
    const pixel = pixels[indexOf(place, side)];
    layBox(box, { ...place, i: Math.floor(pixel / width), j: pixel % width }, canvas);
    return box;
  }

  function draw(data, scale, text) {
    paint(data, scale, pixels);
    scaleBar(legend, scale);
    setText(title, text);
  }

  // Mark a unit, or none, and what another one sees of this layer: { map, i, j, rows, columns, nearest }, where map null
  // stands for all maps.
  function mark(unit, seen) {
    if (unit) cursor = unit;
    lay(spot, "spot", unit && { ...unit, rows: 1, columns: 1 });
    fields.forEach((field, map) => {
      const here = seen && (seen.map ?? map) === map;
      lay(field, seen?.nearest ? "window" : "field", here && { ...seen, map });
    });
  }

  const unitOf = (n) => (n >= 0 ? { layer: name, ...placeOf(n, side) } : null);
  let cursor = unitOf(0);

  // From the edge of a tile, an arrow key leads over the gap to the next tile.
  function next([down, across]) {
    const pixel = pixels[indexOf(cursor, side)];
    let [y, x] = [Math.floor(pixel / width), pixel % width];
    do [y, x] = [y + down, x + across];
    while (numberAt(y, x) < 0);
    return unitOf(numberAt(y, x)) ?? cursor;
  }

  if (hands) {
    const { signal, point, pick } = hands;
    const under = (event) => unitOf(numberAt(...placeUnder(event, canvas).map(Math.floor)));
    const on = (type, action) => canvas.addEventListener(type, action, { signal });
    canvas.tabIndex = 0;
    on("pointermove", (event) => point(under(event)));
    on("pointerleave", () => point(null));
    on("pointerdown", (event) => under(event) && pick(under(event)));
    on("focus", () => canvas.matches(":focus-visible") && point(cursor));
    on("blur", () => point(null));
    on("keydown", (event) => {
      const move = MOVES[event.key];
      if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      pick(next(move));
    });
  }

  return { element: root, draw, mark };
}

// All layers from the first convolution to the last hidden numbers, and what a unit sees in them; hands: as a layer takes
// them.
export function createLayers(words, hands) {
  const layers = Object.keys(TILES).map((name) => {
    return { name, ...createLayer({ ...pictureOf(name), label: name }, hands) };
  });
  const root = element("div", { class: "layers" }, ...layers.map((one) => one.element));

  // Show the maps of a state, after the activation or before it.
  function draw({ maps, network, settings }) {
    const activation = words[network.variant.activation];
    for (const { name, draw: show } of layers) {
      const source = shownLayer(name, settings.view);
      const { shape, data } = maps[source];
      const signed = source === name && layerOf(name).kind !== "pool";
      const title = source === name ? words.layer_title : words.then;
      const text = fill(title, { name, activation, shape: shape.join("×") });
      show(data, scaleFor(data, { kind: signed ? "signed" : "range" }), text);
    }
  }

  // Outline a unit, its window and its receptive field.
  function mark(unit, { boxes, below }) {
    for (const { name, mark: outline, element: layer } of layers) {
      outline(name === unit.layer ? unit : null, boxes[name]);
      layer.classList.toggle("seen", below.includes(name));
    }
  }

  return { element: root, draw, mark };
}
