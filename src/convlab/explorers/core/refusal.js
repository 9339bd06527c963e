// The sentence for what cannot be: it lies over the page beneath the field or the grid that it is about, so that nothing
// moves, until something can be again; a pointer goes through it.

import { clamp, element } from "../ui/dom.js";

let count = 0;

// For the stage `el`.
export function createRefusal(el) {
  const id = `refusal-${++count}`;
  const root = element("p", { class: "refusal", role: "alert", id, hidden: true });
  let marked = null;

  function mark(control) {
    for (const name of ["aria-invalid", "aria-describedby"]) marked?.removeAttribute(name);
    marked = control;
    control?.setAttribute("aria-invalid", "true");
    control?.setAttribute("aria-describedby", id);
  }

  // Say a sentence at the control of the first of these traits that has one, at the grid `where`, or above everything;
  // without a sentence, nothing.
  function say({ sentence = null, fields = [], where = null } = {}) {
    const explorer = el.closest(".convlab-explorer");
    const controls = fields.map((trait) =>
      explorer?.querySelector(`.convlab-sets-${trait} :is(input, select)`),
    );
    const control = controls.find(Boolean);
    const grid = where && el.querySelector(`[role=grid][aria-label="${where}"]`);
    mark(control);
    root.hidden = !sentence;
    if (!sentence) return;
    root.textContent = sentence;
    if (!explorer) return;
    const place = control ?? grid ?? el.querySelector("p");
    const [around, at] = [explorer, place].map((one) => one.getBoundingClientRect());
    const most = around.width - root.offsetWidth - 12;
    root.style.left = `${clamp(at.left - around.left, 12, Math.max(12, most))}px`;
    root.style.top = `${at.bottom - around.top + explorer.scrollTop + 6}px`;
  }

  return { element: root, say };
}
