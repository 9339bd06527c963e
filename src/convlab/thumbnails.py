"""The front page's way into the sections: for each a picture that its arithmetic has made."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO

import torch
from IPython.display import HTML
from matplotlib import colormaps
from PIL import Image
from torch import Tensor

from convlab.data import KERNELS, load_digit, load_photo
from convlab.datasets import enlarge
from convlab.figures import COUNTS, SIGNED
from convlab.lenet import load_trained
from convlab.ops import corr2d
from convlab.pooling import pool2d
from convlab.shapes import use_counts
from convlab.weights import shared_weights

SIDE = 144  # pixels


def thumbnail(X: Tensor, colours: str = "gray", *, low: float, high: float) -> str:
    """Return an image as the address of a PNG that holds it, with sharp pixels.

    Args:
        X: shape (h, w).
        colours: a colour map of matplotlib, or its name.
        low: the number with the map's first colour.
        high: the number with its last colour.
    """
    shades = colormaps.get_cmap(colours)((X.numpy() - low) / (high - low), bytes=True)[..., :3]
    picture = Image.fromarray(shades).resize((SIDE, SIDE), Image.Resampling.NEAREST)
    file = BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"


def thumbnails() -> dict[str, str]:
    """Return for each section's number the picture that stands for it."""
    temple = load_photo("china", SIDE)
    counts = torch.tensor(use_counts(12, 5, padding=1), dtype=torch.float32)
    flower = load_photo("flower", SIDE // 2, grey=False)
    digit = enlarge(load_digit(3))
    with torch.no_grad():
        maps = load_trained().conv1(digit[None, None])[0, :4]
    return {
        "6.1": thumbnail(shared_weights(torch.ones(3, 3), 6).reshape(36, 36), low=1.2, high=0),
        "6.2": thumbnail(corr2d(temple, torch.tensor(KERNELS["sobel x"])), SIGNED, low=-2, high=2),
        "6.3": thumbnail(torch.outer(counts, counts), COUNTS, low=0, high=25),
        "6.4": thumbnail(two_by_two([*flower, flower.mean(0)]), low=0, high=1),
        "6.5": thumbnail(pool2d(temple, 6), low=0, high=1),
        "6.6": thumbnail(two_by_two(maps), SIGNED, low=-1.5, high=1.5),
    }


def two_by_two(images: Sequence[Tensor]) -> Tensor:
    """Return four images of one shape (h, w) as one of shape (2h, 2w)."""
    return torch.cat([torch.cat([*images[:2]], 1), torch.cat([*images[2:]], 1)])


def cards(sections: Iterable[tuple[str, str, str]]) -> HTML:
    """Return links to sections, each with its picture.

    Args:
        sections: of each the name of its page, its title, which begins with its number, and the
            question that it answers.
    """
    pictures = thumbnails()
    entries = [
        f'<li><a href="{page}.html"><img src="{pictures[title.split()[0]]}" alt="" '
        f'width="{SIDE}" height="{SIDE}"><strong>{escape(title)}</strong>'
        f"<span>{escape(question)}</span></a></li>"
        for page, title, question in sections
    ]
    return HTML(f'<ul class="sections">{"".join(entries)}</ul>')
