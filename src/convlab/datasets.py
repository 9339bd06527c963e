"""Labelled images to train on: scikit-learn's digits, or MNIST and Fashion-MNIST by torchvision.

The digits are those of E. Alpaydin and C. Kaynak, 'Optical Recognition of Handwritten Digits',
https://doi.org/10.24432/C50P49, CC BY 4.0. They come with scikit-learn; nothing is downloaded.
"""

from dataclasses import dataclass
from functools import cache
from os import PathLike
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
import torch
from torch import Tensor

from convlab.checks import IMAGE, check_tensor, one_of
from convlab.data import digits, resize

SIZE = 28
TEST_DIGITS = 360
SPLITS = ("train", "test")
# The names of torchvision's loaders.
DOWNLOADED = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}
NAMES = ("digits", *DOWNLOADED)
FOLDER = "~/.cache/convlab"


@dataclass(frozen=True)
class Images:
    """Images with their labels.

    Attributes:
        X: float32 from 0 (paper) to 1 (ink), shape (n, 1, 28, 28).
        y: int64, the class of each image, shape (n,).
        classes: what each class is called.

    Raises:
        ValueError: for images or labels of another kind, or not one label for each image.
    """

    X: Tensor
    y: Tensor
    classes: tuple[str, ...]

    def __post_init__(self):
        check_tensor(self.X, "X", ("images", *IMAGE))
        check_tensor(self.y, "y", ("labels",))
        if not self.X.is_floating_point() or self.y.dtype != torch.int64:
            types = f"{self.X.dtype} and {self.y.dtype}"
            raise ValueError(f"X must hold floats and y labels of torch.int64, got {types}")
        if len(self.X) != len(self.y):
            counts = f"{len(self.X)} images and {len(self.y)} labels"
            raise ValueError(f"each image must have one label, got {counts}")
        least, most = self.y.min().item(), self.y.max().item()
        if least < 0 or most >= len(self.classes):
            classes = f"from 0 to {len(self.classes) - 1}"
            raise ValueError(f"labels must be {classes}, got {least} to {most}")

    def __len__(self):
        return len(self.y)

    def to(self, device) -> "Images":
        """The same images on another device, all at once."""
        return Images(self.X.to(device), self.y.to(device), self.classes)


@cache
def digit_split(split: str) -> tuple[np.ndarray, np.ndarray]:
    """Return one part of the digits as scikit-learn has them, in a fixed order.

    The split is stratified: each digit has the same share of both parts.

    Args:
        split: 'train' (1,437 digits) or 'test' (360).

    Returns:
        (images, labels): uint8 from 0 (paper) to 16 (ink), shape (n, 8, 8), and uint8, (n,).

    Raises:
        ValueError: for another split.
    """
    from sklearn.model_selection import train_test_split

    one_of(split, "split", SPLITS)
    images, labels = digits()
    indices = np.arange(len(labels))
    parts = train_test_split(indices, test_size=TEST_DIGITS, stratify=labels, random_state=0)
    chosen = parts[SPLITS.index(split)]
    return images[chosen], labels[chosen]


def enlarge(X: Tensor) -> Tensor:
    """Return images of any size, (…, h, w), as (…, 28, 28): bilinear, antialiased."""
    return resize(X, SIZE)


def load_images(
    name: str = "digits", split: str = "train", *, folder: Path | str = FOLDER
) -> Images:
    """Return labelled images, ready for `LeNet`.

    Args:
        name: 'digits', scikit-learn's, needs no download. 'mnist' (70,000 digits, 11 MB) and
            'fashion-mnist' (70,000 pieces of clothing, 31 MB) are downloaded once.
        split: 'train' or 'test'.
        folder: where downloads are kept; ~ is the home folder.

    Raises:
        ValueError: for another name or split, or a folder that is no path.
        OSError: if the folder cannot be used, a download fails, or a file is not what its name
            says; the message says what to do.
    """
    one_of(name, "name", NAMES)
    one_of(split, "split", SPLITS)
    if name in DOWNLOADED:
        return _downloaded(name, split, _files(name, folder))
    images, labels = digit_split(split)
    X = enlarge(torch.tensor(images / 16, dtype=torch.float32)[:, None])
    return Images(X, torch.tensor(labels, dtype=torch.int64), tuple("0123456789"))


def _downloaded(name: str, split: str, place: Path) -> Images:
    """Return a data set by torchvision's loader, which unpacks and keeps what it downloads."""
    from torchvision import datasets

    loader = getattr(datasets, DOWNLOADED[name])
    try:
        return _read(loader(place.parents[1], train=split == "train", download=True))
    except Exception as problem:  # what a loader makes of bytes that are none of its own can be any
        reason = " ".join(str(problem).split())
        if _has_files(place):
            advice = (
                f"the files of {name} in {place} are damaged ({reason}): expected the data set's "
                "own format. Delete them and call again: they are then downloaded anew."
            )
        else:
            advice = (
                f"{name} could not be downloaded ({reason}). Connect to a network and try again, "
                f"put its four files into {place} by hand, or use name='digits', which needs none."
            )
        raise OSError(advice) from problem


def _read(data) -> Images:
    """Return what torchvision has loaded; ValueError if it is not what the names of files say."""
    if data.data.shape[1:] != (SIZE, SIZE):
        raise ValueError(f"images of shape {tuple(data.data.shape)}")
    X = data.data.to(torch.float32)[:, None] / 255
    return Images(X, data.targets.to(torch.int64), tuple(data.classes))


def _has_files(place: Path) -> bool:
    """Return whether the four files of a data set are there."""
    names = ("images-idx3-ubyte", "labels-idx1-ubyte")
    return all((place / f"{part}-{name}").is_file() for part in ("train", "t10k") for name in names)


def _files(name: str, folder: Path | str) -> Path:
    """Return where torchvision keeps a data set; OSError if it must go there and cannot."""
    if not isinstance(folder, str | PathLike):
        raise ValueError(f"folder must be a path, got {folder!r}")
    try:
        place = Path(folder).expanduser() / DOWNLOADED[name] / "raw"
        if not _has_files(place):
            place.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=place).close()
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: ~ has no home folder
        raise OSError(
            f"folder {folder} cannot be used ({problem}): name one that you may write to"
        ) from problem
    return place
