"""Reads the built book with a browser: each page's text as XHTML, each explorer's picture."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import browsers
import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).absolute().parents[1]
MODULE = Path(__file__).with_name("extract.js").read_text("utf-8")
EXTRACT = f"(options) => {{ {MODULE.replace('export ', '')} return extract(options); }}"
DRAWN = """() => !document.querySelector('script[type*="widget-state"]')
  || document.documentElement.dataset.widgets === "ready" """
# A folded explorer has no picture, nor has one that is far from the window; what is laid out takes
# its width within some frames.
UNFOLD = """async () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (let n = 0; n < 20; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
}"""
SEEN = "* { content-visibility: visible !important; }"
SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")(?!data:)([^"]+)(")')  # of a picture in a file
WIDTH, SHARPNESS = 820, 2  # CSS pixels, and device pixels for each


@dataclass
class Chapter:
    """A page as text, with the pictures that it shows, by their names below pictures/."""

    name: str  # such as 6-2-convolutions-for-images
    title: str
    content: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def contents(toc: Path = ROOT / "_toc.yml") -> list[str]:
    """Return the pages in order, such as 'chapters/6-2-convolutions-for-images'."""

    def files(entry):
        yield entry.get("file", entry.get("root"))
        for key in ("parts", "chapters", "sections"):
            for child in entry.get(key, []):
                yield from files(child)

    return [name for name in files(yaml.safe_load(toc.read_text("utf-8"))) if name]


def cores(names: list[str]) -> list[str]:
    """Return the pages without the deeper ones of each section."""
    return [name for name in names if "deeper" not in name]


def small_png(png: bytes) -> bytes:
    """Return a picture with 256 colours: a quarter of the bytes, and no difference to see."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def stills(page) -> dict[int, bytes]:
    """Take a picture of each explorer, by its place among the page's widgets."""
    page.add_style_tag(content=SEEN)
    page.evaluate(UNFOLD)
    widgets = page.locator(".widget-subarea")
    return {
        number: small_png(widgets.nth(number).screenshot(animations="disabled"))
        for number in range(widgets.count())
        if widgets.nth(number).locator("[data-explorer]").count()
    }


class Book:
    """The built book, open in a browser."""

    def __init__(self, folder: Path, browser):
        self.folder = folder
        self.context = browser.new_context(
            viewport={"width": WIDTH, "height": 1200},
            device_scale_factor=SHARPNESS,
            color_scheme="light",
            reduced_motion="reduce",
            offline=True,
        )

    def open(self, name: str):
        """Open a page; its widgets are drawn."""
        page = self.context.new_page()
        page.goto((self.folder / f"{name}.html").absolute().as_uri(), wait_until="load")
        page.wait_for_function(DRAWN, timeout=120_000)
        return page

    def read(self, name: str, editions: dict[str, dict]) -> dict[str, Chapter]:
        """Read a page once for each edition, with options for tools/extract.js."""
        short = name.rsplit("/", 1)[-1]
        still = f"still-{short}-"
        page = self.open(name)
        taken = {f"{still}{number}.png": png for number, png in stills(page).items()}
        chapters = {}
        for edition, options in editions.items():
            text = page.evaluate(EXTRACT, {"still": still} | options)
            chapters[edition] = Chapter(short, text["title"], text["content"])
            self._collect_pictures(chapters[edition], (self.folder / name).parent, taken)
        page.close()
        return chapters

    def _collect_pictures(self, chapter: Chapter, beside: Path, taken: dict[str, bytes]) -> None:
        def collect(match: re.Match) -> str:
            source = unquote(match[2])
            file = Path(source).name
            picture = taken[source] if source in taken else (beside / source).read_bytes()
            chapter.pictures[file] = picture
            return f"{match[1]}pictures/{file}{match[3]}"

        chapter.content = SOURCE.sub(collect, chapter.content)


@contextmanager
def open_book(folder: Path) -> Iterator[Book]:
    """Open the built book in Chromium."""
    program = browsers.find()
    if program is None:
        raise SystemExit("This needs Chromium: install it, or name it in CHROMIUM=…")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield Book(folder, browser)
        browser.close()
