"""Where no script runs, a still picture stands for an explorer; where one runs, nobody loads it."""

import re

import alone
import numpy as np
import pytest
from built import go
from PIL import Image
from reader import Book
from stills import add_stills
from widget_state import NO_SCRIPT, explorers_first

from convlab import ConvolutionExplorer, Exercise

CELL = '<section><div class="cell'
INLINE = '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAAAAAAALAAAAAABAAEAAAIA">'
FAR = f'{INLINE}<p style="height: 9000px"></p>{CELL}'
PAGES = {
    "chapters/one": lambda: ConvolutionExplorer(input="china", kernel="sobel x"),
    "chapters/two": lambda: Exercise("6-3/sizes"),
}
STILL = re.compile(r'<img loading="lazy" width="(\d+)" height="(\d+)" src="([^"]+)" alt="([^"]+)">')


@pytest.fixture(scope="module")
def folder(chromium, tmp_path_factory):
    """Return a built book of two pages, with stills."""
    folder = tmp_path_factory.mktemp("stills")
    (folder / "chapters").mkdir()
    alone.bundle()
    for name, make in PAGES.items():
        html = explorers_first(alone.page(make(), name).replace(CELL, FAR))
        (folder / f"{name}.html").write_text(html, "utf-8")
    book = Book(folder, chromium)
    add_stills(book, list(PAGES))
    book.context.close()
    return folder


def test_a_still_has_its_words_and_its_size_and_is_no_part_of_the_page(folder):
    html = (folder / "chapters" / "one.html").read_text("utf-8")
    [(width, height, source, alt)] = STILL.findall(html)
    assert alt.startswith("The explorer convolution. input 128×128")
    assert int(width) > 300
    assert int(height) > 200
    still = folder / "chapters" / source
    assert still.stat().st_size < 200_000
    assert len(np.unique(Image.open(still).convert("L"))) > 100  # it is not blank
    assert NO_SCRIPT not in html


def test_an_exercise_keeps_its_sentence(folder):
    html = (folder / "chapters" / "two.html").read_text("utf-8")
    assert html.count(NO_SCRIPT) == 1
    assert not STILL.search(html)


def test_a_page_with_stills_stays_as_it_is_when_it_is_finished_again(folder):
    html = (folder / "chapters" / "one.html").read_text("utf-8")
    assert explorers_first(html) == html


@pytest.mark.parametrize("scripts", [False, True])
def test_who_has_no_scripts_sees_the_still_and_others_do_not_load_it(chromium, folder, scripts):
    context = chromium.new_context(java_script_enabled=scripts, offline=True)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    url = (folder / "chapters" / "one.html").as_uri()
    if scripts:
        go(page, url)
        assert page.locator("[data-explorer]").is_visible()
    else:
        page.goto(url)
        still = page.locator(".no-script img")
        still.scroll_into_view_if_needed()
        assert still.is_visible()
        box, parent = still.bounding_box(), page.locator(".no-script").bounding_box()
        assert box["width"] <= parent["width"]
        page.emulate_media(media="print")
        assert still.is_visible()
        assert "Switch on JavaScript" in page.locator("figcaption").inner_text()
    assert any("/still-" in one for one in asked) is not scripts
    context.close()
