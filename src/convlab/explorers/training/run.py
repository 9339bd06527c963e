"""What TrainingLab does in the page, by torch: the same start, the same batches, the same steps.

All arithmetic is in float64.
"""

from dataclasses import dataclass
from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.datasets import digit_split, enlarge
from convlab.explorers.training.start import epoch_order
from convlab.lenet import LeNet
from convlab.training import MOMENTUM, one_thread

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


@cache
def training_digits() -> tuple[Tensor, Tensor]:
    """Return the training digits: images in float64, (1437, 1, 28, 28), and labels, int64."""
    images, labels = digit_split("train")
    return enlarge(torch.tensor(images / 16)[:, None]), torch.tensor(labels, dtype=torch.int64)


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
