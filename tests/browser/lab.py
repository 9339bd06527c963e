"""A real JupyterLab: starts one on this machine, and runs notebooks in it."""

import ast
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from symtable import SymbolTable, symtable

import nbformat
import pytest
from built import ROOT, full_name

from convlab import explorers

WIDGETS = (*explorers.__all__, "Exercise")
SECTIONS = sorted(path.stem[:3] for path in (ROOT / "chapters").glob("6-*-deeper.ipynb"))
SETTINGS = {
    # Otherwise only the cells that are in sight are drawn.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
RUN_ALL = """async (seconds) => {
  const run = async () => {
    const { context } = jupyterapp.shell.currentWidget;
    await context.ready;
    await context.sessionContext.ready;
    await jupyterapp.commands.execute("notebook:run-all-cells");
  };
  const late = (_resolve, reject) =>
    setTimeout(() => reject(new Error(`cells still run after ${seconds} s`)), 1000 * seconds);
  await Promise.race([run(), new Promise(late)]);
}"""
ALL_DRAWN = """() =>
  [...document.querySelectorAll(".jp-OutputArea-output")].every(
    (output) => !output.textContent.includes("Loading widget"),
  )"""


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for_server(url, server, log, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=2):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


@contextmanager
def running_lab(home: Path, python: str | Path = sys.executable) -> Iterator[str]:
    """Run JupyterLab over `home/chapters`, with its settings in `home`; give its address."""
    for extension, setting in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{extension}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(setting))
    folders = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
    env = os.environ | {f"JUPYTER_{key}": str(home / name) for key, name in folders.items()}
    env |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    env |= {"JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    port = _free_port()
    options = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={home / 'chapters'}",
        "--IdentityProvider.token=",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    ]
    url, log = f"http://127.0.0.1:{port}", home / "log.txt"
    with log.open("w") as output:
        command = [python, "-m", "jupyterlab", *options]  # not the first one on the PATH
        server = subprocess.Popen(command, env=env, cwd=home, stdout=output, stderr=output)
    try:
        _wait_for_server(url, server, log)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def run_notebook(page, url: str, name: str, seconds: int = 180) -> None:
    """Open a notebook, run all its cells, and wait until its widgets are drawn."""
    page.goto(f"{url}/doc/tree/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.evaluate(RUN_ALL, seconds)
    page.wait_for_function(ALL_DRAWN)


def _names(table: SymbolTable) -> tuple[set[str], set[str]]:
    """Return the names that code gives to something, and those that it uses."""
    symbols = table.get_symbols()
    made = {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
    used = {s.get_name() for s in symbols if s.is_referenced()}
    for child in table.get_children():
        own = {s.get_name() for s in child.get_symbols() if s.is_local()}
        used |= _names(child)[1] - own
    return made, used


def _shows_a_widget(source: str) -> bool:
    last = ast.parse(source).body[-1]
    call = getattr(last, "value", None)
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") in WIDGETS


def keep_explorers(notebook) -> None:
    """Leave in a notebook the cells that show a widget, and what they need of those before them.

    The others take minutes, and are run while the book is built.
    """
    kept, needed = [], set()
    for cell in reversed(notebook.cells):
        if cell.cell_type == "code":
            made, used = _names(symtable(cell.source, "cell", "exec"))
            if not (_shows_a_widget(cell.source) or made & needed):
                continue
            needed = needed - made | used
        kept.append(cell)
    notebook.cells = kept[::-1]


def notebooks(section: str) -> list[Path]:
    """Return the notebooks of a section such as 6-1: the core, and the deeper one."""
    return [ROOT / f"{full_name(name)}.ipynb" for name in (section, f"{section}-deeper")]


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    """Start JupyterLab over notebooks of the sections, with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    (home / "chapters").mkdir()
    for section in SECTIONS:
        notebook, more = (nbformat.read(path, as_version=4) for path in notebooks(section))
        notebook.cells += more.cells
        keep_explorers(notebook)
        nbformat.write(notebook, home / "chapters" / f"{section}.ipynb")
    with running_lab(home) as url:
        yield url


@pytest.fixture(scope="session")
def opened_in_lab(lab_server, chromium):
    """Return a function: a notebook's page in JupyterLab and its errors; it is opened once."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)

    @cache
    def opened(name):
        page, errors = context.new_page(), []
        page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
        run_notebook(page, lab_server, name)
        return page, errors

    yield opened
    context.close()


@pytest.fixture
def lab(opened_in_lab):
    """Open sections, core and deeper, in JupyterLab, with their explorers and exercises drawn.

    That takes long, so all tests of a section share its page and its kernel. They may leave the
    explorers with other settings: set what matters first.
    """
    seen = []

    def opener(section):
        page, errors = opened_in_lab(f"{section}.ipynb")
        seen.append(errors)
        failed = page.locator(".jp-OutputArea-output[data-mime-type*='error']").all_inner_texts()
        assert not failed, failed
        return page

    yield opener
    found = [error for errors in seen for error in errors]
    assert not found, "\n".join(found)
