// An exercise: fields for its answers, checked in the page.

export function render({ model, el }) {
  el.dataset.exercise = "";
  el.textContent = model
    .get("questions")
    .map(({ label }) => label)
    .join(", ");
}
