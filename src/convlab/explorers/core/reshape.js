// A kernel in another shape: what a change of its size, or of its channels, makes of it.

import { same } from "./settings.js";

// How long a nested list is, and the lists in it.
export function shapeOf(block) {
  return Array.isArray(block) ? [block.length, ...shapeOf(block[0])] : [];
}

// The kernel and its name in another shape, which inShape(kernel, shape) gives it. They are made from what they were before
// the first change of shape, which `memory` keeps with the other settings, so that no number is lost on the way there and
// back.
export function reshaped(now, shape, inShape, memory) {
  const made = memory.first && inShape(memory.first.kernel, shapeOf(now.kernel));
  if (!made || !same(made, now.kernel)) memory.first = { ...now };
  const { kernel, kernel_name } = memory.first;
  if (same(shape, shapeOf(kernel))) return { kernel, kernel_name };
  return { kernel: inShape(kernel, shape), kernel_name: "own" };
}
