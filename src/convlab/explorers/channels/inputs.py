"""What ChannelsExplorer starts from: images and kernels by name, and numbers in any form."""

import torch

from convlab import data
from convlab.checks import whole
from convlab.explorers.core.legacy import as_block, as_rows

MOST_CHANNELS, LARGEST_KERNEL = 3, 3
AXES = {
    "input": ("channels", "rows", "columns"),
    "kernel": ("output channels", "input channels", "rows", "columns"),
    "bias": ("output channels",),
}
# Two output channels for up to three input channels, small enough to check by hand.
NUMBERS = (
    (((1, 0), (0, -1)), ((0, 1), (1, 0)), ((1, -1), (0, 0))),
    (((0, 1), (-1, 0)), ((1, 1), (0, 0)), ((0, 0), (2, -1))),
)
# Brightness, red against green, blue against yellow.
OPPONENTS = ((0.333, 0.333, 0.333), (1.0, -1.0, 0.0), (-0.5, -0.5, 1.0))


def load_images() -> dict[str, torch.Tensor]:
    """The named inputs, each of shape (channels, rows, columns)."""
    X = data.number_image()
    photos = {
        name: data.load_photo(name, size=64, grey=False).round(decimals=3) for name in data.PHOTOS
    }
    return {
        "three channels": torch.stack((X[:4, :4], X.T[:4, :4], X.flip(0)[:4, :4])),
        "two channels": torch.stack((X[:4], X.T[:4])),
    } | photos


def load_kernels() -> dict[str, dict[int, torch.Tensor]]:
    """The named kernels, (c_o, c_i, k_h, k_w), for each number of input channels they are for."""
    sobel = torch.tensor(data.KERNELS["sobel x"])
    luma = torch.tensor(data.LUMA)[None, :, None, None]
    eyes = {c: torch.eye(c)[:, :, None, None] for c in range(1, MOST_CHANNELS + 1)}
    return {
        "numbers": {c: torch.tensor(NUMBERS, dtype=torch.float32)[:, :c] for c in eyes},
        "luminance": {3: luma},
        "colour opponents": {3: torch.tensor(OPPONENTS)[:, :, None, None]},
        "identity per channel": eyes,
        "edges per channel": {c: eye * sobel for c, eye in eyes.items()},
        "edges of luminance": {3: luma * sobel},
    }


def as_tensor(value, name: str) -> torch.Tensor:
    """A float32 tensor with the axes that `AXES` names; errors are those of `as_block`."""
    return as_block(value, name, AXES[name])


def limited(tensor, name, most):
    """The tensor, if it is small enough to be shown; ValueError otherwise."""
    got = "×".join(map(str, tensor.shape))
    if max(tensor.shape[: tensor.ndim - 2]) > most:
        each = "output and input channels" if name == "kernel" else "channels"
        raise ValueError(f"{name} must have at most {most} {each}, got {got}")
    if name == "kernel" and max(tensor.shape[2:]) > LARGEST_KERNEL:
        raise ValueError(f"kernel must be at most {LARGEST_KERNEL}×{LARGEST_KERNEL}, got {got}")
    return tensor


def belonging(name, value, c_o):
    """A bias, or the number of a channel, that goes with `c_o` output channels."""
    if name == "channel":
        return whole(value, name, 0, c_o - 1)
    bias = torch.zeros(c_o) if value is None else as_tensor(value, name)
    if len(bias) != c_o:
        raise ValueError(f"bias must have {c_o} numbers, one for each output, got {len(bias)}")
    return bias


def fitted(bias, count):
    """A bias cut or filled with zeros to `count` numbers."""
    zeros = torch.zeros(count)
    kept = torch.as_tensor(bias, dtype=torch.float32)[:count]
    zeros[: len(kept)] = kept
    return zeros


def nested(tensor):
    """A tensor as nested lists of plain numbers, as short as float32 allows."""
    if tensor.ndim > 2:
        return [nested(part) for part in tensor]
    return as_rows(tensor) if tensor.ndim == 2 else as_rows(tensor[None])[0]
