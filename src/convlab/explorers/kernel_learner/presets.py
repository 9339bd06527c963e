"""What KernelLearner starts from: images and true kernels by name, in float64.

Numbers keep all their digits, so that page and torch start from the same ones.
"""

from functools import cache

import torch

from convlab import data


@cache
def named_inputs() -> dict[str, torch.Tensor]:
    """Return the named inputs, each a grey image with at most three decimals."""
    images = {
        "edges": data.edge_image(),
        "edges with an end": data.edge_image_with_rows(),
        "noise": data.noise_image(6, 8),
        "photo": data.load_photo("china", size=128)[36:52, 52:68],
    }
    return {name: X.double().round(decimals=3) for name, X in images.items()}


@cache
def named_kernels() -> dict[str, torch.Tensor]:
    """Return the named true kernels."""
    kernels = {
        "edge": data.KERNELS["edge"],
        "square": ((1.0, -1.0), (-4.0, 2.0)),
        "sobel x": data.KERNELS["sobel x"],
        "box": ((0.25, 0.25), (0.25, 0.25)),
    }
    return {name: torch.tensor(K, dtype=torch.float64) for name, K in kernels.items()}
