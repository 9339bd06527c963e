// One layer on one canvas: its feature maps as tiles, or its numbers as a strip of squares.

import { createCanvas, layBox } from "../ui/canvas.js";
import { MOVES, clamp, element } from "../ui/dom.js";

// shape: [count, side, side], or [count] for single numbers. Places are { map, i, j }. onPoint(place), or null as
// the pointer leaves; onPick(place) where one is chosen for good. Without them, it is only looked at.
export function createMaps({ label, shape, signal, onPoint = null, onPick = null }) {
  const [count, side = 1] = shape;
  const { element: root, canvas, boxes, resize, paint } = createCanvas(label, 1, 1);
  const outlines = element("div", { class: "boxes", "aria-hidden": "true" });
  root.insertBefore(outlines, boxes);
  let [columns, gap] = [0, 0];
  let to = null; // the pixel of each number
  let marked = [];
  let cursor = { map: 0, i: 0, j: 0 };

  const pitch = () => side + gap;
  const rows = () => Math.ceil(count / columns);
  const corner = (map) => [Math.floor(map / columns) * pitch(), (map % columns) * pitch()];

  // Arrange the tiles in so many columns with a gap, in pixels of the maps; each pixel is `scale` wide.
  function arrange(many, between, scale) {
    root.style.width = `${(many * (side + between) - between) * scale}px`;
    if (many === columns && between === gap) return;
    [columns, gap] = [many, between];
    resize(rows() * pitch() - gap, columns * pitch() - gap);
    to = Int32Array.from({ length: count * side * side }, (_, n) => {
      const [top, left] = corner(Math.floor(n / (side * side)));
      const within = n % (side * side);
      return (top + Math.floor(within / side)) * canvas.width + left + (within % side);
    });
    outline();
    mark(marked);
  }

  // A line around each map: what is all white, or all black, is seen on any page. Single numbers have one for all.
  function outline() {
    const { width, height } = canvas;
    const all = Array.from({ length: side > 1 ? count : 1 }, (_, map) => {
      const [i, j] = corner(map);
      const tile = element("div", { class: "tile" });
      layBox(
        tile,
        side > 1 ? { i, j, rows: side, columns: side } : { i, j, rows: height, columns: width },
        canvas,
      );
      return tile;
    });
    outlines.replaceChildren(...all);
  }

  const draw = (data, scale) => paint(data, scale, to);

  // marks: [{ class, map, i, j, rows, columns }, …], where map null stands for all maps.
  function mark(marks) {
    marked = marks;
    const all = marks.flatMap((one) =>
      one.map === null ? Array.from({ length: count }, (_, map) => ({ ...one, map })) : [one],
    );
    while (boxes.children.length > all.length) boxes.lastChild.remove();
    while (boxes.children.length < all.length) boxes.append(document.createElement("div"));
    all.forEach((one, n) => {
      const [top, left] = corner(one.map);
      boxes.children[n].className = one.class;
      layBox(boxes.children[n], { ...one, i: top + one.i, j: left + one.j }, canvas);
    });
  }

  function placeUnder({ clientX, clientY }) {
    const frame = canvas.getBoundingClientRect();
    const y = Math.floor(((clientY - frame.top) / frame.height) * canvas.height);
    const x = Math.floor(((clientX - frame.left) / frame.width) * canvas.width);
    const [row, column] = [Math.floor(y / pitch()), Math.floor(x / pitch())];
    const map = row * columns + column;
    const [i, j] = [y - row * pitch(), x - column * pitch()];
    const inside = x >= 0 && y >= 0 && column < columns && map < count && i < side && j < side;
    return inside ? { map, i, j } : null;
  }

  // An arrow key leads from the edge of a tile to the next tile.
  function step([down, across]) {
    const [top, left] = corner(cursor.map);
    const along = (at, d, tiles) => {
      const next = Math.floor(at / pitch()) * side + (at % pitch()) + d;
      return clamp(next, 0, tiles * side - 1);
    };
    const y = along(top + cursor.i, down, rows());
    const x = along(left + cursor.j, across, columns);
    const map = Math.floor(y / side) * columns + Math.floor(x / side);
    if (map < count) cursor = { map, i: y % side, j: x % side };
  }

  if (onPick) listen();

  function listen() {
    canvas.tabIndex = 0;
    const on = (type, action) => canvas.addEventListener(type, action, { signal });
    on("pointermove", (event) => onPoint(placeUnder(event)));
    on("pointerleave", () => onPoint(null));
    on("pointerdown", (event) => {
      const place = placeUnder(event);
      if (place) onPick((cursor = place));
    });
    on("focus", () => canvas.matches(":focus-visible") && onPoint(cursor));
    on("blur", () => onPoint(null));
    on("keydown", (event) => {
      const move = MOVES[event.key];
      if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      step(move);
      onPick(cursor);
    });
  }

  return { element: root, arrange, draw, mark, point: (place) => (cursor = place) };
}
