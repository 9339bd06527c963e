// How a stage uses the width it has.

import { clamp, setStyle } from "./dom.js";

// Call action({ width, height }) when an element gets its size, which is after it is drawn, and whenever that changes.
function onSize(root, signal, action) {
  const watcher = new ResizeObserver(([{ contentRect }]) => action(contentRect));
  watcher.observe(root);
  signal.addEventListener("abort", () => watcher.disconnect());
}

// The same for the width alone, where there is one, and when the window gets another height.
export function onWidth(root, signal, action) {
  let now = 0;
  const act = () => now && action(now);
  onSize(root, signal, ({ width }) => {
    if (width === now) return;
    now = width;
    act();
  });
  addEventListener("resize", act, { signal });
}

// Let what stands below `root` stay in its place, under a reader's hands, while `content` in it gets a little lower:
// up to a quarter. A new width begins anew, with the height that the content has once it is laid out for it.
export function keepHeight(root, content, signal) {
  let [width, highest] = [0, 0];
  const hold = (height) => (root.style.minHeight = `${(highest = height)}px`);
  onSize(content, signal, (now) => {
    if (now.width !== width) {
      width = now.width;
      root.style.minHeight = "";
      requestAnimationFrame(() => hold(content.clientHeight));
    } else if (now.height > highest || now.height < 0.75 * highest) hold(now.height);
  });
}

export const LARGEST_GRID = 16; // rows or columns, padding and all, that are shown as numbers
const LEAST = 16; // a cell in which a digit can still be read
const CHROME = 350; // what stands above and below the grids, in pixels
const PRESENTING = 540; // with large text; what one does not look at may leave the window

// The size of cells for grids side by side, and whether they have no room for it. `columns` says how many cells wide each
// grid is, `rows` how many the highest has, `between` how many pixels signs and gaps take.
export function cellsFor(room, { columns, rows = 1, between = 0, least = LEAST }) {
  const { width, height, presents = false } = room;
  const gaps = width < NARROW ? 0.3 * between : between;
  const across = (counts) => (width - gaps) / counts.reduce((sum, n) => sum + n, 0);
  const most = presents ? 96 : width >= WIDE ? 72 : 40;
  const down = (height - (presents ? PRESENTING : CHROME)) / rows;
  const close = across(columns);
  const beside = across(columns.map((n) => (n ? Math.max(n, titleFor(width) / close) : 0)));
  const stacked = beside < least;
  const wide = stacked ? (width - 20) / Math.max(...columns) : beside;
  // In steps, so that a small change leaves the cells as they are.
  const cell = clamp(2 * Math.floor(Math.min(wide, down) / 2), least, most);
  return { stacked, cell: cell > least && cell < 20 ? least : cell };
}

// What a grid takes across at least, for its title and the ends of its scale.
const titleFor = (width) => (width < NARROW ? 60 : 80);

export const NARROW = 560;
export const WIDE = 900; // from here on, cells grow

// The room that the board of an explorer has.
export function roomOf(root, width) {
  return { width, height: innerHeight, presents: Boolean(root.closest("[popover]")) };
}

// Give a style's property, such as `--cell`, the size that fits. What is there stays while it fits and could not be much
// larger: less moves, and the page has less to do.
export function holdSize(root, name, pixels) {
  const now = parseFloat(root.style.getPropertyValue(name));
  if (now <= pixels && now >= 0.8 * pixels) return;
  setStyle(root, name, `${pixels}px`);
}

// Keep the height of so many rows of cells while less are needed, down to three quarters: they may come again, and what
// stands below is not moved by each step.
function holdRows(root, rows) {
  const now = Number(root.style.getPropertyValue("--rows"));
  if (now < rows || 0.75 * now > rows) setStyle(root, "--rows", rows);
}

// Whether grids are small enough to be shown as numbers.
export function areSmall(grids, most) {
  return grids.every(({ rows, columns }) => Math.max(rows, columns) <= most);
}

const hasDecimals = ({ data = [] }) => data.some((value) => !Number.isInteger(value));

// Cells of `grids` side by side, as large as the window allows: they shrink before grids are put one below the other, and
// grow where there is room. `extra` is the matrix of a last grid, or null, which stands below the others if there is no room
// for it; `between` is how many pixels signs and gaps take. Beside pictures, `widest` is how many cells the widest grid of
// numbers has. Returns whether the grids are shown as numbers: with more than `most` rows or columns they are pictures.
export function fitCells(root, width, { grids, extra, between, widest = 3, most = LARGEST_GRID }) {
  const numbers = areSmall(grids, most);
  if (!width) return numbers; // it is not in the page yet
  const room = roomOf(root, width);
  const columns = grids.map((grid) => grid.columns);
  const rows = Math.max(...grids.map((grid) => grid.rows));
  const narrow = width < NARROW;
  const decimals = narrow && numbers && grids.some(hasDecimals);
  const common = { between, least: decimals ? LEAST + 2 : LEAST };
  const all = cellsFor(room, { columns: [...columns, extra?.columns ?? 0], rows, ...common });
  const small = all.stacked || all.cell < 24;
  const below = extra && small && { columns, rows: rows + extra.rows + 3, ...common };
  const fits = below ? cellsFor(room, below) : all;
  const [share, least, largest] = narrow
    ? [0.42, 22, 44]
    : [0.25, ...(room.presents ? [34, 64] : [22, 34])];
  const beside = Math.floor(clamp((share * width) / widest, least, largest));
  root.classList.toggle("narrow", narrow);
  root.classList.toggle("roomy", fits.cell >= 30);
  root.classList.toggle("stacked", numbers ? fits.stacked : narrow);
  if (numbers) holdSize(root, "--cell", fits.cell);
  else setStyle(root, "--cell", `${beside}px`);
  setStyle(root, "--title", `${titleFor(width)}px`);
  holdRows(root, numbers ? rows : 0);
  return numbers;
}
