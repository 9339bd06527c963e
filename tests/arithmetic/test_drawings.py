"""Drawings come out as the data are, and can be moved, turned, thickened and distorted."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from convlab.datasets import digit_split, load_images
from convlab.drawings import distort, prepare_drawing, reduce_drawing, shares, transform_drawing


def digits():
    return torch.tensor(digit_split("test")[0] / 16, dtype=torch.float32)


def test_a_digit_enlarged_by_repetition_comes_back():
    for digit in digits()[:50]:
        pad = digit.repeat_interleave(8, 0).repeat_interleave(8, 1)
        assert torch.equal(reduce_drawing(pad, fit=False), digit)


def test_a_prepared_digit_is_the_one_that_the_network_learns_from():
    pad = digits()[3].repeat_interleave(8, 0).repeat_interleave(8, 1)
    assert torch.equal(prepare_drawing(pad, fit=False), load_images(split="test").X[3, 0])


def test_shares_average_what_lies_in_each_part():
    torch.testing.assert_close(shares(64, 0, 64) @ torch.ones(64).double(), torch.ones(8).double())
    halves = shares(12, 0, 12)[:2, :3]
    torch.testing.assert_close(halves * 3, torch.tensor([[2.0, 1, 0], [0, 1, 2]]).double())
    assert shares(2, -2, 2).tolist() == [[0, 0]] * 4 + [[1, 0]] * 2 + [[0, 1]] * 2


@settings(deadline=None)
@given(
    top=st.integers(0, 30),
    left=st.integers(0, 30),
    height=st.integers(8, 32),
    width=st.integers(6, 32),
)
def test_fitted_ink_fills_the_height_wherever_it_is_drawn(top, left, height, width):
    pad = torch.zeros(64, 64)
    pad[top : top + height, left : left + width] = 1
    Y = reduce_drawing(pad)
    assert (Y.amax(1) == 1).all()
    expected = min(max(8 * width / height, 4), 6)
    assert abs(Y.sum().item() / 8 - expected) < 0.3


def test_a_fitted_drawing_does_not_depend_on_its_place():
    pad = torch.zeros(64, 64)
    pad[10:40, 12:30] = torch.rand(30, 18, generator=torch.Generator().manual_seed(0)) + 0.3
    pad.clamp_(max=1)
    assert torch.equal(reduce_drawing(pad), reduce_drawing(pad.roll((20, 30), (0, 1))))


def test_an_empty_pad_gives_paper():
    assert not prepare_drawing(torch.zeros(64, 64)).any()
    with pytest.raises(ValueError, match="X must"):
        reduce_drawing(torch.zeros(3, 64, 64))


def test_whole_shifts_move_pixels():
    X = torch.rand(28, 28)
    Y = transform_drawing(X, down=3, right=-2)
    torch.testing.assert_close(Y[3:, :-2], X[:-3, 2:], atol=1e-4, rtol=0)
    assert Y[:3].abs().max() < 1e-4


def test_turns_are_clockwise():
    X = torch.rand(28, 28)
    torch.testing.assert_close(transform_drawing(X, turn=90), X.rot90(-1), atol=1e-4, rtol=0)


def test_a_turn_is_scipys():
    X = torch.zeros(28, 28)
    X[8:20, 8:20] = torch.rand(12, 12)
    expected = ndimage.rotate(X.double().numpy(), -25, reshape=False, order=1)
    found = transform_drawing(X.double(), turn=25).numpy()
    assert np.abs(found - expected).max() < 1e-6


def test_thicker_is_scipys_grey_dilation():
    X, cross = torch.rand(28, 28), ndimage.generate_binary_structure(2, 1)
    for times in (1, 2):
        thick, thin = X.numpy(), X.numpy()
        for _ in range(times):
            thick = ndimage.grey_dilation(thick, footprint=cross, mode="nearest")
            thin = ndimage.grey_erosion(thin, footprint=cross, mode="nearest")
        assert np.array_equal(transform_drawing(X, thicker=times).numpy(), thick)
        assert np.array_equal(transform_drawing(X, thicker=-times).numpy(), thin)


def test_each_distortion_is_scipys_with_what_was_drawn():
    X = load_images(split="test").X[:12].double()
    images = distort(X, torch.Generator().manual_seed(3))
    drawn = torch.Generator().manual_seed(3)

    def draw(*size):
        return (2 * torch.rand(*size, generator=drawn) - 1).double().numpy()

    turns, slants, stretches = draw(12), draw(12), draw(2, 12)
    moves, inks = draw(12, 2, 1)[:, :, 0], draw(12, 1, 1, 1).flatten()
    for k in range(12):
        angle = np.deg2rad(20) * turns[k]
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        across, down = np.exp(0.2 * stretches[:, k])
        # From (x, y) of the result to (x, y) of the image, in pixels from the middle.
        A = turn @ np.array([[across, 0.4 * slants[k]], [0, down]])
        rows_first, middle = A[::-1, ::-1], np.array([13.5, 13.5])
        offset = middle - rows_first @ middle + 3 * moves[k, ::-1]
        moved = ndimage.affine_transform(
            X[k, 0].numpy(), rows_first, offset, order=1, mode="grid-constant"
        )
        expected = moved ** np.exp(0.7 * inks[k])
        np.testing.assert_allclose(images[k, 0].numpy(), expected, atol=1e-5)


def test_distorted_images_differ_stay_in_range_and_follow_the_seed():
    X = load_images(split="test").X[:20]
    first, again = (distort(X, torch.Generator().manual_seed(1)) for _ in range(2))
    other = distort(X, torch.Generator().manual_seed(2))
    assert torch.equal(first, again)
    assert first.shape == X.shape
    assert first.min() >= 0
    assert first.max() <= 1 + 1e-6
    for Y in (X, other):
        assert (F.mse_loss(first, Y, reduction="none").mean((1, 2, 3)) > 1e-4).all()
