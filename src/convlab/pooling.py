"""Pooling: one number for each window, its largest or its average. Nothing is learned."""

from warnings import warn

import torch
from torch import Tensor

from convlab.checks import (
    CHANNELS_FIRST,
    IMAGE,
    MATRIX,
    Pair,
    Size,
    check_tensor,
    has_channels_last,
    one_of,
    pair,
)
from convlab.shapes import Axis, resolve_padding, sliding

MODES = ("max", "avg")
SMALLEST_PHOTO = 16


def pool2d(
    X: Tensor,
    pool_size: Size,
    mode: str = "max",
    *,
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
            at most half the window. For 'max' they are −∞, which never wins: a window ends at the
            edge of `X`. For 'avg' they are zeros, which count as elements of the window.
        stride: step between windows, an int or (rows, columns); None means `pool_size`.

    Returns:
        Y, shape (h', w') or (c, h', w') with (h', w') =
        `output_size((h, w), pool_size, padding=…, stride=…)`. Whole numbers become int64 for 'max'
        and float32 for 'avg' (torch's own average of int64 drops the fraction).

    Raises:
        ValueError: for another mode or number of axes, a window that does not fit, or too much
            padding.
    """
    one_of(mode, "mode", MODES)
    if check_tensor(X, "X", MATRIX, IMAGE).ndim == 3:
        if has_channels_last(X.shape) and min(X.shape[:2]) >= SMALLEST_PHOTO:
            sizes = f"{len(X)} channels of {X.shape[1]}×{X.shape[2]}"
            warn(f"X has {sizes}. If it is a photo: {CHANNELS_FIRST}", stacklevel=2)
        return torch.stack([pool2d(x, pool_size, mode, padding=padding, stride=stride) for x in X])
    rows, columns = _windows(X, pool_size, padding, stride)
    if not X.is_floating_point():
        X = X.to(torch.int64 if mode == "max" else torch.float32)
    Y = X.new_zeros(rows.outputs, columns.outputs)
    for i in range(rows.outputs):
        for j in range(columns.outputs):
            window = X[_inside(rows, i), _inside(columns, j)]
            if mode == "max":
                # Unlike window.max(), the element at argmax gives a tie's gradient to one of them.
                Y[i, j] = window.take(window.argmax())
            else:
                # The padding's zeros count: the mean of the others has their share of the window.
                Y[i, j] = window.mean() * (window.numel() / (rows.kernel * columns.kernel))
    return Y


def _inside(axis: Axis, i: int) -> slice:
    """Return what output i reads of the input itself, without the padding."""
    first = i * axis.stride - axis.before
    return slice(max(first, 0), first + axis.kernel)


def _windows(X: Tensor, pool_size: Size, padding, stride: Size | None) -> tuple[Axis, Axis]:
    """Return how the windows lie along the axes; ValueError if they misfit."""
    size, sides = pair(pool_size, "window", 1), resolve_padding(padding)
    if any(2 * max(side) > k for side, k in zip(sides, size, strict=True)):
        window = f"{size[0]}×{size[1]}"
        raise ValueError(f"padding must be at most half the window {window}, got {padding}")
    return sliding(X.shape, size, sides, size if stride is None else stride, name="window")
