// A field for a number within a stage: core/fields.js reads what is typed there, as in the fields above the stage.

import { element } from "./dom.js";

// trait: what it sets; label: what it is called, in sight where `text` is true.
export function createField(trait, label, { text = false } = {}) {
  const named = text ? {} : { "aria-label": label };
  const input = element("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    ...named,
  });
  const root = element("label", { class: `field convlab-sets-${trait}` }, text ? label : "", input);
  let shown = null;
  // While a reader types, no setting changes, and the field keeps what is typed.
  const show = (value) => {
    if (value !== shown) input.value = value;
    shown = value;
  };
  return { element: root, show };
}
