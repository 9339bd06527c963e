"""ShiftLab in Python, and the shifts and errors beneath it."""

import math

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import corr2d, pool2d, shift
from convlab.explorers import ShiftLab
from convlab.explorers.shift_lab.maps import MAPS
from convlab.shifts import (
    equivariance_error,
    invariance_error,
    output_shift,
    relative_error,
    undisturbed,
)


@pytest.fixture(scope="module")
def shared():
    return ShiftLab()


def noise(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(shape, generator=generator, dtype=torch.float64)


def test_a_shift_moves_down_and_to_the_right():
    X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert shift(X, (1, 1)).tolist() == [[0, 0, 0], [0, 1, 2]]
    assert shift(X, (0, -1)).tolist() == [[2, 3, 0], [5, 6, 0]]
    assert shift(X, (1, -1), "circular").tolist() == [[5, 6, 4], [2, 3, 1]]
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

    assert equivariance_error(circular, X, (2, -3), "circular") < 1e-12
    assert invariance_error(circular, X, (2, -3), "circular") > 0.1
    assert equivariance_error(lambda X: corr2d(X, K, 1), X, (2, -3), "circular") > 0.01
    assert invariance_error(lambda X: X.mean()[None, None], X, 5, "circular") < 1e-12
    assert equivariance_error(lambda X: pool2d(X, 2), X, (4, 2), "circular", step=2) == 0
    assert equivariance_error(lambda X: pool2d(X, 2), X, (4, 1), "circular", step=2) > 0.01


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
    error = equivariance_error(f, X, by, border, step, where)
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
        shift(torch.ones(2, 2), 1, "wrap")


def test_opens_with_a_photo_and_a_convolution():
    lab = ShiftLab()
    assert repr(lab) == "ShiftLab(conv zero: input 64×64 moved by (0, 3), output 64×64)"
    K = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    expected = F.conv2d(shift(lab.input, (0, 3))[None, None], K[None, None], padding=1)[0, 0]
    torch.testing.assert_close(lab.output, expected.double())
    assert lab.equivariance_error > 0.1
    assert lab.inside_equivariance_error == 0
    assert lab.inside_invariance_error > 0.1


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("by", [(0, 0), (2, -4), (0, 3)])
@pytest.mark.parametrize("border", ["zero", "circular"])
def test_measures_are_those_of_the_definitions(shared, name, by, border):
    shared.input, shared.map, shared.shift, shared.border = "digit", name, by, border
    step = {"conv stride 2": 2, "max pool": 2, "avg pool": 2, "dense": 2}.get(name, 1)
    X = shared.input
    assert shared.invariance_error == invariance_error(shared.f, X, by, border)
    if shared.output.numel() > 1:
        assert shared.output_shift == output_shift(by, step)
        expected = equivariance_error(shared.f, X, by, border, step)
        assert shared.equivariance_error == expected
    else:
        assert shared.equivariance_error == shared.invariance_error
    if by == (0, 0):
        assert shared.equivariance_error == shared.invariance_error == 0


def test_what_each_map_promises(shared):
    def errors(name, by, border, input="flower"):
        shared.input, shared.map, shared.shift, shared.border = input, name, by, border
        return shared.equivariance_error, shared.invariance_error

    # A convolution moves along: everywhere if its padding and the shift are circular.
    assert errors("conv circular", (5, -7), "circular")[0] < 1e-12
    assert shared.inside.all()
    assert errors("conv zero", (5, -7), "circular")[0] > 0.1
    assert shared.inside_equivariance_error < 1e-12
    # With stride 2, or pooling, only for even shifts.
    assert errors("conv stride 2", (2, 4), "zero") is not None
    assert shared.inside_equivariance_error < 1e-12
    assert errors("conv stride 2", (2, 3), "zero") is not None
    assert shared.inside_equivariance_error > 0.1
    for name in ("max pool", "avg pool"):
        assert errors(name, (2, 4), "circular")[0] < 1e-12
        assert 0.01 < errors(name, (0, 1), "circular")[0] < 0.5
    # Global pooling does not change, as long as nothing is lost.
    for name in ("global avg", "global max"):
        assert errors(name, (5, -7), "circular")[1] < 1e-12
        assert errors(name, (0, 4), "zero", "digit")[1] < 1e-12
    assert errors("global avg", (0, 12), "zero")[1] > 0.01
    # A dense layer does neither, and has no output away from the border.
    assert min(errors("dense", (0, 8), "circular")) > 0.1
    assert math.isnan(shared.inside_equivariance_error)


def test_settings_go_to_the_page_and_come_back():
    lab = ShiftLab(map="max pool", shift=2)
    assert (lab.stage.shift_rows, lab.stage.shift_columns) == (2, 2)
    lab.stage.set_state({"shift_rows": -5, "map": lab.stage.choose("map", "global max")})
    assert (lab.shift, lab.map) == ((-5, 2), "global max")
    lab.input = torch.ones(9, 12)
    assert (lab.stage.chosen("source"), len(lab.stage.image)) == ("own", 9)
    assert lab.output.tolist() == [[1]]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("shift", None, "shift must be a whole number or a pair of whole numbers, got None"),
        ("shift", True, "shift must be a whole number or a pair of whole numbers, got True"),
        ("shift", 0.5, "shift must be a whole number or a pair of whole numbers, got 0.5"),
        ("input", None, "input must be a rectangle of numbers, got None"),
        ("map", None, "map must be one of dense, conv zero, .*, got None"),
        ("border", 0, "border must be one of zero, circular, got 0"),
        ("input", "edges", "input must be numbers or one of digit, china, flower, got 'edges'"),
        ("input", torch.ones(9), "input must have 2 non-empty axes"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(shared, name, value, sentence):
    before = shared.output
    with pytest.raises(ValueError, match=sentence):
        setattr(shared, name, value)
    assert torch.equal(shared.output, before)


@pytest.mark.parametrize("name", ["map", "border"])
def test_options_must_be_known(shared, name):
    with pytest.raises(ValueError, match=f"{name} must be one of .*, got 'none'"):
        setattr(shared, name, "none")
