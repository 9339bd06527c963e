"""The operations that the chapters explain, written as loops that autograd can follow."""

from math import isfinite

import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.checks import Size, check_matrix
from convlab.shapes import Padding, resolve_padding, sliding


def corr2d(
    X: Tensor, K: Tensor, *, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> Tensor:
    """Return the two-dimensional cross-correlation of `X` with `K`.

    Args:
        X: input, shape (h, w).
        K: kernel, shape (k_h, k_w).
        padding: zeros on each side: an int, (rows, columns), ((top, bottom), (left, right)), or
            'valid', 'same', 'full' as in `resolve_padding`.
        stride: step between windows, an int or (rows, columns).
        dilation: step between the elements of a window, an int or (rows, columns).

    Returns:
        Y, shape `output_size((h, w), (k_h, k_w), padding=…, stride=…, dilation=…)`. Its type is
        the one that torch gives to X·K; whole numbers become int64.

    Raises:
        ValueError: for an input or kernel that is no matrix, or a kernel that does not fit.
    """
    X, K = same_type(check_matrix(X, "X"), check_matrix(K, "K"))
    rows, columns = sliding(X.shape, K.shape, padding, stride, dilation)
    P = F.pad(X, (columns.before, columns.after, rows.before, rows.after))
    Y = P.new_zeros(rows.outputs, columns.outputs)
    for i in range(rows.outputs):
        for j in range(columns.outputs):
            Y[i, j] = (P[rows.window(i), columns.window(j)] * K).sum()
    return Y


def convolve2d(
    X: Tensor, K: Tensor, *, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> Tensor:
    """Return the true convolution of `X` with `K`: cross-correlation with `K` flipped both ways.

    The name is scipy's; `torch.nn.functional.conv2d` does not flip. Arguments, result and errors
    are those of `corr2d`.
    """
    K = check_matrix(K, "K").flip(0, 1)
    return corr2d(X, K, padding=padding, stride=stride, dilation=dilation)


def pad2d(X: Tensor, padding: Padding, *, value: float = 0) -> Tensor:
    """Return `X` with a border of `value`.

    Args:
        X: shape (h, w).
        padding: elements on each side: an int, a pair (rows, columns), each counted on one side,
            or a pair of pairs ((top, bottom), (left, right)).
        value: what fills the border.

    Returns:
        Shape (top + h + bottom, left + w + right), the type of `X`.

    Raises:
        ValueError: for an `X` that is no matrix, a negative padding, or a value that the type of
            `X` cannot hold.
    """
    h, w = check_matrix(X, "X").shape
    (top, bottom), (left, right) = resolve_padding(padding)
    P = X.new_full((top + h + bottom, left + w + right), _held(value, X.dtype))
    P[top : top + h, left : left + w] = X
    return P


def _held(value: float, dtype: torch.dtype) -> float:
    """Return `value`; ValueError if it is no number that `dtype` can hold."""
    try:
        held = torch.full((), value, dtype=dtype).item()
        # Floats are rounded; what is finite must not become infinite.
        same = isfinite(held) == isfinite(value) if dtype.is_floating_point else held == value
    except (OverflowError, RuntimeError, TypeError):
        same = False
    if not same:
        raise ValueError(f"value must be a number that {dtype} can hold, got {value!r}")
    return value


def same_type(X: Tensor, K: Tensor) -> tuple[Tensor, Tensor]:
    """Return both in the type of X·K, whole numbers as int64 so that a sum does not overflow."""
    dtype = torch.result_type(X, K)
    if not dtype.is_floating_point:
        dtype = torch.int64
    return X.to(dtype), K.to(dtype)
