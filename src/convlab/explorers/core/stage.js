// What every stage does: it stands in the page, its settings and the model's stay equal, and what cannot be is said.

import { keepHeight } from "../ui/layout.js";
import { createEditing } from "./editing.js";
import { readFields } from "./fields.js";
import { judge } from "./limits.js";
import { createPlate } from "./plate.js";
import { createRefusal } from "./refusal.js";
import { createHistory, readLibrary, readSettings, same, writeSettings } from "./settings.js";

// Open the stage of an explorer. The plan says what is its own:
//   name: of the explorer, as the page's `data-explorer` has it;
//   reconcile(now, { before, changed, libraries, own, memory }): change the settings that were asked for to what was
//     meant, beyond what `follow` does for all explorers; `own` is what the reader last had of their own, by trait,
//     and `memory` an object of the stage to keep things in;
//   refusal(settings, words): null, or a sentence for settings that do not go together;
//   compute(settings, stage): all that is drawn;
//   output(state): the matrix, or { shape, data }, that is the element's property `output`;
//   view(stage): { element, draw(state) };
//   fits: whether the view lays itself out for the whole window, when the explorer is presented.
// Returns the clean-up.
export function openStage({ model, el }, plan) {
  const life = new AbortController();
  const { signal } = life;
  const [words, spec] = [model.get("words"), model.get("spec")];
  const named = spec.libraries.map((name) => [name, readLibrary(model.get(name))]);
  const libraries = Object.fromEntries(named);
  const history = createHistory(spec.numbers);
  const context = { spec, words, libraries, own: history.own, memory: {} };
  const refusal = createRefusal(el);
  const { say } = refusal;
  let settings = readSettings(model);
  let state = null;
  let due = false; // a drawing is to come
  let drawing = false;
  let byHand = false; // the last change was made in a cell
  let plate = null; // once the stage stands in its explorer
  let writing = false; // what is written here is no change to follow, or a refusal would vanish at once

  function draw() {
    drawing = true;
    view.draw(state);
    drawing = false;
  }

  function write(values) {
    writing = true;
    writeSettings(model, values);
    writing = false;
  }

  // Take over what is asked for, and draw it; returns what is wrong with it. Where it comes by itself, what a reader is
  // told stays.
  function refresh(byItself = false) {
    due = false;
    const asked = readSettings(model);
    const changed = spec.settings.filter((name) => !same(settings[name], asked[name]));
    const { wanted, problem } = judge(settings, asked, context, plan);
    const taken = !problem || !state; // something must be drawn at first
    if (taken) {
      history.note(settings, asked, wanted);
      settings = wanted;
    }
    write(settings);
    model.save_changes();
    if (problem) say({ fields: changed, ...problem });
    else if (!byItself) say();
    plate?.settle(settings);
    if (taken) {
      state = plan.compute(settings, stage);
      draw();
    }
    return problem;
  }

  // One drawing for all the settings that one action changes, before the next frame. It must wait for
  // the links between widgets to finish, since they ignore what is changed under their hands.
  function soon() {
    if (due || writing) return;
    due = true;
    queueMicrotask(() => {
      if (!due || signal.aborted) return;
      byHand = false;
      refresh();
    });
  }

  function change(patch) {
    write(patch);
    return refresh();
  }

  function advance(patch) {
    write(patch);
    refresh(true);
  }

  // A change by the reader's hand, which a patch of `history` takes back.
  function edit(patch) {
    history.mine(patch);
    byHand = true;
    return change(patch);
  }

  const now = () => settings;
  const stage = {
    model,
    words,
    signal,
    libraries,
    change,
    advance,
    refuse: (sentence) => say({ sentence }),
    now,
    origin: history.back,
    reset: () => {
      byHand = false;
      change(history.back());
    },
    byHand: () => byHand,
    // Draw with colours for the numbers as they are.
    rescale: () => {
      byHand = false;
      draw();
    },
    ...createEditing({ ...spec, words, busy: () => drawing, now, change, edit, say }),
  };

  const view = plan.view(stage);
  whenPlaced(el, signal, (root) => {
    readFields(root, { limits: spec.limits, signal, words, now, change, say });
    plate = createPlate(root, { model, words, signal, more: spec.more, fits: plan.fits });
    plate.settle(settings);
    // What is typed in an explorer stays in it: the theme takes "/" for its search, JupyterLab deletes a cell for "d d".
    root.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
  });
  stand(el, plan, view.element, signal);
  el.append(refusal.element);
  show(el, { settings: now, output: () => plain(plan.output(state)) });

  // What Python refuses, the page says; the settings that go with it come back by themselves, first.
  const repeat = () => setTimeout(() => signal.aborted || say(model.get("refused")));
  const heard = spec.settings.map((name) => [`change:${name}`, soon]);
  for (const [event, action] of [...heard, ["change:refused", repeat]]) {
    model.on(event, action);
    signal.addEventListener("abort", () => model.off(event, action));
  }
  refresh();
  return () => life.abort();
}

// Put `content` into `el`.
function stand(el, { name }, content, signal) {
  el.dataset.explorer = name;
  el.classList.add("convlab-stage");
  el.append(content);
  keepHeight(el, content, signal);
}

// Let an element have properties whose values are asked for when they are read.
function show(el, values) {
  for (const [name, get] of Object.entries(values))
    Object.defineProperty(el, name, { configurable: true, get });
}

// An output as { shape, data }.
function plain({ rows, columns, shape = [rows, columns], data }) {
  return { shape, data: Array.from(data) };
}

// Call action(root) when the stage stands in its explorer, which is after it is drawn.
function whenPlaced(el, signal, action) {
  const root = el.closest(".convlab-explorer");
  if (root) action(root);
  else if (!signal.aborted) requestAnimationFrame(() => whenPlaced(el, signal, action));
}
