"""The data sets: scikit-learn's digits, and torchvision's loaders on files in their own format."""

import gzip
import re
import struct

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torchvision.transforms import v2

from convlab import datasets
from convlab.datasets import Images, digit_split, enlarge, load_images

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
    share = np.bincount(digit_split("train")[1]) / 1437
    assert np.abs(share - counts / 360).max() < 0.003
    # The networks that pages carry have never seen these: another split would be another test.
    everything = load_digits()
    kinds = {"test_size": 360, "stratify": everything.target, "random_state": 0}
    parts = train_test_split(np.arange(1797), **kinds)
    for split, chosen in zip(PREFIXES, parts, strict=True):
        images, labels = digit_split(split)
        assert np.array_equal(images, everything.images[chosen])
        assert np.array_equal(labels, everything.target[chosen])


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
        found = load_images(name, split, folder=folder)
        assert found.X.shape == (len(labels), 1, 28, 28)
        assert torch.equal((255 * found.X[:, 0]).round().to(torch.uint8), torch.tensor(images))
        assert found.y.tolist() == labels.tolist()
        assert len(found.classes) == 10


def idx(array, dtype=8):
    """Return the bytes of a file in the format of MNIST, `dtype` 8 for uint8."""
    return (
        struct.pack(f">BBBB{array.ndim}I", 0, 0, dtype, array.ndim, *array.shape) + array.tobytes()
    )


NUMBERS = np.random.default_rng(1).integers(0, 10, (7, 28, 28), dtype=np.uint8)
LABELS = NUMBERS[:, 0, 0]
DAMAGES = {
    "cut off": ("images", idx(NUMBERS)[:1000]),
    "cut off in its header": ("images", idx(NUMBERS)[:7]),
    "longer than its header says": ("images", idx(NUMBERS) + b"more"),
    "empty": ("images", b""),
    "empty labels": ("labels", b""),
    "a text": ("labels", b"not found"),
    "a web page": ("images", b"<!doctype html><title>404</title>" * 99),
    "still packed": ("images", gzip.compress(idx(NUMBERS))),
    "labels in the place of images": ("images", idx(LABELS)),
    "images in the place of labels": ("labels", idx(NUMBERS)),
    "images of another size": ("images", idx(NUMBERS[:, :27])),
    "images of floats": ("images", idx(NUMBERS.astype(">f4"), 13)),
    "labels of floats": ("labels", idx(LABELS.astype(">f4"), 13)),
    "an unknown type": ("images", idx(NUMBERS, 10)),
    "fewer labels than images": ("labels", idx(LABELS[:6])),
    "more labels than images": ("labels", idx(np.tile(LABELS, 2))),
    "no images": ("images", idx(NUMBERS[:0])),
    "labels of no class": ("labels", idx(LABELS + 4)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("split", PREFIXES)
def test_files_that_are_not_what_their_names_say_are_refused(own_files, split, damage):
    name, folder, raw, _kept = own_files
    damaged, content = DAMAGES[damage]
    files = {"images": idx(NUMBERS), "labels": idx(LABELS)} | {damaged: content}
    for kind, ending in (("images", "idx3"), ("labels", "idx1")):
        (raw / f"{PREFIXES[split]}-{kind}-{ending}-ubyte").write_bytes(files[kind])
    with pytest.raises(OSError, match=rf"files of {name} in .*raw are damaged \(.*Delete them"):
        load_images(name, split, folder=folder)


def test_the_home_folder_may_be_written_as_a_tilde(own_files, monkeypatch):
    name, folder, _raw, kept = own_files
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.setenv("USERPROFILE", str(folder.parent))
    found = load_images(name, folder=f"~/{folder.name}")
    assert found.y.tolist() == kept["train"][1].tolist()


def refused(*_, **__):
    raise PermissionError("not yours")


def test_a_folder_need_not_be_writable_if_its_files_are_there(own_files, monkeypatch):
    name, folder, _raw, kept = own_files
    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    assert len(load_images(name, folder=folder)) == len(kept["train"][1])


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
def test_what_is_wrong_with_a_folder_is_said_of_the_folder(name, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "a\0b", "~nobody-knows/data"):
        with pytest.raises(OSError, match=r"^folder .* cannot be used .* you may write to$"):
            load_images(name, folder=folder)
    for folder in (3, None, ["data"]):
        with pytest.raises(ValueError, match=r"^folder must be a path, got "):
            load_images(name, folder=folder)
    monkeypatch.setattr(datasets, "TemporaryFile", refused)
    with pytest.raises(OSError, match=r"^folder .* cannot be used \(not yours\)"):
        load_images(name, folder=tmp_path)


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


X, Y = torch.rand(4, 1, 28, 28), torch.arange(4)


@pytest.mark.parametrize(
    ("images", "sentence"),
    [
        ((X, Y[:3], "abcd"), "each image must have one label, got 4 images and 3 labels"),
        ((X, Y, "abc"), "labels must be from 0 to 2, got 0 to 3"),
        ((X, Y - 1, "abcd"), "labels must be from 0 to 3, got -1 to 2"),
        ((X, Y.float(), "abcd"), "X must hold floats and y labels of torch.int64, got"),
        ((X.to(torch.uint8), Y, "abcd"), "X must hold floats and y labels of torch.int64, got"),
        ((X[:, 0], Y, "abcd"), "X must have 4 axes (images, channels, rows, columns), got"),
        ((X, Y[:, None], "abcd"), "y must have 1 axis (labels), got shape (4, 1)"),
        ((X.tolist(), Y, "abcd"), "X must be a torch tensor, got list"),
        ((X, Y.tolist(), "abcd"), "y must be a torch tensor, got list"),
        ((X[:0], Y[:0], "abcd"), "X must have at least 1 image, got shape (0, 1, 28, 28)"),
    ],
)
def test_images_without_their_labels_are_refused(images, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        Images(*images)
