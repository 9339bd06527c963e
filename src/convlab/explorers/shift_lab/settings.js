// The settings of ShiftLab: what follows from a change, and everything that is measured.

import { minusMatrix, outputShift, relativeError, shiftImage, undisturbed } from "../../shifts.js";
import { matrixOf, same } from "../core/legacy_settings.js";
import { fill } from "../ui/dom.js";
import { mapFor } from "./maps.js";

export const SETTINGS = ["source", "image", "map", "border", "shift_rows", "shift_columns"];
export const FARTHEST = 32;

// From the settings before and after a change, the settings that the reader meant: a named picture brings
// its pixels, and other pixels are the reader's own.
export function reconcile(before, after, inputs) {
  const now = { ...after };
  const pixels = !same(now.image, before.image);
  const source = now.source !== before.source;
  if (source && !pixels && inputs[now.source]) now.image = inputs[now.source];
  if (pixels && !source) now.source = "own";
  return now;
}

// Null, or a sentence that says what was expected and what came.
export function refusal(settings, words) {
  for (const name of ["shift_rows", "shift_columns"]) {
    const got = settings[name];
    if (!Number.isInteger(got) || Math.abs(got) > FARTHEST) {
      const [least, most] = [`−${FARTHEST}`, FARTHEST];
      return fill(words.out_of_range, { what: words[name], least, most, got });
    }
  }
  return null;
}

// Which outputs keep clear of the border. A ring has none; a window as large as the picture always meets it.
function awayFromBorder({ map, border }, X, Y, by, lies) {
  const ring = map === "conv circular" && border === "circular";
  return lies.window && !ring ? undisturbed(X, Y, by, lies) : Y.data.map(() => ring);
}

// Both ways from x to an output, their difference, and the errors.
export function measured({ image, map, border, shift_rows, shift_columns }, kernel) {
  const X = matrixOf(image);
  const by = [shift_rows, shift_columns];
  const lies = mapFor(map, X, matrixOf(kernel));
  const moved = shiftImage(X, by, border);
  const before = lies.f(X);
  const output = lies.f(moved);
  const single = output.data.length === 1;
  const outputBy = single ? [0, 0] : outputShift(by, lies.step);
  const after = shiftImage(before, outputBy, border);
  const inside = awayFromBorder({ map, border }, X, before, by, lies);
  return {
    ...{ map, X, by, moved, before, output, after, inside, single, outputBy, step: lies.step },
    difference: minusMatrix(output, after),
    equivariance: [null, inside].map((where) => relativeError(output, after, before, where)),
    invariance: [null, inside].map((where) => relativeError(output, before, before, where)),
  };
}
