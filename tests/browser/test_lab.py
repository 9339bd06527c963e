"""The notebooks in a real JupyterLab: they read as in the book, and explorers keep their keys."""

import re

import pytest
from drive import Drive
from lab import SECTIONS, notebooks

# What an extension of the book would have to turn into something else.
RAW = """() => {
  const raw = /.*(?:`{3,}\\{|:{3,}\\{|\\{(?:numref|doc|ref|eq|term)\\}|:class:).*/g;
  const cells = [...document.querySelectorAll(".jp-RenderedMarkdown")];
  return cells.flatMap((cell) => cell.innerText.match(raw) ?? []);
}"""
FOLDS = """() => [...document.querySelectorAll(".jp-RenderedMarkdown details")].map((fold) => ({
  open: fold.open,
  named: fold.querySelector("summary").textContent.trim(),
  written: [...fold.children].filter((part) => part.tagName !== "SUMMARY").length,
  raw: [...fold.childNodes].filter((part) => part.nodeType === 3 && part.data.trim()).length,
}))"""
# Each is a command of the notebook: cut, copy, paste, delete, insert, merge, restart, change kind.
COMMANDS = ("d", "d", "x", "c", "v", "a", "b", "Shift+M", "0", "0", "y", "m", "r", "1", "z")


@pytest.mark.parametrize("section", SECTIONS)
def test_notebooks_read_as_the_book_and_their_answers_are_folded(lab, section):
    page = lab(section)
    assert page.evaluate(RAW) == []
    folds = page.evaluate(FOLDS)
    written = [path.read_text("utf-8").count("<details") for path in notebooks(section)]
    assert all(written)
    assert len(folds) == sum(written)
    for fold in folds:
        assert fold["named"]
        assert not fold["open"], f"an answer stands open: {fold}"
        assert fold["written"], f"nothing in it: {fold}"
        assert not fold["raw"], f"Markdown that is not rendered: {fold}"


def kinds(page) -> list[str]:
    """Return for each cell of the notebook whether it is code or text."""
    cells = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map((c) => c.className)"
    return [re.search(r"jp-(\w+)Cell", name)[1] for name in page.evaluate(cells)]


def test_no_key_pressed_in_an_explorer_is_a_command_of_the_notebook(lab):
    page = lab("6-3")
    drive = Drive(page, "convolution")
    before = kinds(page)
    parts = (
        drive.cell("output", 0, 0),
        drive.stage.get_by_role("button", name="Reset numbers"),
        drive.stage.locator("input[type=file]"),
        drive.stage.locator("[tabindex='0']").last,
    )
    for part in parts:
        part.focus()
        for key in COMMANDS:
            page.keyboard.press(key)
    assert kinds(page) == before
