"""ShiftLab in Python."""

import math

import pytest
import torch
import torch.nn.functional as F

from convlab import shift
from convlab.explorers import ShiftLab
from convlab.explorers.shift_lab import MAPS
from convlab.shifts import (
    equivariance_error,
    invariance_error,
    output_shift,
)


@pytest.fixture(scope="module")
def shared():
    return ShiftLab()


def noise(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(shape, generator=generator, dtype=torch.float64)


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
    assert shared.invariance_error == invariance_error(X, shared.f, by, border=border)
    if shared.output.numel() > 1:
        assert shared.output_shift == output_shift(by, step)
        expected = equivariance_error(X, shared.f, by, border=border, step=step)
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
