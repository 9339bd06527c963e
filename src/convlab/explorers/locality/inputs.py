"""What LocalityExplorer starts from: its limits, images by name, and weights by offset."""

import torch

from convlab import data
from convlab.checks import one_of
from convlab.explorers.core.legacy import as_matrix
from convlab.explorers.locality.words import LABELS
from convlab.noise import noise_stream

LEAST, MOST = 3, 8  # rows and columns of the image
INPUTS = tuple(LABELS["source"])[:-1]  # the last is "own"
REACH = MOST - 1  # the furthest offset between two pixels
FAR, DEVIATION = 0.4, 0.6  # the largest far-away weight, the largest deviation of a dense one


def named_input(name: str, n: int) -> torch.Tensor:
    """A named image of shape (n, n)."""
    one_of(name, "input", INPUTS, "numbers")
    X = torch.zeros(n, n)
    if name == "dot":
        X[n // 2, n // 2] = 1
    elif name == "edge":
        X[:, n // 2 :] = 1
    else:
        X = (1 + noise_stream(MOST**2, seed=3)).round().float()
        X = X.reshape(MOST, MOST)[:n, :n].contiguous()
    return X


def load_images() -> dict[str, dict[int, torch.Tensor]]:
    """The named images, each in every size n, shape (n, n)."""
    return {name: {n: named_input(name, n) for n in range(LEAST, MOST + 1)} for name in INPUTS}


def first_weights() -> torch.Tensor:
    """V, shape (15, 15), for offsets −7 to 7: Sobel's kernel, and small numbers farther out."""
    side = 2 * REACH + 1
    V = tenths(FAR, side**2, seed=1).reshape(side, side)
    V[REACH - 1 : REACH + 2, REACH - 1 : REACH + 2] = torch.tensor(data.KERNELS["sobel x"])
    return V


def tenths(largest: float, count: int, seed: int) -> torch.Tensor:
    """Numbers with one decimal that look random, float32, shape (count,)."""
    return ((noise_stream(count, seed) * largest * 10).round() / 10).float()


def deviations(n: int) -> torch.Tensor:
    """What a dense layer's weights have beyond V, shape (n, n, n, n)."""
    return tenths(DEVIATION, n**4, seed=2).reshape(n, n, n, n)


def square(X):
    """An image; ValueError if it is not square, or too small or too large."""
    rows, columns = X.shape
    if rows != columns or not LEAST <= rows <= MOST:
        sizes = f"{LEAST}×{LEAST} to {MOST}×{MOST}"
        raise ValueError(f"input must be square, {sizes}, got {rows}×{columns}")
    return X


def table_of(value):
    """V for all offsets, shape (15, 15); ValueError otherwise."""
    V = as_matrix(value, "shared")
    side = 2 * REACH + 1
    if V.shape != (side, side):
        raise ValueError(f"shared must be {side}×{side}, got {V.shape[0]}×{V.shape[1]}")
    return V


def too_far(delta, n):
    """The sentence for a kernel that reaches farther than the image."""
    return f"delta must be at most {n - 1} for an image of {n}×{n}, got {delta}"
