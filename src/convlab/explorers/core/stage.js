// What every stage does: it stands in the page, its settings and the model's stay equal, and what cannot be is said.

import { fill } from "../ui/dom.js";
import { keepHeight } from "../ui/layout.js";
import { createFields } from "./fields.js";
import { createPlate } from "./plate.js";
import { createRefusal } from "./refusal.js";
import {
  beyondLimits,
  createOrigins,
  edited,
  follow,
  readLibrary,
  readSettings,
  same,
  writeSettings,
} from "./settings.js";

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
  const words = model.get("words");
  const spec = model.get("spec");
  const libraries = {};
  for (const name of spec.libraries) libraries[name] = readLibrary(model.get(name));
  const own = {}; // what the reader last had of their own, by trait
  const origins = createOrigins(spec.numbers);
  const memory = {};
  let settings = readSettings(model);
  let state = null;
  let due = false; // a drawing is to come
  let drawing = false; // cells may go now, with what was typed in them
  let byHand = false; // the last change was made in a cell
  let root = null; // the explorer, when the stage stands in it
  let plate = null;
  const refusal = createRefusal();
  let writing = false; // what is written here is no change to follow, or a refusal would vanish at once

  function accept(asked, wanted) {
    origins.note(settings, asked, wanted);
    settings = wanted;
    for (const { trait, name } of spec.numbers) {
      if (settings[name] === "own") own[trait] = settings[trait];
    }
  }

  // Whether the columns have controls of their own.
  function showAxes() {
    root?.classList.toggle("axes-apart", settings.axes === "apart");
  }

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

  // Take over what is asked for, and draw it. Where it comes by itself, what a reader is told stays.
  function refresh({ byItself = false } = {}) {
    due = false;
    const asked = readSettings(model);
    const { wanted, problem } = judge(
      settings,
      asked,
      { spec, words, libraries, own, memory },
      plan,
    );
    if (!problem || !state) accept(asked, wanted);
    write(settings);
    model.save_changes();
    if (problem) say({ field: fieldOf(settings, asked), ...problem });
    else if (!byItself) say();
    plate?.settle();
    if (problem && state) return problem;
    showAxes();
    state = plan.compute(settings, stage);
    draw();
    return problem;
  }

  // Say a sentence at the field of a trait, at the grid `where`, or above everything.
  function say({ sentence = null, field = null, where = null } = {}) {
    const control = field && root?.querySelector(`.convlab-sets-${field} :is(input, select)`);
    const grid = where && el.querySelector(`[role=grid][aria-label="${where}"]`);
    refusal.refuse(sentence, control ?? grid ?? el.querySelector("p"), control);
  }

  // The field of what a change asks for.
  function fieldOf(before, asked) {
    const changed = spec.settings.filter((name) => !same(before[name], asked[name]));
    return changed.find((name) => root?.querySelector(`.convlab-sets-${name}`));
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

  const change = (patch) => {
    write(patch);
    return refresh();
  };
  const advance = (patch) => {
    write(patch);
    return refresh({ byItself: true });
  };
  // A change by the reader's hand, which a patch of `origins` takes back.
  const edit = (patch) => {
    origins.mine(patch);
    byHand = true;
    return change(patch);
  };
  // Draw with colours for the numbers as they are.
  const rescale = () => {
    byHand = false;
    draw();
  };
  const refuse = (sentence, where) => say({ sentence, where });
  const blockOf = (trait) => spec.numbers.find((block) => block.trait === trait);
  let opened = 0; // pictures that were chosen so far
  const stage = {
    model,
    words,
    signal,
    libraries,
    change,
    advance,
    edit,
    refuse,
    now: () => settings,
    origin: origins.back,
    reset: () => {
      byHand = false;
      change(origins.back());
    },
    byHand: () => byHand,
    rescale,
    // What an editable grid needs for one block of numbers. What cannot be, or cannot be read, brings back the number
    // that was there before the reader began to type. A grid that shows a part of the block has a name, `what`, and
    // says where in the block its cell [i, j] stands, at(i, j).
    editing: (trait, { what = blockOf(trait).what, at = (i, j) => [i, j] } = {}) => {
      const put = (place, value) => edit({ [trait]: edited(settings[trait], place, value) });
      const giveBack = (place, first) => {
        const now = place.reduce((part, index) => part[index], settings[trait]);
        if (first !== undefined && now !== first) put(place, first);
      };
      return {
        onEdit: (i, j, value, first) => {
          if (drawing) return;
          const problem = put(at(i, j), value);
          if (problem) giveBack(at(i, j), first);
          if (problem) say({ ...problem, field: null, where: what });
        },
        onRefuse: (i, j, text, first) => {
          if (drawing) return;
          giveBack(at(i, j), first);
          refuse(fill(words.not_a_number, { where: what, i, j, text }), what);
        },
      };
    },
    // Put a picture from disk in a block of numbers; of several, the last that was chosen.
    open: (trait, reading, file) => {
      const turn = ++opened;
      const { name } = blockOf(trait);
      reading.then(
        (picture) => turn === opened && change({ [name]: "own", [trait]: picture }),
        () => turn === opened && refuse(fill(words.not_a_picture, { name: file.name })),
      );
    },
  };

  const view = plan.view(stage);
  const fields = createFields(spec.limits, signal, {
    words,
    valueOf: (trait) => settings[trait],
    set: (trait, value) => change({ [trait]: value }),
    refuse: (sentence, field) => say({ sentence, field }),
    settle: () => say(),
  });
  whenPlaced(el, signal, (placed) => {
    root = placed;
    showAxes();
    fields.take(root);
    plate = createPlate(root, { model, words, signal, more: spec.more, fits: plan.fits });
    plate.settle();
    // What is typed in an explorer stays in it: the theme takes "/" for its search, JupyterLab deletes a cell for "d d".
    root.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
  });
  stand(el, plan, view.element, () => plan.output(state), signal);
  el.append(refusal.element);
  Object.defineProperty(el, "settings", { configurable: true, get: () => settings });
  for (const name of spec.settings) model.on(`change:${name}`, soon);
  model.on("change:refused", repeat);
  signal.addEventListener("abort", () => {
    for (const name of spec.settings) model.off(`change:${name}`, soon);
    model.off("change:refused", repeat);
  });
  // What Python refuses, the page says; the settings that go with it come back by themselves, first.
  function repeat() {
    setTimeout(() => signal.aborted || refuse(model.get("refused").sentence));
  }
  refresh();
  return () => life.abort();
}

// What a change asks for means, and what is wrong with it: { wanted, problem }, where problem is null or
// { sentence, field }, and field the trait of the control that it came from, if it came from one.
export function judge(before, asked, context, { reconcile, refusal }) {
  const { spec, words, libraries, own, memory } = context;
  const wanted = { ...asked };
  const changed = follow(before, wanted, { ...spec, libraries, own });
  let problem = beyondLimits(wanted, spec, words);
  if (problem) return { wanted, problem };
  reconcile?.(wanted, { before, changed, libraries, own, memory });
  problem = beyondLimits(wanted, spec, words);
  const sentence = problem ? null : refusal?.(wanted, words);
  return { wanted, problem: sentence ? { sentence } : problem };
}

// Put `content` into `el`, with its property `output`: { shape, data }.
function stand(el, { name }, content, output, signal) {
  el.dataset.explorer = name;
  el.classList.add("convlab-stage");
  el.append(content);
  keepHeight(el, content, signal);
  const get = () => {
    const { rows, columns, shape = [rows, columns], data } = output();
    return { shape, data: Array.from(data) };
  };
  Object.defineProperty(el, "output", { configurable: true, get });
}

// Call action(root) when the stage stands in its explorer, which is after it is drawn.
function whenPlaced(el, signal, action) {
  const root = el.closest(".convlab-explorer");
  if (root) action(root);
  else if (!signal.aborted) requestAnimationFrame(() => whenPlaced(el, signal, action));
}
