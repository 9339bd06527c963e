// How a stage uses the width it has.

import { clamp } from "./dom.js";

// Call action({ width, height }) when an element gets its size, which is after it is drawn, and whenever that changes.
function onSize(root, signal, action) {
  const watcher = new ResizeObserver(([{ contentRect }]) => action(contentRect));
  watcher.observe(root);
  signal.addEventListener("abort", () => watcher.disconnect());
}

// The same for the width alone, where there is one.
export function onWidth(root, signal, action) {
  onSize(root, signal, ({ width }) => width && action(width));
}

// Let what stands below `root` stay in its place, under a reader's hands, while `content` in it gets a little lower:
// up to a quarter. A new width begins anew, with the height that the content has once it is laid out for it.
export function keepHeight(root, content, signal) {
  let [width, highest] = [0, 0];
  onSize(content, signal, (now) => {
    if (now.width !== width) {
      [width, highest] = [now.width, 0];
      root.style.minHeight = "";
      requestAnimationFrame(() => (highest = content.clientHeight));
    } else if (now.height > highest) {
      highest = now.height; // the content itself holds the place
    } else if (now.height < 0.75 * highest) {
      highest = now.height;
      root.style.minHeight = "";
    } else root.style.minHeight = `${highest}px`;
  });
}

// The size of a grid's cells: as large as the width allows, side by side where there is room, else one below
// the other. `columns` says how many cells wide each grid is, `between` how many pixels all gaps take, `least`
// how small cells may get before the grids are stacked.
export function fitCells(root, width, columns, { numbers, between, least = 24 }) {
  const beside = (width - between) / columns.reduce((sum, count) => sum + count);
  const stacked = numbers ? beside < least : width < 560;
  const cell = stacked ? (width - 20) / Math.max(...columns) : beside;
  root.classList.toggle("stacked", stacked);
  root.style.setProperty("--cell", `${Math.floor(clamp(numbers ? cell : 34, 22, 40))}px`);
}
