"""The images and kernels of data.py."""

import re

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits, load_sample_image

from convlab import KERNELS, corr2d, edge_image, load_digit, load_photo, noise_image, number_image
from convlab.data import PHOTOS, digits, edge_image_with_rows


@pytest.mark.parametrize("name", ["china", "flower"])
@pytest.mark.parametrize(("size", "shape"), [(None, (427, 640)), (128, (128, 128))])
def test_photos(name, size, shape):
    grey, colour = load_photo(name, size), load_photo(name, size, grey=False)
    assert grey.shape == shape
    assert colour.shape == (3, *shape)
    for X in (grey, colour):
        assert X.dtype == torch.float32
        assert X.min() >= 0
        assert X.max() <= 1
        assert X.max() > 0.8
    luma = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    torch.testing.assert_close(grey, luma)


def test_photos_and_digits_are_those_of_scikit_learn():
    for name in PHOTOS:
        expected = torch.tensor(load_sample_image(f"{name}.jpg")).permute(2, 0, 1) / 255
        assert torch.equal(load_photo(name, grey=False), expected)
    images, labels = digits()
    assert images.dtype == labels.dtype == np.uint8
    assert np.array_equal(images, load_digits().images)
    assert np.array_equal(labels, load_digits().target)


def test_a_small_photo_is_averaged_not_sampled():
    square = load_photo("china")[:, 106:533]
    small = load_photo("china", 7)
    assert abs(small.mean() - square.mean()) < 0.01
    torch.testing.assert_close(load_photo("china", 427), square)


def test_digits():
    X = load_digit(0)
    assert X.shape == (8, 8)
    assert X.dtype == torch.float32
    assert X.min() == 0
    assert X[0].tolist() == [0, 0, 5 / 16, 13 / 16, 9 / 16, 1 / 16, 0, 0]
    assert load_digit(1796).shape == (8, 8)


def test_edge_images():
    assert edge_image().tolist() == [[1, 1, 0, 0, 0, 0, 1, 1]] * 6
    assert edge_image_with_rows().tolist() == [[1, 1, 0, 0, 0, 0, 1, 1]] * 4 + [[1] * 8] * 2


def test_noise_comes_back_for_its_seed():
    assert torch.equal(noise_image(4, 5, seed=1), noise_image(4, 5, seed=1))
    assert not torch.equal(noise_image(4, 5, seed=1), noise_image(4, 5, seed=2))
    assert noise_image(4, 5).shape == (4, 5)


def test_noise_leaves_torchs_own_seed_alone():
    state = torch.get_rng_state()
    noise_image(4, 5)
    assert torch.equal(torch.get_rng_state(), state)


def test_numbers_tell_a_flip():
    X = number_image()
    assert torch.equal(X, X.round())
    assert not any(torch.equal(X, other) for other in (X.T, X.flip(0), X.flip(1), X.flip(0, 1)))


def response(name, X):
    return corr2d(X.double(), torch.tensor(KERNELS[name], dtype=torch.float64))


def test_kernels_have_their_signs():
    right = torch.arange(5.0).expand(5, 5)
    assert (response("sobel x", right) == 8).all()
    assert (response("sobel y", right) == 0).all()
    assert (response("sobel y", right.T) == 8).all()
    assert (response("sobel x", right.T) == 0).all()
    assert (response("edge", right) == -1).all()
    assert (response("laplacian", right) == 0).all()
    assert (response("laplacian", right**2) == 2).all()
    assert (response("emboss", right) > right[1:-1, 1:-1]).all()


def test_kernels_have_their_sums():
    sums = {name: sum(map(sum, rows)) for name, rows in KERNELS.items()}
    ones = {name for name, total in sums.items() if abs(total - 1) < 1e-12}
    zeros = {name for name, total in sums.items() if total == 0}
    assert ones == {"identity", "box", "gaussian", "sharpen", "emboss"}
    assert zeros == {"sobel x", "sobel y", "laplacian", "edge"}


def test_identity_changes_nothing():
    X = number_image().double()
    assert torch.equal(response("identity", X), X[1:-1, 1:-1])


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: load_photo("cat"), "name must be one of china, flower, got 'cat'"),
        (lambda: load_photo("china", 0), "size must be at least 1, got 0"),
        (lambda: load_photo("china", 2.5), "size must be a whole number, got 2.5"),
        (lambda: load_digit(1797), "index must be from 0 to 1796, got 1797"),
        (lambda: load_digit(-1), "index must be from 0 to 1796, got -1"),
        (lambda: noise_image(0, 3), "h must be at least 1, got 0"),
        (lambda: noise_image(3, 3, seed=-1), "seed must be from 0 to 4294967295, got -1"),
    ],
)
def test_refusals(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
