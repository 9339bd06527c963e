// The settings of the LeNet stage: what a change means, and which ones cannot be.

import { bytesOf } from "../core/bytes.js";
import { fill } from "../ui/dom.js";
import { PAD, digitLevels, toBase64 } from "./ink.js";

const NUMBERS = ["digit", "pen", "shift_rows", "shift_columns", "turn", "thicker"];
export const SETTINGS = ["network", "tool", "fit", "view", "pad", ...NUMBERS];
export const STILL = { shift_rows: 0, shift_columns: 0, turn: 0, thicker: 0 };

// Another test digit is put on the pad as it is: it has been cut out and fitted already.
export function reconcile(before, after, digits) {
  const chosen = after.digit !== before.digit && after.pad === before.pad;
  return chosen && digits[after.digit]
    ? { ...after, ...digitSettings(digits, after.digit) }
    : after;
}

export function digitSettings(digits, digit) {
  return { digit, pad: toBase64(digitLevels(digits[digit])), fit: "off" };
}

// How many levels a drawing has; none if it is no base64.
function levelsIn(pad) {
  try {
    return bytesOf(pad).length;
  } catch {
    return 0;
  }
}

// A sentence if the settings cannot be, else null.
export function refusal(settings, limits, words) {
  for (const name of NUMBERS) {
    const [least, most] = limits[name];
    const got = settings[name];
    if (!(got >= least && got <= most))
      return fill(words.out_of_range, { what: words[name], least, most, got });
  }
  const [expected, got] = [PAD * PAD, levelsIn(settings.pad)];
  return got === expected ? null : fill(words.bad_pad, { expected, got });
}
