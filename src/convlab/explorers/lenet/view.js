// What the LeNet explorer shows: the pad and what becomes of its ink, the layers, the answer, and one unit closely.

import { LAYERS } from "../../lenet.js";
import { GREY } from "../ui/colours.js";
import { element, fill } from "../ui/dom.js";
import { say } from "../ui/sentences.js";
import { createBars } from "./bars.js";
import { PAD, inkOf } from "./ink.js";
import { createLayer, createLayers } from "./layer.js";
import { createPad } from "./pad.js";
import { padText, status } from "./sentences.js";
import { digitSettings } from "./settings.js";
import { createTools } from "./tools.js";
import { fieldOf, mostActive, workOf } from "./unit.js";
import { createUnitPanel } from "./unit_panel.js";

const INK_SCALE = { palette: GREY, low: 0, high: 1 };

// `el` tells besides its output the drawing, all maps, and the unit that is looked at.
export function createView(stage, el, digits, networks) {
  const { model, words, signal, now } = stage;
  const answers = model.get("answers");
  let state = null;
  let label = null; // what the drawing is, if it is a test digit
  let picked = null; // a unit; at first the most active one of conv2
  let pointed = null; // a unit that the pointer is at; it is shown until the pointer leaves
  let looked = ""; // which one is shown

  const hands = { signal, point, pick };
  const pad = createPad(stage, followStroke);
  const reduced = createLayer({ name: "reduced", label: words.reduced, shape: [1, 8, 8] });
  const image = createLayer({ name: "image", label: words.input, shape: [1, 28, 28] });
  const layers = createLayers(words, hands);
  const bars = createBars(words, hands);
  const unitPanel = createUnitPanel(words, signal);
  const tools = createTools(stage, { pad, digits, answers, answer: networks.answer });
  const shapes = element("p", { class: "shapes", role: "status" });

  const prepared = element("div", { class: "prepared" }, reduced.element, image.element);
  const desk = element("div", { class: "desk" }, pad.element, prepared, bars.element);
  const flow = element("div", { class: "flow" }, layers.element, unitPanel.element);
  const root = element("div", {}, desk, tools.element, tools.fields, pad.hint, flow, shapes);

  const unit = () => pointed ?? picked;
  const tell = (name, get) => Object.defineProperty(el, name, { configurable: true, get });
  tell("drawing", () => ({ shape: [PAD, PAD], data: Array.from(inkOf(pad.levels)) }));
  tell("maps", () => Object.fromEntries(LAYERS.map(({ name }) => [name, state.maps[name]])));
  tell("unit", () => ({ ...unit(), ...workOf(unit(), state), field: fieldOf(unit()) }));

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
    picked ??= mostActive(state);
    pad.describe(padText(state, label, words), state.cut);
    const title = state.settings.fit ? words.reduced_title_fit : words.reduced_title;
    reduced.draw(state.reduced, INK_SCALE, fill(title, { shape: "8×8" }));
    image.draw(state.image, INK_SCALE, fill(words.input_title, { shape: "28×28" }));
    layers.draw(state);
    bars.draw(state);
    look();
    say(shapes, status(state, label, words));
  }

  function point(other) {
    pointed = other;
    if (keyOf(unit()) !== looked) look();
  }

  function pick(other) {
    [pointed, picked] = [null, other];
    look();
  }

  function look() {
    const one = unit();
    const field = fieldOf(one);
    const fresh = keyOf(one) !== looked;
    unitPanel.draw(one, workOf(one, state), field, state, fresh);
    if (!fresh) return;
    looked = keyOf(one);
    layers.mark(one, field);
    bars.mark(one);
    image.mark(null, field.boxes.input ?? { i: 0, j: 0, rows: 28, columns: 28 });
  }

  return { element: root, draw };
}

function keyOf({ layer, map, i, j }) {
  return String([layer, map, i, j]);
}
