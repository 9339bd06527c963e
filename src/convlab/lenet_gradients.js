// The backward pass of LeNet for one image: the gradient of the cross-entropy in every parameter.

import { LAYERS, convolutionSizes, newMaps, softmax } from "./lenet.js";
import {
  KERNEL,
  activateGradient,
  convolveInputGradient,
  convolveWeightGradient,
  denseGradient,
  poolingGradient,
} from "./lenet_layers.js";

const slopes = newMaps(); // the gradient in every layer's output
const paddedSlopes = new Float64Array(16 * 10 * (10 + 2 * (KERNEL - 1)));

// Cross-entropy of the logits and a label, without overflow.
/** @param {Float64Array} logits @param {number} label */
export function crossEntropy(logits, label) {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Math.log(sum) + (largest - logits[label]);
}

// The loss of one image whose maps forward() made; its gradients by parameter are added to those given.
/**
 * @param {Record<string, Float64Array>} parameters @param {Variant} variant
 * @param {Record<string, FeatureMap>} maps @param {number} label @param {Record<string, Float64Array>} gradients
 */
export function backward(parameters, { activation, pooling }, maps, label, gradients) {
  const logits = maps.dense3.data;
  slopes.dense3.data.set(softmax(logits));
  slopes.dense3.data[label] -= 1;
  for (let n = LAYERS.length - 1; n >= 0; n--) {
    const layer = LAYERS[n];
    const { name } = layer;
    const dY = slopes[name].data;
    const before = n > 0 ? LAYERS[n - 1].name : "padded";
    const [dX, X] = [slopes[before].data, maps[before].data];
    const W = parameters[`${name}.weight`];
    const [dW, dBias] = [gradients[`${name}.weight`], gradients[`${name}.bias`]];
    if (layer.kind === "dense") denseGradient(dX, dW, dBias, dY, X, W);
    else if (layer.kind === "activation") activateGradient(dX, dY, maps[name].data, activation);
    else if (layer.kind === "pool") {
      const winners = pooling === "max" ? maps[name].winners : null;
      poolingGradient(dX, dY, winners, 2 * layer.shape[2]);
    } else {
      const sizes = convolutionSizes(layer);
      convolveWeightGradient(dW, dBias, dY, X, sizes);
      if (n > 0) convolveInputGradient(dX, padRows(dY, sizes.side), W, sizes);
    }
  }
  return crossEntropy(logits, label);
}

// Rows with KERNEL − 1 zeros at each end.
/** @param {Float64Array} dY @param {number} side */
function padRows(dY, side) {
  const [edge, wide] = [KERNEL - 1, side + 2 * (KERNEL - 1)];
  for (let row = 0; row < dY.length / side; row++) {
    paddedSlopes.set(dY.subarray(row * side, (row + 1) * side), row * wide + edge);
  }
  return paddedSlopes;
}
