"""ChannelsExplorer in Python: its settings, torch's output, and what it refuses."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from remedies import AS_MANY

from convlab import ChannelsExplorer, corr2d_multi_in_out, load_photo


@pytest.fixture(scope="module")
def shared():
    return ChannelsExplorer()


def test_opens_with_numbers_to_check_by_hand():
    explorer = ChannelsExplorer()
    assert repr(explorer) == "ChannelsExplorer(input 3×4×4, kernel 2×3×2×2, output 2×3×3)"
    expected = corr2d_multi_in_out(explorer.input, explorer.kernel)
    assert torch.equal(explorer.output, expected + explorer.bias[:, None, None])
    assert explorer.bias.tolist() == [1, 0]


def test_a_photo_opens_with_its_channels_and_a_1x1_kernel():
    explorer = ChannelsExplorer("china")
    torch.testing.assert_close(
        explorer.input, load_photo("china", 64, grey=False), atol=2.5e-3, rtol=0
    )
    assert explorer.kernel.shape == (3, 3, 1, 1)
    assert explorer.bias.tolist() == [0, 0, 0]
    explorer.kernel = "luminance"
    luma = (explorer.kernel[0] * explorer.input).sum(0)
    torch.testing.assert_close(explorer.output, luma[None])


@steady
@given(
    c_i=st.integers(1, 3),
    c_o=st.integers(1, 3),
    size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.integers(0, 2),
    stride=st.integers(1, 3),
    with_bias=st.booleans(),
)
def test_output_is_what_the_chapters_function_computes(
    shared, c_i, c_o, size, padding, stride, with_bias
):
    K = torch.arange(1.0, 1 + c_o * c_i * size[0] * size[1]).reshape(c_o, c_i, *size)
    bias = torch.arange(1.0, 1 + c_o) if with_bias else None
    with shared.hold_trait_notifications():
        settings = {"input": torch.arange(c_i * 20.0).reshape(c_i, 4, 5), "kernel": K}
        settings |= {"bias": bias, "padding": padding, "stride": stride}
        for name, value in settings.items():
            shared.set_trait(name, value)
    added = 0 if bias is None else bias[:, None, None]
    expected = corr2d_multi_in_out(shared.input, K, padding=padding, stride=stride) + added
    torch.testing.assert_close(shared.output, expected)


def test_bias_and_channel_in_view_follow_a_kernel_with_other_outputs():
    explorer = ChannelsExplorer(bias=[5, 6], channel=1)
    explorer.kernel = "luminance"
    assert (explorer.bias.tolist(), explorer.channel) == ([5], 0)
    explorer.kernel = "identity per channel"
    assert explorer.bias.tolist() == [5, 0, 0]
    stage = explorer.stage
    assert (stage.bias, stage.output_channels, stage.kernel_size, stage.channel) == (
        [5, 0, 0],
        3,
        1,
        0,
    )


def test_a_change_in_the_page_reaches_the_traits():
    explorer = ChannelsExplorer()
    seen = []
    explorer.observe(lambda change: seen.append(change.new), "padding")
    explorer.stage.set_state({"padding": 2, "channel": 1})
    assert (explorer.padding, explorer.channel, seen) == (2, 1, [2])
    state = {"image": [[[1, 2], [3, 4]]], "kernel": [[[[2]]]], "bias": [1], "channel": 0}
    explorer.stage.set_state(state | {"padding": 0})
    assert explorer.output.tolist() == [[[3, 5], [7, 9]]]


def test_a_change_in_python_reaches_the_page():
    explorer = ChannelsExplorer()
    with explorer.hold_trait_notifications():
        explorer.input = "two channels"
        explorer.kernel = "edges per channel"
    stage = explorer.stage
    assert stage.chosen("source") == "two channels"
    assert stage.chosen("kernel_name") == "edges per channel"
    assert (stage.output_channels, stage.kernel_size) == (2, 3)
    explorer.channel = 1
    assert stage.channel == 1
    explorer.kernel = torch.ones(1, 2, 2, 2) / 10
    assert stage.chosen("kernel_name") == "own"
    assert stage.kernel == [[[[0.1, 0.1], [0.1, 0.1]]] * 2]
    explorer.stride = 2
    assert stage.stride == 2
    expected = F.conv2d(explorer.input[None], explorer.kernel, explorer.bias, 2)[0]
    assert torch.equal(explorer.output, expected)


class Wire:
    """Stands for the connection to a page, and keeps what is sent over it."""

    kernel = comm_id = "test"

    def __init__(self):
        self.sent = []

    def send(self, data, **_more):
        self.sent.append(set(data["state"]))

    def on_msg(self, _action):
        pass

    close = on_close = on_msg


def test_what_changes_together_reaches_the_page_in_one_message():
    """Else the page refuses the first, since it does not go with what it has, and sends it back."""
    explorer = ChannelsExplorer(channel=1)
    explorer.stage.comm = wire = Wire()
    with explorer.hold_trait_notifications():
        explorer.input = torch.arange(18.0).reshape(2, 3, 3)
        explorer.kernel = torch.ones(1, 2, 3, 3)
    parts = {"image", "kernel", "bias", "channel"}
    assert parts <= wire.sent[0]
    assert not any(parts & keys for keys in wire.sent[1:])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "input",
            torch.ones(2, 4, 4),
            "kernel has 3 input channels, the input has 2" + AS_MANY,
        ),
        (
            "kernel",
            torch.ones(1, 1, 2, 2),
            "kernel has 1 input channel, the input has 3" + AS_MANY,
        ),
        ("input", torch.ones(4, 4), r"input must have 3 non-empty axes .*, got shape \(4, 4\)"),
        ("input", torch.ones(3, 0, 4), r"must have 3 non-empty axes .*, got shape \(3, 0, 4\)"),
        ("input", torch.ones(64, 64, 3), r"must have its channels first .* permute\(2, 0, 1\)"),
        ("input", np.ones((4, 6, 3)), r"must have its channels first .*, got shape \(4, 6, 3\)"),
        ("input", Image.new("RGBA", (5, 6)), r"its channels first .*, got shape \(6, 5, 4\)"),
        ("input", None, "input must be a block of numbers, got None"),
        ("input", "lena", "input must be numbers or one of three channels, .*, got 'lena'"),
        ("kernel", torch.ones(3, 2, 2), "kernel must have 4 non-empty axes"),
        ("kernel", None, "kernel must be a block of numbers, got None"),
        ("kernel", torch.full((1, 3, 1, 1), torch.nan), "kernel must hold finite numbers"),
        ("kernel", [[[[1], [2, 3]]]], "kernel must be a block of numbers"),
        ("kernel", "sobel", "kernel must be numbers or one of numbers, luminance"),
        ("bias", 1.0, r"bias must have 1 non-empty axis \(output channels\), got shape \(\)"),
        ("bias", [1.0], "bias must have 2 numbers, one for each output, got 1"),
        ("bias", [1.0, float("nan")], "bias must hold finite numbers, got NaN"),
        ("bias", "zeros", "bias must be a list of numbers, got 'zeros'"),
        ("stride", None, "stride must be a whole number, got None"),
        ("padding", 0.5, "padding must be a whole number, got 0.5"),
        ("padding", (1, 1), r"padding must be a whole number, got \(1, 1\)"),
        ("channel", True, "channel must be a whole number, got True"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = ChannelsExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert explorer.stage.stride == 1


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            {"image": [[[1.0]]]},
            "kernel has 3 input channels, the input has 1" + AS_MANY,
        ),
        ({"kernel": [[[[1.0]]] * 3] * 3}, "bias must have 3 numbers, one for each output, got 2"),
        ({"bias": [1.0]}, "bias must have 2 numbers, one for each output, got 1"),
        ({"padding": 4}, "padding must be from 0 to 3, got 4"),
        ({"channel": 2}, "output in view must be from 1 to 2, got 3 (channel = 2)"),
    ],
)
def test_a_bad_state_from_the_page_changes_nothing_and_is_said(state, sentence):
    explorer = ChannelsExplorer()
    stage = explorer.stage
    before = {name: getattr(stage, name) for name in state}
    stage.set_state(state)
    assert {name: getattr(stage, name) for name in state} == before
    assert explorer.output.shape == (2, 3, 3)
    assert stage.refused["sentence"] == sentence


def test_a_bias_of_none_is_zeros_whatever_the_order():
    explorer = ChannelsExplorer(bias=None, kernel="edges per channel")
    assert explorer.bias.tolist() == [0, 0, 0]
    seen = []
    explorer.observe(lambda change: seen.append(change.new.tolist()), "bias")
    explorer.bias = [1, 2, 3]
    explorer.bias = None
    assert seen == [[1, 2, 3], [0, 0, 0]]
    with explorer.hold_trait_notifications():
        explorer.bias = None
        explorer.kernel = "luminance"
    assert explorer.bias.tolist() == explorer.stage.bias == [0]


def test_a_name_waits_for_the_input_that_it_is_for():
    explorer = ChannelsExplorer()
    with explorer.hold_trait_notifications():
        explorer.kernel = "edges per channel"
        explorer.input = "two channels"
    assert explorer.kernel.shape == (2, 2, 3, 3)
    assert explorer.stage.chosen("kernel_name") == "edges per channel"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(np.arange(27).reshape(3, 3, 3)[:, ::-1].copy()[:, ::-1], id="reversed"),
        pytest.param(np.arange(27.0).reshape(3, 3, 3).transpose(2, 1, 0).copy().T, id="columns"),
        pytest.param(torch.arange(27).reshape(3, 3, 3), id="whole numbers"),
        pytest.param(list(torch.arange(27.0).reshape(3, 3, 3)), id="list of channels"),
        pytest.param(np.arange(27).reshape(3, 3, 3).tolist(), id="lists"),
    ],
)
def test_numbers_are_taken_in_any_form(value):
    explorer = ChannelsExplorer(input=value)
    assert torch.equal(explorer.input, torch.arange(27.0).reshape(3, 3, 3))
    explorer.input[0] = 5  # a copy
    assert explorer.input[0, 0, 0] == 0
