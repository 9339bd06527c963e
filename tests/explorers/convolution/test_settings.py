"""ConvolutionExplorer in Python: its settings, torch's output, and what it refuses."""

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import corr2d, edge_image
from convlab.explorers import ConvolutionExplorer


@pytest.fixture(scope="module")
def shared():
    return ConvolutionExplorer()


def test_opens_with_the_notes_example():
    explorer = ConvolutionExplorer()
    assert torch.equal(explorer.input, edge_image())
    assert explorer.output.tolist() == [[0, 1, 0, 0, 0, -1, 0]] * 6
    assert repr(explorer) == "ConvolutionExplorer(input 6×8, kernel 1×2, output 6×7)"


def test_settings_are_read_as_torch_writes_them():
    explorer = ConvolutionExplorer(padding=1, stride=(2, 1), kernel="sobel x")
    assert (explorer.padding, explorer.stride, explorer.dilation) == ((1, 1), (2, 1), (1, 1))
    expected = F.conv2d(explorer.input[None, None], explorer.kernel[None, None], None, (2, 1), 1)
    assert torch.equal(explorer.output, expected[0, 0])


@steady
@given(
    padding=st.one_of(
        st.sampled_from(["valid", "same", "full"]),
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
    ),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    dilation=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    operation=st.sampled_from(["cross-correlation", "convolution"]),
)
def test_output_is_what_the_chapters_loop_computes(
    shared, padding, stride, dilation, size, operation
):
    kernel = torch.arange(1.0, 1 + size[0] * size[1]).reshape(size)
    with shared.hold_trait_notifications():
        shared.set_trait("input", "numbers")
        for name, value in [("padding", padding), ("stride", stride), ("dilation", dilation)]:
            shared.set_trait(name, value)
        shared.set_trait("kernel", kernel)
        shared.set_trait("operation", operation)
    slid = kernel.flip(0, 1) if operation == "convolution" else kernel
    expected = corr2d(shared.input, slid, padding, stride, dilation)
    torch.testing.assert_close(shared.output, expected)


def test_a_change_in_the_page_reaches_the_traits():
    explorer = ConvolutionExplorer()
    seen = []
    explorer.observe(lambda change: seen.append(change.new), "padding")
    explorer.stage.set_state({"padding_rows": 2, "padding_columns": 3})
    assert explorer.padding == (2, 3)
    assert seen == [(2, 3)]
    explorer.stage.set_state({"padding_mode": explorer.stage.choose("padding_mode", "same")})
    assert explorer.padding == "same"
    explorer.stage.set_state({"image": [[1, 2], [3, 4]], "kernel": [[1]]})
    assert explorer.output.tolist() == [[1, 2], [3, 4]]


def test_a_change_in_python_reaches_the_page():
    explorer = ConvolutionExplorer()
    explorer.padding = (0, 2)
    explorer.kernel = "gaussian"
    stage = explorer.stage
    assert (stage.padding_rows, stage.padding_columns, stage.chosen("axes")) == (0, 2, "apart")
    assert (stage.chosen("kernel_name"), stage.kernel_rows, stage.kernel_columns) == (
        "gaussian",
        3,
        3,
    )
    explorer.input = [[1.0, 2.5], [3.0, 4.0], [5.0, 0.1]]
    assert stage.chosen("source") == "own"
    assert stage.image == [[1.0, 2.5], [3.0, 4.0], [5.0, 0.1]]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("stride", 0, "stride must be at least 1, got 0"),
        ("padding", -1, "padding must be at least 0, got -1"),
        ("padding", "some", "padding must be numbers or one of valid, same, full, got 'some'"),
        ("dilation", 1.5, "dilation must be a whole number or a pair of whole numbers, got 1.5"),
        ("kernel", [[1, 2], [3]], "kernel must be a rectangle of numbers"),
        (
            "kernel",
            [1, 2],
            r"must have 2 non-empty axes \(rows, columns\), got shape \(2,\)",
        ),
        (
            "kernel",
            [[]],
            r"must have 2 non-empty axes \(rows, columns\), got shape \(1, 0\)",
        ),
        ("kernel", [[float("nan")]], "kernel must hold finite numbers"),
        ("kernel", [[0.0] * 8], "kernel must be at most 7×7, got 1×8"),
        ("kernel", "sobel", "kernel must be numbers or one of identity, box, .*, got 'sobel'"),
        ("kernel", [[1.0]] * 7, "kernel 7×1 does not fit the padded input 6×8"),
        ("dilation", 8, "with dilation .* spans"),
        ("input", [[1.0]], "does not fit the padded input 1×1"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = ConvolutionExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert explorer.stage.stride_rows == 1


def test_a_bad_state_from_the_page_changes_nothing():
    explorer = ConvolutionExplorer()
    explorer.stage.set_state({"dilation_rows": 1, "dilation_columns": 30})
    assert explorer.dilation == (1, 1)
    assert explorer.output.shape == (6, 7)
