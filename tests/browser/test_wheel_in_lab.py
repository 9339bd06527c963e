"""The wheel in a clean environment: an explorer in a new notebook of JupyterLab, driven.

Installing takes minutes and gigabytes: `make dist` runs this, `make test` does not.
"""

import os
import subprocess
import sys

import nbformat
import pytest
import torch
from built import ROOT
from drive import Drive, ask_kernel
from lab import run_notebook, running_lab
from wheels import build_wheel

pytestmark = pytest.mark.dist
CELL = "import convlab\n\nexplorer = convlab.PoolingExplorer()\nexplorer"


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """Make an environment with the wheel and JupyterLab, and nothing of the book's."""
    folder = tmp_path_factory.mktemp("clean")
    wheel = build_wheel(folder)
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = ["-c", ROOT / "constraints.txt", wheel, "jupyterlab"]
    if backend := os.environ.get("TORCH"):
        uv = [sys.executable, "-m", "uv", "pip", "install", "--python", python]
        command = [*uv, f"--torch-backend={backend}"]
    else:
        command = [python, "-m", "pip", "install", "--quiet"]
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*command, *wanted], check=True, cwd=folder, env=bare)
    return python


def test_an_explorer_works_in_a_new_notebook(python, chromium, tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (tmp_path / "chapters").mkdir()
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)], metadata=kernel)
    nbformat.write(notebook, tmp_path / "chapters" / "new.ipynb")
    page = chromium.new_page()
    with running_lab(tmp_path, python) as url:
        run_notebook(page, url, "new.ipynb")
        drive = Drive(page, "pooling")
        drive.set("Padding", 1)
        X = drive.numbers("input")
        expected = torch.nn.functional.max_pool2d(X[None, None], 2, 2, 1)[0, 0]
        torch.testing.assert_close(drive.output(), expected.to(drive.output().dtype))
        asked = "import json; print(json.dumps([explorer.output.tolist(), convlab.__file__]))"
        output, file = ask_kernel(page, asked)
        assert output == expected.tolist()
        assert file.startswith(str(python.parents[1]))
    page.close()
