"""Inputs and kernels by name, for every explorer that starts from some."""

import base64

import torch

from convlab import data
from convlab.checks import one_of
from convlab.explorers.core.legacy import as_matrix, as_rows, same


def load_inputs() -> dict[str, torch.Tensor]:
    """The named inputs, each a grey image of shape (rows, columns).

    Photos have 256 levels, written with three decimals, so that the page can hold them as bytes.
    """
    photos = {name: data.load_photo(name, size=128) for name in data.PHOTOS}
    return {
        "edges": data.edge_image(),
        "numbers": data.number_image(),
        "digit": data.load_digit(0),
    } | {name: ((255 * X).round() / 255).round(decimals=3) for name, X in photos.items()}


def for_page(images: dict[str, torch.Tensor]) -> dict[str, list | str]:
    """Named images as the page takes them: rows of numbers, a photo as base64 of its bytes.

    The page's `readInputs` turns them back: level k is the number k / 255, to three decimals.
    """
    return {
        name: base64.b64encode(bytes((255 * X).round().to(torch.uint8).flatten().tolist())).decode()
        if name in data.PHOTOS
        else as_rows(X)
        for name, X in images.items()
    }


def named(table, value):
    """The name under which `table` holds a matrix, or "own"."""
    return next((name for name, known in table.items() if same(known, value)), "own")


def pick(name, table, what):
    """What `table` holds under a name; ValueError for another name."""
    return table[one_of(name, what, table, "numbers")]


def look_up(value, table, what, dtype=torch.float32):
    """A matrix by its name in `table`, or from numbers."""
    if isinstance(value, str):
        return pick(value, table, what).clone()
    return as_matrix(value, what, dtype)
