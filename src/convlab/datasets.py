"""Labelled images to train on: scikit-learn's digits, or MNIST and Fashion-MNIST by torchvision.

The digits are those of E. Alpaydin and C. Kaynak, 'Optical Recognition of Handwritten Digits',
https://doi.org/10.24432/C50P49, CC BY 4.0. They come with scikit-learn; nothing is downloaded.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from convlab.checks import one_of
from convlab.data import digits, resize

SIZE = 28
TEST_DIGITS = 360
SPLITS = ("train", "test")
# The names of torchvision's loaders.
DOWNLOADED = {"mnist": "MNIST", "fashion-mnist": "FashionMNIST"}
NAMES = ("digits", *DOWNLOADED)
FOLDER = Path.home() / ".cache" / "convlab"


@dataclass(frozen=True)
class Images:
    """Images with their labels.

    Attributes:
        X: float32 from 0 (paper) to 1 (ink), shape (n, 1, 28, 28).
        y: int64, the class of each image, shape (n,).
        classes: what each class is called.
    """

    X: Tensor
    y: Tensor
    classes: tuple[str, ...]

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


def load_images(name: str = "digits", split: str = "train", folder: Path | str = FOLDER) -> Images:
    """Return labelled images, ready for `LeNet`.

    Args:
        name: 'digits', scikit-learn's, needs no download. 'mnist' (70,000 digits, 11 MB) and
            'fashion-mnist' (70,000 pieces of clothing, 31 MB) are downloaded once.
        split: 'train' or 'test'.
        folder: where downloads are kept.

    Raises:
        ValueError: for another name or split.
        OSError: if a download fails or its files are damaged; the message says what to do.
    """
    one_of(name, "name", NAMES)
    if name in DOWNLOADED:
        return _downloaded(name, one_of(split, "split", SPLITS), Path(folder))
    images, labels = digit_split(split)
    X = enlarge(torch.tensor(images / 16, dtype=torch.float32)[:, None])
    return Images(X, torch.tensor(labels, dtype=torch.int64), tuple("0123456789"))


def _downloaded(name: str, split: str, folder: Path) -> Images:
    """Return a data set by torchvision's loader, which checks, unpacks and keeps what it loads."""
    from torchvision import datasets

    loader = getattr(datasets, DOWNLOADED[name])
    place = folder / DOWNLOADED[name] / "raw"
    try:
        data = loader(folder, train=split == "train", download=True)
    except (RuntimeError, OSError, ValueError, AssertionError, IndexError) as problem:
        reason = " ".join(str(problem).split())
        if "Error downloading" in reason or isinstance(problem, OSError):
            advice = (
                f"{name} could not be downloaded ({reason}). Connect to a network and try again, "
                f"put its four files into {place} by hand, or use name='digits', which needs none."
            )
        else:
            advice = (
                f"the files of {name} in {place} are damaged ({reason}): expected the data set's "
                "own format. Delete them and call again: they are then downloaded anew."
            )
        raise OSError(advice) from problem
    X = data.data.to(torch.float32)[:, None] / 255
    return Images(X, data.targets.to(torch.int64), tuple(data.classes))
