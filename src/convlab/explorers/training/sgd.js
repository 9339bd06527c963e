// Stochastic gradient descent with momentum, as torch.optim.SGD does it.

// v = momentum·v + g and w −= rate·v, for flat arrays; the gradients are divided by `count`, the images of the batch
// that they were summed over. Velocities start as zeros.
export function descend(values, gradients, velocities, { rate, momentum = 0, count = 1 }) {
  for (let n = 0; n < values.length; n++) {
    velocities[n] = momentum * velocities[n] + gradients[n] / count;
    values[n] -= rate * velocities[n];
  }
}
