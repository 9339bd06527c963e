"""`jupyter-book build .` as anyone would type it, on a book of two pages made for this."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import build_site
import nbformat
import pytest

ROOT = Path(__file__).absolute().parents[1]
COPIED = ("_ext", "docs", "tools", "_config.yml", "requirements.txt", "constraints.txt")
NEEDED = (*COPIED, "package.json", "package-lock.json")
FIRST = """# First page

A formula, $a^2 + b^2$, and a [link](second.ipynb#the-explorer).
"""
CELL = """from convlab import ConvolutionExplorer

ConvolutionExplorer(input="china", kernel="sobel x")"""
ASKING = """from convlab import Exercise

Exercise("6-3/sizes")"""


def jupyter_book(folder, *arguments, **environment):
    command = [Path(sys.executable).with_name("jupyter-book"), *arguments]
    environment = os.environ | environment
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.fixture(scope="module")
def small_book(tmp_path_factory):
    """Lay out a small book, with the real book's machinery, in a folder with a trying name."""
    folder = tmp_path_factory.mktemp("build") / "Bücher und 書"
    folder.mkdir()
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for name in ("src", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    chapters = folder / "chapters"
    chapters.mkdir()
    (folder / "_toc.yml").write_text(
        "format: jb-book\nroot: chapters/first\nchapters:\n  - file: chapters/second\n"
    )
    (chapters / "first.md").write_text(FIRST)
    cells = [
        nbformat.v4.new_markdown_cell("# Second page\n\n## The explorer\n\nHere it is."),
        *(nbformat.v4.new_code_cell(CELL) for _ in range(2)),  # so that they share what is long
        nbformat.v4.new_code_cell(ASKING),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=kernel), chapters / "second.ipynb"
    )
    return folder


@pytest.fixture(scope="module")
def place(small_book):
    """Another folder to build in."""
    return small_book.parent / "an other place"


@pytest.fixture(scope="module")
def built(small_book, place):
    said = jupyter_book(small_book, "build", ".", "--path-output", place)
    assert "build succeeded." in said, said  # and not: succeeded, 2 warnings.
    return place / "_build" / "html"


def states(page):
    return re.findall(
        r'<script type="application/vnd.jupyter.widget-state\+json">(.*?)</script>',
        page.read_text("utf-8"),
        flags=re.S,
    )


def test_a_build_gives_the_whole_book(built):
    assert (built / "index.html").exists()
    first = (built / "chapters" / "first.html").read_text("utf-8")
    assert "<mjx-container" in first
    assert "second.html#the-explorer" in first
    (state,) = states(built / "chapters" / "second.html")
    assert any(
        model["model_module"] == "anywidget" for model in json.loads(state)["state"].values()
    )
    for name in ("widgets.js", "widgets.css", "math.css"):
        assert (built / "_static" / name).stat().st_size > 0


def test_a_second_build_leaves_what_did_not_change(small_book, place, built):
    page = built / "chapters" / "second.html"
    before = page.read_bytes()
    (small_book / "chapters" / "first.md").write_text(FIRST + "\nA new sentence.\n")
    said = jupyter_book(small_book, "build", ".", "--path-output", place)
    assert "A new sentence." in (built / "chapters" / "first.html").read_text("utf-8")
    assert "Executing notebook" not in said
    assert page.read_bytes() == before
    assert "build succeeded." in said, said
    searched = (built / "_static" / "search-data.js").read_text("utf-8")
    assert "A new sentence." in searched
    assert "Here it is." in searched  # on the page that was not written again


def test_a_changed_sentence_comes_into_the_page_without_a_run(small_book, place, built):
    page = built / "chapters" / "second.html"
    (small_book / "src").unlink()
    shutil.copytree(ROOT / "src", small_book / "src")
    words = small_book / "src" / "convlab" / "exercises" / "sections" / "s6_3.json"
    text = words.read_text("utf-8")
    old = "This is the size with stride 1."
    assert old in text
    assert old in page.read_text("utf-8")
    words.write_text(text.replace(old, "A sentence for this test."), "utf-8")
    path = str(small_book / "src")
    said = jupyter_book(small_book, "build", ".", "--path-output", place, PYTHONPATH=path)
    assert "Executing notebook" not in said
    now = page.read_text("utf-8")
    assert "A sentence for this test." in now
    assert old not in now


SITE, REPOSITORY = "https://book.example/conv/", "https://github.com/someone/conv"


@pytest.fixture(scope="module")
def hosted(small_book, built, tmp_path_factory):
    out = tmp_path_factory.mktemp("hosted")
    jupyter_book(small_book, "build", ".", "--path-output", out, SITE=SITE, REPOSITORY=REPOSITORY)
    return out / "_build" / "html"


def meta(html):
    return dict(re.findall(r'<meta (?:name|property)="([\w:]+)" content="([^"]*)"', html))


def test_hosted_pages_describe_themselves(hosted):
    html = (hosted / "chapters" / "second.html").read_text("utf-8")
    address = f"{SITE}chapters/second.html"
    assert f'<link rel="canonical" href="{address}" />' in html
    said = meta(html)
    assert said["description"] == said["og:description"] == "Here it is."
    assert said["og:title"].startswith("Second page")
    assert said["og:url"] == address
    assert said["twitter:card"] == "summary_large_image"
    assert (hosted / said["og:image"].removeprefix(SITE)).exists()
    assert meta((hosted / "index.html").read_text("utf-8"))["og:url"] == SITE


def test_hosted_pages_lead_to_the_live_notebook_and_to_their_source(hosted):
    html = (hosted / "chapters" / "second.html").read_text("utf-8")
    links = set(re.findall(r'href="(https://[^"]+)"', html))
    notebook = "chapters/second.ipynb"
    colab = f"https://colab.research.google.com/github/someone/conv/blob/colab/{notebook}"
    assert colab in links
    assert f"https://mybinder.org/v2/gh/someone/conv/main?urlpath=lab/tree/{notebook}" in links
    assert f"{REPOSITORY}/edit/main/{notebook}" in links
    assert any(link.startswith(f"{REPOSITORY}/issues/new?") for link in links)


def test_hosted_pages_still_load_nothing_from_a_host(hosted):
    loads = r'<(?:script|link|img|iframe)[^>]*(?:src|href)="((?:https?:)?//[^"]*)'
    for page in hosted.rglob("*.html"):
        found = re.findall(loads, page.read_text("utf-8"))
        assert all(address.startswith(SITE) for address in found), found  # canonical addresses


def test_the_site_has_a_map_and_a_page_for_what_is_not_there(hosted):
    sitemap = ElementTree.fromstring((hosted / "sitemap.xml").read_text("utf-8"))
    pages = [url.text.removeprefix(SITE) for url in sitemap.iter() if url.tag.endswith("loc")]
    assert pages == ["", "chapters/first.html", "chapters/second.html"]
    lost = (hosted / "404.html").read_text("utf-8")
    assert "This page is not here" in lost
    assert lost.index(f'<base href="{SITE}">') < lost.index("href=", lost.index("<base") + 12)
    assert 'href="chapters/first.html"' in lost


def test_a_folder_on_a_disk_has_none_of_it(built):
    assert not (built / "404.html").exists()
    assert not (built / "sitemap.xml").exists()
    html = (built / "chapters" / "second.html").read_text("utf-8")
    assert "canonical" not in html
    assert not any(name.startswith(("og:", "twitter:")) for name in meta(html))
    assert "https://" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)


def test_clean_takes_the_pages_away(small_book, place, built):
    jupyter_book(small_book, "clean", place)
    assert not built.exists()


def test_a_notebook_for_colab_begins_with_the_wheel():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 6.2")])
    build_site.for_colab(notebook, f"{SITE}downloads/convlab-1-py3-none-any.whl")
    first, then = notebook.cells
    assert first.source.startswith(f"%pip install --quiet {SITE}downloads/convlab-1")
    assert "torch" not in first.source
    assert then.source == "# 6.2"
    nbformat.validate(notebook)
