"""Where a run starts and in which order it sees the digits: the same in the page and in torch.

Both draw from one stream of numbers for each seed: first one number for every parameter, then one
for every digit of every epoch, whose ranks are the epoch's order. The generator is mulberry32,
https://gist.github.com/tommyettinger/46a874533244883189143505d203312c; its state after n steps is
seed + n·STRIDE, so that any part of a stream can be had at once.
"""

import numpy as np
import torch
from torch import Tensor

from convlab.lenet import VARIANTS, LeNet

STRIDE = 0x6D2B79F5
PARAMETERS = 61_706
GAINS = {variant.activation: variant.gain for variant in VARIANTS.values()}


def stream(seed: int, first: int, count: int) -> np.ndarray:
    """Return the numbers first … first + count − 1 of a seed's stream: float64 from 0 to 1."""
    n = np.arange(first + 1, first + count + 1, dtype=np.uint32)
    a = np.uint32(seed) + n * np.uint32(STRIDE)
    t = (a ^ (a >> 15)) * (a | 1)
    t = (t + (t ^ (t >> 7)) * (t | 61)) ^ t
    return (t ^ (t >> 14)) / 2.0**32


@torch.no_grad()
def initial_net(activation: str, pooling: str, initialisation: str, seed: int) -> LeNet:
    """Return a network that has not learned yet, in float64.

    Args:
        activation: as in `LeNet`.
        pooling: as in `LeNet`.
        initialisation: 'xavier' (uniform within ±√(6 / (fan_in + fan_out)), biases 0), 'gain' (the
            same times what the activation asks for, 4 or √2), 'torch' (uniform within ±1/√fan_in,
            biases too) or 'zeros'.
        seed: of the stream.
    """
    net = LeNet(activation, pooling).double()
    numbers, place = torch.tensor(2 * stream(seed, 0, PARAMETERS) - 1), 0
    for name, value in net.named_parameters():
        own = numbers[place : place + value.numel()].reshape(value.shape)
        place += value.numel()
        if value.ndim > 1:  # a bias follows its weight
            bound = _bound(value.shape, initialisation, activation)
        value[:] = own * bound if name.endswith("weight") or initialisation == "torch" else 0
    return net


def _bound(shape: torch.Size, initialisation: str, activation: str) -> float:
    """Return the largest size of a layer's initial weights, whose shape is (out, in, …)."""
    area = shape[2:].numel()
    xavier = (6 / (area * shape[1] + area * shape[0])) ** 0.5
    bounds = {"zeros": 0.0, "torch": 1 / (area * shape[1]) ** 0.5, "xavier": xavier}
    return (bounds | {"gain": GAINS[activation] * xavier})[initialisation]


def epoch_order(seed: int, epoch: int, count: int) -> Tensor:
    """Return in which order an epoch, counted from 0, takes `count` digits: int64, (count,)."""
    keys = stream(seed, PARAMETERS + epoch * count, count)
    return torch.tensor(np.argsort(keys, kind="stable"))
