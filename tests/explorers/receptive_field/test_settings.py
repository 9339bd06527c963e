"""ReceptiveFieldExplorer in Python: its settings, autograd's influence, and what it refuses."""

import pytest
import torch
from cases import steady
from hypothesis import assume, given
from hypothesis import strategies as st
from remedies import SMALLER
from torch import nn

from convlab import Layer, receptive_field
from convlab.explorers import ReceptiveFieldExplorer
from convlab.explorers.receptive_field.stack import PRESETS, StackLayer

FIELDS = {
    "two 3×3": 5,
    "three 3×3": 7,
    "one 7×7": 7,
    "LeNet": 16,
    "dilated": 15,
    "pyramid": 31,
    "VGG": 16,
}


@pytest.fixture(scope="module")
def shared():
    return ReceptiveFieldExplorer()


def test_opens_with_lenets_features():
    explorer = ReceptiveFieldExplorer()
    assert explorer.sizes == (32, 28, 14, 10, 5)
    assert [field.size for field in explorer.fields] == [5, 6, 14, 16]
    assert [field.jump for field in explorer.fields] == [1, 2, 2, 4]
    assert explorer.output.shape == (32, 32)
    said = "32×32 → 28×28 → 14×14 → 10×10 → 5×5, receptive field 16"
    assert repr(explorer) == f"ReceptiveFieldExplorer({said})"


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_fits_and_says_its_field(name):
    explorer = ReceptiveFieldExplorer(name)
    assert receptive_field(explorer.layers) == FIELDS[name]
    assert explorer.stage.chosen("preset") == name


layers = st.builds(
    StackLayer,
    kernel=st.integers(1, 4),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
    dilation=st.integers(1, 3),
    kind=st.sampled_from(["conv", "max", "avg"]),
)


def module(layer):
    """The layer in torch, uniform where it has weights; a maximum counts as its average."""
    if layer.kind == "avg":
        return nn.AvgPool2d(layer.kernel, layer.stride, layer.padding)
    conv = nn.Conv2d(
        1, 1, layer.kernel, layer.stride, layer.padding, layer.dilation, bias=False
    ).double()
    nn.init.constant_(conv.weight, 1 / layer.kernel**2)
    return conv


@steady
@given(st.lists(layers, min_size=1, max_size=4), st.integers(5, 20), st.data())
def test_influence_is_autograds_and_lies_in_the_field(shared, stack, size, data):
    explorer = shared
    try:
        with explorer.hold_trait_notifications():
            explorer.layers, explorer.size, explorer.unit = stack, size, None
    except ValueError:
        assume(False)
    depth = data.draw(st.integers(1, len(stack)))
    last = explorer.sizes[depth] - 1
    row, column = data.draw(st.integers(0, last)), data.draw(st.integers(0, last))
    explorer.unit = depth, row, column
    X = torch.randn(1, 1, size, size, dtype=torch.float64, requires_grad=True)
    nn.Sequential(*map(module, stack[:depth]))(X)[0, 0, row, column].backward()
    torch.testing.assert_close(explorer.influence, X.grad[0, 0].float())
    field, jump, start = explorer.fields[depth - 1]
    rows = explorer.influence.sum(1).nonzero().flatten()
    first = start + row * jump
    assert all(first <= r < first + field for r in rows.tolist())


def test_a_true_maximum_has_this_influence_on_average():
    """Over many pictures of noise, the gradient of max pooling is an average pooling's."""
    explorer = ReceptiveFieldExplorer([StackLayer(2, 2, kind="max"), 3], size=10, unit=(2, 1, 1))
    generator = torch.Generator().manual_seed(0)
    X = torch.randn(4000, 1, 10, 10, generator=generator, dtype=torch.float64, requires_grad=True)
    Y = nn.Sequential(nn.MaxPool2d(2), module(StackLayer(3)))(X)
    Y[:, 0, 1, 1].sum().backward()
    measured = X.grad.mean(0)[0].float()
    torch.testing.assert_close(measured, explorer.influence, atol=0.003, rtol=0)


def test_layers_in_short_forms():
    explorer = ReceptiveFieldExplorer(
        [3, (3, 2), Layer(5, padding=2), {"kernel": 2, "kind": "max"}]
    )
    assert explorer.layers == (
        StackLayer(3),
        StackLayer(3, 2),
        StackLayer(5, padding=2),
        StackLayer(2, kind="max"),
    )


def test_the_unit_moves_when_its_layer_goes():
    explorer = ReceptiveFieldExplorer(unit=(4, 0, 3))
    assert explorer.unit == (4, 0, 3)
    explorer.layers = "two 3×3"
    assert explorer.unit is None
    stage = explorer.stage
    assert (stage.count, stage.unit_layer, stage.unit_row, stage.unit_column) == (2, 2, 13, 13)
    explorer.size = 12
    assert (stage.size, stage.unit_row) == (12, 3)


def test_a_change_in_the_page_reaches_the_traits():
    explorer = ReceptiveFieldExplorer("two 3×3")
    stage = explorer.stage
    stage.set_state({"count": 3, "kernel_3": 5, "stride_3": 2, "kind_3": 1, "padding_3": 2})
    assert explorer.layers[2] == StackLayer(5, 2, padding=2, kind="max")
    assert explorer.unit == (2, 13, 13)
    stage.set_state({"unit_layer": 3, "unit_row": 6, "unit_column": 6})
    assert explorer.unit is None
    stage.set_state({"unit_row": 0, "size": 20})
    assert (explorer.unit, explorer.size) == ((3, 0, 6), 20)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("layers", "ResNet", "layers must be a list of layers or one of two 3×3"),
        ("layers", 3, "layers must be a list of layers or one of two 3×3"),
        ("layers", None, "layers must be a list of layers or one of two 3×3"),
        ("layers", [3, True], "layer 2: kernel must be a whole number, got True"),
        ("layers", [3, 2.0], "layer 2: kernel must be a whole number, got 2.0"),
        ("layers", [Layer((3, 2))], r"layer 1: kernel must be a whole number, got \(3, 2\)"),
        ("layers", [Layer(3, padding="same")], "padding must be a whole number, got 'same'"),
        ("layers", [{"kernel": 3, "kind": "min"}], "layer 1: kind must be one of conv, max, avg"),
        ("layers", [{"size": 3}], "layer 1: expected a kernel"),
        ("layers", [(3, 1, 0, 1, "conv", 2)], "layer 1: expected a kernel"),
        ("size", "large", "size must be a whole number, got 'large'"),
        ("size", None, "size must be a whole number, got None"),
        ("unit", (1, 0, 0.5), "the unit's column must be a whole number, got 0.5"),
        ("unit", 3, r"unit must be \(layer, row, column\) or None, got 3"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = ReceptiveFieldExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert explorer.sizes == (32, 28, 14, 10, 5)


def test_a_bad_state_from_the_page_changes_nothing_and_is_said():
    explorer = ReceptiveFieldExplorer(unit=(4, 0, 3))
    stage = explorer.stage
    for state, sentence in [
        ({"count": 9}, "number of layers must be from 1 to 6, got 9"),
        ({"kernel_2": 0}, "layer 2: kernel must be from 1 to 11, got 0"),
        ({"count": 2}, "the unit's layer must be from 1 to 2, got 4"),
        (
            {"size": 4},
            "layer 1: kernel 5×5 does not fit the padded input 4×4" + SMALLER,
        ),
    ]:
        stage.set_state(state)
        assert stage.refused["sentence"] == sentence
        assert (explorer.sizes, explorer.unit) == ((32, 28, 14, 10, 5), (4, 0, 3))
        assert (stage.count, stage.kernel_2, stage.size, stage.unit_layer) == (4, 2, 32, 4)


def test_of_settings_set_together_the_old_unit_gives_way():
    explorer = ReceptiveFieldExplorer(unit=(4, 0, 3))
    with explorer.hold_trait_notifications():
        explorer.size, explorer.layers = 20, "two 3×3"
    assert (explorer.unit, explorer.stage.unit_layer, explorer.stage.unit_row) == (None, 2, 7)
    with pytest.raises(ValueError, match="layer must be from 1 to 2, got 4"):
        explorer.unit = (4, 0, 3)
