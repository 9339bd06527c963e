"""ConvolutionExplorer in Python: its settings, torch's output, and what it refuses."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from remedies import SMALLER

from convlab import corr2d, edge_image
from convlab.explorers import ChannelsExplorer, ConvolutionExplorer


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
    expected = corr2d(shared.input, slid, padding=padding, stride=stride, dilation=dilation)
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
        ("stride", None, "stride must be a whole number or a pair of whole numbers, got None"),
        ("stride", True, "stride must be a whole number or a pair of whole numbers, got True"),
        ("padding", float("nan"), "padding must be a whole number or a pair .*, got NaN"),
        ("padding", (1, 2, 3), r"padding must be a whole number or a pair .*, got \(1, 2, 3\)"),
        ("operation", "dilation", "must be one of cross-correlation, convolution, got 'dilation'"),
        ("view", None, "view must be one of values, counts, got None"),
        ("input", None, "input must be a rectangle of numbers, got None"),
        ("input", torch.ones(4, 5, 3), r"axes \(rows, columns\), got shape \(4, 5, 3\)"),
        ("input", [[1j, 0]], "input must be a rectangle of numbers"),
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
        ("kernel", [[float("inf")]], "kernel must hold finite numbers, got ∞"),
        ("kernel", "sobel", "kernel must be numbers or one of edge, identity, .*, got 'sobel'"),
        ("dilation", 8, "with dilation .* spans"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = ConvolutionExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert explorer.stage.stride_rows == 1


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"dilation_columns": 30}, "dilation must be from 1 to 8, got 30"),
        ({"padding_rows": 13}, "padding must be from 0 to 12, got 13"),
        ({"kernel": [[1], [2, 3]]}, "kernel must be a rectangle of numbers, got [[1], [2, 3]]"),
        (
            {"image": [[1]]},
            "kernel 1×2 does not fit the padded input 1×1" + SMALLER,
        ),
        ({"view": 2}, "view must be from 0 to 1, got 2"),
    ],
)
def test_a_bad_state_from_the_page_changes_nothing_and_is_said(state, sentence):
    explorer = ConvolutionExplorer()
    stage = explorer.stage
    before = {name: getattr(stage, name) for name in state}
    stage.set_state(state)
    assert {name: getattr(stage, name) for name in state} == before
    assert (explorer.padding, explorer.dilation, explorer.view) == ((0, 0), (1, 1), "values")
    assert explorer.output.shape == (6, 7)
    assert stage.refused["sentence"] == sentence


def test_no_setting_is_swallowed():
    with pytest.raises(ValueError, match="has no setting pading; it has input, kernel, padding,"):
        ConvolutionExplorer(pading=1)
    with pytest.raises(TypeError):
        ConvolutionExplorer(kernel_size=3)


class Layout:
    """What another library holds numbers in."""

    def __array__(self, dtype=None, copy=None):
        return np.arange(9.0).reshape(3, 3)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(np.arange(9).reshape(3, 3)[::-1].copy()[::-1], id="reversed"),
        pytest.param(np.asfortranarray(np.arange(9.0).reshape(3, 3)), id="columns first"),
        pytest.param(np.arange(9, dtype=np.uint8).reshape(3, 3), id="bytes"),
        pytest.param(Image.fromarray(np.arange(9, dtype=np.uint8).reshape(3, 3)), id="picture"),
        pytest.param(torch.arange(9).reshape(3, 3), id="whole numbers"),
        pytest.param(torch.arange(9.0).reshape(3, 3).T.contiguous().T, id="transposed"),
        pytest.param(torch.arange(9.0, dtype=torch.float16).reshape(3, 3), id="half"),
        pytest.param(torch.arange(9.0, requires_grad=True).reshape(3, 3), id="with gradient"),
        pytest.param([[0, 1, 2], (3, 4, 5), [6, 7, 8]], id="lists"),
        pytest.param(list(torch.arange(9.0).reshape(3, 3)), id="list of tensors"),
        pytest.param([[np.float32(3 * i + j) for j in range(3)] for i in range(3)], id="numpy's"),
        pytest.param(Layout(), id="another library's"),
    ],
)
def test_numbers_are_taken_in_any_form(value):
    expected = torch.arange(9.0).reshape(3, 3)
    for name in ("input", "kernel"):
        explorer = ConvolutionExplorer(padding=1)
        setattr(explorer, name, value)
        assert getattr(explorer, name).dtype == torch.float32
        assert torch.equal(getattr(explorer, name), expected)


def test_the_input_is_what_is_on_screen_whatever_is_done_with_it():
    X = torch.zeros(3, 3)
    explorer = ConvolutionExplorer(X, "identity")
    X[0, 0] = 5
    explorer.input[1, 1] = 7
    assert explorer.input.tolist() == explorer.stage.image == [[0] * 3] * 3
    assert explorer.output.tolist() == [[0]]


@pytest.mark.parametrize("explorer", [ConvolutionExplorer, ChannelsExplorer])
def test_a_photo_travels_as_one_text_and_comes_back_to_the_last_number(explorer):
    one = explorer("china")
    text, photo = one.stage.image, one.input
    assert text == one.stage.inputs["china"]
    one.input = "flower"
    one.stage.set_state({"image": text, "source": one.stage.choose("source", "china")})
    assert torch.equal(one.input, photo)
    assert one.stage.image == text
    assert one.stage.chosen("source") == "china"
    one.stage.set_state({"image": text[:-8]})
    assert one.stage.refused["sentence"].startswith("input must be ")
    assert (one.stage.image, torch.equal(one.input, photo)) == (text, True)


def test_a_named_border_may_need_more_than_numbers_may_be():
    explorer = ConvolutionExplorer("digit", torch.ones(7, 7), padding="full", dilation=8)
    assert explorer.output.shape == (8 + 48, 8 + 48)
    padding = next(
        one
        for row in explorer.children[0].children
        for one in row.children
        if "Padding" in one.description
    )
    padding.value = 48  # what the page shows there
    assert padding.value == 48
