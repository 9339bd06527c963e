"""LocalityExplorer in Python, and the weights beneath it: dense, shared, local."""

import pytest
import torch
import torch.nn.functional as F
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import corr2d
from convlab.explorers import LocalityExplorer
from convlab.weights import by_offset, centre, noise_stream, parameter_counts, shared_weights


def random(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


@steady
@given(n=st.integers(1, 6), reach=st.integers(0, 6), seed=st.integers(0, 9))
def test_shared_weights_are_a_cross_correlation_with_zeros_around(n, reach, seed):
    X, V = random(n, n, seed=seed), random(2 * reach + 1, 2 * reach + 1, seed=seed + 1)
    W = shared_weights(V, n)
    H = torch.einsum("ijkl,kl->ij", W, X)
    torch.testing.assert_close(H, corr2d(X, V, padding=reach))


def test_re_indexing_names_the_same_weights_by_offset():
    W = random(4, 4, 4, 4)
    V = by_offset(W)
    for i, j, k, l in torch.cartesian_prod(*[torch.arange(4)] * 4).tolist():  # noqa: E741
        assert V[i, j, 3 + k - i, 3 + l - j] == W[i, j, k, l]
    assert (V != 0).sum() == W.numel()


def test_shared_weights_have_the_same_v_everywhere():
    V = random(7, 7)
    rebuilt = by_offset(shared_weights(V, 4))
    inside = by_offset(torch.ones(4, 4, 4, 4)).bool()
    assert torch.equal(rebuilt[inside], V.expand(4, 4, 7, 7)[inside])


def test_an_offset_beyond_v_has_weight_zero_also_beside_infinite_ones():
    W = shared_weights(torch.full((3, 3), torch.inf), 4)
    near = shared_weights(torch.ones(3, 3), 4) == 1
    assert torch.equal(W, torch.zeros(4, 4, 4, 4).masked_fill(near, torch.inf))


def test_parameters_are_counted_at_each_step():
    assert parameter_counts(5, 1) == {"dense": 625, "shared": 81, "local": 9}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: shared_weights(torch.ones(2, 2), 3), "V must be square with an odd side, got 2×2"),
        (lambda: shared_weights(torch.ones(3, 5), 3), "V must be square with an odd side, got 3×5"),
        (lambda: shared_weights(torch.ones(3, 3), 0), "n must be at least 1, got 0"),
        (lambda: by_offset(torch.ones(2, 2, 2, 3)), r"W must have shape \(n, n, n, n\), got"),
        (lambda: centre(torch.ones(3, 3), 2), "delta must be from 0 to 1, got 2"),
        (lambda: parameter_counts(3, -1), "delta must be at least 0, got -1"),
    ],
)
def test_bad_weights_are_refused(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_noise_is_spread_evenly_and_without_a_pattern():
    noise = noise_stream(4096, seed=3)
    assert noise.dtype == torch.float64
    assert noise.abs().max() <= 1
    assert abs(noise.mean()) < 0.05
    assert abs(noise.var() - 1 / 3) < 0.02
    assert abs((noise[1:] * noise[:-1]).mean()) < 0.02
    # The page computes the same ones.
    assert (noise_stream(2, seed=2) * 2**31 + 2**31).tolist() == [2316323733, 1592390107]


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


def test_a_change_in_the_page_reaches_the_traits():
    explorer = LocalityExplorer()
    stage = explorer.stage
    stage.set_state({"weights": stage.choose("weights", "local"), "delta": 2})
    assert (explorer.weights, explorer.delta, explorer.parameters) == ("local", 2, 25)
    stage.set_state({"image": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "size": 3})
    assert torch.equal(explorer.input, torch.eye(3))
    stage.set_state({"delta": 3})  # the page refuses it and takes it back
    assert explorer.delta == 2


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("input", torch.ones(2, 2), "input must be square, 3×3 to 8×8, got 2×2"),
        ("input", torch.ones(4, 5), "input must be square, 3×3 to 8×8, got 4×5"),
        ("input", "digit", "input must be numbers or one of dot, edge, numbers, got 'digit'"),
        ("input", [[float("nan")] * 3] * 3, "input must hold finite numbers"),
        ("delta", 5, "delta must be at most 4 for an image of 5×5, got 5"),
        ("delta", -1, "delta must be at least 0, got -1"),
        ("delta", 0.5, "delta must be a whole number, got 0.5"),
        ("kernel", torch.ones(2, 2), "kernel must be square with an odd side, got 2×2"),
        ("kernel", torch.ones(11, 11), "delta must be at most 4 for an image of 5×5, got 5"),
        ("shared", torch.ones(9, 9), "shared must be 15×15, got 9×9"),
        ("size", 9, "size must be from 3 to 8, got 9"),
        ("size", 2, "size must be from 3 to 8, got 2"),
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
