// Says in ARIA what ipywidgets' controls show to the eye only: what a slider is called, which
// of several buttons is pressed, what a group of buttons is for.

import * as controls from "@jupyter-widgets/controls";

function after(view, method, extra) {
  const original = view.prototype[method];
  view.prototype[method] = function (...args) {
    const result = original.apply(this, args);
    extra(this);
    return result;
  };
}

function describe(view) {
  return view.model.get("description") || view.model.get("tooltip") || "";
}

function nameSlider(view) {
  const name = describe(view);
  const handles = [...view.el.querySelectorAll(".noUi-handle")];
  const labels = handles.length > 1 ? [`${name}, from`, `${name}, to`] : [name];
  handles.forEach((handle, i) => handle.setAttribute("aria-label", labels[i]));
  view.readout.setAttribute("role", "textbox");
  view.readout.setAttribute("aria-label", name);
}

function nameToggleButtons(view) {
  view.buttongroup.setAttribute("role", "group");
  view.buttongroup.setAttribute("aria-label", describe(view));
  for (const button of view.buttongroup.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.classList.contains("mod-active")));
  }
}

function nameRadioButtons(view) {
  view.container.setAttribute("role", "radiogroup");
  view.container.setAttribute("aria-label", describe(view));
}

export function makeAccessible() {
  // Every other slider's view calls the update of one of these two.
  after(controls.BaseIntSliderView, "update", nameSlider);
  after(controls.SelectionSliderView, "update", nameSlider);
  after(controls.ToggleButtonsView, "update", nameToggleButtons);
  after(controls.RadioButtonsView, "update", nameRadioButtons);
  after(controls.ToggleButtonView, "update", (view) =>
    view.el.setAttribute("aria-pressed", String(Boolean(view.model.get("value")))),
  );
  after(controls.ProgressView, "update", (view) => {
    view.progress.setAttribute("role", "progressbar");
    view.progress.setAttribute("aria-label", describe(view) || "progress");
    view.progress.setAttribute("aria-valuenow", view.model.get("value"));
  });
}
