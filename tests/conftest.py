"""Chromium over explorers, the built book and a real JupyterLab: fixtures for the browser tests.

* `chromium`: one browser for the session.
* `open_explorer("PoolingExplorer(window=3)", theme="light", width=1280, height=900)`: a `Drive` of
  that explorer, alone in a page. The page is opened as a file with the network cut, its widgets
  drawn; at its end the test fails for any request to a host, page error or console error. With
  `touch=True` it is a phone's.
* `keep_explorer(…)`: the same for tests that set what they depend on: those of one page share it.
* `open_page(name, theme="light", width=1280, height=900)`: a page of the built book, opened in the
  same way: for what takes a chapter. `name` is a page's path below `_build/html` (`"search"`), or
  the start of a chapter's (`"6-2"`).
* `look_at(name, …)`: the same for tests that change nothing: those of one page share it.
* `served(name)`: what a page asked for when it was opened from a server; opened once.
* `lab(section)`: the explorers and exercises of `"6-1"` in JupyterLab; opened once.
* `modules`: a page that can import the package's scripts as they are.
* `axe(page)`: axe-core's serious and critical findings, as text.
* `page_name`: an argument that runs a test once for every page of the book.

With `--build-book` a book that is older than its sources is built anew, while tests that do
without it run. `make test` does so; else tests that need such a book fail.
"""

import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import alone
import browsers
import pytest
from built import BOOK, ROOT, Watch, full_name, go, page_path, pages
from drive import Drive
from filelock import FileLock
from freshness import digest
from lab import lab, lab_server, opened_in_lab  # noqa: F401
from playwright.sync_api import sync_playwright
from reader import SEEN

from convlab.explorers.core.linker import ROOT as PACKAGE

HOST = "http://package.test"
# No name leads anywhere. To hold back requests one by one would keep all of them out of the cache.
NO_HOSTS = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
# Fixtures that take long, and that one worker has for all tests that use them.
GROUPS = ("lab", "firefox", "small_book", "resolved", "wheel")
# What passes is not told in full, which takes a quarter of the time.
AXE = """async (within) => {
  const options = { preload: false, resultTypes: ["violations"], selectors: false };
  return (await axe.run(within ?? document, options)).violations;
}"""

ODD = "not a number of JSON"
IN_TEXT = f"""async (text) => {{
  const read = (key, value) => (value?.["{ODD}"] ? Number(value["{ODD}"]) : value);
  const write = (key, value) => {{
    if (ArrayBuffer.isView(value)) return Array.from(value);
    const odd = typeof value === "number" && !Number.isFinite(value);
    return odd ? {{ "{ODD}": String(value) }} : value;
  }};
  const said = await (FUNCTION)(JSON.parse(text, read));
  return JSON.stringify(said ?? null, write);
}}"""

BUILT_FROM = ROOT / "_build" / "built-from.txt"


def pytest_addoption(parser):
    """Add the option that builds the book."""
    parser.addoption(
        "--build-book", action="store_true", help="build the book if it is out of date"
    )


def pytest_generate_tests(metafunc):
    """Give a test with an argument `page_name` every page of the book."""
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", pages())


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items):
    """Put tests into an order in which two workers are both busy to the end.

    One builds the book, which takes longest; the other goes through all that does without a book,
    first JupyterLab, which one worker has for all its tests. Then come the pages of the book. Of
    each, what one worker has to do alone comes first, and single tests last.
    """
    for item in items:
        for group in GROUPS:
            if group in item.fixturenames:
                item.add_marker(pytest.mark.xdist_group(group))
        if _page_of(item):
            item.add_marker(pytest.mark.xdist_group(f"page {_page_of(item)}"))
    items.sort(key=lambda item: (_turn(item), *_size(item), _page_of(item)))


def _size(item) -> tuple[bool, bool]:
    """Let tests of a group come before those of a page, and these before the others."""
    return not set(GROUPS) & set(item.fixturenames), not _page_of(item)


def _page_of(item) -> str:
    """Return which page of the book or explorer the test shares with others, or nothing."""
    shares = {"look_at", "served", "keep_explorer"} & set(item.fixturenames)
    asked = item.callspec.params if shares and hasattr(item, "callspec") else {}
    if "explorer_name" in asked:
        return asked["explorer_name"]
    named = next((asked[name] for name in ("page_name", "chapter", "page") if name in asked), "")
    return named and full_name(named)


def _turn(item) -> int:
    if "book" not in item.fixturenames:
        return 1 if "lab" in item.fixturenames else 2
    return 0 if item.path.name == "test_book.py" else 3


def is_fresh() -> bool:
    """Tell whether the book was built from the sources as they are."""
    return BUILT_FROM.exists() and BUILT_FROM.read_text() == digest(ROOT)


@pytest.fixture(scope="session")
def book(pytestconfig, tmp_path_factory) -> Path:
    """Return the built book's folder, and insist that it is built from today's sources."""
    if pytestconfig.getoption("build_book"):
        # Workers of one run share the folder above their own, and in it what is said of a failure.
        folder = tmp_path_factory.getbasetemp()
        said = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "book.txt"
        with FileLock(ROOT / "_build" / "build.lock"):
            if not is_fresh() and not said.exists():
                command = [sys.executable, ROOT / "tools" / "build_book.py"]
                built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
                if built.returncode:
                    said.write_text(f"{built.stdout}{built.stderr}"[-20_000:])
        if said.exists():
            pytest.fail(f"the book cannot be built:\n{said.read_text()}", pytrace=False)
    if not is_fresh():
        pytest.fail("the built book is missing or older than its sources: run `make book`")
    return BOOK


@pytest.fixture(scope="session")
def chromium():
    """Start one Chromium for the session."""
    path = browsers.find()
    if path is None:
        pytest.fail("no Chromium: run `make browser`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[NO_HOSTS])
        yield browser
        browser.close()


class Pages:
    """Pages without a network, by their looks; one that was left is used again.

    In a new context a page takes three times as long. What tests change in a page beside its
    document is undone here: what it pretends to be shown on, its size, the mouse.
    """

    def __init__(self, chromium):
        self._chromium = chromium
        self._free = defaultdict(list)

    @contextmanager
    def opened(self, url, theme="light", width=1280, height=900, touch=False):
        """Open a page from disk; give it, and a watch over what goes wrong."""
        looks = theme, width, height, touch
        page = self._free[looks].pop() if self._free[looks] else self._new(*looks)
        watch = Watch(page.context)
        try:
            go(page, url)
            yield page, watch
            self._leave(page, theme, width, height)
        except Exception:  # nobody can tell what state it is in
            page.context.close()
            raise
        self._free[looks].append(page)
        watch.end()

    def _leave(self, page, theme, width, height):
        page.goto("about:blank")
        page.mouse.up()
        page.mouse.move(0, 0)
        calm = {"reduced_motion": "null", "forced_colors": "null"}
        page.emulate_media(media="null", color_scheme=theme, **calm)
        if page.viewport_size != {"width": width, "height": height}:
            page.set_viewport_size({"width": width, "height": height})

    def _new(self, theme, width, height, touch):
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            has_touch=touch,
            is_mobile=touch,
            offline=True,
        )
        context.set_default_timeout(15_000)
        choose = "".join(f"localStorage.setItem('{key}', '{theme}');" for key in ("mode", "theme"))
        context.add_init_script(f"if (location.protocol === 'file:') {{ {choose} }}")
        return context.new_page()


@pytest.fixture(scope="session")
def opened_pages(chromium):
    """Return the pages of the session."""
    return Pages(chromium)


@pytest.fixture
def visit(opened_pages):
    """Open pages from disk; nothing may go wrong in them until the test ends."""
    with ExitStack() as stack:
        watches = []

        def visitor(url, **looks):
            page, watch = stack.enter_context(opened_pages.opened(url, **looks))
            watches.append(watch)
            return page

        yield visitor
    for watch in watches:
        watch.check()


@pytest.fixture(scope="session")
def kept_pages(opened_pages):
    """Return a function that opens a page of the book, or gives the one that stands open.

    Only pages of one name are kept: tests of a page come one after the other.
    """
    usual = {"theme": "light", "width": 1280, "height": 900}
    with ExitStack() as stack:
        kept = {}

        def keep(path, **looks):
            if any(path != other for other, _looks in kept):
                stack.close()
                kept.clear()
            key = path, tuple((usual | looks).items())
            if key not in kept:
                kept[key] = stack.enter_context(opened_pages.opened(path.as_uri(), **looks))
            return kept[key]

        yield keep


@pytest.fixture
def look_at(book, kept_pages):
    """Open pages of the built book that several tests look at, and none changes."""
    watches = []

    def opener(name, **looks):
        page, watch = kept_pages(page_path(name), **looks)
        watches.append(watch)
        return page

    yield opener
    for watch in watches:
        watch.check()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *_arguments):
        """Keep a request to itself."""


@pytest.fixture(scope="session")
def server(book):
    """Serve the book; return the address."""
    handler = partial(Quiet, directory=book)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def served(chromium, server):
    """Return a function: what a page asked for when it was opened from a server, and its errors."""
    context = chromium.new_context()

    @cache
    def opened(name) -> Watch:
        watch, page = Watch(context), context.new_page()
        go(page, f"{server}/{name}.html")
        page.close()
        watch.end()
        return watch

    yield opened
    context.close()


@pytest.fixture
def open_page(book, visit):
    """Open pages of the built book."""
    return lambda name, query="", **looks: visit(page_path(name).as_uri() + query, **looks)


@pytest.fixture(scope="session")
def explorer_page(tmp_path_factory):
    """Return a function: the file of a page with one explorer, by its expression and theme."""
    alone.bundle()
    folder = tmp_path_factory.mktemp("explorers")

    @cache
    def write(expression, theme) -> Path:
        file = folder / f"{len(list(folder.iterdir()))}.html"
        page = alone.page(alone.make(expression), expression, theme=theme)
        file.write_text(page, encoding="utf-8")
        return file

    return write


@pytest.fixture
def open_explorer(explorer_page, visit):
    """Open explorers, each alone in a page."""

    def opener(expression, drive=Drive, theme="light", **looks):
        return drive(visit(explorer_page(expression, theme).as_uri(), theme=theme, **looks))

    return opener


class Modules:
    """A page that can import the package's scripts as they are, by their paths in it.

    What goes there and comes back goes as one text: Playwright's own way takes some hundred times
    as long for each number.
    """

    def __init__(self, page):
        self._page = page

    def evaluate(self, script: str, argument=None):
        """Call a function of the page, with and for values of JSON, NaN and infinity."""
        try:
            given = json.dumps(argument, allow_nan=False)
        except ValueError:
            given = json.dumps(_named(argument))
        said = self._page.evaluate(IN_TEXT.replace("FUNCTION", script), given)
        return json.loads(said, object_hook=lambda one: float(one[ODD]) if ODD in one else one)


def _named(value):
    """Write numbers by their names that JSON has no sign for."""
    if isinstance(value, dict):
        return {key: _named(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_named(part) for part in value]
    odd = isinstance(value, float) and not math.isfinite(value)
    return {ODD: str(value).replace("inf", "Infinity")} if odd else value


@pytest.fixture
def keep_explorer(explorer_page, kept_pages):
    """Open explorers for tests that set all that they depend on: those of one share its page."""
    watches = []

    def opener(expression, drive=Drive, theme="light", **looks):
        path = explorer_page(expression, theme)
        page, watch = kept_pages(path, theme=theme, **looks)
        watches.append(watch)
        page.mouse.move(0, 0)
        return drive(page)

    yield opener
    for watch in watches:
        watch.check()


@pytest.fixture(scope="module")
def modules(chromium):
    """Return a page for the package's scripts."""
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
    yield Modules(page)
    context.close()


@pytest.fixture(scope="session")
def axe():
    """Return a function: the serious and critical findings of axe-core on a page."""
    source = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def check(page, within=None):
        # What is not laid out yet would be measured as lying over what follows it.
        shown = page.add_style_tag(content=SEEN)
        page.evaluate(source)
        found = page.evaluate(AXE, within)
        shown.evaluate("style => style.remove()")
        return [
            f"{violation['id']}: {violation['help']}\n    {node['html'][:300]}"
            for violation in found
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]

    return check
