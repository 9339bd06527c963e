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
    package: str  # Debian's


CHROMIUM = Browser(
    "CHROMIUM",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "chromium",
)
FIREFOX = Browser("FIREFOX", ("firefox-esr", "firefox"), "firefox-esr")


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


def install(packages: list[str]) -> None:
    """Install Debian's packages one by one, where we may."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "-qy", "--no-install-recommends"]
    for command in (["update", "-q"], *([*install, package] for package in packages)):
        subprocess.run(["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL)


def main() -> None:
    """Install what is missing; Chromium must be there at the end."""
    missing = [browser.package for browser in (CHROMIUM, FIREFOX) if find(browser) is None]
    if missing:
        print(f"Installing for the browser tests: {', '.join(missing)}.", flush=True)
        install(missing)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    if (chromium := find()) is None:
        sys.exit("The browser tests need Chromium: install it, or name it in CHROMIUM=…")
    print(f"Browser tests use {chromium}")
    print(f"and {find(FIREFOX) or 'no Firefox: its tests are skipped (FIREFOX=… names one)'}")


if __name__ == "__main__":
    main()
