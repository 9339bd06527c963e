"""A dense layer between images: its weights, re-indexed by offset, shared and cut to a range.

W[i, j, k, l] is the weight of pixel (k, l) in output (i, j). V[i, j, a, b] = W[i, j, i + a, j + b]
is the same weight, named by its offset from the output. Where it is the same for every (i, j), it
is V[a, b]: what stands at row R + a and column R + b of a matrix with 2R + 1 rows and columns.
"""

import torch.nn.functional as F
from torch import Tensor

from convlab.checks import check_matrix, check_tensor, whole


def shared_weights(V: Tensor, n: int) -> Tensor:
    """Return the weights of a dense layer that reads every output's surroundings with the same V.

    As a matrix of shape (n², n²) it is Toeplitz in blocks: the same along every diagonal.

    Args:
        V: weights by offset, shape (2R + 1, 2R + 1); an offset beyond R has weight zero.
        n: rows and columns of the image.

    Returns:
        W, shape (n, n, n, n): W[i, j, k, l] = V[k − i, l − j].

    Raises:
        ValueError: for a V whose sides are even or differ.
    """
    R, n = furthest_offset(V, "V"), whole(n, "n", 1)
    wide = F.pad(V, [n - 1] * 4)
    windows = wide.unfold(0, n, 1).unfold(1, n, 1)[R : R + n, R : R + n]
    return windows.flip(0, 1)  # the first output has its pixels farthest down and to the right in V


def by_offset(W: Tensor) -> Tensor:
    """Return the weights of a dense layer re-indexed by offset; nothing is added or lost.

    Args:
        W: shape (n, n, n, n), from pixel (k, l) to output (i, j).

    Returns:
        V, shape (n, n, 2n − 1, 2n − 1): V[i, j, n − 1 + a, n − 1 + b] = W[i, j, i + a, j + b], and
        zero where there is no pixel (i + a, j + b).

    Raises:
        ValueError: for a W of another shape.
    """
    n = len(check_tensor(W, "W", ("i", "j", "k", "l")))
    if W.shape != (n,) * 4:
        raise ValueError(f"W must have shape (n, n, n, n), got {tuple(W.shape)}")
    V = W.new_zeros(n, n, 2 * n - 1, 2 * n - 1)
    for i in range(n):
        for j in range(n):
            V[i, j, n - 1 - i : 2 * n - 1 - i, n - 1 - j : 2 * n - 1 - j] = W[i, j]
    return V


def centre(V: Tensor, delta: int) -> Tensor:
    """Return the weights of the offsets from −Δ to Δ: the local kernel in a shared V.

    Args:
        V: shape (2R + 1, 2R + 1).
        delta: Δ, from 0 to R.

    Returns:
        Shape (2Δ + 1, 2Δ + 1).
    """
    R = furthest_offset(V, "V")
    delta = whole(delta, "delta", 0, R)
    return V[R - delta : R + delta + 1, R - delta : R + delta + 1]


def parameter_counts(n: int, delta: int) -> dict[str, int]:
    """Return how many weights map an n × n image to an n × n output, without the bias.

    Args:
        n: rows and columns of the image.
        delta: Δ, the furthest offset of a local kernel.
    """
    n, delta = whole(n, "n", 1), whole(delta, "delta", 0)
    return {"dense": n**4, "shared": (2 * n - 1) ** 2, "local": (2 * delta + 1) ** 2}


def furthest_offset(V: Tensor, name: str) -> int:
    """Return R, the furthest offset in a V of shape (2R + 1, 2R + 1); ValueError otherwise."""
    rows, columns = check_matrix(V, name).shape
    if rows != columns or rows % 2 == 0:
        raise ValueError(f"{name} must be square with an odd side, got {rows}×{columns}")
    return rows // 2
