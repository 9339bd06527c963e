"""What ChannelsExplorer starts from: images and kernels by name."""

from functools import cache

import torch

from convlab import data
from convlab.explorers.core.blocks import levels

MOST_CHANNELS = 3
# Two output channels for up to three input channels, small enough to check by hand.
NUMBERS = (
    (((1, 0), (0, -1)), ((0, 1), (1, 0)), ((1, -1), (0, 0))),
    (((0, 1), (-1, 0)), ((1, 1), (0, 0)), ((0, 0), (2, -1))),
)
# Brightness, red against green, blue against yellow.
OPPONENTS = ((0.333, 0.333, 0.333), (1.0, -1.0, 0.0), (-0.5, -0.5, 1.0))


@cache
def load_images() -> dict[str, torch.Tensor]:
    """The named inputs, each of shape (channels, rows, columns); photos have 256 levels."""
    X = data.number_image()
    photos = {name: data.load_photo(name, size=64, grey=False) for name in data.PHOTOS}
    return {
        "three channels": torch.stack((X[:4, :4], X.T[:4, :4], X.flip(0)[:4, :4])),
        "two channels": torch.stack((X[:4], X.T[:4])),
    } | {name: levels((255 * photo).round()) for name, photo in photos.items()}


@cache
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


def kernel_for(name: str, channels: int) -> torch.Tensor:
    """A named kernel for so many input channels; if there is none, that for colours."""
    versions = load_kernels()[name]
    return versions.get(channels, versions[MOST_CHANNELS]).clone()
