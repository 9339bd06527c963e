"""Learning a kernel from one image by gradient descent.

The loss is the sum of the squared errors, so it is a quadratic in the weights: with the windows of
the image as the rows of A, loss = |A·k − y|², and its gradient is 2Aᵀ(A·k − y). What follows from
its Hessian stands in `convlab.learning_directions`.

Where the true kernel and the learned one differ in size, so do their outputs. Both are then
compared over the common region: the rows and columns, from the top left, that both outputs have.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.checks import Pair, Size, check_matrix, pair, positive, whole
from convlab.noise import generator
from convlab.ops import corr2d
from convlab.shapes import output_size

# A start for up to 7×7 weights.
STREAM_LENGTH = 49


@dataclass(frozen=True)
class Run:
    """One run of gradient descent.

    Attributes:
        kernels: the kernel before the first step and after every step, (steps + 1, k_h, k_w).
        losses: the loss of each of these kernels, (steps + 1,); inf where it is too large.
        target: the output that was to be matched, (h, w) of the common region.
    """

    kernels: Tensor
    losses: Tensor
    target: Tensor


def windows(X: Tensor, size: Size) -> Tensor:
    """Return the matrix A whose rows are the windows of `X`.

    Args:
        X: image, shape (h, w).
        size: size of the kernel, an int or (rows, columns).

    Returns:
        Shape (outputs, k_h·k_w): `A @ K.flatten()` is `corr2d(X, K).flatten()`.

    Raises:
        ValueError: for a kernel that does not fit.
    """
    k_h, k_w = pair(size, "size", 1)
    output_size(check_matrix(X, "X").shape, (k_h, k_w))
    return X.unfold(0, k_h, 1).unfold(1, k_w, 1).reshape(-1, k_h * k_w)


def common_region(X: Tensor, size: Size, *, true_size: Size | None = None) -> Pair:
    """Return the (rows, columns) that the outputs of kernels of both sizes have.

    Args:
        X: image, shape (h, w).
        size: size of the learned kernel.
        true_size: size of the true kernel; None means the same.

    Raises:
        ValueError: for a kernel that does not fit.
    """
    shape, size = tuple(check_matrix(X, "X").shape), pair(size, "size", 1)
    learned = output_size(shape, size)
    true = output_size(shape, size if true_size is None else pair(true_size, "true_size", 1))
    return min(learned[0], true[0]), min(learned[1], true[1])


def target(X: Tensor, true_kernel: Tensor, size: Size) -> Tensor:
    """Return what a kernel of `size` is to learn: the true output over the common region.

    Args:
        X: image, shape (h, w).
        true_kernel: shape (k_h, k_w).
        size: size of the learned kernel.

    Returns:
        Shape `common_region(X, size, true_size=true_kernel.shape)`.

    Raises:
        ValueError: for an image or kernel that is no matrix, or a kernel that does not fit.
    """
    Y = corr2d(X, true_kernel)
    rows, columns = common_region(X, size, true_size=true_kernel.shape)
    return Y[:rows, :columns]


def loss_windows(X: Tensor, size: Size, *, true_size: Size | None = None) -> Tensor:
    """Return the windows that enter the loss, in float64: (rows·columns, k_h·k_w).

    Arguments and errors are those of `common_region`.
    """
    rows, columns = common_region(X, size, true_size=true_size)
    k_h, k_w = pair(size, "size", 1)
    return windows(X.double()[: rows + k_h - 1, : columns + k_w - 1], size)


def uniform_stream(seed: int) -> Tensor:
    """Return the 49 numbers from −1 to 1 in float64 from which every start with `seed` is taken."""
    numbers = torch.rand(STREAM_LENGTH, generator=generator(seed), dtype=torch.float64)
    return 2 * numbers - 1


def initial_kernel(size: Size, *, seed: int = 0) -> Tensor:
    """Return a start drawn as `torch.nn.Conv2d` draws it: uniform within ±1/√(k_h·k_w).

    Args:
        size: size of the kernel, an int or (rows, columns), at most 49 numbers.
        seed: a whole number; the start is the first k_h·k_w numbers of its stream, scaled.

    Returns:
        float64, shape (k_h, k_w).

    Raises:
        ValueError: for a larger kernel.
    """
    k_h, k_w = pair(size, "size", 1)
    count = k_h * k_w
    if count > STREAM_LENGTH:
        raise ValueError(f"size must have at most {STREAM_LENGTH} numbers, got {k_h}×{k_w}")
    return uniform_stream(seed)[:count].reshape(k_h, k_w) / count**0.5


def learn_kernel(
    X: Tensor,
    true_kernel: Tensor,
    size: Size,
    *,
    learning_rate: float = 0.03,
    steps: int = 10,
    seed: int = 0,
    start: Tensor | None = None,
) -> Run:
    """Learn a kernel from one image and its true output, by gradient descent in float64.

    Args:
        X: image, shape (h, w).
        true_kernel: the kernel that makes the true output, shape (k_h, k_w).
        size: size of the learned kernel, an int or (rows, columns).
        learning_rate: positive; above `stability_limit` the run diverges, without an error.
        steps: how many times the kernel is changed.
        seed: of the start, as in `initial_kernel`.
        start: the first kernel, shape `size`, instead of one that is drawn.

    Raises:
        ValueError: for a kernel that does not fit, a start of another shape, or a learning rate
            or number of steps out of range.
    """
    rate = positive(learning_rate, "learning_rate")
    X, K = check_matrix(X, "X").double(), check_matrix(true_kernel, "true_kernel").double()
    Y = target(X, K, size).detach()
    size = pair(size, "size", 1)
    W = initial_kernel(size, seed=seed) if start is None else check_matrix(start, "start").double()
    if tuple(W.shape) != size:
        raise ValueError(f"start must have the shape {size}, got {tuple(W.shape)}")
    kernels, losses = [], []
    for _ in range(whole(steps, "steps", 0) + 1):
        W = W.detach().requires_grad_()
        loss = _loss(X, W, Y)
        loss.backward()
        kernels.append(W.detach())
        losses.append(loss.detach())
        W = W - rate * W.grad
    # Beyond the largest float, inf − inf makes nan; the loss is then too large as well.
    return Run(torch.stack(kernels), torch.stack(losses).nan_to_num(torch.inf, torch.inf), Y)


def _loss(X: Tensor, W: Tensor, Y: Tensor) -> Tensor:
    """Return the sum of the squared errors of the kernel `W` over the region of `Y`."""
    Y_hat = F.conv2d(X[None, None], W[None, None])[0, 0]
    return ((Y_hat[: Y.shape[0], : Y.shape[1]] - Y) ** 2).sum()
