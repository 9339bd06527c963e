"""Find a Chromium for the browser tests, or install one: `python tools/chromium.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the path of a browser: $CHROMIUM, then the PATH, then playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        path = shutil.which(named)
        if path is None:
            raise FileNotFoundError(f"CHROMIUM names {named}, which is not a program")
        return path
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install a browser: Debian's own where we may, otherwise playwright's."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update", "-q"],
            ["install", "-qy", "--no-install-recommends", "chromium"],
        ):
            if subprocess.run(
                ["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL
            ).returncode:
                break
        if find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find() is None:
        print("No Chromium found: installing one for the browser tests.", flush=True)
        install()
    if (browser := find()) is None:
        sys.exit("The browser tests need Chromium: install it, or name it in CHROMIUM=…")
    print(f"Browser tests use {browser}")
