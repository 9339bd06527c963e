"""Find the browsers for the tests, or install them: `python tools/browsers.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Browser(NamedTuple):
    """What a browser's program may be called, and which variable names another one."""

    variable: str
    programs: tuple[str, ...]
    packages: tuple[str, ...]  # Debian's, the first that can be had


# The shell is Chromium without windows of its own: a page costs a third of the time.
SHELL = "chromium-headless-shell"
CHROMIUM = Browser(
    "CHROMIUM",
    (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    (SHELL, "chromium"),
)
FIREFOX = Browser("FIREFOX", ("firefox-esr", "firefox"), ("firefox-esr",))


def find(browser: Browser = CHROMIUM) -> str | None:
    """Return the path of a browser: from its variable, the PATH, or playwright's own Chromium."""
    named = os.environ.get(browser.variable)
    if named:
        path = shutil.which(named)
        if path is None:
            raise FileNotFoundError(f"{browser.variable} names {named}, which is not a program")
        return path
    for name in browser.programs:
        if path := shutil.which(name):
            return path
    return _playwrights() if browser is CHROMIUM else None


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install(packages: tuple[str, ...]) -> None:
    """Install the first of Debian's packages that can be had, where we may."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    print(f"Installing for the browser tests: {packages[0]}.", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = {"env": quiet, "stdin": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], **apt)
    for package in packages:
        command = ["apt-get", "install", "-qy", "--no-install-recommends", package]
        if subprocess.run(command, **apt).returncode == 0:
            return


def main() -> None:
    """Install what is missing; Chromium must be there at the end."""
    for browser in (CHROMIUM, FIREFOX):
        path = find(browser)
        slow = browser is CHROMIUM and path and not os.environ.get(browser.variable)
        if path is None:
            install(browser.packages)
        elif slow and Path(path).name != SHELL:
            install((SHELL,))  # without it, the slow one will do
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if (chromium := find()) is None:
        sys.exit("The browser tests need Chromium: install it, or name it in CHROMIUM=…")
    print(f"Browser tests use {chromium}")
    print(f"and {find(FIREFOX) or 'no Firefox: its tests are skipped (FIREFOX=… names one)'}")


if __name__ == "__main__":
    main()
