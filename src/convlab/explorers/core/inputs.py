"""Inputs by name, for every explorer that starts from some."""

from functools import cache

import torch

from convlab import data
from convlab.explorers.core.blocks import levels


@cache
def load_inputs() -> dict[str, torch.Tensor]:
    """The named inputs, each a grey image of shape (rows, columns).

    Photos have 256 levels, written with three decimals, so that the page can hold them as bytes.
    """
    photos = {name: data.load_photo(name, size=128) for name in data.PHOTOS}
    return {
        "edges": data.edge_image(),
        "numbers": data.number_image(),
        "digit": data.load_digit(0),
    } | {name: levels((255 * X).round()) for name, X in photos.items()}
