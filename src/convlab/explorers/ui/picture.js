// A picture too large for numbers: a canvas that shows a matrix pixel by pixel, with boxes laid over it.

import { NO_PADDING } from "../../shapes.js";
import { layBox } from "./canvas.js";
import { pixelsOf } from "./colours.js";
import { MOVES, clamp, element } from "./dom.js";

// Options: label; signal; maybe onCursor(i, j) or (null), and onPick(i, j), where a press or an arrow key chooses a pixel
// for good. Indices are the matrix's own, never the padding's.
/** @param {PictureOptions} options */
export function createPicture({ label, signal, onCursor, onPick }) {
  const canvas = element("canvas", { width: 0, height: 0 });
  const boxes = element("div", { class: "boxes" });
  const named = { role: "img", "aria-label": label, tabindex: 0 };
  const sheet = element("div", { class: "sheet" }, canvas);
  const root = element("div", { class: "picture", ...named }, sheet, boxes);
  const context = canvas.getContext("2d");
  let shown = { M: null, key: "", palette: null, top: 0, left: 0, height: 0, width: 0 };
  let image = null; // the canvas's pixels: the picture from their corner on, and nothing beside it
  let cursor = [0, 0];
  const frames = []; // the boxes that are over it
  let stands = ""; // the picture's size and padding when they were laid

  // Show matrix M in the colours of scale, with padding around it and what no window reads struck out.
  function update(M, { scale, frame = NO_PADDING, never = [[], []] }) {
    const [[top, bottom], [left, right]] = frame;
    const [height, width] = [top + M.rows + bottom, left + M.columns + right];
    const key = JSON.stringify([frame, never, scale.low, scale.high]);
    if (M === shown.M && key === shown.key && scale.palette === shown.palette) return;
    if (height !== shown.height || width !== shown.width) resize(height, width);
    shown = { M, key, palette: scale.palette, top, left, height, width };
    cursor = inside(...cursor);
    const line = image.width;
    const pixels = new Uint32Array(image.data.buffer);
    if (height * width > M.data.length) {
      const stripes = Uint32Array.from({ length: width + 4 }, (_, x) => border(x));
      for (let y = 0; y < height; y++)
        pixels.set(stripes.subarray(y % 4, (y % 4) + width), y * line);
    }
    const colours = pixelsOf(M.data, scale);
    for (let i = 0; i < M.rows; i++) {
      const row = colours.subarray(i * M.columns, (i + 1) * M.columns);
      pixels.set(row, (i + top) * line + left);
    }
    for (const i of never[0])
      for (let x = 0; x < width; x += 3) pixels[(i + top) * line + x] = NEVER;
    for (const j of never[1])
      for (let y = 0; y < height; y += 3) pixels[y * line + j + left] = NEVER;
    context.putImageData(image, 0, 0);
  }

  // To resize a canvas costs more than to draw on it, so it has some room, and stays while that is enough.
  function resize(height, width) {
    const enough = width <= canvas.width && height <= canvas.height;
    if (!enough || width * height < (canvas.width * canvas.height) / 4) {
      Object.assign(canvas, { width: withRoom(width), height: withRoom(height) });
      image = context.createImageData(canvas.width, canvas.height);
    } else image.data.fill(0);
    canvas.style.width = `${(100 * canvas.width) / width}%`;
    canvas.style.height = `${(100 * canvas.height) / height}%`;
    root.style.setProperty("--aspect", width / height);
  }

  // marks: [{ class, cells: [[i, j], …], box }, …]; a box { i, j, rows, columns } stands for all its cells.
  function mark(marks) {
    const lay = (spot, name, box) => {
      spot.className = name;
      layBox(spot, { ...box, i: box.i + shown.top, j: box.j + shown.left }, shown);
      return spot;
    };
    const framed = marks.filter(({ box }) => box); // these stay, and slide where the picture is as it was
    const size = `${[shown.height, shown.width, shown.top, shown.left]}`;
    boxes.classList.toggle("slides", size === stands);
    stands = size;
    framed.forEach(({ class: name, box }, n) => lay((frames[n] ??= element("div")), name, box));
    for (const frame of frames.splice(framed.length)) frame.remove();
    const spots = marks.flatMap(({ class: name, cells = [], box }) =>
      (box ? [] : cells).map(([i, j]) =>
        lay(element("div"), `${name} spot`, { i, j, rows: 1, columns: 1 }),
      ),
    );
    const same = !spots.length && boxes.childElementCount === frames.length;
    if (!same || frames.some((frame) => !frame.isConnected))
      boxes.replaceChildren(...frames, ...spots);
  }

  function inside(i, j) {
    return [clamp(i, 0, shown.M.rows - 1), clamp(j, 0, shown.M.columns - 1)];
  }

  function move(i, j) {
    cursor = inside(i, j);
    onCursor?.(...cursor);
  }

  const on = (type, action) => root.addEventListener(type, action, { signal });
  const follow = ({ clientX, clientY }) => {
    const frame = root.getBoundingClientRect();
    const i = Math.floor(((clientY - frame.top) / frame.height) * shown.height) - shown.top;
    const j = Math.floor(((clientX - frame.left) / frame.width) * shown.width) - shown.left;
    move(i, j);
  };
  on("pointermove", follow);
  on("pointerdown", follow);
  on("click", () => onPick?.(...cursor)); // which a finger that scrolls does not end with
  on("pointerleave", () => document.activeElement !== root && onCursor?.(null));
  on("focus", () => root.matches(":focus-visible") && onCursor?.(...cursor));
  on("blur", () => onCursor?.(null));
  on("keydown", (event) => {
    const step = MOVES[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    move(cursor[0] + far * step[0], cursor[1] + far * step[1]);
    onPick?.(...cursor);
  });
  const point = (i, j) => (cursor = [i, j]); // where the arrow keys start
  return { element: root, update, mark, point };
}

// Colours as in a palette's pixels.
const PADDING = 0xffd6bea8;
const PADDING_TOO = 0xffe8dbce;
const NEVER = 0xff5f45d6;

// Room for a little more, in steps.
function withRoom(pixels) {
  return Math.ceil(pixels / 16) * 16;
}

// The padding's first row; each row below begins one pixel later in it.
function border(x) {
  return x % 4 < 2 ? PADDING : PADDING_TOO;
}
