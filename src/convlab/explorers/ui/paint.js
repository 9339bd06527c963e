// Painting: a press on a grid's cell gives it the brush's number, and a drag each one that it comes over. brush() is that
// number, NaN while the brush is not held.

export function paintOn(root, { signal, place, brush, onPaint }) {
  let painting = false;
  const end = () => (painting = false);
  const press = (event) => {
    const here = event.isPrimary && place(event.target);
    const value = brush();
    if (!here || Number.isNaN(value)) return;
    painting = true;
    if (event.target.hasPointerCapture?.(event.pointerId)) {
      event.target.releasePointerCapture(event.pointerId);
    }
    /** @type {HTMLElement} */ (document.activeElement)?.blur();
    getSelection().removeAllRanges();
    onPaint(...here, value);
  };
  const drag = (event) => {
    const here = painting && place(document.elementFromPoint(event.clientX, event.clientY));
    const value = brush();
    if (!here || Number.isNaN(value)) return;
    event.preventDefault();
    onPaint(...here, value);
  };
  root.addEventListener("pointerdown", press, { signal });
  root.addEventListener("pointermove", drag, { signal });
  // A press would put the caret into the cell.
  root.addEventListener("mousedown", (event) => painting && event.preventDefault(), { signal });
  root.addEventListener("selectstart", (event) => painting && event.preventDefault(), { signal });
  // A focused cell's text is selected, and the browser would drag the selection instead.
  root.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", end, { signal });
}
