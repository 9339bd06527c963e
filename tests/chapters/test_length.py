"""The cores stay short, begin with something to touch, and read right without an extension."""

import re
from pathlib import Path

import nbformat
import pytest
import yaml
from minutes import loads, reading_and_exercises

CHAPTERS = Path(__file__).absolute().parents[2] / "chapters"
DEEPER = sorted(CHAPTERS.glob("6-*-deeper.ipynb"))
CORES = [
    next(p for p in CHAPTERS.glob(f"{deeper.name[:4]}*.ipynb") if p not in DEEPER)
    for deeper in DEEPER
]
EXPLORER = re.compile(r"\b(?:\w+Explorer|KernelLearner|ShiftLab|TrainingLab)\(")
HIDDEN = {"hide-input", "hide-cell", "remove-input", "remove-cell"}
DIRECTIVE = re.compile(
    r"^\s*(?:`{3,}|:{3,})\{|\{(?:numref|doc|ref|eq|term|cite)\}`|^\(.+\)=$|^:class:", re.MULTILINE
)


def read(path):
    return nbformat.read(path, as_version=4).cells


def caption(cell):
    return cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", "")


def words(cell):
    text = cell.source if cell.cell_type == "markdown" else caption(cell)
    return len(text.split())


def in_sight(cell):
    return cell.cell_type == "code" and not HIDDEN & set(cell.metadata.get("tags", []))


def words_before(cells, pattern):
    """How many words stand before the first code cell that matches."""
    count = 0
    for cell in cells:
        if cell.cell_type == "code" and re.search(pattern, cell.source):
            return count
        count += words(cell)
    raise AssertionError(f"no cell matches {pattern}")


@pytest.mark.parametrize("path", CORES, ids=lambda path: path.stem)
def test_a_core_is_short(path):
    cells = read(path)
    assert sum(map(words, cells)) <= 2500
    seen = [cell for cell in cells if in_sight(cell)]
    assert len(seen) <= 25
    lengths = sorted(len(cell.source.splitlines()) for cell in seen)
    assert lengths[len(lengths) // 2] <= 6
    assert sum(bool(EXPLORER.search(cell.source)) for cell in seen) <= 3


@pytest.mark.parametrize("path", CORES, ids=lambda path: path.stem)
def test_a_core_is_read_and_tried_in_half_an_hour(path):
    config = yaml.safe_load((CHAPTERS.parent / "_config.yml").read_text("utf-8"))
    said = config["sphinx"]["config"]
    parts = loads(nbformat.read(path, as_version=4), said["voices"]["predict"])
    reading, exercises = reading_and_exercises(parts, said["minutes"]["exercises"])
    assert reading <= 30
    assert exercises > 0, "no part is called so"


@pytest.mark.parametrize("path", CORES, ids=lambda path: path.stem)
def test_a_core_begins_with_something_to_touch_and_soon_asks(path):
    cells = read(path)
    assert words_before(cells, EXPLORER) <= 120
    assert words_before(cells, r"^Exercise\(") <= 600


@pytest.mark.parametrize("path", DEEPER, ids=lambda path: path.stem)
def test_a_deeper_page_has_an_end(path):
    assert sum(map(words, read(path))) <= 4500


@pytest.mark.parametrize("path", [*CORES, *DEEPER], ids=lambda path: path.stem)
def test_markdown_is_plain(path):
    """JupyterLab, VS Code, Colab and code hosts show a directive as it is written."""
    for cell in read(path):
        if cell.cell_type == "markdown":
            found = DIRECTIVE.search(cell.source)
            assert not found, f"{found[0]!r} in: {cell.source[:80]}"
            folds = [cell.source.count(tag) for tag in ("<details", "</details>", "<summary>")]
            assert len(set(folds)) == 1, f"an answer stands open in: {cell.source[:80]}"
            assert not re.search(r"</summary>\n(?!\n)", cell.source), "Markdown needs a blank line"
