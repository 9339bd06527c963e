// Everything that ShiftLab measures: both ways from a picture to an output, their difference, and the errors.

import { minusMatrix, outputShift, relativeError, shiftImage, undisturbed } from "../../shifts.js";
import { matrixOf } from "../core/settings.js";
import { mapFor } from "./maps.js";

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

// Which outputs keep clear of the border. A ring has none; a window as large as the picture always meets it.
function awayFromBorder({ map, border }, X, Y, by, lies) {
  const ring = map === "conv circular" && border === "circular";
  return lies.window && !ring ? undisturbed(X, Y, by, lies) : Y.data.map(() => ring);
}
