"""A real JupyterLab: starts one on this machine, and runs a notebook in it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
def running_lab(home: Path) -> Iterator[str]:
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
        command = [sys.executable, "-m", "jupyter", "lab", *options]
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
