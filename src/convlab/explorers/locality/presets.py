"""What LocalityExplorer starts from: images by name, in every size, and weights by offset."""

from functools import cache

import torch

from convlab import data
from convlab.noise import noise_stream

LEAST, MOST = 3, 8  # rows and columns of the image
REACH = MOST - 1  # the furthest offset between two pixels
SIDE = 2 * REACH + 1  # of V: rows and columns for all offsets
FAR, DEVIATION = 0.4, 0.6  # the largest far-away weight, the largest deviation of a dense one


@cache
def images() -> dict[str, dict[int, torch.Tensor]]:
    """The named images, each in every size n, shape (n, n)."""
    named = {"dot": {}, "edge": {}, "numbers": {}}
    largest = (1 + noise_stream(MOST**2, seed=3)).round().float().reshape(MOST, MOST)
    for n in range(LEAST, MOST + 1):
        dot, edge = torch.zeros(2, n, n)
        dot[n // 2, n // 2] = 1  # one bright pixel in the middle
        edge[:, n // 2 :] = 1  # dark on the left, bright on the right
        numbers = largest[:n, :n]  # 0, 1 and 2 without a pattern
        for name, X in zip(named, (dot, edge, numbers), strict=True):
            named[name][n] = X.clone()
    return named


@cache
def tables() -> dict[str, torch.Tensor]:
    """The named V, shape (15, 15), for offsets −7 to 7.

    Sobel's kernel is in the centre, small numbers are farther out.
    """
    V = tenths(FAR, SIDE**2, seed=1).reshape(SIDE, SIDE)
    V[REACH - 1 : REACH + 2, REACH - 1 : REACH + 2] = torch.tensor(data.KERNELS["sobel x"])
    return {"sobel x": V}


def tenths(largest: float, count: int, seed: int) -> torch.Tensor:
    """Numbers with one decimal that look random, float32, shape (count,)."""
    return ((noise_stream(count, seed) * largest * 10).round() / 10).float()


def deviations(n: int) -> torch.Tensor:
    """What a dense layer's weights have beyond V, shape (n, n, n, n)."""
    return tenths(DEVIATION, n**4, seed=2).reshape(n, n, n, n)
