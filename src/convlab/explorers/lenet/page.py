"""What travels between LeNetExplorer and its page: drawings, test digits and trained weights."""

import base64
from functools import cache

import torch
from torch import Tensor

from convlab.datasets import TEST_DIGITS, digit_split
from convlab.drawings import CELLS, LEVELS
from convlab.lenet import VARIANTS, LeNet, load_trained

SIDE, INK = 64, 255  # pixels of the pad along one axis; levels above paper
load_network = cache(load_trained)


def digit_drawing(index: int) -> Tensor:
    """Return a test digit as a drawing: each of its 8×8 cells is a square of 8×8 pixels."""
    X = torch.tensor(digit_split("test")[0][index] / LEVELS)
    return in_levels(X.repeat_interleave(SIDE // CELLS, 0).repeat_interleave(SIDE // CELLS, 1))


def in_levels(X: Tensor) -> Tensor:
    """Return a drawing in the page's precision: ink k/255, float32."""
    return torch.floor(INK * X.double() + 0.5).float() / INK


def pad_of(drawing: Tensor) -> str:
    """Return a drawing as the page takes it: base64 of its levels, a byte each."""
    return base64.b64encode((INK * drawing).round().to(torch.uint8).numpy().tobytes()).decode()


def levels_in(pad: str) -> int:
    """Return how many levels the page's drawing has; none if it is no base64."""
    try:
        return len(base64.b64decode(pad, validate=True))
    except ValueError:
        return 0


def drawing_of(pad: str) -> Tensor:
    """Return the page's drawing of 64×64 levels."""
    levels = torch.tensor(list(base64.b64decode(pad)), dtype=torch.float32)
    return levels.reshape(SIDE, SIDE) / INK


@cache
def digit_pads() -> dict[str, int]:
    """Return the index of every test digit by its pad; of equal ones, the first."""
    return {pad_of(digit_drawing(n)): n for n in reversed(range(TEST_DIGITS))}


def digits_for_page() -> str:
    """Return the test digits: base64 of 64 bytes from 0 to 16 each."""
    return base64.b64encode(digit_split("test")[0].tobytes()).decode()


def weights_for_page(net: LeNet) -> str:
    """Return all parameters in the order of the state_dict: base64 of little-endian float16."""
    flat = torch.cat([values.flatten() for values in net.state_dict().values()])
    return base64.b64encode(flat.numpy().astype("<f2").tobytes()).decode()


@cache
def networks_for_page() -> dict[str, dict[str, str]]:
    """Return the trained networks as the page takes them, by name."""
    return {
        name: {
            "activation": variant.activation,
            "pooling": variant.pooling,
            "weights": weights_for_page(load_network(name)),
        }
        for name, variant in VARIANTS.items()
    }
