// What every stage does: it stands in the page, and its settings and the model's stay equal.

import { keepHeight } from "../ui/layout.js";
import { createOrigins, readSettings, writeSettings } from "./legacy_settings.js";

// Make `el` the stage of an explorer: `content` in it, and `output`, a function that returns a matrix, or
// { shape, data }, as the element's property { shape, data }. The signal ends it.
export function openStage(el, { name, content, output, signal }) {
  el.dataset.explorer = name;
  el.dataset.lmSuppressShortcuts = "true";
  el.classList.add("convlab-stage");
  el.append(content);
  keepHeight(el, content, signal);
  const get = () => {
    const { rows, columns, shape = [rows, columns], data } = output();
    return { shape, data: Array.from(data) };
  };
  Object.defineProperty(el, "output", { configurable: true, get });
  el.addEventListener("keydown", keepTyping, { signal });
}

// What is typed in a cell is no shortcut of the page: the theme takes "/" for its search.
function keepTyping(event) {
  const typed = event.target.isContentEditable && event.key.length === 1;
  if (typed && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

// Follow the settings `names` of the model. reconcile(before, after) returns what the reader meant by a
// change; refusal(settings) is null, or a sentence if they do not go together: then the last good ones come
// back. show(settings) draws good settings, refuse(sentence) shows the sentence, or nothing for null. `numbers`
// are the settings that a reader may type over, as createOrigins takes them.
export function keepSettings(model, names, signal, actions) {
  const { reconcile, refusal, show, refuse, numbers = [] } = actions;
  const origins = createOrigins(numbers);
  let settings = readSettings(model, names);
  let shown = false;
  let due = false; // a drawing is to come
  let writing = false; // what is written here is no change to follow, or a refusal would vanish at once

  function refresh() {
    due = false;
    const asked = readSettings(model, names);
    const wanted = reconcile(settings, asked);
    const sentence = refusal(wanted);
    if (!sentence || !shown) origins.note(settings, asked, wanted);
    if (!sentence) settings = wanted;
    writing = true;
    writeSettings(model, settings);
    writing = false;
    model.save_changes();
    refuse(sentence);
    if (!sentence || !shown) show(settings);
    shown = true;
  }

  // One drawing for all the settings that one action changes, before the next frame. It must wait for
  // the links between widgets to finish, since they ignore what is changed under their hands.
  function soon() {
    if (due || writing) return;
    due = true;
    queueMicrotask(() => due && !signal.aborted && refresh());
  }

  for (const name of names) model.on(`change:${name}`, soon);
  signal.addEventListener("abort", () => {
    for (const name of names) model.off(`change:${name}`, soon);
  });
  const change = (patch) => {
    writeSettings(model, patch);
    refresh();
  };
  // A change by the reader's hand, which a patch of `origin()` takes back.
  const edit = (patch) => {
    origins.mine(patch);
    change(patch);
  };
  return { now: () => settings, start: refresh, change, edit, origin: origins.back };
}
