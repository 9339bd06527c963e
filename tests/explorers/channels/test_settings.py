"""ChannelsExplorer in Python: its settings, torch's output, and what it refuses."""

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

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
        explorer.input, load_photo("china", 64, grey=False), atol=6e-4, rtol=0
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
    assert (stage.bias, stage.output_channels, stage.kernel_size, stage.selected) == (
        [5, 0, 0],
        3,
        1,
        0,
    )


def test_a_change_in_the_page_reaches_the_traits():
    explorer = ChannelsExplorer()
    seen = []
    explorer.observe(lambda change: seen.append(change.new), "padding")
    explorer.stage.set_state({"padding": 2, "selected": 1})
    assert (explorer.padding, explorer.channel, seen) == (2, 1, [2])
    state = {"image": [[[1, 2], [3, 4]]], "kernel": [[[[2]]]], "bias": [1], "selected": 0}
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
    assert stage.selected == 1
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
    parts = {"image", "kernel", "bias", "selected"}
    assert parts <= wire.sent[0]
    assert not any(parts & keys for keys in wire.sent[1:])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("input", torch.ones(2, 4, 4), "kernel has 3 input channels, the input has 2"),
        ("kernel", torch.ones(1, 1, 2, 2), "kernel has 1 input channel, the input has 3"),
        ("input", torch.ones(4, 4), r"input must have 3 non-empty axes .*, got shape \(4, 4\)"),
        ("input", torch.ones(3, 0, 4), r"must have 3 non-empty axes .*, got shape \(3, 0, 4\)"),
        ("input", torch.ones(4, 5, 5), "input must have at most 3 channels, got 4×5×5"),
        ("input", "lena", "input must be numbers or one of three channels, .*, got 'lena'"),
        ("input", torch.ones(3, 1, 1), "kernel 2×2 does not fit the padded input 1×1"),
        ("kernel", torch.ones(3, 2, 2), "kernel must have 4 non-empty axes"),
        ("kernel", torch.ones(1, 3, 4, 1), "kernel must be at most 3×3, got 1×3×4×1"),
        ("kernel", torch.full((1, 3, 1, 1), torch.nan), "kernel must hold finite numbers"),
        ("kernel", [[[[1], [2, 3]]]], "kernel must be a block of numbers"),
        ("kernel", "sobel", "kernel must be numbers or one of numbers, luminance"),
        ("bias", 1.0, r"bias must have 1 non-empty axis \(output channels\), got shape \(\)"),
        ("bias", [1.0], "bias must have 2 numbers, one for each output, got 1"),
        ("stride", 0, "stride must be at least 1, got 0"),
        ("padding", -1, "padding must be at least 0, got -1"),
        ("padding", 0.5, "padding must be a whole number, got 0.5"),
        ("channel", 2, "channel must be from 0 to 1, got 2"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = ChannelsExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert explorer.stage.stride == 1


def test_a_bad_state_from_the_page_changes_nothing():
    explorer = ChannelsExplorer()
    explorer.stage.set_state({"image": [[[1.0]]]})
    assert explorer.output.shape == (2, 3, 3)
