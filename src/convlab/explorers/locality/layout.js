// How large the matrix and the numbers of the locality explorer are in the width that there is. Parts that have no room
// beside each other stand one below the other by themselves.

import { clamp, setStyle } from "../ui/dom.js";
import { holdSize } from "../ui/layout.js";

const PRODUCT = 80; // pixels that the columns, the signs and the gaps take beside the matrix
const GAP = 30; // between two steps or two grids
const NOTE = 150; // the least width of what is said below the kernel
const TEXT = 240; // the least width of what is said beside the images
const STACKED = 600; // below this width, each step stands below the one before
const READABLE = 24; // pixels of a cell that "-0.4" fits into
const LEAST = 12; // and of one that a finger or a pointer finds

export function fitLocality(root, width, { n, K }) {
  const stacked = width < STACKED;
  const high = stacked ? 330 : clamp(0.3 * width, 216, 320); // pixels that a grid may be high
  const most = Math.floor(Math.min(48, high / n));
  const weight = Math.floor(Math.min(high, 300, width - PRODUCT) / n ** 2); // whole pixels
  const room = width - GAP - (stacked ? 0 : weight * n ** 2 + PRODUCT + GAP);
  const alike = Math.min((room - NOTE) / n, room / (n + K.columns));
  const alone = room - n * READABLE < LEAST * K.columns;
  const own = Math.floor(clamp(alone ? (width - 20) / n : alike, READABLE, most));
  const beside = alone ? width - 20 : room - n * own;
  const kernel = Math.floor(Math.min(own, Math.min(beside, high) / K.columns));
  const both = (width - GAP - (stacked ? 0 : TEXT + GAP)) / (2 * n);
  const image = Math.floor(both < READABLE ? (width - 20) / n : both);
  const product = root.querySelector(".by-matrix"); // its sizes change with every n, and are nobody else's
  setStyle(product, "--matrix", `${weight * n ** 2}px`);
  setStyle(product, "--block", `${weight * n}px`);
  holdSize(root, "--own", own);
  holdSize(root, "--kernel", kernel);
  holdSize(root, "--cell", clamp(image, READABLE, most));
}
