"""The committed notebooks: executed to the end, clean, and their figures described.

Every cell's outputs are those that the book's build has just got, but for pictures, addresses and
times, and for cells tagged `nbval-ignore-output`: what training yields differs between computers.
"""

import re
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import nbformat
import pytest
from freshness import cache_of
from jupyter_cache import get_cache

ROOT = Path(__file__).absolute().parents[1]
PATHS = sorted((ROOT / "chapters").glob("*.ipynb"))
CELLS = [
    pytest.param(path, n, id=f"{path.stem}-{n}")
    for path in PATHS
    for n, cell in enumerate(nbformat.read(path, as_version=4).cells)
    if cell.cell_type == "code"
]
VOLATILE = ConfigParser(interpolation=None)  # what nbval leaves out, too
VOLATILE.read(ROOT / "tests" / "nbval.cfg", encoding="utf-8")


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown_images(cell):
    return [
        output
        for output in cell.outputs
        if any("image/" in kind for kind in output.get("data", {}))
    ]


def test_notebook_is_valid(notebook):
    nbformat.validate(notebook)


def test_every_code_cell_was_executed_in_order(notebook):
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "run `make notebooks`"


def test_no_cell_failed_or_wrote_to_stderr(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", f"{cell.source}\n{output.text}"


def test_nothing_volatile_is_kept(notebook):
    assert set(notebook.metadata) == {"kernelspec", "language_info"}, "run `make notebooks`"
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in code_cells(notebook):
        assert "execution" not in cell.metadata
        for output in cell.outputs:
            assert not any("widget" in kind for kind in output.get("data", {}))


def test_every_image_has_a_caption_a_name_and_alt_text(notebook):
    for cell in code_cells(notebook):
        if shown_images(cell):
            described = cell.metadata.get("mystnb", {})
            figure, image = described.get("figure", {}), described.get("image", {})
            assert figure.get("caption"), f"no caption: {cell.source}"
            assert figure.get("name"), f"no name: {cell.source}"
            assert image.get("alt"), f"no alt text: {cell.source}"


def test_figure_names_are_unique():
    names = [
        cell.metadata["mystnb"]["figure"]["name"]
        for path in PATHS
        for cell in code_cells(nbformat.read(path, as_version=4))
        if "figure" in cell.metadata.get("mystnb", {})
    ]
    assert len(names) == len(set(names))


def test_prose_before_every_code_cell(notebook):
    before = None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert before == "markdown", f"no prose before: {cell.source}"
        before = cell.cell_type


@cache
def committed_and_executed(path):
    """A notebook as it is committed, and with the outputs that the book's build has got."""
    committed, read_again = (nbformat.read(path, as_version=4) for _ in range(2))
    _, executed = get_cache(cache_of(ROOT)).merge_match_into_notebook(read_again)
    return committed, executed


def said(cell):
    """What a cell's outputs say as text: the streams, each joined; then kind and text by kind."""
    streams, shown = {}, []
    for output in cell.outputs:
        if output.output_type == "stream":
            streams[output.name] = streams.get(output.name, "") + output.text
        elif output.output_type == "error":
            shown.append(("error", output.ename, output.evalue))
        else:
            kinds = {kind: text for kind, text in output.data.items() if "widget" not in kind}
            shown += [(kind, "image" not in kind and text) for kind, text in sorted(kinds.items())]
    text = repr([*streams.items(), *shown])
    for name in VOLATILE.sections():
        text = re.sub(VOLATILE[name]["regex"], VOLATILE[name]["replace"], text)
    return text


@pytest.mark.parametrize(("path", "n"), CELLS)
def test_a_cell_says_what_it_said_when_it_was_committed(book, path, n):
    before, now = (notebook.cells[n] for notebook in committed_and_executed(path))
    assert now.source == before.source
    if "nbval-ignore-output" not in before.metadata.get("tags", []):
        assert said(now) == said(before), "run `make notebooks`, and read what has changed"
