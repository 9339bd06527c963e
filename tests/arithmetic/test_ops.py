"""The loops of ops.py against torch and scipy: values, gradients, refusals."""

import math
import re

import pytest
import torch
import torch.nn.functional as F
from cases import parity_cases, reference, steady
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import signal

from convlab import convolve2d, corr2d, output_size, pad2d
from convlab.shapes import resolve_padding

OPERATIONS = {"corr2d": corr2d, "convolve2d": convolve2d}
X3 = torch.arange(9.0).reshape(3, 3)
K2 = torch.tensor([[0.0, 1.0], [2.0, 3.0]])


def pairs(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high))


def sizes(low, high):
    return st.integers(low, high) | pairs(low, high)


def matrices(low, high):
    def filled(shape_and_seed):
        shape, seed = shape_and_seed
        generator = torch.Generator().manual_seed(seed)
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    return st.tuples(pairs(low, high), st.integers(0, 999)).map(filled)


numbers = sizes(0, 3) | st.tuples(pairs(0, 3), pairs(0, 3))
paddings = numbers | st.sampled_from(["valid", "same", "full"])


def settings(padding, stride, dilation):
    return {"padding": padding, "stride": stride, "dilation": dilation}


def assume_fits(X, K, numbers):
    try:
        output_size(X.shape, K.shape, **numbers)
    except ValueError:
        assume(False)


@given(matrices(1, 7), matrices(1, 4), paddings, sizes(1, 3), sizes(1, 3))
@pytest.mark.parametrize("operation", OPERATIONS)
@steady
def test_values_and_gradients_are_those_of_torch(operation, X, K, padding, stride, dilation):
    numbers = settings(padding, stride, dilation)
    assume_fits(X, K, numbers)
    mine = [T.clone().requires_grad_() for T in (X, K)]
    theirs = [T.clone().requires_grad_() for T in (X, K)]
    Y = OPERATIONS[operation](*mine, **numbers)
    two = [(v, v) if isinstance(v, int) else v for v in (stride, dilation)]
    sides = resolve_padding(padding, K.shape, dilation)
    expected = reference(*theirs, sides, *two, operation)
    torch.testing.assert_close(Y, expected)
    weights = torch.arange(Y.numel(), dtype=Y.dtype).reshape(Y.shape).cos()
    (Y * weights).sum().backward()
    (expected * weights).sum().backward()
    for T, S in zip(mine, theirs, strict=True):
        torch.testing.assert_close(T.grad, S.grad)


@given(matrices(1, 7), matrices(1, 4), sizes(1, 3))
@steady
@pytest.mark.filterwarnings("ignore:Using padding='same'")
def test_same_is_torchs_same(X, K, dilation):
    expected = F.conv2d(X[None, None], K[None, None], padding="same", dilation=dilation)[0, 0]
    Y = corr2d(X, K, padding="same", dilation=dilation)
    assert Y.shape == X.shape
    torch.testing.assert_close(Y, expected)


@given(matrices(1, 7), matrices(1, 4), sizes(0, 3), sizes(1, 3), sizes(1, 3))
@steady
def test_numbers_mean_what_they_mean_in_torch(X, K, padding, stride, dilation):
    numbers = settings(padding, stride, dilation)
    assume_fits(X, K, numbers)
    expected = F.conv2d(X[None, None], K[None, None], None, **numbers)[0, 0]
    torch.testing.assert_close(corr2d(X, K, **numbers), expected)


@given(matrices(4, 8), matrices(1, 4), st.sampled_from(["valid", "full"]))
@steady
def test_convolution_is_scipys(X, K, mode):
    expected = torch.tensor(signal.convolve2d(X.numpy(), K.numpy(), mode=mode))
    torch.testing.assert_close(convolve2d(X, K, padding=mode), expected)


@given(matrices(4, 8), matrices(1, 4))
@steady
def test_scipys_same_is_the_middle_of_full(X, K):
    # Scipy's extra element of an even kernel goes before, torch's after.
    k_h, k_w = K.shape
    before = ((k_h // 2, (k_h - 1) // 2), (k_w // 2, (k_w - 1) // 2))
    expected = torch.tensor(signal.convolve2d(X.numpy(), K.numpy(), mode="same"))
    torch.testing.assert_close(convolve2d(X, K, padding=before), expected)
    if k_h % 2 and k_w % 2:
        torch.testing.assert_close(convolve2d(X, K, padding="same"), expected)


@given(matrices(1, 6), numbers, st.floats(-5, 5))
@steady
def test_padding_is_torchs(X, padding, value):
    (top, bottom), (left, right) = resolve_padding(padding, 1)
    mine, theirs = X.clone().requires_grad_(), X.clone().requires_grad_()
    P, expected = (
        pad2d(mine, padding, value=value),
        F.pad(theirs, (left, right, top, bottom), value=value),
    )
    assert torch.equal(P, expected)
    (P**2).sum().backward()
    (expected**2).sum().backward()
    assert torch.equal(mine.grad, theirs.grad)


@pytest.mark.parametrize("case", parity_cases(), ids=lambda case: case["operation"])
def test_parity_cases(case):
    X, K, expected = (
        torch.tensor(case[key], dtype=torch.float64) for key in ("X", "K", "expected")
    )
    numbers = settings(case["padding"], case["stride"], case["dilation"])
    torch.testing.assert_close(OPERATIONS[case["operation"]](X, K, **numbers), expected)


def test_parity_cases_do_not_change():
    assert parity_cases() == parity_cases()
    assert len(parity_cases()) == 200


def test_second_derivatives_exist():
    X, K = X3.double().requires_grad_(), K2.double().requires_grad_()
    assert torch.autograd.gradcheck(lambda X, K: corr2d(X, K, padding=1, stride=2), (X, K))
    assert torch.autograd.gradgradcheck(corr2d, (X, K))


def test_by_hand():
    assert corr2d(X3, K2).tolist() == [[19, 25], [37, 43]]
    assert convolve2d(X3, K2).tolist() == [[5, 11], [23, 29]]
    assert pad2d(torch.ones(1, 1), 1).tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert pad2d(X3, ((0, 1), (2, 0)), value=9).tolist() == [
        [9, 9, 0, 1, 2],
        [9, 9, 3, 4, 5],
        [9, 9, 6, 7, 8],
        [9, 9, 9, 9, 9],
    ]


def test_arguments_stay_as_they_were():
    X, K = X3.clone(), K2.clone()
    corr2d(X, K, padding=1)
    convolve2d(X, K, padding=1)
    assert torch.equal(X, X3)
    assert torch.equal(K, K2)


@pytest.mark.parametrize(
    ("x", "k", "y"),
    [
        (torch.float32, torch.float32, torch.float32),
        (torch.float64, torch.float32, torch.float64),
        (torch.int64, torch.float32, torch.float32),
        (torch.uint8, torch.uint8, torch.int64),
        (torch.bool, torch.bool, torch.int64),
    ],
)
def test_types_mix_as_in_torch(x, k, y):
    assert corr2d(X3.to(x), K2.to(k)).dtype == y


def test_small_whole_numbers_do_not_overflow():
    X = torch.full((2, 2), 200, dtype=torch.uint8)
    assert corr2d(X, X).item() == 160_000
    assert pad2d(X, 1).dtype == torch.uint8


WHOLE = {
    torch.bool: (0, 1),
    torch.uint8: (0, 255),
    torch.int8: (-128, 127),
    torch.int16: (-(2**15), 2**15 - 1),
    torch.int32: (-(2**31), 2**31 - 1),
    torch.int64: (-(2**63), 2**63 - 1),
}
LARGEST = {torch.float16: 65504, torch.bfloat16: 3.38e38, torch.float32: 3.4e38}


@pytest.mark.parametrize("dtype", WHOLE)
def test_a_border_holds_what_whole_numbers_can_and_nothing_else(dtype):
    X, (least, most) = torch.ones(1, 1).to(dtype), WHOLE[dtype]
    for value in (least, most, float(least), True):
        assert pad2d(X, 1, value=value)[0, 0].item() == value
    for value in (least - 1, most + 1, 10**400, -1e300, 0.5, math.nan, math.inf, -math.inf):
        sentence = f"value must be a number that {dtype} can hold, got {value}"
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            pad2d(X, 1, value=value)


@pytest.mark.parametrize("dtype", [*LARGEST, torch.float64])
def test_a_border_of_floats_can_be_infinite_but_not_by_overflow(dtype):
    X = torch.ones(1, 1, dtype=dtype)
    for value in (math.inf, -math.inf, LARGEST.get(dtype, 1e308), -3):
        assert pad2d(X, 1, value=value)[0, 0].item() == pytest.approx(value, rel=0.01)
    assert pad2d(X, 1, value=math.nan)[0, 0].isnan()
    for value in (10**400, -(10**400), 2 * LARGEST.get(dtype, 10**308)):
        sentence = f"value must be a number that {dtype} can hold, got {value}"
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            pad2d(X, 1, value=value)


@pytest.mark.parametrize("value", ["1", None, 1j, [1]])
def test_a_border_is_a_number(value):
    sentence = f"value must be a number that torch.float32 can hold, got {value!r}"
    with pytest.raises(ValueError, match=re.escape(sentence)):
        pad2d(X3, 1, value=value)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: corr2d(X3 + 0j, K2), "X must hold real numbers, got torch.complex64"),
        (lambda: corr2d(X3, K2 + 0j), "K must hold real numbers, got torch.complex64"),
        (
            lambda: convolve2d(X3, 1j * K2.double()),
            "K must hold real numbers, got torch.complex128",
        ),
        (lambda: pad2d(X3 + 0j, 1), "X must hold real numbers, got torch.complex64"),
        (
            lambda: corr2d(torch.ones(5, 6, 3), K2),
            "X must have 2 axes (rows, columns), got shape (5, 6, 3); "
            "channels come first: X.permute(2, 0, 1)",
        ),
        (lambda: corr2d(X3[None], K2), "X must have 2 axes (rows, columns), got shape (1, 3, 3)"),
        (lambda: corr2d(X3, K2[0]), "K must have 2 axes (rows, columns), got shape (2,)"),
        (lambda: convolve2d(X3, K2[0]), "K must have 2 axes (rows, columns), got shape (2,)"),
        (lambda: corr2d(X3, [[1, 2]]), "K must be a torch tensor, got list"),
        (lambda: corr2d(X3.numpy(), K2), "X must be a torch tensor, got ndarray"),
        (lambda: corr2d(K2, X3), "kernel 3×3 does not fit the padded input 2×2"),
        (lambda: corr2d(X3, torch.ones(4, 1)), "kernel 4×1 does not fit the padded input 3×3"),
        (
            lambda: corr2d(K2, torch.ones(5, 5), padding=1),
            "kernel 5×5 does not fit the padded input 4×4",
        ),
        (lambda: corr2d(X3, K2, stride=0), "stride must be at least 1, got 0"),
        (lambda: corr2d(X3, K2, dilation=(1, 0)), "dilation must be at least 1, got 0"),
        (lambda: corr2d(X3, K2, padding=-1), "padding must be at least 0, got -1"),
        (lambda: corr2d(X3, K2[:0]), "kernel must be at least 1, got 0"),
        (lambda: corr2d(X3[:0], K2, padding=2), "input must be at least 1, got 0"),
        (lambda: pad2d(X3[0], 1), "X must have 2 axes (rows, columns), got shape (3,)"),
        (lambda: pad2d(X3, -1), "padding must be at least 0, got -1"),
        (
            lambda: pad2d(X3, "same"),
            "padding must be a whole number or a pair of whole numbers, got 'same'",
        ),
        (
            lambda: pad2d(X3.long(), 1, value=0.5),
            "value must be a number that torch.int64 can hold, got 0.5",
        ),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
