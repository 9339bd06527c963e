"""The data sets: scikit-learn's digits, and torchvision's loaders on files in their own format."""

import gzip
import struct

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from torchvision.transforms import v2

from convlab.datasets import digit_split, enlarge, load_images

PREFIXES = {"train": "train", "test": "t10k"}


def write_idx(path, array, zipped=False):
    """Write uint8 numbers in the format of MNIST: a magic number, the shape, the bytes."""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    opened = gzip.open if zipped else open
    with opened(path, "wb") as file:
        file.write(header + array.tobytes())


@pytest.fixture(params=["mnist", "fashion-mnist"])
def own_files(request, tmp_path):
    """A small data set in MNIST's format, as a download leaves it."""
    raw = tmp_path / {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}[request.param] / "raw"
    raw.mkdir(parents=True)
    numbers = np.random.default_rng(0)
    kept = {}
    for split, count in (("train", 7), ("test", 3)):
        images = numbers.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        labels = numbers.integers(0, 10, count, dtype=np.uint8)
        write_idx(raw / f"{PREFIXES[split]}-images-idx3-ubyte", images)
        write_idx(raw / f"{PREFIXES[split]}-labels-idx1-ubyte", labels)
        kept[split] = images, labels
    return request.param, tmp_path, raw, kept


def test_the_digits_are_scikit_learns_each_once():
    parts = [digit_split(split) for split in ("train", "test")]
    assert [len(images) for images, _ in parts] == [1437, 360]
    everything = load_digits()
    found = {
        image.tobytes() + bytes([label])
        for part in parts
        for image, label in zip(*part, strict=True)
    }
    expected = {
        image.astype(np.uint8).tobytes() + bytes([label])
        for image, label in zip(everything.images, everything.target, strict=True)
    }
    assert found == expected


def test_the_split_is_fixed_and_stratified():
    _, labels = digit_split("test")
    counts = np.bincount(labels)
    assert counts.min() >= 34
    assert counts.max() <= 37
    assert labels[:10].tolist() == digit_split("test")[1][:10].tolist()
    share = np.bincount(digit_split("train")[1]) / 1437
    assert np.abs(share - counts / 360).max() < 0.003


def test_digits_are_enlarged_by_torchvision():
    images = load_images(split="test")
    assert images.X.shape == (360, 1, 28, 28)
    assert images.X.dtype == torch.float32
    assert images.X.min() == 0
    assert images.X.max() == 1
    small = torch.tensor(digit_split("test")[0] / 16, dtype=torch.float32)[:, None]
    torch.testing.assert_close(images.X, v2.Resize((28, 28), antialias=True)(small))
    assert torch.equal(enlarge(small[0, 0]), images.X[0, 0])
    assert images.y.dtype == torch.int64
    assert images.classes == tuple("0123456789")


def test_torchvision_reads_files_in_the_data_sets_own_format(own_files):
    name, folder, _raw, kept = own_files
    for split, (images, labels) in kept.items():
        found = load_images(name, split, folder)
        assert found.X.shape == (len(labels), 1, 28, 28)
        assert torch.equal((255 * found.X[:, 0]).round().to(torch.uint8), torch.tensor(images))
        assert found.y.tolist() == labels.tolist()
        assert len(found.classes) == 10


def test_damaged_files_are_named(own_files):
    name, folder, raw, _kept = own_files
    path = raw / "train-images-idx3-ubyte"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(OSError, match=r"files of .*mnist in .* are damaged .*Delete them"):
        load_images(name, "train", folder)


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
def test_without_a_network_an_error_says_what_to_do(name, tmp_path, monkeypatch):
    loader = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}[name]
    # A port on this machine that nobody listens to.
    monkeypatch.setattr(f"torchvision.datasets.{loader}.mirrors", ["http://127.0.0.1:9/"])
    with pytest.raises(OSError, match=f"{name} could not be downloaded .*or use name='digits'"):
        load_images(name, folder=tmp_path)


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match=r"name must be one of digits, mnist, .* got 'cifar'"):
        load_images("cifar")
    for load in (load_images, digit_split):
        with pytest.raises(ValueError, match=r"split must be one of train, test, got 'all'"):
            load(split="all")
