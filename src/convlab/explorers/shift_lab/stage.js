// The stage of ShiftLab: a picture is moved, and what a map makes of it is compared and measured.

import { minusMatrix, outputShift, relativeError, shiftImage, undisturbed } from "../../shifts.js";
import { matrixOf } from "../core/settings.js";
import { openStage } from "../core/stage.js";
import { mapFor } from "./maps.js";
import { isNone } from "./sentences.js";
import { createView } from "./view.js";

export function render(context) {
  return openStage(context, {
    name: "shift-lab",
    compute: (settings, { model }) => measured(settings, model.get("kernel")),
    output: ({ output }) => output,
    view: createView,
  });
}

// Both ways from a picture to an output, their difference, and the errors.
function measured({ image, map, border, shift_rows, shift_columns }, kernel) {
  const X = matrixOf(image);
  const by = [shift_rows, shift_columns];
  const still = by.every((d) => d === 0);
  const lies = mapFor(map, X, matrixOf(kernel));
  const moved = shiftImage(X, by, border);
  const before = lies.f(X);
  const output = lies.f(moved);
  const single = output.data.length === 1;
  const outputBy = single ? [0, 0] : outputShift(by, lies.step);
  const after = shiftImage(before, outputBy, border);
  const everywhere = { i: 0, j: 0, rows: output.rows, columns: output.columns };
  // A ring has no border; a window as large as the picture always meets it.
  const ring = map === "conv circular" && border === "circular";
  const nowhere = { i: 0, j: 0, rows: 0, columns: 0 };
  const clear = lies.window ? undisturbed(X, output, by, lies) : nowhere;
  const inside = ring ? everywhere : clear;
  const errorsTo = (Y) =>
    [everywhere, inside].map((where) => relativeError(output, Y, before, where));
  const errors = { equivariance: errorsTo(after), invariance: errorsTo(before) };
  const found = {
    equivariance: single && !still ? "single" : finding(errors.equivariance, still),
    invariance: finding(errors.invariance, still),
  };
  return {
    ...{ map, X, by, still, moved, before, output, after, inside, single, outputBy, errors, found },
    step: lies.step,
    difference: minusMatrix(output, after),
  };
}

// What two errors say, that of all outputs and that away from the border.
function finding(errors, still) {
  const [everywhere, inside] = errors;
  if (still) return "still";
  if (isNone(everywhere)) return "yes";
  return isNone(inside) ? "inside" : "no";
}
