// Painting: a drag over a grid's cells gives each one the brush's number. A press without a drag stays a click.
// brush(pointerType) is that number, NaN where such a pointer paints nothing.

export function paintOn(root, { signal, place, brush, onPaint }) {
  let from = null;
  let painting = false;
  const end = () => {
    from = null;
    painting = false;
  };
  const press = (event) => {
    from = event.isPrimary ? place(event.target) : null;
    if (event.target.hasPointerCapture?.(event.pointerId)) {
      event.target.releasePointerCapture(event.pointerId);
    }
  };
  const drag = (event) => {
    const here = from && place(document.elementFromPoint(event.clientX, event.clientY));
    const value = here ? brush(event.pointerType) : NaN;
    if (Number.isNaN(value)) return;
    if (!painting && String(here) === String(from)) return;
    event.preventDefault();
    if (!painting) {
      painting = true;
      /** @type {HTMLElement} */ (document.activeElement)?.blur();
      getSelection().removeAllRanges();
      onPaint(...from, value);
    }
    onPaint(...here, value);
  };
  root.addEventListener("pointerdown", press, { signal });
  root.addEventListener("pointermove", drag, { signal });
  root.addEventListener("selectstart", (event) => painting && event.preventDefault(), { signal });
  // A focused cell's text is selected, and the browser would drag the selection instead.
  root.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", end, { signal });
}
