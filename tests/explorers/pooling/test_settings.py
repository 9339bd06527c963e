"""PoolingExplorer in Python: its settings, torch's output and gradient, and what it refuses."""

import pytest
import torch
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import pool2d
from convlab.explorers import PoolingExplorer


@pytest.fixture(scope="module")
def shared():
    return PoolingExplorer()


def test_opens_with_the_window_as_its_stride():
    explorer = PoolingExplorer()
    assert (explorer.window, explorer.stride, explorer.padding) == ((2, 2), None, (0, 0))
    assert explorer.output.tolist() == [[8, 3, 2], [4, 2, 9], [7, 6, 2]]
    assert explorer.gradient.sum() == 9
    assert repr(explorer) == "PoolingExplorer(max, input 6×6, window 2×2, output 3×3)"


def settings():
    """Window, padding that torch allows, stride and mode."""
    window = st.tuples(st.integers(1, 4), st.integers(1, 4))
    two = st.tuples(st.integers(1, 4), st.integers(1, 4))
    return window.flatmap(
        lambda size: st.fixed_dictionaries(
            {
                "window": st.just(size),
                "padding": st.tuples(*(st.integers(0, k // 2) for k in size)),
                "stride": st.none() | two,
                "mode": st.sampled_from(["max", "avg"]),
                "input": st.sampled_from(["peaks", "numbers", "edges", "digit"]),
            }
        )
    )


@steady
@given(settings())
def test_output_and_gradient_are_those_of_the_chapters_loop(shared, chosen):
    with shared.hold_trait_notifications():
        for name, value in chosen.items():
            shared.set_trait(name, value)
    X = shared.input.clone().requires_grad_()
    Y = pool2d(X, shared.window, shared.mode, padding=shared.padding, stride=shared.stride)
    Y.sum().backward()
    torch.testing.assert_close(shared.output, Y.detach())
    torch.testing.assert_close(shared.gradient, X.grad)


def test_of_equal_elements_the_first_gets_the_gradient():
    explorer = PoolingExplorer([[5, 5], [5, 0]])
    assert explorer.gradient.tolist() == [[1, 0], [0, 0]]
    explorer.mode = "avg"
    assert explorer.gradient.tolist() == [[0.25, 0.25], [0.25, 0.25]]


def test_a_change_in_the_page_reaches_the_traits():
    explorer = PoolingExplorer()
    stage = explorer.stage
    stage.set_state({"window_rows": 3, "window_columns": 2, "padding_rows": 1})
    assert (explorer.window, explorer.padding, explorer.stride) == ((3, 2), (1, 0), None)
    numbers = stage.choose("steps", "numbers")
    stage.set_state({"steps": numbers, "stride_rows": 1, "stride_columns": 3})
    assert explorer.stride == (1, 3)
    stage.set_state({"mode": stage.choose("mode", "avg"), "view": 1, "image": [[1, 2], [3, 6]]})
    assert (explorer.mode, explorer.view) == ("avg", "gradient")
    assert explorer.input.tolist() == [[1, 2], [3, 6]]


def test_a_change_in_python_reaches_the_page():
    explorer = PoolingExplorer(window=3)
    stage = explorer.stage
    assert (stage.stride_rows, stage.chosen("steps"), stage.chosen("axes")) == (
        3,
        "window",
        "together",
    )
    explorer.window = (2, 4)
    assert (stage.stride_rows, stage.stride_columns, stage.chosen("axes")) == (2, 4, "apart")
    explorer.stride = 1
    assert (stage.stride_rows, stage.stride_columns, stage.chosen("steps")) == (1, 1, "numbers")
    explorer.input = "digit"
    assert stage.chosen("source") == "digit"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("window", "2", "window must be a whole number or a pair of whole numbers, got '2'"),
        ("window", None, "window must be a whole number or a pair of whole numbers, got None"),
        ("mode", "median", "mode must be one of max, avg, got 'median'"),
        ("input", "photo", "input must be numbers or one of peaks"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = PoolingExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)


def test_a_bad_state_from_the_page_changes_nothing_and_is_said():
    explorer = PoolingExplorer()
    explorer.stage.set_state({"padding_rows": 2})
    assert (explorer.padding, explorer.stage.padding_rows) == ((0, 0), 0)
    said = explorer.stage.refused["sentence"]
    assert said == "padding must be at most half the window 2×2, got (2, 0)"
