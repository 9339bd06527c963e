"""The e-book's frame: well-formed, complete, and in order; `make dist` checks a whole one."""

import zipfile
from xml.etree import ElementTree

import dist
import pytest
import reader
from epub import Edition, write_epub

OPF = "{http://www.idpf.org/2007/opf}"
EDITION = Edition("Seeing & doing", "Us", "1.2.3", "2026-11-30T00:00:00Z", b"cover")
CHAPTERS = [
    reader.Chapter("one", "One < two", "<p>x</p>", {"a.png": b"a"}),
    reader.Chapter(
        "two", "Two", '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></p>'
    ),
]


@pytest.fixture
def book(tmp_path):
    write_epub(tmp_path / "book.epub", CHAPTERS, "p {}", EDITION)
    return zipfile.ZipFile(tmp_path / "book.epub")


def test_the_kind_of_file_comes_first_and_as_it_is(book):
    first = book.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_every_file_is_listed_and_every_page_is_well_formed(book):
    package = ElementTree.fromstring(book.read("book/content.opf"))
    items = {item.get("href"): item for item in package.iter(f"{OPF}item")}
    inside = {name.removeprefix("book/") for name in book.namelist() if name.startswith("book/")}
    assert set(items) == inside - {"content.opf"}
    for name in items:
        if name.endswith(".xhtml"):
            ElementTree.fromstring(book.read(f"book/{name}"))
    assert items["two.xhtml"].get("properties") == "mathml"
    assert items["one.xhtml"].get("properties") is None
    assert items["pictures/cover.png"].get("properties") == "cover-image"
    names = {item.get("id"): name for name, item in items.items()}
    order = [names[item.get("idref")] for item in package.iter(f"{OPF}itemref")]
    assert order == ["front.xhtml", "nav.xhtml", "one.xhtml", "two.xhtml"]


def test_deeper_pages_are_not_printed(tmp_path):
    toc = tmp_path / "_toc.yml"
    toc.write_text("root: a\nchapters:\n- file: b\n  sections:\n  - file: b-deeper\n- file: c\n")
    assert reader.contents(toc) == ["a", "b", "b-deeper", "c"]
    assert reader.cores(reader.contents(toc)) == ["a", "b", "c"]


def test_notebooks_get_the_pins_that_the_wheel_needs():
    lines = dist.runtime_pins("convlab-1-py3-none-any.whl").splitlines()
    assert lines[:2] == ["-c constraints.txt", "./convlab-1-py3-none-any.whl"]
    names = {line.split("==")[0] for line in lines[2:]}
    assert {"torch", "anywidget", "jupyterlab"} <= names
    assert all("==" in line for line in lines[2:])
