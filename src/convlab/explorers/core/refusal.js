// The sentence for what cannot be: it lies over the page beneath the field or the grid that it is about, so that nothing
// moves, until something can be again; a pointer goes through it.

import { clamp, element } from "../ui/dom.js";

let count = 0;

export function createRefusal() {
  const root = element("p", {
    class: "refusal",
    role: "alert",
    id: `refusal-${++count}`,
    hidden: true,
  });
  let marked = null;

  function mark(field) {
    for (const name of ["aria-invalid", "aria-describedby"]) marked?.removeAttribute(name);
    marked = field;
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", root.id);
  }

  // Say a sentence, or for null nothing; place is the element that it stands at, and field that which is wrong.
  function refuse(sentence, place, field = null) {
    mark(field);
    root.hidden = !sentence;
    if (!sentence) return;
    root.textContent = sentence;
    const explorer = root.closest(".convlab-explorer");
    if (!explorer || !place) return;
    const [around, at] = [explorer, place].map((one) => one.getBoundingClientRect());
    const most = around.width - root.offsetWidth - 12;
    root.style.left = `${clamp(at.left - around.left, 12, Math.max(12, most))}px`;
    root.style.top = `${at.bottom - around.top + explorer.scrollTop + 6}px`;
  }

  return { element: root, refuse };
}
