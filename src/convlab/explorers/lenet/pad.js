// The pad: a drawing with what it was before each stroke, and the keyboard's pen over it.

import { bytesOf } from "../core/bytes.js";
import { createCanvas, layBox } from "../ui/canvas.js";
import { GREY } from "../ui/colours.js";
import { element } from "../ui/dom.js";
import { drawOn } from "./draw.js";
import { PAD, drawLine, isBlank, toBase64 } from "./ink.js";

const REMEMBERED = 50; // strokes
const INK_SCALE = { palette: GREY, low: 0, high: 255 };

// actions: now() gives the settings; changed() as ink changes, keep({ pad, fit }) when a stroke has ended;
// pen(place, down) as in draw.js.
export function createPad(words, signal, { now, changed, keep, pen }) {
  const { element: root, canvas, boxes, paint } = createCanvas(words.drawing, PAD, PAD);
  canvas.setAttribute("role", "application");
  canvas.tabIndex = 0;
  const mark = element("div", { class: "pen", "aria-hidden": "true", hidden: true });
  const frame = element("div", { class: "cut" });
  boxes.append(frame);
  root.classList.add("pad");
  root.append(mark);
  const levels = new Uint8Array(PAD * PAD);
  const past = [];
  let shown = ""; // what the settings hold of the drawing
  let fit = "off"; // as it was before the settings changed

  const redraw = () => paint(levels, INK_SCALE);
  const remember = (fitted = now().fit) => {
    past.push({ levels: levels.slice(), fit: fitted });
    if (past.length > REMEMBERED) past.shift();
  };
  const store = (patch = {}) => {
    shown = toBase64(levels);
    redraw();
    keep({ pad: shown, ...patch });
  };

  drawOn(canvas, signal, {
    begin() {
      remember();
      // What is drawn on an empty pad is a reader's own, which has to be fitted.
      if (isBlank(levels) && now().fit === "off") keep({ fit: "on" });
    },
    line(from, to) {
      drawLine(levels, from, to, now().pen, now().tool === "eraser");
      redraw();
      changed();
    },
    end: () => store(),
    pen(place, down) {
      mark.hidden = !place;
      mark.classList.toggle("down", Boolean(down));
      if (place) {
        mark.style.top = `${(100 * place[0]) / PAD}%`;
        mark.style.left = `${(100 * place[1]) / PAD}%`;
        mark.style.width = mark.style.height = `${(100 * now().pen) / PAD}%`;
      }
      pen(place, down);
    },
  });

  return {
    element: root,
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
    // Outline what is cut out, if anything is.
    outline(box) {
      frame.hidden = !box;
      if (!box) return;
      const { top: i, left: j, bottom, right } = box;
      layBox(frame, { i, j, rows: bottom - i, columns: right - j }, canvas);
    },
    clear() {
      if (!isBlank(levels)) remember();
      levels.fill(0);
      store({ fit: "on" });
    },
    undo() {
      const before = past.pop();
      if (!before) return;
      levels.set(before.levels);
      store({ fit: before.fit });
    },
  };
}
