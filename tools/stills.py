"""Puts still pictures of the explorers into built pages, for browsers that run no scripts.

They lie beside the pages and are named within <noscript>: whoever has scripts does not load them.
"""

import io
import re
import sys
from pathlib import Path

from PIL import Image
from reader import ROOT, SHARPNESS, Book, Chapter, contents

sys.path.insert(0, str(ROOT / "_ext"))

from widget_state import NO_SCRIPT

EDITION = {"pages": [], "paper": False}
PICTURE = re.compile(r'<img\b[^>]*?src="pictures/(still-[^"]*?-(\d+))\.png" alt="([^"]*)"')
STILL = """\
<noscript>
<figure class="no-script">
<img loading="lazy" width="{width}" height="{height}" src="{source}" alt="{alt}">
<figcaption>A still picture. Switch on JavaScript, and the explorer here is live.</figcaption>
</figure>
</noscript>
"""


def webp(png: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return a picture in a lighter format, and its size on the page."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=6)
    return out.getvalue(), (image.width // SHARPNESS, image.height // SHARPNESS)


def with_stills(folder: Path, name: str, chapter: Chapter) -> dict[str, str | bytes]:
    """Return a page that shows stills to who has no scripts, and the stills, by their paths.

    Args:
        folder: the built book.
        name: the page's path in it, such as chapters/6-5-pooling.
        chapter: the same page as `reader` has read it.
    """
    # One sentence stands before each widget; explorers' make way for pictures.
    html = (folder / f"{name}.html").read_text("utf-8").split(NO_SCRIPT)
    places = [NO_SCRIPT] * (len(html) - 1)
    files: dict[str, str | bytes] = {}
    for still, number, alt in PICTURE.findall(chapter.content):
        path = f"_images/{still}.webp"
        files[path], (width, height) = webp(chapter.pictures[f"{still}.png"])
        source = "../" * name.count("/") + path
        places[int(number)] = STILL.format(source=source, alt=alt, width=width, height=height)
    files[f"{name}.html"] = "".join(map("".join, zip(html, [*places, ""], strict=True)))
    return files


def add_stills(book: Book, names: list[str] | None = None) -> None:
    """Put stills into the pages of a built book."""
    for name in names or contents():
        chapter = book.read(name, {"": EDITION})[""]
        for path, content in with_stills(book.folder, name, chapter).items():
            data = content.encode() if isinstance(content, str) else content
            (book.folder / path).parent.mkdir(exist_ok=True)
            (book.folder / path).write_bytes(data)
