"""The loop of pooling.py against torch: values, gradients, refusals."""

import json
import re

import pytest
import torch
import torch.nn.functional as F
from cases import pooling_cases, steady
from hypothesis import assume, given
from hypothesis import strategies as st

from convlab import pool2d

X3 = torch.arange(9.0).reshape(3, 3)
POOLS = {"max": F.max_pool2d, "avg": F.avg_pool2d}


def pairs(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high))


def sizes(low, high):
    return st.integers(low, high) | pairs(low, high)


@st.composite
def images(draw):
    """Return (h, w) or (c, h, w), often of whole numbers, so that several are largest."""
    shape = draw(st.sampled_from([(), (1,), (3,)])) + draw(pairs(1, 8))
    X = torch.randn(shape, generator=torch.Generator().manual_seed(draw(st.integers(0, 999))))
    return X.double().round() if draw(st.booleans()) else X.double()


def torchs(X, mode, *numbers):
    """Return torch's pooling of (h, w) or (c, h, w)."""
    return POOLS[mode](X[None], *numbers)[0]


@given(images(), st.sampled_from(["max", "avg"]), sizes(1, 4), sizes(0, 2), sizes(1, 4) | st.none())
@steady
def test_values_and_gradients_are_those_of_torch_and_refused_where_torch_refuses(
    X, mode, window, padding, stride
):
    mine, theirs = X.clone().requires_grad_(), X.clone().requires_grad_()
    try:
        expected = torchs(theirs, mode, window, stride, padding)
    except RuntimeError:
        with pytest.raises(ValueError, match=r"at most half the window|does not fit"):
            pool2d(X, window, mode, padding=padding, stride=stride)
        return
    Y = pool2d(mine, window, mode, padding=padding, stride=stride)
    torch.testing.assert_close(Y, expected)
    weights = torch.arange(Y.numel(), dtype=Y.dtype).reshape(Y.shape).cos()
    (Y * weights).sum().backward()
    (expected * weights).sum().backward()
    torch.testing.assert_close(mine.grad, theirs.grad)


@given(images(), st.tuples(pairs(0, 2), pairs(0, 2)), sizes(1, 3))
@steady
def test_each_side_has_its_own_padding(X, sides, stride):
    (top, bottom), (left, right) = sides
    assume(X.shape[-2] + top + bottom >= 4 and X.shape[-1] + left + right >= 5)
    for mode, value in (("max", -torch.inf), ("avg", 0.0)):
        P = F.pad(X, (left, right, top, bottom), value=value)
        expected = torchs(P, mode, (4, 5), stride)
        torch.testing.assert_close(pool2d(X, (4, 5), mode, padding=sides, stride=stride), expected)


@pytest.mark.parametrize("case", pooling_cases(), ids=lambda case: case["mode"])
def test_pooling_cases(case):
    X = torch.tensor(case["X"], dtype=torch.float64, requires_grad=True)
    Y = pool2d(X, case["window"], case["mode"], padding=case["padding"], stride=case["stride"])
    torch.testing.assert_close(Y, torch.tensor(case["expected"], dtype=torch.float64))
    Y.sum().backward()
    torch.testing.assert_close(X.grad, torch.tensor(case["gradient"], dtype=torch.float64))


def test_pooling_cases_do_not_change_and_are_json():
    cases = pooling_cases()
    assert cases == pooling_cases() == json.loads(json.dumps(cases, allow_nan=False))
    assert len(cases) == 120


def test_derivatives_exist():
    X = torch.randn(5, 5, generator=torch.Generator().manual_seed(0)).double().requires_grad_()
    for mode in POOLS:
        assert torch.autograd.gradcheck(
            lambda X, mode=mode: pool2d(X, 3, mode, padding=1, stride=2), X
        )


def test_by_hand():
    assert pool2d(X3, (2, 2), stride=1).tolist() == [[4, 5], [7, 8]]
    assert pool2d(X3, (2, 2), "avg", stride=1).tolist() == [[2, 3], [5, 6]]
    assert pool2d(X3, 2).tolist() == [[4]]
    assert pool2d(torch.stack((X3, X3 + 1), 0), 3).tolist() == [[[8]], [[9]]]
    # Zeros count in the average; minus infinity never wins.
    assert pool2d(X3, 2, "avg", padding=1).tolist() == [[0, 0.75], [2.25, 6]]
    assert pool2d(-1 - X3, 2, "max", padding=1).tolist() == [[-1, -2], [-4, -5]]


def test_a_tie_gives_its_gradient_to_the_first():
    X = torch.ones(2, 2, requires_grad=True)
    pool2d(X, 2).sum().backward()
    assert X.grad.tolist() == [[1, 0], [0, 0]]


@given(
    pairs(1, 6), st.tuples(pairs(0, 1), pairs(0, 1)), sizes(2, 3), sizes(1, 3), st.integers(0, 99)
)
@steady
def test_infinite_windows_keep_their_gradient(shape, sides, window, stride, seed):
    chance = torch.Generator().manual_seed(seed)
    values = torch.tensor([-torch.inf, -torch.inf, -torch.inf, -1.0, torch.inf])
    X = values[torch.randint(5, shape, generator=chance)].double()
    (top, bottom), (left, right) = sides
    assume(min(shape) + min(top + bottom, left + right) >= 3)
    mine, theirs = X.clone().requires_grad_(), X.clone().requires_grad_()
    Y = pool2d(mine, window, padding=sides, stride=stride)
    # Torch pads both sides alike: what it makes of more padding than is asked for is cut off.
    size, step = [(n, n) if isinstance(n, int) else n for n in (window, stride)]
    P = F.pad(theirs, (left, right, top, bottom), value=-torch.inf)
    assert torch.equal(Y, torchs(P, "max", size, step))
    Y.sum().backward()
    assert mine.grad.sum() == Y.numel()
    if top == bottom and left == right:
        torchs(theirs, "max", size, step, (top, left)).sum().backward()
        assert torch.equal(mine.grad, theirs.grad)


def test_half_precision_is_averaged_as_in_torch():
    X = torch.full((4, 4), 60_000.0).half()
    assert torch.equal(pool2d(X, 2, "avg"), torchs(X, "avg", 2))
    assert torch.equal(pool2d(X, 2, "avg", padding=1), torchs(X, "avg", 2, 2, 1))


def test_a_photo_with_its_channels_last_is_pooled_with_a_warning():
    X = torch.rand(17, 16, 3)
    with pytest.warns(UserWarning, match=r"X has 17 channels of 16×3\. .*channels come first"):
        Y = pool2d(X, 2)
    assert torch.equal(Y, torchs(X, "max", 2))
    pool2d(X.permute(2, 0, 1), 2)  # a warning would be an error
    pool2d(torch.rand(15, 16, 3), 2)


def test_whole_numbers():
    X = torch.tensor([[1, 2], [2, 1]])
    for dtype in (torch.int64, torch.uint8, torch.bool):
        assert pool2d(X.to(dtype), 2).dtype == torch.int64
    assert pool2d(-X, 2, "max", padding=1).tolist() == [[-1, -2], [-2, -1]]
    assert pool2d(X, 2, "avg").tolist() == [[1.5]]
    assert pool2d(X.half(), 2, "avg").dtype == torch.float16


def test_arguments_stay_as_they_were():
    X = X3.clone()
    pool2d(X, 3, padding=1)
    assert torch.equal(X, X3)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: pool2d(X3, 2, "min"), "mode must be one of max, avg, got 'min'"),
        (lambda: pool2d([[1]], 1), "X must be a torch tensor, got list"),
        (lambda: pool2d(X3 + 0j, 2), "X must hold real numbers, got torch.complex64"),
        (
            lambda: pool2d(X3, 2, padding="same"),
            "padding must be a whole number or a pair of whole numbers, got 'same'",
        ),
        (
            lambda: pool2d(X3[None, None], 2),
            "X must have 2 axes (rows, columns) or 3 axes (channels, rows, columns), "
            "got shape (1, 1, 3, 3)",
        ),
        (lambda: pool2d(X3[None][:0], 2), "X must have at least 1 channel, got shape (0, 3, 3)"),
        (lambda: pool2d(X3[:0], 2, padding=1), "input must be at least 1, got 0"),
        (lambda: pool2d(X3, 0), "window must be at least 1, got 0"),
        (lambda: pool2d(X3, 2, stride=0), "stride must be at least 1, got 0"),
        (lambda: pool2d(X3, 2, padding=-1), "padding must be at least 0, got -1"),
        (lambda: pool2d(X3, 3, padding=2), "padding must be at most half the window 3×3, got 2"),
        (
            lambda: pool2d(X3, (4, 2), padding=(0, 2)),
            "padding must be at most half the window 4×2, got (0, 2)",
        ),
        (lambda: pool2d(X3, (2, 4)), "window 2×4 does not fit the padded input 3×3"),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
