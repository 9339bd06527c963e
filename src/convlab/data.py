"""Images that need no download, and kernels with a name.

The photos come with scikit-learn under CC BY 2.0: 'china' by Yu-Chan Chen
(https://www.flickr.com/photos/88158224@N00/2350254590), 'flower' by Daniel Schlaepfer
(https://www.flickr.com/photos/dsch/4396430577).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.checks import one_of, whole
from convlab.noise import generator

PHOTOS = ("china", "flower")
# How bright red, green and blue are in grey, by ITU-R BT.601.
LUMA = (0.299, 0.587, 0.114)

# Nested tuples, for cross-correlation: what is written top left meets the window's top left.
KERNELS = {
    "identity": ((0.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 0.0)),
    "box": ((1 / 9, 1 / 9, 1 / 9),) * 3,
    # The binomial weights 1, 2, 1 on each axis.
    "gaussian": ((1 / 16, 2 / 16, 1 / 16), (2 / 16, 4 / 16, 2 / 16), (1 / 16, 2 / 16, 1 / 16)),
    "sharpen": ((0.0, -1.0, 0.0), (-1.0, 5.0, -1.0), (0.0, -1.0, 0.0)),
    # Positive where the image gets brighter from left to right.
    "sobel x": ((-1.0, 0.0, 1.0), (-2.0, 0.0, 2.0), (-1.0, 0.0, 1.0)),
    # Positive where the image gets brighter from top to bottom.
    "sobel y": ((-1.0, -2.0, -1.0), (0.0, 0.0, 0.0), (1.0, 2.0, 1.0)),
    "laplacian": ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0)),
    "emboss": ((-2.0, -1.0, 0.0), (-1.0, 1.0, 1.0), (0.0, 1.0, 2.0)),
    # Positive where the image gets darker from left to right.
    "edge": ((1.0, -1.0),),
}


def load_photo(name: str, size: int | None = None, *, grey: bool = True) -> Tensor:
    """Return one of the two photos that come with scikit-learn.

    Args:
        name: 'china' or 'flower'.
        size: take the central square and resize it, antialiased, to size × size; None keeps the
            photo's 427 × 640.
        grey: mix the colours by `LUMA`, the weights of ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B.

    Returns:
        float32 from 0 (black) to 1, shape (h, w) if grey, else (3, h, w) in the order R, G, B.

    Raises:
        ValueError: for another name, or a size below 1.
    """
    one_of(name, "name", PHOTOS)
    X = torch.tensor(_photo(name)).permute(2, 0, 1) / 255
    if size is not None:
        X = resize(_central_square(X), whole(size, "size", 1))
    if grey:
        X = (torch.tensor(LUMA)[:, None, None] * X).sum(0)
    return X.clamp(0, 1).contiguous()


def _of_scikit_learn(file: str) -> Path:
    """Return where one of scikit-learn's data files lies; importing the package takes seconds."""
    return Path(find_spec("sklearn").submodule_search_locations[0], "datasets", file)


def _photo(name: str) -> np.ndarray:
    """Return a photo as its file has it: uint8, shape (427, 640, 3)."""
    from PIL import Image

    with Image.open(_of_scikit_learn(f"images/{name}.jpg")) as photo:
        return np.array(photo)


def _central_square(X: Tensor) -> Tensor:
    """Return the central square of `X`, shape (c, h, w)."""
    h, w = X.shape[1:]
    side = min(h, w)
    top, left = (h - side) // 2, (w - side) // 2
    return X[:, top : top + side, left : left + side]


def resize(X: Tensor, size: int) -> Tensor:
    """Return images (…, h, w) as (…, size, size), bilinear and antialiased."""
    planes = X.reshape(-1, 1, *X.shape[-2:])
    resized = F.interpolate(planes, (size, size), mode="bilinear", antialias=True)
    return resized.reshape(*X.shape[:-2], size, size)


@cache
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Return scikit-learn's 1,797 handwritten digits, read once.

    Returns:
        (images, labels): uint8 from 0 (paper) to 16 (ink), shape (1797, 8, 8), and uint8, (1797,).
    """
    rows = np.loadtxt(_of_scikit_learn("data/digits.csv.gz"), delimiter=",", dtype=np.uint8)
    return rows[:, :-1].reshape(-1, 8, 8), rows[:, -1]


def load_digit(index: int) -> Tensor:
    """Return a handwritten digit of scikit-learn's `load_digits`.

    Args:
        index: from 0 to 1796.

    Returns:
        float32 from 0 (paper) to 1 (ink), shape (8, 8).

    Raises:
        ValueError: for another index.
    """
    images, _ = digits()
    index = whole(index, "index", 0, len(images) - 1)
    return torch.tensor(images[index] / 16, dtype=torch.float32)


def edge_image() -> Tensor:
    """Return the image of two vertical edges, shape (6, 8): ones, with columns 2 to 5 zero."""
    X = torch.ones(6, 8)
    X[:, 2:6] = 0
    return X


def edge_image_with_rows() -> Tensor:
    """Return `edge_image` with its dark bar ended after row 3, shape (6, 8).

    The bar's lower end is what the other image lacks: a change from one row to the next. All
    four weights of a 2×2 kernel can now be learned.
    """
    X = edge_image()
    X[4:] = 1
    return X


def noise_image(h: int, w: int, *, seed: int = 0) -> Tensor:
    """Return uniform noise from 0 to 1, shape (h, w), the same for the same seed."""
    return torch.rand(whole(h, "h", 1), whole(w, "w", 1), generator=generator(seed))


def number_image() -> Tensor:
    """Return small whole numbers to calculate with by hand, as float32 of shape (5, 5)."""
    return torch.tensor(
        [
            [1.0, 2.0, 0.0, 1.0, 3.0],
            [0.0, 3.0, 1.0, 2.0, 0.0],
            [2.0, 1.0, 0.0, 3.0, 1.0],
            [1.0, 0.0, 2.0, 1.0, 2.0],
            [3.0, 1.0, 2.0, 0.0, 1.0],
        ]
    )
