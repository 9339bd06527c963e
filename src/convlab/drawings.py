"""From a drawing to what the network was trained on, and what can be done to it on the way.

The digits of scikit-learn were scanned, stretched to fill a frame, and reduced to 8×8 shares of
ink. A drawing must go the same way, or the network meets something that it has never seen.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from convlab.checks import IMAGE, check_matrix, check_tensor, whole
from convlab.datasets import enlarge

CELLS = 8
LEVELS = 16
# In the data, every digit is as high as the frame, and 4 to 6 of its 8 columns wide.
NARROWEST, WIDEST = 4.0, 6.0
INK = 0.2


def shares(n: int, low: float, high: float) -> Tensor:
    """Return the matrix that averages `n` elements over 8 equal parts of an interval.

    Args:
        n: how many elements there are.
        low: where the first part begins, counted in elements; it may lie outside.
        high: where the last part ends.

    Returns:
        float64, shape (8, n). Row i holds the share of each element in part i; what lies
        outside of the elements counts as zero.
    """
    edges = torch.linspace(low, high, CELLS + 1, dtype=torch.float64)
    start = torch.arange(n, dtype=torch.float64)
    over = torch.minimum(edges[1:, None], start + 1) - torch.maximum(edges[:-1, None], start)
    return over.clamp(min=0) * CELLS / (high - low)


def reduce_drawing(X: Tensor, *, fit: bool = True) -> Tensor:
    """Return a drawing as the data have it: 8×8 shares of ink, in sixteenths.

    Args:
        X: ink from 0 to 1, shape (h, w).
        fit: first cut out the ink and stretch it to the whole height and to 4 to 6 columns, and
            make its darkest cell 1, as the data are; else take the drawing as it stands.

    Returns:
        float32, shape (8, 8). A drawing without ink gives zeros.

    Raises:
        ValueError: for something else than a matrix.
    """
    X = check_matrix(X, "X").double()
    h, w = X.shape
    if not fit:
        return _sixteenths(shares(h, 0, h) @ X @ shares(w, 0, w).T)
    ink = X > INK
    if not ink.any():
        return torch.zeros(CELLS, CELLS)
    rows, columns = ink.any(1).nonzero().flatten(), ink.any(0).nonzero().flatten()
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    left, right = int(columns[0]), int(columns[-1]) + 1
    wide = min(max(CELLS * (right - left) / (bottom - top), NARROWEST), WIDEST)
    half = (right - left) * CELLS / wide / 2
    middle = (left + right) / 2
    Y = shares(h, top, bottom) @ X @ shares(w, middle - half, middle + half).T
    return _sixteenths(Y / Y.max())


def _sixteenths(X: Tensor) -> Tensor:
    """Return `X` rounded to sixteenths, halves upwards."""
    return (torch.floor(LEVELS * X + 0.5) / LEVELS).float()


def affine(X: Tensor, matrices: Tensor) -> Tensor:
    """Return images seen through affine maps, bilinear, with paper outside.

    Args:
        X: shape (n, 1, h, w).
        matrices: shape (n, 2, 3). Each takes a place (x, y, 1) of the result, from −1 at the left
            and top edge to 1 at the right and bottom edge, to the place in the image it is read at.
    """
    grid = F.affine_grid(matrices, list(X.shape), align_corners=False)
    return F.grid_sample(X, grid, align_corners=False)


def transform_drawing(
    X: Tensor, *, down: float = 0, right: float = 0, turn: float = 0, thicker: int = 0
) -> Tensor:
    """Return an image moved, turned about its middle, and drawn with a thicker or thinner pen.

    Args:
        X: shape (h, w), square.
        down: pixels; so is `right`.
        right: pixels.
        turn: degrees, clockwise.
        thicker: how many times each pixel takes the largest of itself and its four neighbours, or
            for a negative number the smallest.

    Raises:
        ValueError: for something else than a square matrix of floats.
    """
    size, columns = _floats(check_matrix(X, "X")).shape
    if size != columns:
        raise ValueError(f"X must be square, got {size}×{columns}")
    for _ in range(abs(whole(thicker, "thicker"))):
        X = _spread(X) if thicker > 0 else -_spread(-X)
    if not (down or right or turn):
        return X
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    x, y = 2 * right / size, 2 * down / size
    # Back from the result: first undo the shift, then the turn.
    M = torch.tensor([[c, s, -c * x - s * y], [-s, c, s * x - c * y]], dtype=X.dtype)
    return affine(X[None, None], M[None])[0, 0]


def _spread(X: Tensor) -> Tensor:
    """Return the largest of each pixel and its four neighbours; there are none outside."""
    down = F.max_pool2d(X[None], (3, 1), 1, (1, 0))
    across = F.max_pool2d(X[None], (1, 3), 1, (0, 1))
    return torch.maximum(down, across)[0]


def _floats(X: Tensor) -> Tensor:
    """Return `X`; ValueError if it does not hold floats."""
    if not X.is_floating_point():
        raise ValueError(f"X must hold floats from 0 to 1, got {X.dtype}")
    return X


def prepare_drawing(X: Tensor, *, fit: bool = True) -> Tensor:
    """Return a drawing as the network takes it, shape (28, 28); arguments as `reduce_drawing`."""
    return enlarge(reduce_drawing(X, fit=fit))


def distort(X: Tensor, generator: torch.Generator) -> Tensor:
    """Return each image turned, slanted, stretched, moved and inked a little differently.

    Trained on these, a network learns what does not matter: up to 20° and 3 pixels, a slant of
    0.4, a factor of e^±0.2 on each axis, and ink to the power of e^±0.7.

    Args:
        X: from 0 to 1, shape (n, 1, 28, 28).
        generator: of random numbers, on the CPU.

    Raises:
        ValueError: for something else than such images.
    """
    _floats(check_tensor(X, "X", ("images", *IMAGE)))

    def draw(*size):
        return (2 * torch.rand(*size, generator=generator) - 1).to(X)

    n = len(X)
    angle, slant = math.radians(20) * draw(n), 0.4 * draw(n)
    across, down = torch.exp(0.2 * draw(2, n))
    shift = 3 * 2 / X.shape[-1] * draw(n, 2, 1)
    c, s = torch.cos(angle), torch.sin(angle)
    M = torch.stack([c * across, c * slant - s * down, s * across, s * slant + c * down], 1)
    moved = affine(X, torch.cat([M.reshape(n, 2, 2), shift], 2))
    return moved ** torch.exp(0.7 * draw(n, 1, 1, 1))
