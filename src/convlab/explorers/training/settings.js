// The settings of TrainingLab: what begins a run anew.

import { same } from "../core/settings.js";

const RUN = ["activation", "pooling", "initialisation", "seed"];

// Settings under which a run has not begun.
export function begun(settings) {
  const { learning_rate: rate, batch_size: batch } = settings;
  return { ...settings, steps: 0, schedule: [[0, rate, batch]] };
}

// Whether one run can go on from a to b.
export function sameRun(a, b) {
  return RUN.every((name) => a[name] === b[name]);
}

// Another run begins with no step; until its first, what is set applies from the start.
export function reconcile(now, { before }) {
  const rested = now.steps === before.steps || now.steps === 0;
  const another = !sameRun(before, now) && rested;
  const untouched = now.steps === 0 && same(before.schedule, now.schedule);
  if (another || untouched) Object.assign(now, begun(now));
}
