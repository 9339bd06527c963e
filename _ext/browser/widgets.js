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

import { makeAccessible } from "./accessible.js";
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

class PageManager extends ManagerBase {
  #pending = [];

  create_view(model, options) {
    const view = super.create_view(model, options);
    this.#pending.push(view);
    return view;
  }

  // A box draws its children later than itself, and they theirs.
  async drawn() {
    while (this.#pending.length) {
      await Promise.all(this.#pending.splice(0));
      await new Promise((resolve) => setTimeout(resolve));
    }
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

async function show(manager, mark) {
  const { model_id } = JSON.parse(mark.textContent);
  if (!manager.has_model(model_id)) return;
  const place = document.createElement("div");
  place.className = "widget-subarea";
  mark.before(place);
  const view = await manager.create_view(await manager.get_model(model_id));
  Widget.attach(view.luminoWidget, place);
  const resized = () =>
    MessageLoop.postMessage(view.luminoWidget, Widget.ResizeMessage.UnknownSize);
  window.addEventListener("resize", resized);
  view.once("remove", () => window.removeEventListener("resize", resized));
}

async function start() {
  makeAccessible();
  for (const state of document.querySelectorAll(STATE)) {
    const manager = new PageManager();
    await manager.set_state(JSON.parse(state.textContent));
    await Promise.all([...document.querySelectorAll(VIEW)].map((mark) => show(manager, mark)));
    await manager.drawn();
  }
  document.documentElement.dataset.widgets = "ready";
}

// The script is deferred: the page is parsed when it runs.
start();
