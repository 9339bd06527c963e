// The pad: a drawing with what it was before each stroke, and the keyboard's pen over it.

import { bytesOf } from "../core/bytes.js";
import { createCanvas, layBox } from "../ui/canvas.js";
import { GREY } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { drawOn } from "./draw.js";
import { PAD, drawLine, isBlank, toBase64 } from "./ink.js";

const REMEMBERED = 50; // strokes
const INK_SCALE = { palette: GREY, low: 0, high: 255 };

// followStroke() is called as ink changes, before the settings hold it.
export function createPad({ words, signal, now, change }, followStroke) {
  const { element: picture, canvas, boxes, paint } = createCanvas(words.drawing, PAD, PAD);
  canvas.setAttribute("role", "application");
  canvas.tabIndex = 0;
  const title = element("p", { class: "panel-title" });
  const hint = element("p", { class: "hint", "aria-live": "polite" });
  const mark = element("div");
  const cut = element("div", { class: "cut" });
  boxes.append(cut, mark);
  const root = element("div", { class: "pad" }, title, picture);
  const levels = new Uint8Array(PAD * PAD);
  const past = [];
  let shown = ""; // what the settings hold of the drawing
  let fit = false; // as it was before the settings changed

  const redraw = () => paint(levels, INK_SCALE);
  const remember = (fitted = now().fit) => {
    past.push({ levels: levels.slice(), fit: fitted });
    if (past.length > REMEMBERED) past.shift();
  };
  const store = (patch = {}) => {
    shown = toBase64(levels);
    redraw();
    change({ pad: shown, ...patch });
  };

  drawOn(canvas, signal, {
    begin() {
      remember();
      // What is drawn on an empty pad is a reader's own, which has to be fitted.
      if (isBlank(levels) && !now().fit) change({ fit: true });
    },
    line(from, to) {
      drawLine(levels, from, to, now().pen, now().tool === "eraser");
      redraw();
      followStroke();
    },
    end: () => store(),
    pen(place, down) {
      mark.className = place ? `pen ${down ? "down" : ""}` : "";
      const { pen: width, tool } = now();
      const [row, column] = place ?? [0, 0];
      const corner = { i: row - width / 2, j: column - width / 2 };
      layBox(mark, { ...corner, rows: width, columns: width }, canvas);
      const said = words[`${tool}_${down ? "down" : "up"}`];
      hint.textContent = place ? fill(said, { row, column }) : "";
    },
  });

  return {
    element: root,
    hint,
    levels,
    // Take over the settings' drawing, if it is not the one that is shown.
    take(settings) {
      const { pad } = settings;
      if (pad !== shown) {
        if (shown) remember(fit);
        shown = pad;
        levels.set(bytesOf(pad));
        redraw();
      }
      fit = settings.fit;
    },
    // Say what the drawing is, and outline what is cut out, if anything is.
    describe(text, box) {
      title.textContent = text;
      cut.hidden = !box;
      if (!box) return;
      const { top: i, left: j, bottom, right } = box;
      layBox(cut, { i, j, rows: bottom - i, columns: right - j }, canvas);
    },
    clear() {
      if (!isBlank(levels)) remember();
      levels.fill(0);
      store({ fit: true });
    },
    undo() {
      const before = past.pop();
      if (!before) return;
      levels.set(before.levels);
      store({ fit: before.fit });
    },
  };
}
