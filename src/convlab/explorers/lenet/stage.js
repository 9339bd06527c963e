// The stage of LeNetExplorer: a drawing, its way through a trained network, and one unit of it looked at closely.

import { keepSettings, openStage } from "../core/legacy_stage.js";
import { createRefusal } from "../ui/board.js";
import { element, fill } from "../ui/dom.js";
import { createBars } from "./bars.js";
import { PAD, inkOf, readDigits } from "./ink.js";
import { createInput } from "./input.js";
import { createLayers } from "./layers.js";
import { createPad } from "./pad.js";
import { status } from "./sentences.js";
import { SETTINGS, digitSettings, reconcile, refusal } from "./settings.js";
import { createState, readNetworks } from "./state.js";
import { createTools } from "./tools.js";
import { fieldOf, mostActive, workOf } from "./unit.js";
import { createUnitPanel } from "./unit_panel.js";

export function render({ model, el }) {
  const life = new AbortController();
  const [words, limits, answers] = ["words", "limits", "answers"].map((name) => model.get(name));
  const [digits, networks, passes] = [readDigits(model), readNetworks(model), createState()];
  let state = null;
  let label = null; // what the drawing is, if it is a test digit
  let picked = null; // a unit; at first the most active one of conv2
  let pointed = null; // a unit that the pointer is at; it is shown until the pointer leaves
  let looked = ""; // which one is shown

  const problem = createRefusal();
  const hint = element("p", { class: "hint", "aria-live": "polite" }, words.hint);
  const unitHint = element("p", { class: "hint" }, words.unit_hint);
  const said = element("p", { class: "shapes", role: "status" });
  const pad = createPad(words, life.signal, {
    now: () => now(),
    changed: () => {
      label = null;
      redraw(now());
    },
    keep: (patch) => change(patch),
    pen: sayPen,
  });
  const actions = { point, pick };
  const dense3 = {
    point: (place) => point("dense3", place),
    pick: (place) => pick("dense3", place),
  };
  const input = createInput(words);
  const layers = createLayers(words, life.signal, actions);
  const bars = createBars(words, life.signal, dense3);
  const unitPanel = createUnitPanel(words, life.signal);
  const tools = createTools(words, life.signal, {
    now: () => now(),
    change: (patch) => change(patch),
    pad,
    digits,
    answers,
    see: (reduced, settings) => spare.see(reduced, networks[settings.network], settings).answer,
  });
  const spare = createState();
  const left = element("div", { class: "left" }, pad.element, tools.left, hint);
  left.append(element("div", { class: "below" }, input.element, bars.element));
  const right = element("div", { class: "right" }, layers.element, said);
  const flow = element("div", { class: "flow" }, left, right);
  const content = element("div", { class: "lenet" }, problem.element, flow, tools.right);
  content.append(unitPanel.element, unitHint);
  openStage(el, { name: "lenet", content, output: () => state.maps.dense3, signal: life.signal });
  const property = (name, get) => Object.defineProperty(el, name, { configurable: true, get });
  property("drawing", () => ({ shape: [PAD, PAD], data: Array.from(inkOf(pad.levels)) }));
  property("maps", () => state.maps);
  property("image", () => state.image);
  property("unit", () => ({ ...unit(), ...workOf(unit(), state), field: fieldOf(unit()) }));

  function point(layer, place) {
    pointed = place && { layer, ...place };
    if (keyOf(unit()) !== looked) look();
  }

  function pick(layer, place) {
    pointed = null;
    picked = { layer, ...place };
    look();
  }

  const keyOf = ({ layer, map, i, j }) => String([layer, map, i, j]);

  function unit() {
    return pointed ?? picked;
  }

  function look() {
    const one = unit();
    const key = keyOf(one);
    const field = fieldOf(one);
    unitPanel.draw(one, workOf(one, state), field, state, key !== looked);
    if (key === looked) return;
    looked = key;
    for (const part of [layers, bars, input]) part.mark(one, field);
  }

  function sayPen(place, down) {
    const [row, column] = (place ?? []).map(Math.round);
    const key = `${now().tool}_${down ? "down" : "up"}`;
    hint.textContent = place ? fill(words[key], { row, column }) : words.hint;
  }

  function redraw(settings) {
    state = passes.draw(pad.levels, networks[settings.network], settings);
    pad.outline(state.cut);
    input.draw(state, settings);
    layers.draw(state, settings.view);
    picked ??= mostActive("conv2", state);
    bars.draw(state);
    look();
    const sentences = status(state, { digit: settings.digit, label }, words);
    const text = sentences.map((part) => part.textContent ?? part).join("");
    if (text !== said.textContent) said.replaceChildren(...sentences);
  }

  const { now, change, start } = keepSettings(model, SETTINGS, life.signal, {
    reconcile: (before, after) => reconcile(before, after, digits),
    refusal: (settings) => refusal(settings, limits, words),
    refuse: problem.refuse,
    show(settings) {
      pad.take(settings);
      tools.update(settings);
      const { pad: known } = digitSettings(digits, settings.digit);
      label = settings.pad === known ? answers[settings.digit] : null;
      redraw(settings);
    },
  });
  start();
  return () => life.abort();
}
