"""How fast gradient descent learns along each direction, and what the image leaves open.

The loss of `convlab.learning` has the Hessian 2AᵀA, with the windows of the image as the rows of A.
Along an eigenvector with curvature λ, one step multiplies the error by 1 − learning_rate·λ.
"""

import torch
from torch import Tensor

from convlab.checks import Size, pair
from convlab.learning import loss_windows

# A direction counts as flat if its curvature is at most this share of the largest.
TOLERANCE = 1e-9


def hessian(X: Tensor, size: Size, *, true_size: Size | None = None) -> Tensor:
    """Return the Hessian of the loss, 2AᵀA, the same for every kernel: (k_h·k_w, k_h·k_w).

    Arguments and errors are those of `learning.common_region`.
    """
    A = loss_windows(X, size, true_size=true_size)
    return 2 * A.T @ A


def curvatures(X: Tensor, size: Size, *, true_size: Size | None = None) -> Tensor:
    """Return the eigenvalues of the Hessian, largest first: (k_h·k_w,).

    Arguments and errors are those of `learning.common_region`.
    """
    return torch.linalg.eigvalsh(hessian(X, size, true_size=true_size)).flip(0).clamp(min=0)


def stability_limit(X: Tensor, size: Size, *, true_size: Size | None = None) -> float:
    """Return the learning rate above which gradient descent diverges: 2 / largest curvature.

    An image of zeros gives inf. Arguments and errors are those of `learning.common_region`.
    """
    steepest = curvatures(X, size, true_size=true_size)[0].item()
    return 2 / steepest if steepest > 0 else float("inf")


def free_directions(X: Tensor, size: Size, *, true_size: Size | None = None) -> tuple[int, Tensor]:
    """Return what the image leaves open: kernels that can be added without changing the output.

    Arguments and errors are those of `learning.common_region`.

    Returns:
        (rank, basis). The rank is how many numbers of the kernel the image determines: the
        curvatures above `TOLERANCE` times the largest. The basis, (k_h·k_w − rank, k_h, k_w), is
        orthonormal; which basis of its space it is has no meaning.
    """
    values, vectors = torch.linalg.eigh(hessian(X, size, true_size=true_size))
    flat = values <= TOLERANCE * values.max()
    basis = vectors[:, flat].T.reshape(-1, *pair(size, "size"))
    return int((~flat).sum()), basis
