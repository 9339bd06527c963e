"""Pooling: one number for each window, its largest or its average. Nothing is learned."""

import torch
from torch import Tensor

from convlab.checks import Pair, Size, one_of, pair
from convlab.ops import IMAGE, MATRIX, pad2d, with_axes
from convlab.shapes import output_size, padding_sides

MODES = ("max", "avg")


def pool2d(
    X: Tensor,
    pool_size: Size,
    mode: str = "max",
    padding: int | Pair | tuple[Pair, Pair] = 0,
    stride: Size | None = None,
) -> Tensor:
    """Return the largest or the average element of each window of `X`, channel by channel.

    As in torch's pooling layers, the windows do not overlap unless a stride is given. (The loop
    in Dive into Deep Learning moves by 1: `stride=1` here.)

    Args:
        X: input, shape (h, w) or (c, h, w).
        pool_size: size of the window, an int or (rows, columns).
        mode: 'max' or 'avg'. Where several elements are largest, the gradient goes to the first.
        padding: elements on each side: an int, (rows, columns), ((top, bottom), (left, right));
            at most half the window. They are −∞ for 'max', so that they never win, and zeros
            for 'avg', which count as elements of the window.
        stride: step between windows, an int or (rows, columns); None means `pool_size`.

    Returns:
        Y, shape (h', w') or (c, h', w') with (h', w') =
        `output_size((h, w), pool_size, padding, stride)`. Whole numbers become int64 for 'max'
        and float32 for 'avg' (torch's own average of int64 drops the fraction).

    Raises:
        ValueError: for another mode or number of axes, a window that does not fit, or too much
            padding.
    """
    one_of(mode, "mode", MODES)
    if with_axes(X, "X", MATRIX, IMAGE).ndim == 3:
        return torch.stack([pool2d(x, pool_size, mode, padding, stride) for x in X], 0)
    k_h, k_w = pair(pool_size, "window", 1)
    s_h, s_w = (k_h, k_w) if stride is None else pair(stride, "stride", 1)
    P = _padded(X, (k_h, k_w), mode, padding)
    h, w = output_size(X.shape, (k_h, k_w), padding, (s_h, s_w))
    Y = P.new_zeros(h, w)
    for i in range(h):
        for j in range(w):
            window = P[i * s_h : i * s_h + k_h, j * s_w : j * s_w + k_w]
            # Unlike window.max(), the element at argmax gives a tie's gradient to one of them.
            Y[i, j] = window.take(window.argmax()) if mode == "max" else window.mean()
    return Y


def _padded(X: Tensor, size: Pair, mode: str, padding: int | Pair | tuple[Pair, Pair]) -> Tensor:
    """Return `X` in the type of the result, with its border; ValueError if the window misfits."""
    window = "×".join(map(str, size))
    if any(2 * max(side) > k for side, k in zip(padding_sides(padding), size, strict=True)):
        raise ValueError(f"padding must be at most half the window {window}, got {padding}")
    if not X.is_floating_point():
        X = X.to(torch.int64 if mode == "max" else torch.float32)
    lowest = -torch.inf if X.is_floating_point() else torch.iinfo(X.dtype).min
    P = pad2d(X, padding, lowest if mode == "max" else 0.0)
    if any(k > n for k, n in zip(size, P.shape, strict=True)):
        raise ValueError(f"window {window} does not fit the padded input {P.shape[0]}×{P.shape[1]}")
    return P
