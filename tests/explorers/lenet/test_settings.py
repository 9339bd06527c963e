"""LeNetExplorer in Python: its settings, torch's answer, what travels, what it refuses."""

import base64

import numpy as np
import pytest
import torch

from convlab import load_images, load_trained
from convlab.drawings import prepare_drawing, transform_drawing
from convlab.explorers import LeNetExplorer
from convlab.explorers.lenet.page import (
    digit_drawing,
    drawing_of,
    in_levels,
    networks_for_page,
    pad_of,
)
from convlab.lenet import VARIANTS


def drawn():
    """A drawing that is no test digit: a bar and a slanted line."""
    X = torch.zeros(64, 64)
    X[10:15, 20:40] = 1
    for n in range(40):
        X[12 + n, 38 - n // 2 : 42 - n // 2] = 0.75
    return X


def test_opens_with_a_test_digit_that_is_prepared_already():
    explorer = LeNetExplorer()
    test = load_images(split="test")
    assert torch.equal(explorer.image[0], test.X[0])
    assert explorer.image.shape == (1, 1, 28, 28)
    assert explorer.fit is False
    assert explorer.output.shape == (10,)
    assert explorer.output.argmax() == test.y[0]
    assert repr(explorer).startswith(f"LeNetExplorer(present network, says {test.y[0]} with ")


@pytest.mark.parametrize("network", VARIANTS)
@pytest.mark.parametrize("index", [1, 77, 359])
def test_output_and_maps_are_those_of_the_trained_network(network, index):
    explorer = LeNetExplorer(index, network=network)
    X = load_images(split="test").X[index : index + 1]
    net = load_trained(network)
    assert torch.equal(explorer.output, net(X)[0].detach())
    for name, Y in net.maps(X).items():
        assert torch.equal(explorer.maps[name], Y[0].detach()), name
    assert explorer.maps["conv2"].shape == (16, 10, 10)


def test_the_image_is_the_drawing_prepared_and_moved():
    explorer = LeNetExplorer(drawn(), shift=(2, -3), turn=15, thicker=1)
    assert explorer.fit is True
    kept = in_levels(drawn())
    expected = transform_drawing(prepare_drawing(kept), down=2, right=-3, turn=15, thicker=1)
    assert torch.equal(explorer.image[0, 0], expected)
    explorer.fit = False
    expected = transform_drawing(
        prepare_drawing(kept, fit=False), down=2, right=-3, turn=15, thicker=1
    )
    assert torch.equal(explorer.image[0, 0], expected)


def test_a_test_digit_needs_no_fit_and_a_drawing_keeps_what_is_set():
    explorer = LeNetExplorer(drawn())
    explorer.drawing = 5
    assert explorer.fit is False
    assert torch.equal(explorer.drawing, digit_drawing(5))
    assert (explorer.stage.digit, explorer.stage.chosen("fit")) == (5, False)
    explorer.drawing = drawn()
    assert explorer.fit is False
    assert explorer.stage.digit == 5
    assert LeNetExplorer(5, fit=True).fit is True
    assert LeNetExplorer(drawing=drawn()).fit is True


def test_a_drawing_is_kept_in_steps_of_1_255():
    explorer = LeNetExplorer(torch.full((64, 64), 0.5).tolist())
    assert explorer.drawing.dtype == torch.float32
    assert torch.equal(explorer.drawing, torch.full((64, 64), 128.0) / 255)
    assert torch.equal(drawing_of(pad_of(explorer.drawing)), explorer.drawing)
    every = torch.arange(4096).reshape(64, 64) % 256 / 255
    assert torch.equal(drawing_of(pad_of(in_levels(every))), every)


def test_a_change_in_the_page_reaches_the_traits():
    explorer = LeNetExplorer()
    pad = pad_of(in_levels(drawn()))
    explorer.stage.set_state({"pad": pad, "fit": 0, "network": 0})
    assert torch.equal(explorer.drawing, in_levels(drawn()))
    assert (explorer.fit, explorer.network) == (True, "original")
    explorer.stage.set_state({"shift_rows": -4, "shift_columns": 5, "turn": 30, "thicker": -1})
    assert (explorer.shift, explorer.turn, explorer.thicker) == ((-4, 5), 30, -1)
    for bad, count in ((base64.b64encode(b"short").decode(), 5), ("no base64", 0)):
        explorer.stage.set_state({"pad": bad})
        assert torch.equal(explorer.drawing, in_levels(drawn()))
        said = explorer.stage.refused["sentence"]
        assert said == f"drawing must have 4096 levels of ink, got {count}"
        assert explorer.stage.pad == pad


def test_what_is_done_with_a_drawing_changes_nothing():
    explorer = LeNetExplorer()
    before = explorer.output
    explorer.drawing[:] = 1
    assert torch.equal(explorer.output, before)


def test_a_digit_from_anywhere_goes_to_the_page_with_its_fit_in_one_message():
    explorer = LeNetExplorer(drawn())
    seen = []
    stage = explorer.stage
    stage.observe(lambda _: seen.append((stage.digit, stage.chosen("fit"))), ["pad", "fit"])
    explorer.drawing = digit_drawing(5)
    assert set(seen) == {(5, False)}
    assert explorer.fit is False


def test_a_change_in_python_reaches_the_stage():
    explorer = LeNetExplorer()
    explorer.shift, explorer.turn, explorer.thicker = 3, -45, 2
    explorer.network, explorer.drawing = "original", drawn()
    stage = explorer.stage
    assert (stage.shift_rows, stage.shift_columns, stage.turn, stage.thicker) == (3, 3, -45, 2)
    assert stage.chosen("network") == "original"
    assert torch.equal(drawing_of(stage.pad), in_levels(drawn()))


@pytest.mark.parametrize("name", VARIANTS)
def test_the_weights_that_travel_are_the_trained_ones(name):
    sent = networks_for_page()[name]
    flat = np.frombuffer(base64.b64decode(sent["weights"]), "<f2").astype(np.float32)
    net = load_trained(name)
    assert len(flat) == 61_706
    expected = torch.cat([value.flatten() for value in net.state_dict().values()])
    np.testing.assert_array_equal(flat, expected)
    assert (sent["activation"], sent["pooling"]) == (net.activation, net.pooling)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("drawing", 360, "test digit must be from 0 to 359, got 360"),
        ("drawing", -1, "test digit must be from 0 to 359, got −1"),
        ("drawing", True, r"2 non-empty axes \(rows, columns\), got shape \(\)"),
        ("drawing", None, "rectangle of numbers, got None"),
        ("drawing", torch.zeros(28, 28), "drawing must be 64×64, got 28×28"),
        ("drawing", torch.zeros(1, 64, 64), r"2 non-empty axes \(rows, columns\)"),
        ("drawing", torch.full((64, 64), 2.0), "ink from 0 to 1, got 2 to 2"),
        ("drawing", torch.full((64, 64), -0.1), "ink from 0 to 1, got −0.1 to −0.1"),
        ("drawing", torch.full((64, 64), float("nan")), "finite numbers, got NaN"),
        ("drawing", "seven", "rectangle of numbers, got 'seven'"),
        ("network", "alexnet", "network must be one of original, present, got 'alexnet'"),
        ("network", None, "network must be one of original, present, got None"),
        ("fit", 1, "fit must be one of True, False, got 1"),
        ("shift", (1, 2, 3), r"a pair of whole numbers, got \(1, 2, 3\)"),
        ("shift", 0.5, "shift must be a whole number or a pair"),
        ("turn", "left", "turn must be a whole number, got 'left'"),
        ("thicker", float("inf"), "thicker must be a whole number, got ∞"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = LeNetExplorer(7)
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
