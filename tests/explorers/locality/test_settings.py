"""LocalityExplorer in Python."""

import pytest
import torch
import torch.nn.functional as F

from convlab.explorers import LocalityExplorer


def test_opens_with_one_bright_pixel_and_a_dense_layer():
    explorer = LocalityExplorer()
    assert (explorer.size, explorer.weights, explorer.delta) == (5, "dense", 1)
    assert explorer.input.sum() == explorer.input[2, 2] == 1
    assert torch.equal(explorer.output, explorer.W[:, :, 2, 2])
    assert explorer.parameters == 625
    assert repr(explorer) == "LocalityExplorer(input 5×5, dense weights, Δ = 1, output 5×5)"


def test_the_three_layers_share_their_numbers():
    explorer = LocalityExplorer(size=6, delta=2, input="numbers")
    dense = explorer.matrix
    explorer.weights = "shared"
    shared = explorer.matrix
    explorer.weights = "local"
    local, kernel = explorer.matrix, explorer.kernel
    assert explorer.parameters == 25
    assert 0 < (dense - shared).abs().max() <= 0.6 + 1e-6
    assert torch.equal(local[local != 0], shared[local != 0])
    assert torch.equal(kernel, explorer.shared[5:10, 5:10])
    expected = F.conv2d(explorer.input[None, None], kernel[None, None], padding=2)[0, 0]
    torch.testing.assert_close(explorer.output, expected)


def test_a_shared_layer_is_equivariant_and_a_dense_one_is_not():
    def outputs(weights):
        explorer = LocalityExplorer(size=8, weights=weights)
        one, two = torch.zeros(8, 8), torch.zeros(8, 8)
        one[3, 3] = two[4, 5] = 1
        for explorer.input in (one, two):
            yield explorer.output

    for weights, equivariant in [("dense", False), ("shared", True), ("local", True)]:
        one, two = outputs(weights)
        assert torch.allclose(two[1:, 2:], one[:-1, :-2]) == equivariant


def test_setting_the_kernel_sets_delta_and_the_centre_of_v():
    explorer = LocalityExplorer(kernel=[[2.0]], weights="local")
    assert explorer.delta == 0
    assert torch.equal(explorer.output, 2 * explorer.input)
    explorer.kernel = torch.ones(5, 5)
    assert explorer.delta == explorer.stage.delta == 2
    explorer.delta = 3
    assert torch.equal(explorer.kernel[1:-1, 1:-1], torch.ones(5, 5))


def test_another_size_crops_or_renames_the_input():
    explorer = LocalityExplorer()
    explorer.size = 8
    assert explorer.input[4, 4] == 1
    assert (explorer.stage.size, explorer.stage.chosen("source")) == (8, "dot")
    explorer.input = torch.ones(4, 4)
    explorer.size = 6
    assert explorer.input.sum() == 16
    assert explorer.stage.chosen("source") == "own"
    explorer.input = "edge"
    assert explorer.input.shape == (6, 6)


def test_it_opens_with_what_it_is_given():
    explorer = LocalityExplorer("numbers", size=3, kernel=[[3.0]])
    assert (explorer.size, explorer.delta, explorer.kernel.tolist()) == (3, 0, [[3]])
    assert LocalityExplorer(torch.ones(7, 7), size=3).size == 7
    for settings, sentence in [
        ({"size": 9}, "size must be from 3 to 8, got 9"),
        ({"kernel": torch.ones(11, 11)}, "delta must be at most 4 for an image of 5×5, got 5"),
        ({"delta": 3, "size": 3}, "delta must be at most 2 for an image of 3×3, got 3"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            LocalityExplorer(**settings)


def test_what_is_read_is_a_copy():
    explorer = LocalityExplorer()
    kernel, output = explorer.kernel, explorer.output
    explorer.kernel[0, 0] = explorer.shared[7, 7] = explorer.input[0, 0] = 99
    assert torch.equal(explorer.kernel, kernel)
    assert torch.equal(explorer.output, output)
    explorer.input = "edge"
    explorer.input[0, 0] = 99
    explorer.input = "dot"
    explorer.input = "edge"
    assert explorer.input[0, 0] == 0


def test_a_change_in_the_page_reaches_the_traits():
    explorer = LocalityExplorer()
    stage = explorer.stage
    stage.set_state({"weights": stage.choose("weights", "local"), "delta": 2})
    assert (explorer.weights, explorer.delta, explorer.parameters) == ("local", 2, 25)
    stage.set_state({"image": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "size": 3})
    assert torch.equal(explorer.input, torch.eye(3))
    stage.set_state({"delta": 3})
    assert explorer.delta == stage.delta == 2
    assert stage.refused["sentence"] == "delta must be at most 2 for an image of 3×3, got 3"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("input", torch.ones(2, 2), "input must be from 3×3 to 8×8, got 2×2"),
        ("input", torch.ones(4, 5), "input must be square, got 4×5"),
        ("input", "digit", "input must be numbers or one of dot, edge, numbers, got 'digit'"),
        ("input", [[float("nan")] * 3] * 3, "input must hold finite numbers"),
        ("delta", 5, "delta must be at most 4 for an image of 5×5, got 5"),
        ("delta", -1, "delta must be from 0 to 7, got −1"),
        ("delta", 0.5, "delta must be a whole number, got 0.5"),
        ("kernel", torch.ones(2, 2), "kernel must be square with an odd side, got 2×2"),
        ("kernel", torch.ones(11, 11), "delta must be at most 4 for an image of 5×5, got 5"),
        ("shared", torch.ones(9, 9), "shared must be from 15×15 to 15×15, got 9×9"),
        ("size", 9, "size must be from 3 to 8, got 9"),
        ("size", 2, "size must be from 3 to 8, got 2"),
        ("size", None, "size must be a whole number, got None"),
        ("size", 4.5, "size must be a whole number, got 4.5"),
        ("delta", None, "delta must be a whole number, got None"),
        ("delta", True, "delta must be a whole number, got True"),
        ("kernel", None, "kernel must be a rectangle of numbers, got None"),
        ("kernel", [[torch.nan]], "kernel must hold finite numbers, got NaN"),
        ("shared", "box", "shared must be numbers or one of sobel x, got 'box'"),
        ("shared", None, "shared must be a rectangle of numbers, got None"),
        ("input", None, "input must be a rectangle of numbers, got None"),
        ("weights", 0, "weights must be one of dense, shared, local, got 0"),
    ],
)
def test_bad_settings_are_refused_and_the_last_good_ones_stay(name, value, sentence):
    explorer = LocalityExplorer()
    before = explorer.output
    with pytest.raises(ValueError, match=sentence):
        setattr(explorer, name, value)
    assert torch.equal(explorer.output, before)
    assert (explorer.stage.size, explorer.stage.delta) == (5, 1)


def test_a_smaller_image_than_the_kernel_reaches_is_refused():
    explorer = LocalityExplorer(delta=4)
    with pytest.raises(ValueError, match="delta must be at most 2 for an image of 3×3, got 4"):
        explorer.size = 3
    assert explorer.size == 5
    explorer.input = torch.ones(6, 6)
    assert explorer.size == 6


def test_weights_must_be_one_of_three():
    with pytest.raises(ValueError, match="weights must be one of dense, shared, local, got 'spa"):
        LocalityExplorer(weights="sparse")
