"""Drives an explorer as a reader does, in the built page and in JupyterLab alike."""

import json
import re
from contextlib import suppress
from io import BytesIO

import numpy as np
import torch
from PIL import Image
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from convlab.numbers import read_number

# A section of the book is laid out when it comes near; before that, its parts are elsewhere.
# What follows from a new size has been drawn.
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
COME_NEAR = """async (stage) => {
  const seen = () => stage.checkVisibility({ contentVisibilityAuto: true });
  for (let n = 0; n < 100 && !seen(); n++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    stage.closest("section")?.scrollIntoView();
  }
  stage.scrollIntoView();
}"""
# A stage takes its width a few frames after it comes into sight.
CUT = """async (stage) => {
  const cuts = (part) => {
    const frame = stage.getBoundingClientRect();
    const { left, right, width } = part.getBoundingClientRect();
    const clips = getComputedStyle(part).overflowX !== "visible";
    const hides = clips && part.scrollWidth > part.clientWidth + 1;
    return width && (left < frame.left || right > frame.right || hides);
  };
  let found = [];
  for (let n = 0; n < 20; n++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // What is to cut, and what it cuts off.
    const cells = ".seen-cells, .rows, .grid-row, [aria-hidden] > .cell, .cell[aria-hidden]";
    const parts = `.panel, .panel :not(.sheet, .sheet *, ${cells}), .tools *, p, table`;
    found = [...stage.querySelectorAll(parts)].filter(cuts);
    if (!found.length) break;
  }
  return found.map((part) => `${part.tagName} ${part.className} ${part.textContent}`);
}"""
# As one text: a value for each number takes many times as long.
BLOCK = """(stage, name) => {
  const { shape, data } = stage[name];
  const exact = (value) => (Number.isFinite(value) ? value : String(value));
  return JSON.stringify([Array.from(shape), Array.from(data, exact)]);
}"""
TEXTS = """async (stage, name) => {
  const named = () => stage.querySelector(`[role=grid][aria-label="${name}"]`);
  for (let n = 0; n < 300 && !named(); n++) await new Promise(requestAnimationFrame);
  const grid = named();
  if (!grid) throw new Error(`the stage shows no grid named ${name}`);
  const rows = [...grid.querySelectorAll("[role=row]:not([aria-hidden])")];
  const cells = (row) => [...row.querySelectorAll("[role=gridcell]:not([aria-hidden])")];
  return JSON.stringify(rows.map((row) => cells(row).map((cell) => cell.innerText)));
}"""


def touch(page, places, end="touchEnd") -> None:
    """Put a finger on the first of these (x, y), move it to the others, and take it off."""
    client = page.context.new_cdp_session(page)
    kinds = ["touchStart", *("touchMove" for _ in places[1:])]
    for kind, (x, y) in zip(kinds, places, strict=True):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    client.send("Input.dispatchTouchEvent", {"type": end, "touchPoints": []})
    client.detach()


class Drive:
    """One explorer on a page: its controls by their names, its grids, and what it computes.

    A locator looks for its element anew each time it is used: to ask an element that is in hand
    takes a fifth of the time.
    """

    def __init__(self, page, name: str = "", number: int = 0):
        self.page = page
        self.stage = page.locator(f'[data-explorer="{name}"]' if name else "[data-explorer]")
        self.stage = self.stage.nth(number)
        self.root = self.stage.locator("xpath=ancestor::*[contains(@class, 'convlab-explorer')]")
        self.element = self.stage.element_handle()
        self.element.evaluate(COME_NEAR)

    def control(self, label: str):
        return self.root.get_by_label(label, exact=True)

    def set(self, label: str, value) -> None:
        """Type a number into a control, or choose an option by what the reader sees."""
        control = self.control(label).element_handle()
        seen, kind = control.evaluate("control => [control.checkVisibility(), control.localName]")
        if not seen:
            self.press("More settings")
        if kind == "select":
            control.select_option(value)
        else:
            control.fill(str(value))
            self.page.keyboard.press("Enter")

    def values(self) -> dict[str, str]:
        """What the controls say, by their names."""
        return self.element.evaluate(
            """(stage) => {
              const root = stage.closest(".convlab-explorer");
              const all = [...root.querySelectorAll("input, select")];
              const named = all.filter(({ labels }) => labels?.length);
              return Object.fromEntries(named.map((one) => [one.labels[0].innerText, one.value]));
            }"""
        )

    def options(self, label: str) -> list[str]:
        """What a control offers."""
        return self.control(label).evaluate("c => [...c.options].map((option) => option.value)")

    def press(self, button: str) -> None:
        """Press a button, or one of several of which one is pressed."""
        named = {"name": button, "exact": True}
        one_of = self.root.get_by_role("radio", **named)
        self.root.get_by_role("button", **named).or_(one_of).click()

    def play(self, until: str, selector: str) -> None:
        """Play until the sentence speaks of a cell, pause, and see that it stands still."""
        cell = self.stage.locator(f"{selector} strong").first
        self.press("Play")
        cell.filter(has_text=until).wait_for()
        self.press("Pause")
        still = cell.inner_text()
        self.page.wait_for_timeout(700)
        assert cell.inner_text() == still

    def grid(self, name: str):
        return self.stage.get_by_role("grid", name=name, exact=True)

    def cell(self, name: str, i: int, j: int):
        return self.grid(name).get_by_role("row").nth(i).get_by_role("gridcell").nth(j)

    def edit(self, name: str, i: int, j: int, text: str) -> None:
        self.cell(name, i, j).click()
        self.keys("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def paint(self, name: str, number, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Drag from one cell to another with a number to paint."""
        self.stage.get_by_label("the number to paint with").fill(str(number))
        self.cell(name, *first).scroll_into_view_if_needed()
        self.page.evaluate(SETTLED)
        ends = [self.cell(name, *place).bounding_box() for place in (first, last)]
        (x, y), end = ((box["x"] + 5, box["y"] + 5) for box in ends)
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(*end, steps=12)
        mouse.up()
        self.press("Paint with")  # and put the brush away

    def point(self, picture: str, i: int, j: int, rows: int, columns: int | None = None) -> None:
        """Move the pointer to a pixel of a picture of so many rows and columns."""
        canvas = self.stage.get_by_role("img", name=picture, exact=True)
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        x = box["x"] + (j + 0.5) * box["width"] / (columns or rows)
        self.page.mouse.move(x, box["y"] + (i + 0.5) * box["height"] / rows)

    def look(self, picture: str, rows: int, columns: int) -> torch.Tensor:
        """Return the colours on screen of a picture's pixels: (rows, columns, 3), 0 to 255."""
        shown = self.stage.get_by_role("img", name=picture, exact=True)
        shot = shown.screenshot(style=".boxes { visibility: hidden }")
        seen = torch.tensor(np.array(Image.open(BytesIO(shot)).convert("RGB")))
        box = shown.bounding_box()  # which may begin within a pixel of the screen
        down, across = (
            ((torch.arange(n) + 0.5) * box[size] / n + box[start] % 1).long()
            for n, size, start in ((rows, "height", "y"), (columns, "width", "x"))
        )
        return seen[down][:, across].float()

    def open(self, file) -> None:
        """Open a picture from disk."""
        self.stage.locator("input[type=file]").set_input_files(file)

    def numbers(self, name: str) -> torch.Tensor:
        """The numbers that a grid shows, as its cells' text says them."""
        texts = json.loads(self.element.evaluate(TEXTS, name))
        return torch.tensor([[read_number(text) for text in row] for row in texts])

    def output(self) -> torch.Tensor:
        """The stage's output at full precision."""
        return self.block("output")

    def block(self, name: str) -> torch.Tensor:
        """Numbers that the stage has as a property, `{shape, data}`."""
        shape, data = json.loads(self.element.evaluate(BLOCK, name))
        return torch.tensor([float(value) for value in data]).reshape(shape)

    def follows(self, expected: torch.Tensor) -> None:
        """Wait until the stage's output is the expected one, then compare it."""
        same = """([stage, shape, data]) => {
          const { output } = stage;
          return String(output.shape) === String(shape)
            && output.data.every((value, n) => Math.abs(value - data[n]) < 1e-3);
        }"""
        arg = [self.element, list(expected.shape), expected.flatten().tolist()]
        with suppress(PlaywrightTimeout):  # comparing says better what is wrong
            self.page.wait_for_function(same, arg=arg, timeout=5_000)
        torch.testing.assert_close(self.output(), expected.float(), rtol=1e-5, atol=1e-5)

    def text(self, selector: str) -> str:
        return self.stage.locator(selector).inner_text()

    @property
    def status(self) -> str:
        return self.stage.get_by_role("status").inner_text()

    @property
    def refusal(self) -> str:
        return self.stage.get_by_role("alert").inner_text()

    def refuses_nothing(self) -> bool:
        return self.stage.get_by_role("alert").count() == 0

    def cut(self) -> list[str]:
        """The parts that stick out of the stage, or that something around them cuts."""
        return self.element.evaluate(CUT)


def place_of(cell) -> tuple[int, int]:
    """The row and the column of a cell in its grid."""
    index = "(one) => [...one.parentNode.children].indexOf(one)"
    return tuple(cell.evaluate(f"(cell) => [cell.parentNode, cell].map({index})"))


def ask_kernel(page, code: str):
    """Run code in the kernel of the notebook in JupyterLab; returns the JSON that it prints.

    A widget keeps a change back until the kernel has taken the one before: wait for that first.
    """
    said = page.evaluate(
        """async (code) => {
          const { context } = jupyterapp.shell.currentWidget;
          const { kernel } = context.sessionContext.session;
          for (let n = 0; n < 3; n++) await kernel.requestExecute({ code: "" }).done;
          const future = kernel.requestExecute({ code });
          let said = "";
          future.onIOPub = ({ content }) => {
            said += content.text ?? (content.traceback ?? []).join("\\n");
          };
          await future.done;
          return said;
        }""",
        code,
    )
    try:
        return json.loads(said)
    except json.JSONDecodeError:
        plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
        raise AssertionError(f"the kernel said: {plain}") from None
