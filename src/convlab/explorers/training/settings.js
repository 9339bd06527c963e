// The settings of TrainingLab: what begins a run anew, and what is refused.

import { same } from "../core/legacy_settings.js";
import { fill } from "../ui/dom.js";

export const SETTINGS = [
  "activation",
  "pooling",
  "initialisation",
  "seed",
  "learning_rate",
  "batch_size",
  "steps",
  "schedule",
];

const RUN = ["activation", "pooling", "initialisation", "seed"];

// Settings under which a run has not begun.
export function begun(settings) {
  const { learning_rate: rate, batch_size: batch } = settings;
  return { ...settings, steps: 0, schedule: [[0, rate, Number(batch)]] };
}

// Whether one run can go on from a to b.
export function sameRun(a, b) {
  return RUN.every((name) => a[name] === b[name]);
}

// From the settings before and after a change, the settings that were meant.
export function reconcile(before, after) {
  const rested = after.steps === before.steps || after.steps === 0;
  if (!sameRun(before, after) && rested) return begun(after);
  const untouched = after.steps === 0 && same(before.schedule, after.schedule);
  return untouched ? begun(after) : after;
}

// Null, or a sentence that says what was expected and what came.
export function refusal({ learning_rate: rate, seed }, words) {
  if (!(rate > 0 && Number.isFinite(rate))) return fill(words.no_rate, { got: rate });
  if (Number.isInteger(seed) && seed >= 0 && seed <= 99) return null;
  return fill(words.out_of_range, { what: words.seed, least: 0, most: 99, got: seed });
}
