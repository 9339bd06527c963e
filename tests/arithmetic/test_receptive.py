"""The recurrence of receptive.py against autograd on stacks of torch's layers."""

import re

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from convlab import Layer, receptive_field, receptive_fields
from convlab.shapes import resolve_padding

kernels, strides, paddings, dilations = (
    st.integers(*ends) for ends in ((1, 4), (1, 3), (0, 2), (1, 2))
)
layers = st.builds(Layer, kernels, strides, padding=paddings, dilation=dilations) | st.builds(
    Layer, kernels, padding=st.sampled_from(["valid", "same", "full"]), dilation=dilations
)
stacks = st.lists(layers, min_size=1, max_size=4)


def forward(x, stack):
    """Return the output of convolutions along one axis whose weights are all 1."""
    for layer in stack:
        sides, _ = resolve_padding(layer.padding, layer.kernel, layer.dilation)
        ones = torch.ones(1, 1, layer.kernel, dtype=x.dtype)
        x = F.conv1d(F.pad(x, sides), ones, stride=layer.stride, dilation=layer.dilation)
    return x


def influence(stack, n, unit):
    """Return the indices of the input, of size n, that change a unit of the last layer."""
    x = torch.ones(1, 1, n, dtype=torch.float64, requires_grad=True)
    forward(x, stack)[0, 0, unit].backward()
    return x.grad.flatten().nonzero().flatten().tolist()


@given(stacks, st.integers(0, 3))
@steady
def test_size_and_place_are_those_of_autograd(stack, more):
    size, jump, start = receptive_fields(stack)[-1]
    assert receptive_field(stack) == size
    # The first unit whose field lies inside the input, or one after it.
    unit = -(start // jump) + more
    first = start + unit * jump
    last = first + size - 1
    found = influence(stack, last + 1, unit)
    assert (found[0], found[-1]) == (first, last)


@given(stacks)
@steady
def test_near_the_border_nothing_outside_has_influence(stack):
    size, _, start = receptive_fields(stack)[-1]
    reach = max(1, start + size)
    assert set(influence(stack, reach + 40, 0)) <= set(range(reach))


@given(stacks, st.integers(0, 5))
@steady
def test_a_region_inside_the_network_is_what_the_layers_after_it_see(stack, unit):
    # From the last layer down, as Araujo, Norris and Sim do it.
    first = last = unit
    for m in reversed(range(len(stack))):
        layer = stack[m]
        before = resolve_padding(layer.padding, layer.kernel, layer.dilation)[0][0]
        first = first * layer.stride - before
        last = last * layer.stride - before + layer.dilation * (layer.kernel - 1)
        size, jump, start = receptive_fields(stack[m:])[-1]
        assert (start + unit * jump, start + unit * jump + size - 1) == (first, last)


@given(stacks, stacks)
@steady
def test_pairs_are_rows_and_columns(rows, columns):
    both = [
        Layer(
            (r.kernel, c.kernel),
            (r.stride, c.stride),
            padding=(
                resolve_padding(r.padding, r.kernel, r.dilation)[0],
                resolve_padding(c.padding, c.kernel, c.dilation)[0],
            ),
            dilation=(r.dilation, c.dilation),
        )
        for r, c in zip(rows, columns, strict=False)
    ]
    rows, columns = rows[: len(both)], columns[: len(both)]
    assert receptive_field(both) == (receptive_field(rows), receptive_field(columns))
    for r, c, field in zip(*map(receptive_fields, (rows, columns, both)), strict=True):
        assert field == tuple(zip(r, c, strict=True))


def box(mask):
    """Return ((first row, last row), (first column, last column)) of what is true."""
    return tuple((int(i.min()), int(i.max())) for i in mask.nonzero().T)


def test_lenet():
    lenet = [Layer(5, padding=2), (2, 2), 5, (2, 2)]
    assert receptive_fields(lenet) == [(5, 1, -2), (6, 2, -2), (14, 2, -2), (16, 4, -2)]
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(), nn.AvgPool2d(2, 2),
        nn.Conv2d(6, 16, 5), nn.Sigmoid(), nn.AvgPool2d(2, 2),
    ).double()  # fmt: skip
    X = torch.rand(1, 1, 28, 28, dtype=torch.float64, requires_grad=True)
    net(X)[0, :, 2, 3].sum().backward()
    assert box(X.grad[0, 0] != 0) == ((6, 21), (10, 25))


def test_what_the_maximum_looked_at():
    stack = [Layer((3, 2)), Layer(3, 2), Layer(3, 1, padding=0, dilation=(2, 1))]
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 2, (3, 2)), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Conv2d(2, 1, 3, dilation=(2, 1))
    ).double()
    X = (torch.rand(400, 1, 24, 24, dtype=torch.float64) - 0.5).requires_grad_()
    nn.init.ones_(net[0].weight)
    net(X)[:, 0, 1, 2].sum().backward()
    # One image shows the winners only; many images show all that can win.
    assert receptive_fields(stack)[-1] == ((13, 8), (2, 2), (0, 0))
    assert box(X.grad.abs().amax((0, 1)) > 0) == ((2, 14), (4, 11))


def test_by_hand():
    assert receptive_field([]) == 1
    assert receptive_fields([]) == []
    assert receptive_field([3, 3, 3]) == 7
    assert receptive_field([(3, 2), (3, 2), (3, 2)]) == 15
    assert receptive_field([(2, 2), 3]) == 6
    assert receptive_field([Layer(3, dilation=d) for d in (1, 2, 4)]) == 15
    assert receptive_field([(1, 2), (1, 2)]) == 1
    assert receptive_field([Layer((3, 5)), 3]) == (5, 7)
    assert receptive_field([Layer(3, stride=(1, 2)), 3]) == (5, 7)
    assert receptive_fields([Layer(3, padding="same")]) == [(3, 1, -1)]
    assert receptive_fields([Layer(3, 2, padding=1), Layer(3, 2, padding=1)]) == [
        (3, 2, -1),
        (7, 4, -3),
    ]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: receptive_field([(3, 0)]), "stride must be at least 1, got 0"),
        (lambda: receptive_field([0]), "kernel must be at least 1, got 0"),
        (lambda: Layer(3, padding=-1), "padding must be at least 0, got -1"),
        (lambda: Layer(3, dilation=0), "dilation must be at least 1, got 0"),
        (
            lambda: receptive_field([(3, 1, 2)]),
            "a layer must be a kernel, a tuple (kernel, stride) or a Layer, "
            "which names padding and dilation, got (3, 1, 2)",
        ),
        *(
            (lambda f=f, got=got: f(got), f"layers must be a list of layers, got {got!r}")
            for f in (receptive_field, receptive_fields)
            for got in (3, Layer(3), None, 2.5)
        ),
        (
            lambda: receptive_field(["3"]),
            "a layer must be a kernel, a tuple (kernel, stride) or a Layer, "
            "which names padding and dilation, got '3'",
        ),
        (
            lambda: receptive_field([True]),
            "kernel must be a whole number or a pair of whole numbers, got True",
        ),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
