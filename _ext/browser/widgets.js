// Brings a built page's widgets to life with no kernel, no server and no network.
//
// myst-nb writes the widgets' state and a mark where each one stands into the page. This is
// ipywidgets' own manager with just that much around it: html-manager, the stock bundle, also
// carries a renderer for every kind of notebook output, an editor and the widgets of version 7.

import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import anywidget from "anywidget";

import { arrive, keepPlace, settle } from "./places.js";
import { nameToggleButtons } from "./toggles.js";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "./widgets.css";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
const MODULES = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  anywidget,
};

const SHARED = "same as shared";
const LINKS = ["LinkModel", "DirectionalLinkModel"];

function breathe() {
  return new Promise((resolve) => setTimeout(resolve));
}

// A value with what _ext/offline.py has written once for several models put back.
function whole(value, shared) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  if (SHARED in value) return shared[value[SHARED]];
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, whole(part, shared)]),
  );
}

class PageManager extends ManagerBase {
  #saved;
  #models = {};
  #views = [];

  constructor(saved) {
    super();
    this.#saved = saved;
  }

  // A model is made when it is first asked for, with those that it names: the first explorer
  // of a page need not wait for the last one's.
  get_model(id) {
    const { state, shared, ...versions } = this.#saved;
    if (!(id in state)) return super.get_model(id);
    const one = () => this.set_state({ ...versions, state: { [id]: whole(state[id], shared) } });
    this.#models[id] ??= one();
    return this.#models[id].then(([model]) => model);
  }

  create_view(model, options) {
    const view = super.create_view(model, options);
    this.#views.push(view);
    return view;
  }

  async show(mark) {
    const { model_id } = JSON.parse(mark.textContent);
    if (!(model_id in this.#saved.state)) return;
    const place = document.createElement("div");
    place.className = "widget-subarea";
    mark.before(place);
    const view = await this.create_view(await this.get_model(model_id));
    Widget.attach(view.luminoWidget, place);
    const resized = () =>
      MessageLoop.postMessage(view.luminoWidget, Widget.ResizeMessage.UnknownSize);
    window.addEventListener("resize", resized);
    view.once("remove", () => window.removeEventListener("resize", resized));
    await this.drawn();
    place.querySelectorAll(FIELDS).forEach(forget);
    await this.link();
  }

  // A box draws its children later than itself, and they theirs.
  async drawn() {
    while (this.#views.length) {
      await Promise.all(this.#views.splice(0));
      await breathe();
    }
  }

  // Nothing names a link: it is made as soon as both of its ends are there.
  link() {
    const there = ([end]) => end.replace("IPY_MODEL_", "") in this.#models;
    const ready = Object.entries(this.#saved.state).filter(
      ([, { model_name, state }]) =>
        LINKS.includes(model_name) && there(state.source) && there(state.target),
    );
    return Promise.all(ready.map(([id]) => this.get_model(id)));
  }

  async loadClass(className, moduleName, moduleVersion) {
    const found = MODULES[moduleName]?.[className];
    if (!found) {
      throw new Error(`this page carries no ${className} of ${moduleName} ${moduleVersion}`);
    }
    return found;
  }

  // There is no kernel: nobody to ask, nobody to tell.
  async _get_comm_info() {
    return {};
  }

  async _create_comm() {
    throw new Error("a built page has no kernel");
  }
}

const FIELDS = "input, select, textarea";

function forget(field) {
  field.setAttribute("autocomplete", "off");
}

// A browser fills in the fields of a page that the reader comes back to, and no widget hears of it: fields
// are not to be kept. Those that an explorer makes later are in hand before they change.
function forgetFields() {
  addEventListener("focusin", ({ target }) => target.matches?.(FIELDS) && forget(target));
}

async function start() {
  keepPlace();
  nameToggleButtons();
  forgetFields();
  const marks = document.querySelectorAll(VIEW);
  for (const state of document.querySelectorAll(STATE)) {
    const manager = new PageManager(JSON.parse(state.textContent));
    for (const mark of marks) await manager.show(mark);
  }
  arrive();
  document.documentElement.dataset.widgets = "ready";
}

// The theme's scripts measure the whole page, so they come after what a reader waits for.
function startTheme() {
  const loaded = [...document.querySelectorAll('script[type="text/later"]')].map(({ src }) => {
    const script = Object.assign(document.createElement("script"), { src, async: false });
    document.body.append(script);
    return new Promise((resolve) => script.addEventListener("load", resolve));
  });
  return Promise.all(loaded);
}

// The script is deferred: the page is parsed when it runs.
start().finally(startTheme).then(settle);
