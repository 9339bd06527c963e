"""Random numbers that come back for their seed: torch's, and a stream that pages compute too."""

import torch
from torch import Tensor

from convlab.checks import whole

_WORD = 0xFFFFFFFF


def generator(seed: int) -> torch.Generator:
    """Return torch's generator on the CPU, seeded; ValueError if a seed is out of range."""
    return torch.Generator().manual_seed(whole(seed, "seed", 0, _WORD))


def noise_stream(count: int, seed: int = 0) -> Tensor:
    """Return numbers from −1 to 1 that look random, the same ones here and in the page.

    The nth is a mixed-up n (a hash): xor with itself shifted by 16 bits, times 0x45d9f3b, twice
    over, in 32 bits.

    Args:
        count: how many.
        seed: a whole number from 0 to 65535; each has a stream of its own.

    Returns:
        float64, shape (count,).
    """
    x = torch.arange(whole(count, "count", 0)) + (whole(seed, "seed", 0, 65535) << 16) + 1
    for _ in range(2):
        x = ((x >> 16) ^ x) * 0x45D9F3B & _WORD
    return ((x >> 16) ^ x).double() / 2**31 - 1
