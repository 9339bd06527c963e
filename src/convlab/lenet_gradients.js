// The backward pass of LeNet for one image: the gradient of the cross-entropy in every parameter.

/** @import { FeatureMap, Variant } from "./types.d.ts" */

import {
  LAYERS,
  PARAMETER_COUNT,
  convolutionSizes,
  newMaps,
  padImage,
  parametersFrom,
  softmax,
} from "./lenet.js";
import {
  KERNEL,
  activateGradient,
  convolveInputGradient,
  convolveWeightGradient,
  denseGradient,
  poolingGradient,
} from "./lenet_layers.js";

const slopes = newMaps(); // the gradient in every layer's output
const paddedInput = new Float64Array(32 * 32);
const paddedSlopes = new Float64Array(16 * 10 * (10 + 2 * (KERNEL - 1)));

// Cross-entropy of the logits and a label, without overflow.
/** @param {Float64Array} logits @param {number} label @returns {number} */
export function crossEntropy(logits, label) {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return Math.log(sum) + (largest - logits[label]);
}

// The loss of one image whose maps forward() made, and its gradients by parameter, added to those given.
/**
 * @param {Record<string, Float64Array>} parameters @param {Variant} variant @param {Float64Array} image
 * @param {Record<string, FeatureMap>} maps @param {number} label @param {Record<string, Float64Array>} [gradients]
 */
export function backward(
  parameters,
  { activation, pooling },
  image,
  maps,
  label,
  gradients = parametersFrom(new Float64Array(PARAMETER_COUNT)),
) {
  const logits = maps.dense3.data;
  slopes.dense3.data.set(softmax(logits));
  slopes.dense3.data[label] -= 1;
  for (let n = LAYERS.length - 1; n >= 0; n--) {
    const layer = LAYERS[n];
    const { name } = layer;
    const dY = slopes[name].data;
    const dX = n > 0 ? slopes[LAYERS[n - 1].name].data : null;
    const X = n > 0 ? maps[LAYERS[n - 1].name].data : padImage(paddedInput, image, layer.padding);
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
      if (dX) convolveInputGradient(dX, padRows(dY, sizes.side), W, sizes);
    }
  }
  return { loss: crossEntropy(logits, label), gradients };
}

// Rows with KERNEL − 1 zeros at each end.
/** @param {Float64Array} dY @param {number} side @returns {Float64Array} */
function padRows(dY, side) {
  const [edge, wide] = [KERNEL - 1, side + 2 * (KERNEL - 1)];
  for (let row = 0; row < dY.length / side; row++) {
    const from = row * side;
    for (let j = 0; j < side; j++) paddedSlopes[row * wide + edge + j] = dY[from + j];
  }
  return paddedSlopes;
}
