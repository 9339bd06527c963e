// What the LeNet explorer shows: the pad and what becomes of its ink, the layers, the answer, and one unit closely.

import { element, fill } from "../ui/dom.js";
import { createBars } from "./bars.js";
import { PAD, inkOf } from "./ink.js";
import { createInput } from "./input.js";
import { createLayers } from "./layers.js";
import { createPad } from "./pad.js";
import { padText, status } from "./sentences.js";
import { digitSettings } from "./settings.js";
import { createTools } from "./tools.js";
import { fieldOf, mostActive, workOf } from "./unit.js";
import { createUnitPanel } from "./unit_panel.js";

// `shown` has what the element tells besides its output: the drawing, the image, all maps, and the unit.
export function createView(stage, digits, networks) {
  const { model, words, signal, now, change } = stage;
  const answers = model.get("answers");
  let state = null;
  let label = null; // what the drawing is, if it is a test digit
  let picked = null; // a unit; at first the most active one of conv2
  let pointed = null; // a unit that the pointer is at; it is shown until the pointer leaves
  let looked = ""; // which one is shown

  const onPad = element("p", { class: "panel-title" });
  const hint = element("p", { class: "hint", "aria-live": "polite" });
  const shapes = element("p", { class: "shapes", role: "status" });
  const pad = createPad(words, signal, { now, keep: change, changed: followStroke, pen: sayPen });
  const input = createInput(words);
  const layers = createLayers(words, signal, { point, pick });
  const bars = createBars(words, signal, {
    point: (place) => point("dense3", place),
    pick: (place) => pick("dense3", place),
  });
  const unitPanel = createUnitPanel(words, signal);
  const tools = createTools(stage, { pad, digits, answers, answer: networks.answer });

  const paper = element("div", { class: "paper" }, onPad, pad.element);
  const desk = element("div", { class: "desk" }, paper, input.element, bars.element);
  const flow = element("div", { class: "flow" }, layers.element, unitPanel.element);
  const root = element("div", { class: "lenet" }, desk, tools.element);
  root.append(tools.fields, hint, flow, shapes);

  const unit = () => pointed ?? picked;
  const shown = {
    drawing: () => ({ shape: [PAD, PAD], data: Array.from(inkOf(pad.levels)) }),
    maps: () => state.maps,
    image: () => state.image,
    unit: () => ({ ...unit(), ...workOf(unit(), state), field: fieldOf(unit()) }),
  };

  function draw(next) {
    const { settings } = next;
    pad.take(settings);
    tools.update(settings);
    const { pad: known } = digitSettings(digits, settings.digit);
    label = settings.pad === known ? answers[settings.digit] : null;
    show(next);
  }

  // While a stroke is drawn, the settings still hold the drawing before it.
  function followStroke() {
    label = null;
    show(networks.see(pad.levels, now()));
  }

  function show(next) {
    state = next;
    pad.outline(state.cut);
    input.draw(state);
    layers.draw(state);
    picked ??= mostActive("conv2", state);
    bars.draw(state);
    look();
    onPad.textContent = padText(state, label, words);
    const sentences = status(state, label, words);
    const text = sentences.map((part) => part.textContent ?? part).join("");
    if (text !== shapes.textContent) shapes.replaceChildren(...sentences);
  }

  function point(layer, place) {
    pointed = place && { layer, ...place };
    if (keyOf(unit()) !== looked) look();
  }

  function pick(layer, place) {
    pointed = null;
    picked = { layer, ...place };
    look();
  }

  function look() {
    const one = unit();
    const key = keyOf(one);
    const field = fieldOf(one);
    unitPanel.draw(one, workOf(one, state), field, state, key !== looked);
    if (key === looked) return;
    looked = key;
    layers.mark(one, field);
    input.mark(field);
    bars.mark(one);
  }

  function sayPen(place, down) {
    const [row, column] = (place ?? []).map((at) => Math.round(at));
    const key = `${now().tool}_${down ? "down" : "up"}`;
    hint.textContent = place ? fill(words[key], { row, column }) : "";
  }

  return { element: root, draw, shown };
}

function keyOf({ layer, map, i, j }) {
  return String([layer, map, i, j]);
}
