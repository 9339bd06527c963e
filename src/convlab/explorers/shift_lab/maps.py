"""ShiftLab's maps: what each makes of a picture, and how its outputs lie over it."""

import math
from collections.abc import Callable
from typing import NamedTuple

import torch.nn.functional as F
from torch import Tensor

from convlab.noise import noise_stream

AVERAGES = 16  # rows and columns, at most, that the dense layer reads


class Map(NamedTuple):
    """What `f` makes of a batch (1, 1, rows, columns), and how its outputs lie over its input.

    A window of 0 is the whole input.
    """

    f: Callable[[Tensor], Tensor]
    window: int
    step: int
    padding: int


def maps_for(shape: tuple[int, int], K: Tensor) -> dict[str, Map]:
    """Every map of pictures of such a shape, in float64; K is the kernel of the convolutions."""
    block = math.ceil(max(shape) / AVERAGES)
    K = K.double()[None, None]
    return {
        "dense": Map(lambda X: dense(F.avg_pool2d(X, block)), 0, block, 0),
        "conv zero": Map(lambda X: F.conv2d(X, K, padding=1), 3, 1, 1),
        "conv circular": Map(lambda X: F.conv2d(surrounded(X), K), 3, 1, 1),
        "conv stride 2": Map(lambda X: F.conv2d(X, K, stride=2, padding=1), 3, 2, 1),
        "max pool": Map(lambda X: F.max_pool2d(X, 2), 2, 2, 0),
        "avg pool": Map(lambda X: F.avg_pool2d(X, 2), 2, 2, 0),
        "global avg": Map(lambda X: F.avg_pool2d(X, shape), 0, 1, 0),
        "global max": Map(lambda X: F.max_pool2d(X, shape), 0, 1, 0),
    }


def surrounded(X: Tensor) -> Tensor:
    """Circular padding of one: beyond each edge follows the opposite edge."""
    return F.pad(X, (1, 1, 1, 1), mode="circular")


def dense(X: Tensor) -> Tensor:
    """A fixed random dense layer: a weight for every pixel of `X` and every output of its shape.

    The weights are uniform with variance 1/n for n pixels.
    """
    n = X.numel()
    W = noise_stream(n * n, seed=4).reshape(n, n) * math.sqrt(3 / n)
    return (W @ X.flatten()).reshape(X.shape)
