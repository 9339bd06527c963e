"""Inputs and kernels by name, for every explorer that starts from some."""

import torch

from convlab import data
from convlab.explorers.explorer import as_matrix, same


def load_inputs() -> dict[str, torch.Tensor]:
    """The named inputs, each a grey image of shape (rows, columns).

    Photos keep three decimals: no eye sees more, and the page stays small.
    """
    return {
        "edges": data.edge_image(),
        "numbers": data.number_image(),
        "digit": data.load_digit(0),
        "china": data.load_photo("china", size=128).round(decimals=3),
        "flower": data.load_photo("flower", size=128).round(decimals=3),
    }


def named(table, value):
    """The name under which `table` holds a matrix, or "own"."""
    return next((name for name, known in table.items() if same(known, value)), "own")


def look_up(value, table, what):
    """A matrix by its name in `table`, or from numbers."""
    if not isinstance(value, str):
        return as_matrix(value, what)
    if value not in table:
        raise ValueError(f"{what} must be numbers or one of {', '.join(table)}, got {value!r}")
    return table[value].clone()
