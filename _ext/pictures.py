"""Lays figures on the page's own paper, light and dark.

matplotlib draws on a white card. Here the white around its panels becomes transparent, and a copy
for dark pages has light lines and letters. What a panel shows stays as it is: a colour map that is
dimmed or turned round lies. A panel is what has a closed outline: grey, as `figures.framed` draws
it, or black around colours alone, as a colour bar has it.
"""

import re
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

# A page that was left from the last build has both pictures already.
FIGURE = re.compile(
    r'<img (?!class="only-)([^>]*?)src="([^"]*_images/([0-9a-f]{64})\.png)"([^>]*?)\s*/?>'
)
WHITE = 255
GREY, NEAR = 128, 8  # of a panel's outline, and how far off a pixel of it may be
DARK = 28  # a plot's outline is black; its corners are round
THICK, LEAST = 7, 600  # width and area, in pixels, of what is no line and no letter
SHORTEST = 8  # pixels of a side
MOST_WHITE = 0.3  # of what a black outline holds, if it is a colour bar
LIGHTEST, SPAN = 0.88, 0.5  # of a dark page's black lines; how much darker light ones are there


def _runs(line: np.ndarray) -> list[tuple[int, int]]:
    """Return (begin, end) of the stretches of True that are long enough for a side."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], line.astype(np.int8), [0]])))
    return [(a, b) for a, b in edges.reshape(-1, 2).tolist() if b - a >= SHORTEST]


def outlines(line: np.ndarray) -> list[tuple[int, int, int, int]]:
    """Return (top, left, bottom, right) of the rectangles that have all four sides in `line`.

    Args:
        line: which pixels have the outline's colour, shape (h, w).
    """
    spans = {run for row in line for run in _runs(row)}
    counts = np.pad(line.cumsum(1), ((0, 0), (1, 0)))
    near = ndimage.binary_dilation(line, np.ones((1, 3)))  # a side between two pixels is in both
    found = []
    for left, right in spans:
        across = counts[:, right] - counts[:, left] == right - left  # ticks may make it longer
        for top, end in _runs(near[:, left] & near[:, right - 1]):
            within = np.flatnonzero(across[top:end]) + top
            if within.size and within[-1] - within[0] >= SHORTEST:
                found.append((int(within[0]), left, int(within[-1]) + 1, right))
    return found


def _areas(drawn: np.ndarray) -> np.ndarray:
    """Return the parts of `drawn` that are no lines, no letters and no legend's samples."""
    thick = ndimage.binary_opening(drawn, np.ones((THICK, THICK)))
    names, _ = ndimage.label(thick)
    large = np.bincount(names.ravel()) >= LEAST
    large[0] = False
    return ndimage.binary_dilation(large[names], iterations=2) & drawn


def panels(pixels: np.ndarray) -> np.ndarray:
    """Return which pixels belong to panels, shape (h, w), for a figure of shape (h, w, 3)."""
    white = (pixels == WHITE).all(-1)
    shade = pixels.max(-1).astype(int)
    dark = shade <= DARK
    kept, plots = np.zeros((2, *white.shape), dtype=bool)
    for top, left, bottom, right in outlines(dark | (np.abs(shade - GREY) <= NEAR)):
        inside = np.s_[top:bottom, left:right]
        ends = (dark[top, left:right], dark[bottom - 1, left:right])
        sides = (dark[top:bottom, left], dark[top:bottom, right - 1])
        is_black = max(line.mean() for line in (*ends, *sides)) > 0.5
        is_plot = is_black and white[inside].mean() > MOST_WHITE
        (plots if is_plot else kept)[inside] = True
    return (kept & ~plots) | _areas(~white & ~plots)


def _lighter(colour: np.ndarray) -> np.ndarray:
    """Return colours from 0 to 1, drawn on white, as they are drawn on black; hues stay."""
    lightness = (colour.max(-1, keepdims=True) + colour.min(-1, keepdims=True)) / 2
    wanted = LIGHTEST - SPAN * lightness
    up = (1 - wanted) / np.maximum(1 - lightness, 1e-6)
    lifted = np.where(wanted > lightness, 1 - (1 - colour) * up, colour)
    return lifted.clip(0, 1)


def on_paper(picture: Image.Image, dark: bool) -> Image.Image:
    """Return a figure without its white card.

    Args:
        picture: as matplotlib drew it.
        dark: for a dark page.
    """
    pixels = np.array(picture.convert("RGB"))
    kept = panels(pixels)
    part = pixels / WHITE
    alpha = 1 - part.min(-1, keepdims=True)  # the least ink that gives this colour on white
    colour = (part - (1 - alpha)) / np.maximum(alpha, 1e-6)
    if dark:
        colour = _lighter(colour)
    drawn = np.where(
        kept[..., None], np.dstack([part, np.ones_like(alpha)]), np.dstack([colour, alpha])
    )
    return Image.fromarray((drawn * WHITE).round().astype(np.uint8), "RGBA")


def _lay(folder: Path, name: str) -> tuple[int, int]:
    """Write both pictures of a figure, the dark one last, and return its width and height."""
    light, dark = folder / f"{name}.png", folder / f"{name}-dark.png"
    with Image.open(light) as picture:
        if not dark.exists() or dark.stat().st_mtime_ns < light.stat().st_mtime_ns:
            pictures = [on_paper(picture, is_dark) for is_dark in (False, True)]
            for drawn, path in zip(pictures, (light, dark), strict=True):
                drawn.save(path, optimize=True)
        return picture.size


def lay_figures(html: str, folder: Path) -> str:
    """Return a page whose figures have a copy for dark paper, and their sizes.

    Args:
        html: the page.
        folder: of the book's pictures.
    """

    def both(found: re.Match) -> str:
        before, source, name, after = found.groups()
        width, height = _lay(folder, name)
        common = (
            f'{before}{after} width="{width}" height="{height}" loading="lazy" decoding="async"'
        )
        dark = source.replace(name, f"{name}-dark")
        # In a place of their own: the theme hides a caption beside a picture for the other paper.
        return (
            f'<span><img class="only-light" {common} src="{source}" />'
            f'<img class="only-dark" {common} src="{dark}" /></span>'
        )

    return FIGURE.sub(both, html)


def _finish(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    out = Path(app.outdir)
    for page in out.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(lay_figures(html, out / "_images"), encoding="utf-8")


def setup(app):
    """Connect to Sphinx."""
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
