"""Moving an image, and the errors that say what a map makes of it."""

import math

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import corr2d, pool2d, shift
from convlab.shifts import (
    equivariance_error,
    invariance_error,
    output_shift,
    relative_error,
    undisturbed,
)


def noise(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(shape, generator=generator, dtype=torch.float64)


def test_a_shift_moves_down_and_to_the_right():
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert shift(X, (1, 1)).tolist() == [[0, 0, 0], [0, 1, 2]]
    assert shift(X, (0, -1)).tolist() == [[2, 3, 0], [5, 6, 0]]
    assert shift(X, (1, -1), border="circular").tolist() == [[5, 6, 4], [2, 3, 1]]
    assert shift(X, (5, 0)).tolist() == [[0, 0, 0]] * 2


@pytest.mark.parametrize(
    ("by", "step", "moved"),
    [((4, -4), 2, (2, -2)), ((3, -3), 2, (2, -1)), ((1, 2), 4, (0, 1)), ((-2, 5), 1, (-2, 5))],
)
def test_an_output_moves_by_the_nearest_whole_number(by, step, moved):
    assert output_shift(by, step) == moved


def test_errors_are_zero_for_what_moves_and_for_what_stays():
    X, K = noise(12, 12), noise(3, 3, seed=1)

    def circular(X):
        return corr2d(F.pad(X[None, None], (1, 1, 1, 1), mode="circular")[0, 0], K)

    def padded(X):
        return corr2d(X, K, padding=1)

    assert equivariance_error(X, circular, (2, -3), border="circular") < 1e-12
    assert invariance_error(X, circular, (2, -3), border="circular") > 0.1
    assert equivariance_error(X, padded, (2, -3), border="circular") > 0.01
    assert invariance_error(X, lambda X: X.mean()[None, None], 5, border="circular") < 1e-12
    assert equivariance_error(X, lambda X: pool2d(X, 2), (4, 2), border="circular", step=2) == 0
    assert equivariance_error(X, lambda X: pool2d(X, 2), (4, 1), border="circular", step=2) > 0.01


@steady
@given(
    by=st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
    border=st.sampled_from(["zero", "circular"]),
    step=st.integers(1, 2),
)
def test_away_from_the_border_a_convolution_is_equivariant(by, border, step):
    by = (by[0] * step, by[1] * step)
    X, K = noise(14, 17), noise(3, 3, seed=1)

    def f(X):
        return F.conv2d(X[None, None], K[None, None], stride=step, padding=1)[0, 0]

    where = undisturbed((14, 17), tuple(f(X).shape), by, 3, step, 1)
    error = equivariance_error(X, f, by, border=border, step=step, where=where)
    assert math.isnan(error) if not where.any() else error < 1e-12


def test_zeros_enter_in_the_place_of_what_is_infinite():
    X = torch.tensor([[math.inf, 1.0]])
    assert shift(X, (0, -1)).tolist() == [[1.0, 0.0]]
    assert shift(X, (0, 1)).tolist() == [[0.0, math.inf]]


def test_the_relative_error_of_nothing():
    zero = torch.zeros(2, 2)
    assert relative_error(zero, zero, zero) == 0
    assert relative_error(zero + 1, zero, zero) == math.inf
    assert math.isnan(relative_error(zero, zero, zero, torch.zeros(2, 2, dtype=torch.bool)))


def test_a_border_must_be_zero_or_circular():
    with pytest.raises(ValueError, match="border must be one of zero, circular, got 'wrap'"):
        shift(torch.ones(2, 2), 1, border="wrap")
