"""The sizes of shapes.py against torch's own."""

import re
from itertools import product

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import output_size
from convlab.shapes import resolve_padding, unreached, use_counts

n, kernel, padding = st.integers(1, 12), st.integers(1, 5), st.integers(0, 4)
step = st.integers(1, 4)


def torch_size(n, kernel, padding, stride, dilation):
    """Return the output size of torch's convolution, or None where torch refuses."""
    try:
        Y = F.conv2d(
            torch.zeros(1, 1, *n), torch.zeros(1, 1, *kernel), None, stride, padding, dilation
        )
    except RuntimeError:
        return None
    return tuple(Y.shape[2:])


def tried(function, n, kernel, padding, stride, dilation):
    """Return the result, or None for a ValueError."""
    try:
        return function(n, kernel, padding=padding, stride=stride, dilation=dilation)
    except ValueError:
        return None


@given(st.tuples(*[st.tuples(each, each) for each in (n, kernel, padding, step, step)]))
@steady
def test_output_size_is_torchs_and_refused_where_torch_refuses(arguments):
    expected = torch_size(*arguments)
    assert tried(output_size, *arguments) == expected
    rows = tried(output_size, *(each[0] for each in arguments))
    columns = tried(output_size, *(each[1] for each in arguments))
    assert expected == (None if None in (rows, columns) else (rows, columns))


@given(n, kernel, step, step)
@steady
def test_names_of_padding(n, kernel, stride, dilation):
    def size(padding, stride=1):
        return tried(output_size, n, kernel, padding, stride, dilation)

    assert size("same") == n
    assert size("same", stride) == -(-n // stride)
    assert size("full") == n + dilation * (kernel - 1)
    assert size("valid") == size(0)


@given(n, kernel, padding | st.just("same"), step, step)
@steady
def test_use_counts_are_the_gradient_of_the_sum(n, kernel, padding, stride, dilation):
    before, after = resolve_padding(padding, kernel, dilation)[0]
    counts = tried(use_counts, n, kernel, padding, stride, dilation)
    if counts is None:
        assert n + before + after < dilation * (kernel - 1) + 1
        return
    x = torch.ones(1, 1, n, requires_grad=True)
    F.conv1d(
        F.pad(x, (before, after)), torch.ones(1, 1, kernel), stride=stride, dilation=dilation
    ).sum().backward()
    assert counts == x.grad.flatten().tolist()


def test_use_counts_of_an_image_are_an_outer_product():
    X = torch.ones(1, 1, 6, 7, requires_grad=True)
    F.conv2d(X, torch.ones(1, 1, 3, 2), stride=(2, 1), padding=(1, 0)).sum().backward()
    rows, columns = (
        torch.tensor(use_counts(6, 3, padding=1, stride=2)),
        torch.tensor(use_counts(7, 2)),
    )
    assert X.grad[0, 0].tolist() == torch.outer(rows, columns).tolist()


@given(n, kernel, padding, step, step)
@steady
def test_unreached_elements_do_not_matter(n, kernel, padding, stride, dilation):
    left = tried(unreached, n, kernel, padding, stride, dilation)
    if left is None:
        return
    padded = n + 2 * padding
    last = max(
        i
        for i, count in enumerate(
            use_counts(padded, kernel, padding=0, stride=stride, dilation=dilation)
        )
        if count
    )
    assert left == padded - 1 - last
    assert 0 <= left < stride


@pytest.mark.parametrize(("kernel", "dilation"), list(product(range(1, 7), range(1, 4))))
def test_same_padding_keeps_the_size_with_the_odd_one_after(kernel, dilation):
    (before, after), _ = resolve_padding("same", kernel, dilation)
    assert before + after == dilation * (kernel - 1)
    assert after - before in (0, 1)


def test_forms_of_padding():
    assert resolve_padding(2, (3, 3)) == ((2, 2), (2, 2))
    assert resolve_padding((1, 2), (3, 3)) == ((1, 1), (2, 2))
    assert resolve_padding([[0, 1], [2, 3]], (3, 3)) == ((0, 1), (2, 3))
    assert resolve_padding("valid", (3, 4)) == ((0, 0), (0, 0))
    assert resolve_padding("same", (3, 4)) == ((1, 1), (1, 2))
    assert resolve_padding("full", (3, 4), (2, 1)) == ((4, 4), (3, 3))


@pytest.mark.parametrize("function", [output_size, use_counts, unreached])
def test_without_settings_there_is_no_padding_and_a_step_of_one(function):
    plain = {"padding": 0, "stride": 1, "dilation": 1}
    assert function(9, 4) == function(9, 4, **plain)
    for other in ({"padding": 1}, {"stride": 3}, {"dilation": 2}):
        rest = {name: value for name, value in plain.items() if name not in other}
        assert function(9, 4, **other) == function(9, 4, **other, **rest)


def test_by_hand():
    assert output_size(5, 3) == 3
    assert output_size(8, 3, padding=1, stride=2) == 4
    assert output_size((8, 8), (3, 5), padding=(0, 1), stride=(3, 4)) == (2, 2)
    assert output_size((2, 2), 2, padding=((0, 1), (0, 0))) == (2, 1)
    assert output_size(8, 3, stride=(1, 2)) == (6, 3)
    assert output_size(torch.ones(4, 5).shape, 2) == (3, 4)
    assert unreached(8, 3, padding=0, stride=2) == 1
    assert unreached(9, 3, padding=0, stride=2) == 0
    assert unreached(8, 3, padding="same", stride=2) == 1
    assert use_counts(5, 3) == [1, 2, 3, 2, 1]
    assert use_counts(5, 3, padding="same") == [2, 3, 3, 3, 2]
    assert use_counts(5, 1, padding=0, stride=2) == [1, 0, 1, 0, 1]


MISFIT = "does not fit the padded input"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: output_size((4, 4), (5, 5)), f"kernel 5×5 {MISFIT} 4×4"),
        (lambda: output_size((2, 9), 5, padding=1), f"kernel 5×5 {MISFIT} 4×11"),
        (lambda: output_size(2, 5, padding=1), f"kernel 5 {MISFIT} 4"),
        (
            lambda: output_size((4, 4), (3, 3), dilation=2),
            f"kernel 3×3 with dilation 2 spans 5×5 and {MISFIT} 4×4",
        ),
        (
            lambda: output_size((4, 4), (3, 3), dilation=(2, 1)),
            f"kernel 3×3 with dilation (2, 1) spans 5×3 and {MISFIT} 4×4",
        ),
        (
            lambda: output_size(4, 3, dilation=2),
            f"kernel 3 with dilation 2 spans 5 and {MISFIT} 4",
        ),
        (lambda: output_size(4, 3, stride=0), "stride must be at least 1, got 0"),
        (lambda: output_size(4, 3, stride=(1, -2)), "stride must be at least 1, got -2"),
        (lambda: output_size(4, 3, padding=-1), "padding must be at least 0, got -1"),
        (lambda: output_size(4, 3, dilation=0), "dilation must be at least 1, got 0"),
        (lambda: output_size(4, 0), "kernel must be at least 1, got 0"),
        (lambda: output_size(0, 1), "input must be at least 1, got 0"),
        (
            lambda: output_size(4, 3, stride=1.5),
            "stride must be a whole number or a pair of whole numbers, got 1.5",
        ),
        (
            lambda: output_size(4, True),
            "kernel must be a whole number or a pair of whole numbers, got True",
        ),
        (
            lambda: output_size((4, 4, 4), 3),
            "input must be a whole number or a pair of whole numbers, got (4, 4, 4)",
        ),
        (
            lambda: output_size(4, 3, padding=((1, 1), (1, 1), (1, 1))),
            "padding must be a whole number or a pair of whole numbers, "
            "got ((1, 1), (1, 1), (1, 1))",
        ),
        (
            lambda: output_size(4, 3, padding="half"),
            "padding must be numbers, 'valid', 'same' or 'full', got 'half'",
        ),
        (
            lambda: use_counts((4, 4), 3),
            "along one axis, sizes must be whole numbers, got ((4, 4), 3, 0, 1, 1)",
        ),
        (
            lambda: unreached(4, 3, padding=(0, 1)),
            "along one axis, sizes must be whole numbers, got (4, 3, (0, 1), 1, 1)",
        ),
        (lambda: use_counts(2, 3), f"kernel 3 {MISFIT} 2"),
        (lambda: unreached(4, 3, padding=0, stride=0), "stride must be at least 1, got 0"),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
