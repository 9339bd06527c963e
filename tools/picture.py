"""Records an explorer at work: `make picture` writes docs/explorer.webp.

A hand that follows a script uses an explorer alone in a page: it moves over the feature map,
chooses another kernel, and types a number into the kernel. Each picture is one of the page's.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import alone
import browsers
from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

DOCS = alone.ROOT / "docs"
EXPLORER = 'ConvolutionExplorer(input="china", kernel="sobel x")'
WIDTH, HEIGHT = 900, 900  # CSS pixels
MOST = 1_500_000  # bytes
FRAME, PAUSE = 70, 1100  # milliseconds
OUTPUT = "output"
# Pictures of a page have no pointer.
POINTER = """() => {
  const pointer = document.createElement("div");
  pointer.innerHTML = `<svg width="22" height="22" viewBox="0 0 22 22"><path stroke-width="1.5"
    d="M2 1v17l4.5-4 3 7 3-1.3-3-6.7H16z" fill="#111" stroke="#fff"/></svg>`;
  pointer.style = "position: fixed; z-index: 9999; pointer-events: none; left: -99px";
  document.body.append(pointer);
  addEventListener("pointermove", ({ clientX, clientY }) => {
    pointer.style.left = `${clientX - 2}px`;
    pointer.style.top = `${clientY - 1}px`;
  }, true);
}"""
DRAWN = "() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))"


class Recorder:
    """The explorer in its page, the hand that uses it, and the pictures so far."""

    def __init__(self, page: Page):
        self.page = page
        self.widget = page.locator(".widget-subarea")
        self.place = WIDTH / 2, HEIGHT / 2
        self.frames: list[Image.Image] = []
        self.times: list[int] = []
        page.evaluate(POINTER)

    def take(self, milliseconds: int = FRAME) -> None:
        """Add a picture, which stands for so long."""
        self.page.evaluate(DRAWN)
        png = self.widget.screenshot(animations="disabled", scale="css")
        self.frames.append(Image.open(io.BytesIO(png)).convert("RGB"))
        self.times.append(milliseconds)

    def move(self, x: float, y: float, steps: int = 6) -> None:
        """Move the hand, faster in the middle of its way."""
        x0, y0 = self.place
        for step in range(1, steps + 1):
            t = step / steps
            t = t * t * (3 - 2 * t)
            self.place = x0 + (x - x0) * t, y0 + (y - y0) * t
            self.page.mouse.move(*self.place)
            self.take()

    def go_to(self, where: Locator, across: float = 0.5, down: float = 0.5, steps: int = 6) -> None:
        """Move the hand to a place in a part of the explorer."""
        box = where.bounding_box()
        self.move(box["x"] + across * box["width"], box["y"] + down * box["height"], steps)

    def picture(self, name: str) -> Locator:
        """Return one of the explorer's pictures."""
        return self.widget.get_by_role("img", name=name, exact=True)

    def choose(self, label: str, option: str) -> None:
        """Choose an option; the list that a browser opens is in no picture."""
        control = self.widget.get_by_label(label, exact=True)
        self.go_to(control)
        self.take(400)
        control.select_option(option)
        self.take(PAUSE)

    def type_number(self, row: int, column: int, number: str) -> None:
        """Click on a weight of the kernel, and type another."""
        grid = self.widget.get_by_role("grid", name="kernel", exact=True)
        cell = grid.get_by_role("row").nth(row).get_by_role("gridcell").nth(column)
        self.go_to(cell)
        self.page.mouse.click(*self.place)
        self.take(300)
        self.page.keyboard.press("Control+a")
        for key in number:
            self.page.keyboard.type(key)
            self.take(300)
        self.page.keyboard.press("Enter")
        self.take(PAUSE)


def at_work(hand: Recorder) -> None:
    """Look at sums, choose a kernel, change a number, take larger steps."""
    output = hand.picture(OUTPUT)
    hand.go_to(output, 0.49, 0.28)
    hand.take(700)
    hand.go_to(output, 0.50, 0.72, steps=14)
    hand.take(PAUSE)
    hand.choose("Kernel", "Sobel y")
    hand.go_to(output, 0.3, 0.3)
    hand.go_to(output, 0.3, 0.68, steps=12)
    hand.take(700)
    hand.choose("Kernel", "identity")
    hand.type_number(1, 1, "-1")
    hand.type_number(1, 2, "1")
    hand.go_to(output, 0.25, 0.55)
    hand.go_to(output, 0.6, 0.55, steps=12)
    hand.take(2 * PAUSE)


def record(expression: str, script: Callable[[Recorder], None]) -> Recorder:
    """Let the hand follow a script in the page of an explorer."""
    program = browsers.find()
    if program is None:
        raise SystemExit("This needs Chromium: `make browser`, or name one in CHROMIUM=…")
    alone.bundle()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "page.html")
        fonts = f'<link rel="stylesheet" href="{(alone.ASSETS / "fonts.css").as_uri()}">'
        page = alone.page(alone.make(expression), expression, after=fonts)
        path.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.set_default_timeout(15_000)
        page.goto(path.as_uri())
        page.wait_for_selector('html[data-widgets="ready"]', state="attached")
        hand = Recorder(page)
        hand.widget.evaluate("widget => scrollTo(0, widget.getBoundingClientRect().top - 8)")
        page.wait_for_timeout(500)
        script(hand)
        browser.close()
    return hand


def write(hand: Recorder, path: Path) -> None:
    """Write the moving picture, as sharp as its bytes allow."""
    first, *others = hand.frames
    for quality in (80, 70, 60, 50, 40):
        first.save(
            path,
            save_all=True,
            append_images=others,
            duration=hand.times,
            loop=0,
            quality=quality,
            method=4,
        )
        if path.stat().st_size < MOST:
            return
    raise SystemExit(f"{path} takes {path.stat().st_size} bytes, expected under {MOST}")


def main() -> None:
    """Record, and say what came."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "explorer.webp"
    hand = record(EXPLORER, at_work)
    write(hand, path)
    seconds, size = sum(hand.times) / 1000, path.stat().st_size / 1e6
    print(f"{path}: {len(hand.frames)} pictures, {seconds:.0f} seconds, {size:.2f} MB")


if __name__ == "__main__":
    main()
