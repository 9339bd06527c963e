"""What KernelLearner starts from: images and true kernels by name, and how large they may be."""

import torch

from convlab import data
from convlab.explorers.core.legacy import as_matrix
from convlab.explorers.kernel_learner.words import WORDS

LARGEST_KERNEL, LARGEST_TRUE_KERNEL, LARGEST_INPUT = 4, 7, 64  # rows or columns
LARGEST_PIXEL = 1e100  # in size; the curvatures are sums of its square

TRUE_KERNELS = {
    "edge": data.KERNELS["edge"],
    "square": ((1.0, -1.0), (-4.0, 2.0)),
    "sobel x": data.KERNELS["sobel x"],
    "box": ((0.25, 0.25), (0.25, 0.25)),
}


def learner_inputs() -> dict[str, torch.Tensor]:
    """Return the named inputs, each a grey image in float64, with at most three decimals."""
    images = {
        "edges": data.edge_image(),
        "edges with an end": data.edge_image_with_rows(),
        "noise": data.noise_image(6, 8),
        "photo": data.load_photo("china", size=128)[36:52, 52:68],
    }
    return {name: X.double().round(decimals=3) for name, X in images.items()}


def learner_kernels() -> dict[str, torch.Tensor]:
    """Return the named true kernels in float64."""
    return {name: as_double(K, "true_kernel") for name, K in TRUE_KERNELS.items()}


def as_double(value, name: str) -> torch.Tensor:
    """Return a float64 tensor of shape (rows, columns); errors are those of `as_matrix`.

    Numbers keep all their digits, so that page and torch start from the same ones.
    """
    return as_matrix(value, name, torch.float64)


def at_most(shape: tuple[int, int], most: int, name: str) -> tuple[int, int]:
    """Return a shape; ValueError if a side is longer than `most`."""
    if max(shape) > most:
        raise ValueError(f"{name} must be at most {most}×{most}, got {shape[0]}×{shape[1]}")
    return shape


def must_be_moderate(X: torch.Tensor) -> None:
    """Raise ValueError if a number of the input is so large that its curvatures overflow."""
    largest = X.abs().max().item()
    if largest > LARGEST_PIXEL:
        most, got = f"{LARGEST_PIXEL:g}", f"{largest:g}"
        raise ValueError(WORDS["no_pixel"].format(most=most, got=got))


def must_fit(name: str, kernel, X: torch.Tensor) -> None:
    """Raise ValueError unless a kernel, or its size, fits the input."""
    rows, columns = kernel if isinstance(kernel, tuple) else kernel.shape
    if rows > X.shape[0] or columns > X.shape[1]:
        what = "learned kernel" if name == "size" else "true kernel"
        h, w = X.shape
        raise ValueError(f"{what} {rows}×{columns} does not fit the input {h}×{w}")
