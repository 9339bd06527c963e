// Colour maps, the same in light and dark pages since they stand for data: grey for intensities,
// blue–white–orange (told apart by the colour-blind) for signed values, centred on zero, heat for counts.

import { element, short } from "./dom.js";

const NEGATIVE = [29, 91, 161];
const MIDDLE = [248, 247, 244];
const POSITIVE = [196, 84, 12];
const HEAT = [
  [255, 248, 214],
  [253, 187, 99],
  [214, 77, 74],
  [122, 22, 96],
  [40, 8, 66],
];

export function grey(value, low, high) {
  const level = Math.round((255 * (value - low)) / (high - low || 1));
  return [level, level, level];
}

export function signed(value, limit) {
  const share = Math.min(1, Math.abs(value) / (limit || 1));
  const end = value < 0 ? NEGATIVE : POSITIVE;
  return MIDDLE.map((from, channel) => Math.round(from + share * (end[channel] - from)));
}

// From pale to dark, for counts.
export function heat(value, low, high) {
  const share = (value - low) / (high - low || 1);
  const n = Math.min(HEAT.length - 2, Math.floor(share * (HEAT.length - 1)));
  const along = share * (HEAT.length - 1) - n;
  return HEAT[n].map((from, channel) => Math.round(from + along * (HEAT[n + 1][channel] - from)));
}

export function css([red, green, blue]) {
  return `rgb(${red} ${green} ${blue})`;
}

// Dark or light text, whichever is easier to read on a colour (WCAG relative luminance).
export function ink(colour) {
  const [red, green, blue] = colour.map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

// How a matrix is coloured: counts by heat, values that are or may be negative signed, others from black
// to white, where high is the least that white stands for. Returns { of(value), low, high }.
export function scaleFor(M, { kind = "grey", high = 0 } = {}) {
  let least = Infinity;
  let most = -Infinity;
  for (const value of M.data) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (kind === "heat") {
    const top = Math.max(most, high) || 1;
    return { of: (value) => heat(value, 0, top), low: 0, high: top };
  }
  if (kind === "signed" || least < 0) {
    const limit = Math.max(Math.abs(least), Math.abs(most)) || 1;
    return { of: (value) => signed(value, limit), low: -limit, high: limit };
  }
  const top = Math.max(most, high) || 1;
  return { of: (value) => grey(value, 0, top), low: 0, high: top };
}

// The bar of colours under a matrix, with the numbers at its ends.
export function scaleBar(legend, scale, write = short) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((t) =>
    css(scale.of(scale.low + t * (scale.high - scale.low))),
  );
  const [low, high] = [write(scale.low), write(scale.high)];
  const shown = `${low}–${high}: ${stops}`;
  if (legend.dataset.shown === shown) return;
  legend.dataset.shown = shown;
  const bar = element("span", { class: "scale" });
  bar.style.background = `linear-gradient(to right, ${stops})`;
  legend.replaceChildren(low, bar, high);
}
