// The buttons beneath an explorer: step and play, the number to paint with, reset, a picture from disk.

import { button, element } from "./dom.js";
import { createBrush } from "./field.js";
import { fileButton } from "./upload.js";

// actions: step(by), pace() with the state that is stepped through, reset(), open(file), rescale(). offer(held) says whether
// there are colours to rescale.
export function createTools(words, signal, { step, pace, reset, open, rescale }) {
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
    play.textContent = words.play;
  };
  // From number to number slowly, over a picture in 400 steps; the input may change meanwhile.
  const next = () => {
    const { Y, numbers } = pace();
    const by = numbers ? 1 : Math.ceil(Y.data.length / 400);
    timer = setTimeout(() => (next(), step(by)), numbers ? 500 : 40);
  };
  const start = () => {
    next();
    play.textContent = words.pause;
  };
  const play = button(words.play, signal, () => (timer ? stop() : start()));
  signal.addEventListener("abort", stop);

  const brush = createBrush(words, signal);
  const rescales = button(words.rescale, signal, rescale);
  const offer = (held) => (rescales.hidden = !held);
  offer(false);

  const root = element(
    "div",
    { class: "tools" },
    button(words.back, signal, () => step(-1)),
    play,
    button(words.forward, signal, () => step(1)),
    ...brush.elements,
    button(words.reset, signal, reset),
    rescales,
    fileButton(words.open, signal, open),
  );
  return { element: root, brush: brush.number, offer };
}
