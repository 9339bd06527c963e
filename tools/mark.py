"""Draw the book's mark and its cover, which are feature maps: `python tools/mark.py`.

The mark is what the kernel Sobel x answers to a handwritten zero: an eye. The cover is what it
answers to the temple of the first page. Orange is positive, blue is negative, and zero is
transparent, so that both lie on light and on dark paper.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from sklearn.datasets import load_sample_image
from torch import Tensor

from convlab import KERNELS, corr2d, load_digit

BROWSER = Path(__file__).absolute().parents[1] / "_ext" / "browser"
BLUE, ORANGE = (29, 91, 161), (207, 92, 20)
ZERO = 20  # of scikit-learn's digits: a round one
FAINT = 0.05  # of the strongest response: what is weaker is not drawn
ROWS, COLUMNS = 200, 300
LEVELS = 12  # of transparency, for each of the two colours


def response(X: Tensor, padding: int = 0) -> Tensor:
    """Return what Sobel x answers to `X`, divided by the strongest response."""
    Y = corr2d(X, torch.tensor(KERNELS["sobel x"]), padding=padding)
    return Y / Y.abs().max()


def colour(value: float) -> str:
    """Return a response's colour, for SVG."""
    return "#{:02x}{:02x}{:02x}".format(*(ORANGE if value > 0 else BLUE))


def mark() -> str:
    """Return the mark as SVG, one square for each cell."""
    Y = response(load_digit(ZERO), padding=1)
    squares = [
        f'<path fill="{colour(value)}" opacity="{min(1, 1.15 * abs(value)):.2f}"'
        f' d="M{j + 0.04:.2f} {i + 0.04:.2f}h.92v.92h-.92z"/>'
        for i, row in enumerate(Y.tolist())
        for j, value in enumerate(row)
        if abs(value) >= FAINT
    ]
    h, w = Y.shape
    open_tag = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">'
    return "\n".join([open_tag, *squares, "</svg>", ""])


def cover() -> Image.Image:
    """Return the cover: a picture of few colours, most of it transparent."""
    photo = Image.fromarray(load_sample_image("china.jpg")).convert("L")
    photo = photo.resize((COLUMNS + 2, ROWS + 2))
    X = torch.tensor(np.array(photo)) / 255
    Y = (2.2 * response(X)).clamp(-1, 1)
    Y = Y.where(Y.abs() > 2 * FAINT, 0)
    picture = Image.new("P", (COLUMNS, ROWS))
    picture.putpalette([part for colour in (BLUE, ORANGE) for part in LEVELS * colour])
    level = (Y.abs() * (LEVELS - 1)).round().long() + (Y > 0) * LEVELS
    picture.putdata(level.flatten().tolist())
    alpha = [round(255 * step / (LEVELS - 1)) for step in range(LEVELS)]
    picture.info["transparency"] = bytes(2 * alpha)
    return picture


if __name__ == "__main__":
    (BROWSER / "favicon.svg").write_text(mark(), encoding="utf-8")
    cover().save(BROWSER / "cover.png", optimize=True)
