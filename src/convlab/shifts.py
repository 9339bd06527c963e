"""Moving an image, and measuring what a map makes of it.

A map f is *equivariant* to shifts if its output moves with the input, f(shift x) = shift f(x), and
*invariant* if its output stays as it is, f(shift x) = f(x).
"""

from collections.abc import Callable

import torch
from torch import Tensor

from convlab.checks import Pair, Size, check_matrix, one_of, pair

BORDERS = ("zero", "circular")


def shift(X: Tensor, by: Size, *, border: str = "zero") -> Tensor:
    """Return `X` moved down and to the right.

    Args:
        X: image, shape (h, w).
        by: (rows, columns), or an int for both; negative numbers move up and to the left.
        border: what enters: 'zero', or 'circular' for what has left on the other side.

    Returns:
        Shape (h, w): the element [i, j] is X[i − rows, j − columns].

    Raises:
        ValueError: for an `X` that is no matrix, or another border.
    """
    by = pair(by, "by")
    one_of(border, "border", BORDERS)
    moved = check_matrix(X, "X").roll(by, (0, 1))
    if border == "circular":
        return moved
    inside = torch.ones_like(moved, dtype=torch.bool)  # what came from another place of X
    for axis, (n, d) in enumerate(zip(X.shape, by, strict=True)):
        entered = min(abs(d), n)
        inside.narrow(axis, 0 if d > 0 else n - entered, entered).fill_(False)
    return moved.masked_fill(~inside, 0)


def equivariance_error(
    X: Tensor,
    f: Callable[[Tensor], Tensor],
    by: Size,
    *,
    border: str = "zero",
    step: int = 1,
    where: Tensor | None = None,
) -> float:
    """Return ‖f(shift x) − shift f(x)‖ / ‖f(x)‖: zero if the output moves with the input.

    Args:
        X: image x, shape (h, w).
        f: a map from a matrix to a matrix.
        by: (rows, columns), as in `shift`.
        border: what enters, for the input and for the output.
        step: how many input pixels one output pixel stands for: the map's stride. Where it does
            not divide the shift, the output is moved by the nearest whole number.
        where: which outputs count, bool, the shape of f(x); None counts all.

    Returns:
        The error; nan if no output counts.
    """
    Y = f(X)
    moved = shift(Y, output_shift(by, step), border=border)
    return relative_error(f(shift(X, by, border=border)), moved, Y, where)


def invariance_error(
    X: Tensor,
    f: Callable[[Tensor], Tensor],
    by: Size,
    *,
    border: str = "zero",
    where: Tensor | None = None,
) -> float:
    """Return ‖f(shift x) − f(x)‖ / ‖f(x)‖: zero if the output does not change.

    Arguments and result are those of `equivariance_error`.
    """
    Y = f(X)
    return relative_error(f(shift(X, by, border=border)), Y, Y, where)


def output_shift(by: Size, step: int) -> Pair:
    """Return by how many pixels an output moves: the nearest whole number, halves upwards."""
    rows, columns = pair(by, "by")
    return tuple((2 * d + step) // (2 * step) for d in (rows, columns))


def relative_error(A: Tensor, B: Tensor, Y: Tensor, where: Tensor | None = None) -> float:
    """Return ‖A − B‖ / ‖Y‖ in float64, over the elements where `where` is true; nan for none."""
    if where is not None:
        A, B, Y = A[where], B[where], Y[where]
    if not Y.numel():
        return float("nan")
    error = (A - B).double()
    return float(error.norm() / Y.double().norm()) if error.any() else 0.0


def undisturbed(
    shape: Pair, out: Pair, by: Size, window: int, step: int = 1, padding: int = 0
) -> Tensor:
    """Return which outputs of a sliding window keep clear of the border, before and after a shift.

    These windows hold no padding, nothing that entered at the border and nothing that was lost.

    Args:
        shape: of the input.
        out: shape of the output.
        by: (rows, columns) that the input moves by.
        window: rows and columns of the window.
        step: the stride.
        padding: on each side.

    Returns:
        bool, shape `out`.
    """
    axes = []
    for n, m, d, moved in zip(shape, out, pair(by, "by"), output_shift(by, step), strict=True):
        first = torch.arange(m) * step - padding
        inside = torch.ones(m, dtype=torch.bool)
        for start in (first, first - d, first - moved * step):
            inside &= (start >= 0) & (start + window <= n)
        axes.append(inside)
    return axes[0][:, None] & axes[1][None, :]
