// The settings of the LeNet explorer: what follows from a change, and which drawing cannot be.

import { bytesOf } from "../core/bytes.js";
import { fill } from "../ui/dom.js";
import { PAD, digitLevels, toBase64 } from "./ink.js";

export const STILL = { shift_rows: 0, shift_columns: 0, turn: 0, thicker: 0 };

// Another test digit is put on the pad as it is: it has been cut out and fitted already.
export function reconcile(now, { changed, digits }) {
  if (changed("digit") && !changed("pad")) Object.assign(now, digitSettings(digits, now.digit));
}

export function digitSettings(digits, digit) {
  return { digit, pad: toBase64(digitLevels(digits[digit])), fit: false };
}

// Null, or a sentence for a drawing that has not all its levels.
export function refusal({ pad }, words) {
  const [expected, got] = [PAD * PAD, levelsIn(pad)];
  return got === expected ? null : fill(words.bad_pad, { expected, got });
}

// How many levels a drawing has; none if it is no base64.
function levelsIn(pad) {
  try {
    return bytesOf(pad).length;
  } catch {
    return 0;
  }
}
