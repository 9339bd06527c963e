"""The operations that the chapters explain, written as loops that autograd can follow."""

import torch
from torch import Tensor

from convlab.checks import Size, pair
from convlab.shapes import Padding, output_size, padding_sides, resolve_padding

# What the axes of a tensor are called in an error.
MATRIX = ("rows", "columns")
IMAGE = ("channels", "rows", "columns")


def with_axes(T: Tensor, name: str, *forms: tuple[str, ...]) -> Tensor:
    """Return `T`; ValueError if it is no tensor with the axes of one of the `forms`."""
    if not isinstance(T, Tensor):
        raise ValueError(f"{name} must be a torch tensor, got {type(T).__name__}")
    if T.ndim not in map(len, forms):
        expected = " or ".join(f"{len(axes)} axes ({', '.join(axes)})" for axes in forms)
        raise ValueError(f"{name} must have {expected}, got shape {tuple(T.shape)}")
    if 0 in T.shape[:-2]:
        raise ValueError(f"{name} must have at least 1 channel, got shape {tuple(T.shape)}")
    return T


def matrix(T: Tensor, name: str) -> Tensor:
    """Return `T`; ValueError if it is no tensor of two axes."""
    return with_axes(T, name, MATRIX)


def pad2d(X: Tensor, padding: Padding, value: float = 0.0) -> Tensor:
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
    h, w = matrix(X, "X").shape
    (top, bottom), (left, right) = padding_sides(padding)
    if not X.is_floating_point() and not float(value).is_integer():
        raise ValueError(f"value must be a whole number for an X of {X.dtype}, got {value}")
    P = X.new_full((top + h + bottom, left + w + right), value)
    P[top : top + h, left : left + w] = X
    return P


def corr2d(
    X: Tensor, K: Tensor, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
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
        Y, shape `output_size((h, w), (k_h, k_w), padding, stride, dilation)`. Its type is the
        one that torch gives to X·K; whole numbers become int64.

    Raises:
        ValueError: for an input or kernel that is no matrix, or a kernel that does not fit.
    """
    X, K = same_type(matrix(X, "X"), matrix(K, "K"))
    h, w = output_size(X.shape, K.shape, padding, stride, dilation)
    P = pad2d(X, resolve_padding(padding, K.shape, dilation))
    (s_h, s_w), (d_h, d_w) = pair(stride, "stride"), pair(dilation, "dilation")
    span_h, span_w = d_h * (K.shape[0] - 1) + 1, d_w * (K.shape[1] - 1) + 1
    Y = P.new_zeros(h, w)
    for i in range(h):
        for j in range(w):
            top, left = i * s_h, j * s_w
            window = P[top : top + span_h : d_h, left : left + span_w : d_w]
            Y[i, j] = (window * K).sum()
    return Y


def convolve2d(
    X: Tensor, K: Tensor, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> Tensor:
    """Return the true convolution of `X` with `K`: cross-correlation with `K` flipped both ways.

    The name is scipy's; `torch.nn.functional.conv2d` does not flip. Arguments, result and errors
    are those of `corr2d`.
    """
    return corr2d(X, matrix(K, "K").flip(0, 1), padding, stride, dilation)


def same_type(X: Tensor, K: Tensor) -> tuple[Tensor, Tensor]:
    """Return both in the type of X·K, whole numbers as int64 so that a sum does not overflow."""
    dtype = torch.result_type(X, K)
    if not (dtype.is_floating_point or dtype.is_complex):
        dtype = torch.int64
    return X.to(dtype), K.to(dtype)
