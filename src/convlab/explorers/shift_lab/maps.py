"""ShiftLab's maps: what each makes of a picture, and how its outputs lie over it."""

import math
from typing import NamedTuple

import torch.nn.functional as F
from torch import Tensor

from convlab.noise import noise_stream

AVERAGES = 16  # rows and columns, at most, that the dense layer reads


class Sliding(NamedTuple):
    """How a map's outputs lie over its input; a window of 0 is the whole input."""

    window: int
    step: int
    padding: int


SLIDINGS = {
    "conv zero": Sliding(3, 1, 1),
    "conv circular": Sliding(3, 1, 1),
    "conv stride 2": Sliding(3, 2, 1),
    "max pool": Sliding(2, 2, 0),
    "avg pool": Sliding(2, 2, 0),
    "global avg": Sliding(0, 1, 0),
    "global max": Sliding(0, 1, 0),
}
MAPS = ("dense", *SLIDINGS)


def sliding_of(name: str, shape: tuple[int, int]) -> Sliding:
    """How a map's outputs lie over an input of such a shape."""
    if name == "dense":
        return Sliding(0, math.ceil(max(shape) / AVERAGES), 0)
    return SLIDINGS[name]


def mapped(name: str, X: Tensor, K: Tensor, step: int) -> Tensor:
    """What a map makes of a picture, by torch, in float64.

    Args:
        name: the map's.
        X: picture, shape (rows, columns).
        K: the kernel of the convolutions, shape (3, 3).
        step: the stride of a convolution, the side of the blocks that the dense layer averages.

    Returns:
        A matrix; global pooling makes it 1×1.
    """
    X, K = X.double()[None, None], K.double()[None, None]
    if name == "dense":
        return dense(F.avg_pool2d(X, step)[0, 0])
    if name == "conv circular":
        return F.conv2d(F.pad(X, (1, 1, 1, 1), mode="circular"), K)[0, 0]
    if name.startswith("conv"):
        return F.conv2d(X, K, stride=step, padding=1)[0, 0]
    size = tuple(X.shape[2:]) if name.startswith("global") else 2
    pool = F.max_pool2d if name in ("max pool", "global max") else F.avg_pool2d
    return pool(X, size)[0, 0]


def dense(X: Tensor) -> Tensor:
    """A fixed random dense layer: a weight for every pixel of `X` and every output of its shape.

    The weights are uniform with variance 1/n for n pixels.
    """
    n = X.numel()
    W = noise_stream(n * n, seed=4).reshape(n, n) * math.sqrt(3 / n)
    return (W @ X.flatten()).reshape(X.shape)
