"""The committed notebooks: executed to the end, clean, and their figures described."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).absolute().parents[1]
PATHS = sorted((ROOT / "chapters").glob("*.ipynb"))


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
