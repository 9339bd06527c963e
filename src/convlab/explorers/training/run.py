"""What TrainingLab does in the page, by torch: the same start, the same batches, the same steps.

Both draw from one stream of numbers for each seed: first one number for every parameter, then one
for every digit of every epoch, whose ranks are the epoch's order. The generator is mulberry32,
https://gist.github.com/tommyettinger/46a874533244883189143505d203312c; its state after n steps is
seed + n·STRIDE, so that any part of a stream can be had at once. All arithmetic is in float64.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.datasets import digit_split, enlarge
from convlab.lenet import VARIANTS, LeNet
from convlab.training import MOMENTUM, one_thread

STRIDE = 0x6D2B79F5
PARAMETERS = 61_706
GAINS = {variant.activation: variant.gain for variant in VARIANTS.values()}

# From which step on, learning rate, batch size.
Schedule = tuple[tuple[int, float, int], ...]


@dataclass(frozen=True)
class Replay:
    """What training has led to.

    Attributes:
        net: the network after the last step, in float64.
        losses: the mean cross-entropy of each batch before its step, shape (steps,).
    """

    net: LeNet
    losses: Tensor


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
    if initialisation == "zeros":
        return 0.0
    if initialisation == "torch":
        return 1 / (area * shape[1]) ** 0.5
    gain = GAINS[activation] if initialisation == "gain" else 1.0
    return gain * (6 / (area * shape[1] + area * shape[0])) ** 0.5


@cache
def training_digits() -> tuple[Tensor, Tensor]:
    """Return the training digits: images in float64, (1437, 1, 28, 28), and labels, int64."""
    images, labels = digit_split("train")
    return enlarge(torch.tensor(images / 16)[:, None]), torch.tensor(labels, dtype=torch.int64)


def epoch_order(seed: int, epoch: int, count: int) -> Tensor:
    """Return in which order an epoch, counted from 0, takes `count` digits: int64, (count,)."""
    keys = stream(seed, PARAMETERS + epoch * count, count)
    return torch.tensor(np.argsort(keys, kind="stable"))


def revised(schedule: Schedule, steps: int, rate: float, batch: int) -> Schedule:
    """Return a schedule with another learning rate or batch size from a step on.

    What it said for later is dropped; an empty one begins with step 0.
    """
    kept = tuple(part for part in schedule if part[0] < steps)
    if kept and kept[-1][1:] == (rate, batch):
        return kept
    return (*kept, (steps if kept else 0, rate, batch))


def batches(schedule: Schedule, seed: int, count: int):
    """Go on for ever through `count` digits: (indices, learning rate) of each step.

    A batch never reaches into the next epoch: the last one of an epoch may be smaller.
    """
    step, epoch = 0, 0
    while True:
        order, place = epoch_order(seed, epoch, count), 0
        while place < count:
            _, rate, batch = next(part for part in reversed(schedule) if part[0] <= step)
            yield order[place : place + batch], rate
            place, step = place + batch, step + 1
        epoch += 1


@one_thread()
@torch.enable_grad()
def replay(net: LeNet, seed: int, schedule: Schedule, steps: int) -> Replay:
    """Train `net`, in place, by SGD with momentum on the digits, as the page does.

    Args:
        net: from `initial_net`.
        seed: of the order of the digits.
        schedule: learning rate and batch size.
        steps: how many times the parameters are changed.
    """
    X, y = training_digits()
    optimiser = torch.optim.SGD(net.parameters(), lr=0.0, momentum=MOMENTUM)
    losses = []
    taken = batches(schedule, seed, len(y))
    for _ in range(steps):
        chosen, optimiser.param_groups[0]["lr"] = next(taken)
        loss = F.cross_entropy(net(X[chosen]), y[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return Replay(net, torch.tensor(losses, dtype=torch.float64))
