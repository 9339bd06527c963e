"""Training a classifier by stochastic gradient descent: the loop, and what it leaves behind."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from convlab.checks import positive, whole
from convlab.datasets import Images
from convlab.drawings import distort
from convlab.noise import generator

BATCH, MOMENTUM, EPOCHS = 32, 0.9, 20


@dataclass
class History:
    """What a run has seen.

    Attributes:
        losses: mean cross-entropy of each batch, before the step that it led to.
        train_accuracy: share of right answers on the training images, after each epoch.
        test_accuracy: the same on the test images.
    """

    losses: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    test_accuracy: list[float] = field(default_factory=list)


def _best_device() -> torch.device:
    """The GPU if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@contextmanager
def one_thread():
    """Compute on one core: small batches gain nothing from more, and lose by waiting for them."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def batches(images: Images, size: int, generator: torch.Generator):
    """Go once through `images` in random order, `size` at a time: pairs (X, y).

    The images stay where they are, in one tensor on the network's device. A batch is an index into
    it, and no image is touched one by one: this is what makes an epoch fast.
    """
    for chosen in torch.randperm(len(images), generator=generator).split(size):
        chosen = chosen.to(images.y.device, non_blocking=True)
        yield images.X[chosen], images.y[chosen]


@one_thread()
def train(
    net: nn.Module,
    train: Images,
    test: Images,
    *,
    epochs: int = EPOCHS,
    learning_rate: float = 0.03,
    batch_size: int = BATCH,
    schedule: bool = True,
    augment: Callable[[Tensor, torch.Generator], Tensor] | None = distort,
    seed: int = 0,
) -> History:
    """Train `net`, in place, by SGD with momentum 0.9 on the cross-entropy.

    Args:
        net: gives logits (n, classes) for images (n, 1, 28, 28); moved to the GPU if there is one.
        train: images to learn from.
        test: images that are only looked at.
        epochs: how often each training image is used.
        learning_rate: the highest of the run.
        batch_size: images for one step.
        schedule: let the learning rate rise for 30% of the run, then fall to nearly zero (Smith
            and Topin 2018, https://arxiv.org/abs/1708.07120); else it stays the same.
        augment: what is done to each batch, such as `distort`; None leaves the images as they are.
        seed: of the order of the images and of what is done to them.

    Raises:
        ValueError: for anything but images, or numbers out of range.
    """
    _check_images(train, "train")
    _check_images(test, "test")
    learning_rate = positive(learning_rate, "learning_rate")
    epochs, history = whole(epochs, "epochs", 1), History()
    device, random = _best_device(), generator(seed)
    net, train, test = net.to(device), train.to(device), test.to(device)
    optimiser = torch.optim.SGD(net.parameters(), learning_rate, MOMENTUM)
    steps = epochs * -(-len(train) // whole(batch_size, "batch_size", 1))
    plan = None
    if schedule:
        plan = torch.optim.lr_scheduler.OneCycleLR(
            optimiser, learning_rate, steps, cycle_momentum=False
        )
    for _ in range(epochs):
        losses = []
        for X, y in batches(train, batch_size, random):
            loss = F.cross_entropy(net(augment(X, random) if augment else X), y)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            if plan:
                plan.step()
            losses.append(loss.detach())
        history.losses += torch.stack(losses).tolist()
        history.train_accuracy.append(accuracy(net, train))
        history.test_accuracy.append(accuracy(net, test))
    return history


@torch.no_grad()
def logits(net: nn.Module, X: Tensor, batch_size: int = 1024) -> Tensor:
    """Return the network's logits for images (n, 1, 28, 28), a batch at a time: (n, classes)."""
    device = next(net.parameters()).device
    return torch.cat([net(part.to(device)) for part in X.split(batch_size)])


def accuracy(net: nn.Module, images: Images) -> float:
    """Return the share of the images whose largest logit is that of their class."""
    _check_images(images, "images")
    right = logits(net, images.X).argmax(1) == images.y.to(next(net.parameters()).device)
    return right.float().mean().item()


def confusion(net: nn.Module, images: Images) -> Tensor:
    """Return how often class i (row) was taken for class j (column): int64, (classes, classes)."""
    _check_images(images, "images")
    count = len(images.classes)
    pairs = images.y.cpu() * count + logits(net, images.X).argmax(1).cpu()
    return torch.bincount(pairs, minlength=count**2).reshape(count, count)


def _check_images(images: Images, name: str) -> None:
    """Raise ValueError for anything but `Images`, which hold what a network takes."""
    if not isinstance(images, Images):
        raise ValueError(f"{name} must be Images, got {type(images).__name__}")


def gradient_sizes(net: nn.Module, X: Tensor, y: Tensor) -> dict[str, float]:
    """Return for each layer with weights the root mean square of their gradient, by its name.

    Args:
        net: a network with named layers, such as `LeNet`.
        X: images, shape (n, 1, 28, 28).
        y: their classes, shape (n,).
    """
    layers = {n: m for n, m in net.named_children() if isinstance(m, nn.Conv2d | nn.Linear)}
    weights = [layer.weight for layer in layers.values()]
    gradients = torch.autograd.grad(F.cross_entropy(net(X), y), weights)
    return {n: g.square().mean().sqrt().item() for n, g in zip(layers, gradients, strict=True)}
