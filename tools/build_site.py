"""Builds the hosted book: `make site SITE=https://… REPOSITORY=https://github.com/…/…`.

What comes is a folder for any web server, _build/site, with what `make dist` has made under
downloads/, and a folder of notebooks for Colab, _build/colab, which pages.yml puts on a branch of
their own: they differ from the chapters by their first cell.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import browsers
import nbformat
from reader import open_book
from stills import add_stills
from wheels import build_wheel

BUILD = Path("_build")
SITE, COLAB, DIST = BUILD / "site", BUILD / "colab", BUILD / "dist"
# Colab has torch and the rest already, in versions that the wheel's ranges allow: only the wheel
# comes. A widget that is not Colab's own must be asked for.
FIRST_CELL = """%pip install --quiet {wheel}

from google.colab import output

output.enable_custom_widget_manager()"""


def build_pages() -> None:
    """Build the pages beside the offline book, which stays as it is."""
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    out = BUILD / "hosted"
    command = [jupyter_book, "build", ".", "--all", "-W", "--keep-going", "--path-output", out]
    subprocess.run(command, check=True)
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.copytree(out / "_build" / "html", SITE)
    if browsers.find():
        with open_book(SITE) as book:
            add_stills(book)
    else:
        print("No Chromium: the pages have no stills for readers without JavaScript.")


def add_downloads() -> Path:
    """Put what can be downloaded on the site; return the wheel."""
    downloads = SITE / "downloads"
    downloads.mkdir()
    for path in DIST.glob("*"):
        shutil.copy(path, downloads)
    return next(downloads.glob("*.whl"), None) or build_wheel(downloads)


def for_colab(notebook, wheel: str) -> None:
    """Begin a notebook with the cell that Colab needs."""
    cell = nbformat.v4.new_code_cell(FIRST_CELL.format(wheel=wheel), id="colab")
    notebook.cells.insert(0, cell)


def write_colab(wheel: str) -> None:
    """Write the chapters for Colab, in the places where the buttons look for them."""
    shutil.rmtree(COLAB, ignore_errors=True)
    for path in Path("chapters").glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        for_colab(notebook, wheel)
        (COLAB / path).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, COLAB / path)


def main() -> None:
    """Build pages, downloads and notebooks."""
    site = os.environ.get("SITE", "").rstrip("/")
    if not site:
        sys.exit("Name the site: make site SITE=https://… REPOSITORY=https://github.com/…/…")
    build_pages()
    wheel = add_downloads()
    write_colab(f"{site}/downloads/{wheel.name}")
    print(f"{SITE}/ is for the web server, {COLAB}/ for the branch colab.")


if __name__ == "__main__":
    main()
