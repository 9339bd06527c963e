// Says in ARIA what ipywidgets' ToggleButtons show to the eye only: what the group is for, and which
// button is pressed.

import { ToggleButtonsView } from "@jupyter-widgets/controls";

export function nameToggleButtons() {
  const update = ToggleButtonsView.prototype.update;
  ToggleButtonsView.prototype.update = function (...options) {
    const result = update.apply(this, options);
    this.buttongroup.setAttribute("role", "group");
    this.buttongroup.setAttribute("aria-label", this.model.get("description"));
    for (const button of this.buttongroup.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.classList.contains("mod-active")));
    }
    return result;
  };
}
