"""Chromium over the built book and over a real JupyterLab: fixtures for the browser tests.

* `chromium`: one browser for the session.
* `open_page(name, theme="light", width=1280, height=900)`: a page of the built book, opened as a
  file with the network cut, its widgets drawn. `name` is a page's path below `_build/html`
  (`"search"`), or the start of a chapter's (`"6-2"`). At the test's end it fails for any request to
  a host, page error or console error.
* `lab(name)`: the chapter in JupyterLab, every cell run, its widgets drawn; opened once.
* `modules`: a page that can import the package's scripts as they are.
* `axe(page)`: axe-core's serious and critical findings, as text.
* `page_name`: an argument that runs a test once for every page of the book.
"""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import browsers
import pytest
from built import BOOK, ROOT, Watch, go, page_path, pages
from freshness import digest
from lab import run_notebook, running_lab
from playwright.sync_api import sync_playwright

from convlab.explorers.core.linker import ROOT as PACKAGE

HOST = "http://package.test"


def pytest_generate_tests(metafunc):
    """Give a test with an argument `page_name` every page of the book."""
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", pages())


@pytest.fixture(scope="session")
def book() -> Path:
    """Return the built book's folder, and insist that it is built from today's sources."""
    built_from = ROOT / "_build" / "built-from.txt"
    if not built_from.exists() or built_from.read_text() != digest(ROOT):
        pytest.fail("the built book is missing or older than its sources: run `make book`")
    return BOOK


@pytest.fixture(scope="session")
def chromium():
    """Start one Chromium for the session."""
    path = browsers.find()
    if path is None:
        pytest.fail("no Chromium: run `make browser`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def open_page(book, chromium):
    """Open pages of the built book as files, without a network."""
    opened = []

    def opener(name, theme="light", width=1280, height=900, query=""):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, offline=True
        )
        context.set_default_timeout(15_000)
        choose = (
            f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}');"
        )
        context.add_init_script(f"if (location.protocol === 'file:') {{ {choose} }}")
        opened.append((context, Watch(context)))
        page = context.new_page()
        go(page, page_path(name).as_uri() + query)
        return page

    yield opener
    for context, _watch in opened:
        context.close()
    for _context, watch in opened:
        watch.check()


@pytest.fixture(scope="module")
def modules(chromium):
    """A page that can import the package's scripts as they are, by their paths in it."""
    context = chromium.new_context()
    context.route(f"{HOST}/page", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    context.route(
        f"{HOST}/**/*.js",
        lambda route: route.fulfill(
            path=PACKAGE / urlsplit(route.request.url).path[1:], content_type="text/javascript"
        ),
    )
    page = context.new_page()
    page.goto(f"{HOST}/page")
    yield page
    context.close()


@pytest.fixture(scope="session")
def axe():
    """Return a function: the serious and critical findings of axe-core on a page."""
    source = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def check(page, within=None):
        # What is not laid out yet would be measured as lying over what follows it.
        page.add_style_tag(content="* { content-visibility: visible !important }")
        page.evaluate(source)
        found = page.evaluate("within => axe.run(within ?? document, { preload: false })", within)[
            "violations"
        ]
        return [
            f"{violation['id']}: {violation['help']}\n    {node['html'][:300]}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    """Start JupyterLab over a copy of the chapters, with settings of its own."""
    home = tmp_path_factory.mktemp("lab")
    skip = shutil.ignore_patterns(".ipynb_checkpoints")
    shutil.copytree(ROOT / "chapters", home / "chapters", ignore=skip)
    with running_lab(home) as url:
        yield url


@pytest.fixture(scope="session")
def opened_in_lab(lab_server, chromium):
    """Return a function: a notebook's page in JupyterLab and its errors; it is opened once."""
    opened = {}

    def open_once(name):
        if name not in opened:
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            context.set_default_timeout(30_000)
            context.route(
                lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: route.abort()
            )
            errors: list[str] = []
            context.on("weberror", lambda error: errors.append(str(error.error)))
            page = context.new_page()
            run_notebook(page, lab_server, name, seconds=300)
            opened[name] = page, errors
        return opened[name]

    yield open_once
    for page, _errors in opened.values():
        page.context.close()


@pytest.fixture
def lab(opened_in_lab):
    """Open chapters in JupyterLab, all their cells run and drawn.

    That takes long, so all tests of a chapter share its page and its kernel. They may leave the
    explorers with other settings: set what matters first.
    """
    seen = []

    def opener(name):
        found = sorted((ROOT / "chapters").glob(f"{name}*.ipynb"))
        found = [p for p in found if name.endswith("deeper") or "deeper" not in p.stem]
        assert len(found) == 1, f"{name} is the start of {len(found)} notebooks, expected one"
        page, errors = opened_in_lab(found[0].name)
        seen.append(errors)
        failed = page.locator(".jp-OutputArea-output[data-mime-type*='error']").all_inner_texts()
        assert not failed, failed
        return page

    yield opener
    assert not [error for errors in seen for error in errors]
