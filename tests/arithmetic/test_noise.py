"""Random numbers that come back for their seed."""

import re

import pytest
import torch

from convlab.data import noise_image
from convlab.learning import initial_kernel
from convlab.lenet import LeNet, initialise
from convlab.noise import generator, noise_stream


def test_noise_is_spread_evenly_and_without_a_pattern():
    noise = noise_stream(4096, seed=3)
    assert noise.dtype == torch.float64
    assert noise.abs().max() <= 1
    assert abs(noise.mean()) < 0.05
    assert abs(noise.var() - 1 / 3) < 0.02
    assert abs((noise[1:] * noise[:-1]).mean()) < 0.02
    # The page computes the same ones.
    assert (noise_stream(2, seed=2) * 2**31 + 2**31).tolist() == [2316323733, 1592390107]


def test_a_generator_is_torchs_with_its_seed():
    expected = torch.rand(3, generator=torch.Generator().manual_seed(7))
    assert torch.equal(torch.rand(3, generator=generator(7)), expected)


def test_streams_of_other_seeds_are_others():
    streams = torch.stack([noise_stream(50, seed) for seed in range(20)])
    assert (torch.corrcoef(streams) - torch.eye(20)).abs().max() < 0.6
    assert torch.equal(noise_stream(7, 3), noise_stream(50, 3)[:7])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: generator(-1), "seed must be from 0 to 4294967295, got -1"),
        (lambda: generator(2**32), "seed must be from 0 to 4294967295, got 4294967296"),
        (lambda: generator(1.5), "seed must be a whole number, got 1.5"),
        (lambda: noise_stream(3, -1), "seed must be from 0 to 65535, got -1"),
        (lambda: noise_stream(3, 65536), "seed must be from 0 to 65535, got 65536"),
        (lambda: noise_stream(-1), "count must be at least 0, got -1"),
        (lambda: noise_image(2, 2, seed=None), "seed must be a whole number, got None"),
        (
            lambda: initial_kernel(2, seed=10**30),
            f"seed must be from 0 to 4294967295, got {10**30}",
        ),
        (lambda: initialise(LeNet(), seed=0.5), "seed must be a whole number, got 0.5"),
    ],
)
def test_other_seeds_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
