// Colour maps, the same in light and dark pages since they stand for data: grey for intensities,
// blue–white–orange (told apart by the colour-blind) for signed values, centred on zero, heat for counts.

import { element, short } from "./dom.js";

const NEGATIVE = [29, 91, 161];
const MIDDLE = [248, 247, 244];
const POSITIVE = [196, 84, 12];
const HEATS = [
  [255, 248, 214],
  [253, 187, 99],
  [214, 77, 74],
  [122, 22, 96],
  [40, 8, 66],
];

const TOP = 255; // the highest level

// A colour map as the 256 levels that it is shown in: as the 32-bit numbers that image data holds
// (little-endian: alpha, blue, green, red), and as shades, the colours of a cell and of the text on it.
// colourOf(share) gives [red, green, blue] for a share from 0 to 1.
export function palette(colourOf) {
  const colours = Array.from({ length: TOP + 1 }, (_, level) => colourOf(level / TOP));
  const packed = ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  return {
    pixels: Uint32Array.from(colours, packed),
    shades: colours.map((colour) => ({ back: `rgb(${colour.join(" ")})`, ink: ink(colour) })),
  };
}

function mixture(from, to, share) {
  return from.map((level, channel) => Math.round(level + share * (to[channel] - level)));
}

export const GREY = palette((share) => mixture([0, 0, 0], [255, 255, 255], share));

export const SIGNED = palette((share) =>
  mixture(MIDDLE, share < 0.5 ? NEGATIVE : POSITIVE, Math.abs(2 * share - 1)),
);

// From pale to dark.
const HEAT = palette((share) => {
  const along = share * (HEATS.length - 1);
  const n = Math.min(HEATS.length - 2, Math.floor(along));
  return mixture(HEATS[n], HEATS[n + 1], along - n);
});

// Dark or light text, whichever is easier to read on a colour (WCAG relative luminance).
function ink(colour) {
  const [red, green, blue] = colour.map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

// The least and the most of several matrices: with one scale for them, a colour means the same number in each.
export function endsOf(matrices) {
  let [least, most] = [Infinity, -Infinity];
  for (const { data } of matrices) {
    for (let n = 0; n < data.length; n++) {
      if (data[n] < least) least = data[n];
      if (data[n] > most) most = data[n];
    }
  }
  return [least, most];
}

// How a matrix is coloured: counts by heat, values that are or may be negative signed, others from black
// to white, where high is the least that white stands for, and "range" from the least to the most. Takes the
// numbers, returns a scale { palette, low, high }.
export function scaleFor(numbers, { kind = "grey", high = 0 } = {}) {
  const [least, most] = endsOf([{ data: numbers }]);
  if (kind === "signed" || (kind === "grey" && least < 0)) {
    const limit = Math.max(Math.abs(least), Math.abs(most)) || 1;
    return { palette: SIGNED, low: -limit, high: limit };
  }
  if (kind === "range") return { palette: GREY, low: least, high: most > least ? most : least + 1 };
  return { palette: kind === "heat" ? HEAT : GREY, low: 0, high: Math.max(most, high) || 1 };
}

// Scales that stay while a hand changes numbers, so that a colour goes on meaning the same number. scale(name, numbers,
// options) is that of a panel, as scaleFor makes it, or as it was while `byHand()`. held() says whether some panel's would be
// another one.
export function createScales(byHand) {
  const scales = {};
  const others = new Set();

  function scale(name, numbers, options) {
    const fresh = scaleFor(numbers, options);
    const kept = byHand() && scales[name] ? inPalette(scales[name], fresh) : fresh;
    const same = ["palette", "low", "high"].every((part) => kept[part] === fresh[part]);
    if (same) others.delete(name);
    else others.add(name);
    scales[name] = kept;
    return kept;
  }

  return { scale, held: () => others.size > 0 };
}

// A scale from black to white says nothing of negative numbers.
function inPalette(kept, fresh) {
  if (kept.palette === fresh.palette || kept.palette === SIGNED) return kept;
  return { ...fresh, low: -kept.high, high: kept.high };
}

// Whether some of several matrices has a negative number: what is made of none has none.
export function anyNegative(...matrices) {
  return matrices.some(({ data }) => data.some((value) => value < 0));
}

// The level of a scale's palette that shows a value: an end for what lies beyond, the middle for no number.
export function levelOf(value, { low, high }) {
  const level = Math.round(((value - low) / (high - low)) * TOP);
  if (level > TOP) return TOP;
  if (level < 0) return 0;
  return Number.isNaN(level) ? (TOP + 1) / 2 : level;
}

// The colours of many numbers, as pixels.
export function pixelsOf(data, scale) {
  const { pixels } = scale.palette;
  const colours = new Uint32Array(data.length);
  for (let n = 0; n < data.length; n++) colours[n] = pixels[levelOf(data[n], scale)];
  return colours;
}

// The bar of colours under a matrix, with the numbers at its ends.
export function scaleBar(legend, { palette: { shades }, low, high }, write = short) {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => shades[Math.round(share * TOP)].back);
  const ends = [write(low), write(high)];
  const shown = `${ends.join("–")}: ${stops}`;
  if (legend.dataset.shown === shown) return;
  legend.dataset.shown = shown;
  const bar = element("span", { class: "scale" });
  bar.style.background = `linear-gradient(to right, ${stops})`;
  legend.replaceChildren(ends[0], bar, ends[1]);
}
