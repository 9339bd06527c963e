"""The workbench: one explorer alone in a page, shown anew when a file of the package changes."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

import alone
import pytest

from convlab import explorers

COPIED = ("src", "tools", "_ext", "package-lock.json")


@pytest.mark.parametrize("name", explorers.__all__)
def test_an_explorer_is_found_by_its_folder_and_by_its_class(name):
    folder = getattr(explorers, name).__module__.split(".")[2]
    assert alone.expression_of(folder) == alone.expression_of(name) == f"{name}()"


def test_what_is_no_name_is_an_expression():
    assert alone.expression_of("PoolingExplorer(window=3)") == "PoolingExplorer(window=3)"
    with pytest.raises(SystemExit, match="no explorer is called poling, only ChannelsExplorer, "):
        alone.expression_of("poling")


@contextmanager
def workbench(home, explorer):
    """Run the workbench of a copy of the project; give its address."""
    command = [sys.executable, "tools/workbench.py", explorer, "--port=0"]
    env = os.environ | {"PYTHONPATH": str(home / "src")}
    with subprocess.Popen(command, cwd=home, env=env, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield re.fullmatch(rf"{explorer}: (http://127.*/)\n", server.stdout.readline())[1]
        finally:
            server.terminate()


@pytest.fixture
def home(tmp_path):
    """A copy of what the workbench needs of the project, to be changed."""
    for name in COPIED:
        copy = shutil.copytree if (alone.ROOT / name).is_dir() else shutil.copy
        copy(alone.ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(alone.ROOT / "node_modules")
    return tmp_path


def test_a_change_of_style_script_or_python_is_shown_and_so_is_an_error(home, chromium):
    folder = home / "src" / "convlab" / "explorers" / "pooling"
    style, script, words = (folder / name for name in ("style.css", "stage.js", "__init__.py"))
    page = chromium.new_page()
    page.set_default_timeout(60_000)
    with workbench(home, "pooling") as url:
        page.goto(url)
        stage = page.locator("[data-explorer=pooling]")
        stage.get_by_role("grid", name="output").wait_for()
        style.write_text(style.read_text() + ".convlab-stage { outline: 3px solid rgb(1, 2, 3) }")
        page.wait_for_function(
            "getComputedStyle(document.querySelector('.convlab-stage')).outlineWidth === '3px'"
        )
        script.write_text(script.read_text() + 'document.title = "changed";\n')
        page.wait_for_function("document.title === 'changed'")
        stage.get_by_role("grid", name="output").wait_for()
        assert page.locator(".problem").all_text_contents() == []
        javascript = script.read_text()
        script.write_text(javascript + 'throw new Error("no more script");\n')
        page.locator(".problem", has_text="Error: no more script").first.wait_for()
        script.write_text(javascript)
        stage.get_by_role("grid", name="output").wait_for()
        python = words.read_text()
        words.write_text(python + "\nraise RuntimeError('no more pooling')\n")
        page.get_by_text("RuntimeError: no more pooling").wait_for()
        words.write_text(python)
        stage.get_by_role("grid", name="output").wait_for()
    page.close()
