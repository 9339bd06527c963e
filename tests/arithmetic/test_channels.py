"""The sums of channels.py, and their costs, against torch: values, gradients, refusals."""

import json
import re

import pytest
import torch
import torch.nn.functional as F
from cases import channel_cases, steady
from hypothesis import assume, given
from hypothesis import strategies as st
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from convlab import (
    corr2d,
    corr2d_multi_in,
    corr2d_multi_in_out,
    corr2d_multi_in_out_1x1,
    output_size,
)
from convlab.channels import multiply_adds, parameters
from convlab.checks import CHANNELS_FIRST

X2 = torch.stack((torch.arange(9.0), torch.arange(1.0, 10.0))).reshape(2, 3, 3)
K2 = torch.tensor([[[0.0, 1.0], [2.0, 3.0]], [[1.0, 2.0], [3.0, 4.0]]])
LAST = X2.permute(1, 2, 0)  # the channels of a photo, as matplotlib has them
K3 = torch.stack((K2, K2 + 1, K2 + 2), 0)

channels = st.integers(1, 3)
seeds = st.integers(0, 999)


def pairs(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high))


def filled(seed, *shapes):
    """Return random tensors that can be differentiated."""
    generator = torch.Generator().manual_seed(seed)
    return [
        torch.randn(shape, generator=generator, dtype=torch.float64, requires_grad=True)
        for shape in shapes
    ]


def assert_same(Y, expected, leaves):
    """Compare the values, and the gradients of a weighted sum."""
    torch.testing.assert_close(Y, expected)
    weights = torch.arange(Y.numel(), dtype=Y.dtype).reshape(Y.shape).cos()
    mine, theirs = (
        torch.autograd.grad((T * weights).sum(), leaves, retain_graph=True) for T in (Y, expected)
    )
    for gradient, its in zip(mine, theirs, strict=True):
        torch.testing.assert_close(gradient, its)


def fits(n, kernel, **numbers):
    """Return whether a kernel fits."""
    try:
        return bool(output_size(n, kernel, **numbers))
    except ValueError:
        return False


@given(
    channels, channels, *[pairs(*ends) for ends in ((1, 5), (1, 3), (0, 2), (1, 3), (1, 2))], seeds
)
@steady
def test_values_and_gradients_are_those_of_torch(
    c_i, c_o, n, kernel, padding, stride, dilation, seed
):
    numbers = {"padding": padding, "stride": stride, "dilation": dilation}
    assume(fits(n, kernel, **numbers))
    X, K = filled(seed, (c_i, *n), (c_o, c_i, *kernel))
    expected = F.conv2d(X[None], K, None, stride, padding, dilation)[0]
    assert_same(corr2d_multi_in_out(X, K, **numbers), expected, (X, K))
    assert_same(corr2d_multi_in(X, K[0], **numbers), expected[0], (X, K))


@given(channels, channels, pairs(1, 5), seeds)
@steady
def test_a_1x1_kernel_is_a_dense_layer_at_each_pixel(c_i, c_o, n, seed):
    X, K = filled(seed, (c_i, *n), (c_o, c_i, 1, 1))
    Y = corr2d_multi_in_out_1x1(X, K)
    assert_same(Y, corr2d_multi_in_out(X, K), (X, K))
    assert_same(Y, F.linear(X.permute(1, 2, 0), K[:, :, 0, 0]).permute(2, 0, 1), (X, K))


def test_the_cell_of_the_notes():
    def as_in_the_notes(X, K):
        return torch.stack([corr2d_multi_in(X, k) for k in K], 0)

    assert torch.equal(as_in_the_notes(X2, K3), corr2d_multi_in_out(X2, K3))


@pytest.mark.parametrize("case", channel_cases())
def test_channel_cases(case):
    X, K, bias, partial, expected = (
        torch.tensor(case[key], dtype=torch.float64)
        for key in ("X", "K", "bias", "partial", "expected")
    )
    numbers = {name: case[name] for name in ("padding", "stride", "dilation")}
    torch.testing.assert_close(partial.sum(1) + bias[:, None, None], expected)
    torch.testing.assert_close(corr2d_multi_in_out(X, K, **numbers) + bias[:, None, None], expected)
    torch.testing.assert_close(corr2d(X[0], K[0, 0], **numbers), partial[0, 0])


def test_channel_cases_do_not_change_and_are_json():
    cases = channel_cases()
    assert cases == channel_cases() == json.loads(json.dumps(cases, allow_nan=False))
    assert len(cases) == 80


def test_by_hand():
    assert corr2d_multi_in(X2, K2).tolist() == [[56, 72], [104, 120]]
    assert corr2d_multi_in_out(X2, K3).tolist() == [
        [[56, 72], [104, 120]],
        [[76, 100], [148, 172]],
        [[96, 128], [192, 224]],
    ]
    mixed = corr2d_multi_in_out_1x1(X2, torch.tensor([[2.0, -1.0]])[:, :, None, None])
    assert torch.equal(mixed, 2 * X2[:1] - X2[1:])
    assert parameters(3, 2, 5) == 2 * 3 * 25 + 2
    assert parameters(4, 4, 3, groups=4, bias=False) == 4 * 9
    assert multiply_adds(3, 2, (1, 2), (4, 5)) == 2 * 3 * 2 * 20


def test_whole_numbers():
    X, K = X2.to(torch.uint8), K3.to(torch.uint8)
    assert corr2d_multi_in_out(X, K).dtype == torch.int64
    Y = corr2d_multi_in_out_1x1(X * 20, K[:, :, :1, :1] * 20)
    assert torch.equal(Y, corr2d_multi_in_out(X * 20, K[:, :, :1, :1] * 20))


@given(channels, channels, st.integers(1, 3), pairs(1, 3), pairs(3, 6), pairs(1, 2), st.booleans())
@steady
def test_costs_are_those_of_torchs_layer(c_i, c_o, groups, kernel, n, stride, bias):
    c_i, c_o = c_i * groups, c_o * groups
    layer = nn.Conv2d(c_i, c_o, kernel, stride, groups=groups, bias=bias)
    counted = sum(T.numel() for T in layer.parameters())
    assert parameters(c_i, c_o, kernel, groups=groups, bias=bias) == counted
    # Torch counts a product and its addition as two operations.
    with FlopCounterMode(display=False) as counter:
        Y = layer(torch.zeros(1, c_i, *n))
    assert (
        2 * multiply_adds(c_i, c_o, kernel, Y.shape[2:], groups=groups) == counter.get_total_flops()
    )


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda: corr2d_multi_in(X2[[0, 1, 1]], K2),
            "kernel has 2 input channels, the input has 3",
        ),
        (lambda: corr2d_multi_in(X2, K2[:1]), "kernel has 1 input channel, the input has 2"),
        (
            lambda: corr2d_multi_in(X2, K3[:, 0]),
            "kernel has 3 input channels, the input has 2",
        ),
        *(
            (call, f"kernel has 2 input channels, the input has 3; {CHANNELS_FIRST}")
            for call in (
                lambda: corr2d_multi_in(LAST, K2),
                lambda: corr2d_multi_in_out(LAST, K3),
                lambda: corr2d_multi_in_out_1x1(LAST, K3[:, :, :1, :1]),
            )
        ),
        (lambda: corr2d_multi_in(X2 + 0j, K2), "X must hold real numbers, got torch.complex64"),
        (lambda: corr2d_multi_in(X2, K2 + 0j), "K must hold real numbers, got torch.complex64"),
        (
            lambda: corr2d_multi_in_out_1x1(X2, K3[:, :, :1, :1] + 0j),
            "K must hold real numbers, got torch.complex64",
        ),
        (lambda: corr2d_multi_in_out(X2[:1], K3), "kernel has 2 input channels, the input has 1"),
        (
            lambda: corr2d_multi_in_out_1x1(X2[:1], K3[:, :, :1, :1]),
            "kernel has 2 input channels, the input has 1",
        ),
        (lambda: corr2d_multi_in_out_1x1(X2, K3[:, :, :1]), "kernel must be 1×1, got 1×2"),
        (
            lambda: corr2d_multi_in(X2[0], K2),
            "X must have 3 axes (channels, rows, columns), got shape (3, 3)",
        ),
        (
            lambda: corr2d_multi_in(X2, K3),
            "K must have 3 axes (input channels, rows, columns), got shape (3, 2, 2, 2)",
        ),
        (
            lambda: corr2d_multi_in_out(X2, K2),
            "K must have 4 axes (output channels, input channels, rows, columns), "
            "got shape (2, 2, 2)",
        ),
        (lambda: corr2d_multi_in_out(X2, [K2]), "K must be a torch tensor, got list"),
        (
            lambda: corr2d_multi_in_out(X2, K3[:0]),
            "K must have at least 1 output channel, got shape (0, 2, 2, 2)",
        ),
        (
            lambda: corr2d_multi_in(X2[:0], K2[:0]),
            "X must have at least 1 channel, got shape (0, 3, 3)",
        ),
        (
            lambda: corr2d_multi_in(X2, torch.ones(2, 4, 4)),
            "kernel 4×4 does not fit the padded input 3×3",
        ),
        (lambda: corr2d_multi_in_out(X2, K3, stride=0), "stride must be at least 1, got 0"),
        (
            lambda: parameters(4, 6, 3, groups=4),
            "groups must divide both numbers of channels, got 4 for 4 and 6",
        ),
        (lambda: parameters(0, 6, 3), "c_in must be at least 1, got 0"),
        (lambda: parameters(4, 6, 3, groups=0), "groups must be at least 1, got 0"),
        (lambda: multiply_adds(4, 6, 0, 5), "kernel must be at least 1, got 0"),
        (lambda: multiply_adds(4, 6, 3, (5, 0)), "output must be at least 1, got 0"),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
