"""LeNet-5 in the form that it is taught in: two convolutions, two poolings, three dense layers.

LeCun, Bottou, Bengio and Haffner (1998), 'Gradient-based learning applied to document
recognition', https://doi.org/10.1109/5.726791. Simplified as usual: every feature map of the second
convolution sees all of the first, poolings have nothing to learn, and the last layer is dense.
"""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from convlab.checks import one_of
from convlab.datasets import SIZE
from convlab.noise import generator

ACTIVATIONS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU}
POOLINGS = {"avg": nn.AvgPool2d, "max": nn.MaxPool2d}
TRAINED = Path(__file__).parent / "trained"


class LeNet(nn.Sequential):
    """A network of 61,706 parameters from 28×28 grey images to ten logits.

    Its layers, by name: conv1, act1, pool1, conv2, act2, pool2, flatten, dense1, act3, dense2,
    act4, dense3.

    Args:
        activation: 'sigmoid' or 'relu'.
        pooling: 'avg' or 'max'.

    Raises:
        ValueError: for another name, and when it is called with anything but such images.
    """

    def __init__(self, activation: str = "sigmoid", pooling: str = "avg"):
        act = ACTIVATIONS[one_of(activation, "activation", ACTIVATIONS)]
        pool = POOLINGS[one_of(pooling, "pooling", POOLINGS)]
        layers = OrderedDict(
            conv1=nn.Conv2d(1, 6, kernel_size=5, padding=2),
            act1=act(),
            pool1=pool(kernel_size=2),
            conv2=nn.Conv2d(6, 16, kernel_size=5),
            act2=act(),
            pool2=pool(kernel_size=2),
            flatten=nn.Flatten(),
            dense1=nn.Linear(16 * 5 * 5, 120),
            act3=act(),
            dense2=nn.Linear(120, 84),
            act4=act(),
            dense3=nn.Linear(84, 10),
        )
        super().__init__(layers)
        self.activation, self.pooling = activation, pooling

    def forward(self, X: Tensor) -> Tensor:
        """Return the logits, shape (n, 10), of images of shape (n, 1, 28, 28)."""
        return super().forward(self._images(X))

    def maps(self, X: Tensor) -> dict[str, Tensor]:
        """Return what every layer makes of images of shape (n, 1, 28, 28), by the layer's name."""
        outputs, Y = {}, self._images(X)
        for name, layer in self.named_children():
            outputs[name] = Y = layer(Y)
        return outputs

    def _images(self, X: Tensor) -> Tensor:
        """Return `X`; ValueError if it is no batch of 28×28 grey images in the weights' type."""
        dtype = next(self.parameters()).dtype
        expected = f"X must be images of {dtype} and shape (n, 1, {SIZE}, {SIZE}), got"
        if not isinstance(X, Tensor):
            raise ValueError(f"{expected} {type(X).__name__}")
        if X.ndim != 4 or tuple(X.shape[1:]) != (1, SIZE, SIZE):
            last = X.ndim > 2 and X.shape[-1] in (1, 3, 4)
            hint = "; channels come first, before rows and columns" if last else ""
            raise ValueError(f"{expected} shape {tuple(X.shape)}{hint}")
        if X.dtype != dtype:
            hint = (
                "" if X.is_floating_point() or X.is_complex() else ": X.float() / 255, from 0 to 1"
            )
            raise ValueError(f"{expected} {X.dtype}{hint}")
        return X


@dataclass(frozen=True)
class Variant:
    """A choice of layers with what trains them.

    Attributes:
        activation: as in `LeNet`.
        pooling: as in `LeNet`.
        gain: of the initial weights, as in `initialise`.
        learning_rate: the highest of the run, as in `train`.
    """

    activation: str
    pooling: str
    gain: float
    learning_rate: float

    def build(self, seed: int = 0) -> LeNet:
        """Return a network that has not learned yet."""
        return initialise(LeNet(self.activation, self.pooling), gain=self.gain, seed=seed)


VARIANTS = {
    # A sigmoid's slope at 0 is 1/4: a gain of 4 makes up for it.
    "original": Variant("sigmoid", "avg", gain=4.0, learning_rate=0.3),
    # A ReLU passes half of its inputs on: He et al. (2015), https://arxiv.org/abs/1502.01852.
    "present": Variant("relu", "max", gain=2**0.5, learning_rate=0.03),
}


def initialise(net: nn.Module, *, gain: float = 1.0, seed: int = 0) -> nn.Module:
    """Draw the weights of all layers anew, as Glorot and Bengio (2010) propose; biases become 0.

    Weights are uniform within ±gain·√(6 / (fan_in + fan_out)), where the fans count the inputs and
    the outputs that one weight's layer ties (https://proceedings.mlr.press/v9/glorot10a.html).

    Args:
        net: any network of convolutional and dense layers; it is changed.
        gain: a factor for what the activation does to a signal.
        seed: a whole number; the same weights for the same seed.

    Returns:
        `net` itself.
    """
    random = generator(seed)
    for layer in net.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(layer.weight, gain, random)
            nn.init.zeros_(layer.bias)
    return net


def load_trained(name: str = "present") -> LeNet:
    """Return a trained network, with the weights that travel with the book's pages.

    `tools/train_lenet.py` has trained it on the digits with seed 0. The weights are kept in half
    precision.

    Args:
        name: 'original' (sigmoid, average pooling) or 'present' (ReLU, maximum pooling).

    Raises:
        ValueError: for another name.
    """
    variant = VARIANTS[one_of(name, "name", VARIANTS)]
    net = LeNet(variant.activation, variant.pooling)
    net.load_state_dict(torch.load(TRAINED / f"{name}.pt", weights_only=True))
    return net.eval()
