"""The checks of numbers, names and tensors, with the sentences that they say."""

import math
import re

import pytest
import torch

from convlab.checks import (
    CHANNELS_FIRST,
    IMAGE,
    MATRIX,
    check_matrix,
    check_tensor,
    one_for_both,
    one_of,
    pair,
    positive,
    whole,
)


def test_pair():
    assert pair(3, "size") == (3, 3)
    assert pair([3, 4], "size") == (3, 4)
    assert whole(torch.ones(2, 3).shape[1], "size") == 3


def test_numbers_in_their_range_come_back():
    assert [whole(n, "n", 3, 8) for n in (3, 8)] == [3, 8]
    assert [positive(rate, "rate") for rate in (1e-300, 0.5, 100)] == [1e-300, 0.5, 100.0]
    assert type(positive(1, "rate")) is float


def test_rows_and_columns_may_be_none():
    """How many there must be is for the operation to say."""
    X = torch.ones(0, 3)
    assert check_matrix(X, "X") is X
    assert check_tensor(X[None], "X", MATRIX, IMAGE).shape == (1, 0, 3)


def test_one_number_for_both_axes():
    assert one_for_both(3, "same", True)
    assert not one_for_both(3, (1, 1))
    assert not one_for_both([2, 2])


@pytest.mark.parametrize(
    ("shape", "hinted"),
    [
        ((5, 6, 3), True),
        ((50, 60, 4), True),
        ((3, 6, 3), False),
        ((1, 6, 3), False),
        ((5, 6, 2), False),
    ],
)
def test_a_photo_with_its_channels_last_is_told_so(shape, hinted):
    with pytest.raises(ValueError, match="X must have 2 axes") as refused:
        check_matrix(torch.ones(shape), "X")
    assert (CHANNELS_FIRST in str(refused.value)) == hinted


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: whole(2, "n", 3, 8), "n must be from 3 to 8, got 2"),
        (lambda: whole(9, "n", 3, 8), "n must be from 3 to 8, got 9"),
        (lambda: whole(True, "n", 0, 8), "n must be a whole number, got True"),
        (lambda: positive(0, "rate"), "rate must be more than 0 and finite, got 0"),
        (lambda: positive(math.nan, "rate"), "rate must be more than 0 and finite, got nan"),
        (lambda: positive(10**400, "rate"), f"rate must be more than 0 and finite, got {10**400}"),
        (lambda: positive(True, "rate"), "rate must be a number, got True"),
        (lambda: positive("1", "rate"), "rate must be a number, got '1'"),
        (lambda: one_of("c", "name", ("a", "b")), "name must be one of a, b, got 'c'"),
        (lambda: one_of(["a"], "name", {"a": 1}), "name must be one of a, got ['a']"),
        (lambda: one_of(None, "name", "ab"), "name must be one of a, b, got None"),
        (lambda: check_matrix([[1]], "A"), "A must be a torch tensor, got list"),
        (
            lambda: check_matrix(torch.ones(2), "A"),
            "A must have 2 axes (rows, columns), got shape (2,)",
        ),
        (
            lambda: check_tensor(torch.ones(2, 0, 3, 3), "A", ("images", *IMAGE)),
            "A must have at least 1 channel, got shape (2, 0, 3, 3)",
        ),
        (
            lambda: check_tensor(torch.ones(0, 1, 3, 3), "A", MATRIX, ("images", *IMAGE)),
            "A must have at least 1 image, got shape (0, 1, 3, 3)",
        ),
        (
            lambda: check_matrix(1j * torch.ones(2, 2), "A"),
            "A must hold real numbers, got torch.complex64",
        ),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
