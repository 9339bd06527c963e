"""The built book as a browser sees it: its pages, how to open one, what to watch for."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import reader

ROOT = Path(__file__).absolute().parents[2]
BOOK = ROOT / "_build" / "html"
LOCAL = ("file", "data", "blob", "about")


@cache
def pages() -> list[str]:
    """Return the name of every page that a book has, by its path below `_build/html`."""
    return sorted([*reader.contents(), "index", "search"])


def full_name(name: str) -> str:
    """Return this page's name, or that of the one chapter whose name starts so."""
    if name in pages():
        return name
    found = [page for page in pages() if page.startswith(f"chapters/{name}")]
    found = [page for page in found if name.endswith("deeper") or "deeper" not in page]
    assert len(found) == 1, f"{name} is the start of {len(found)} pages, expected one of {pages()}"
    return found[0]


def page_path(name: str) -> Path:
    """Return the page of this name, or the one chapter whose name starts so."""
    return BOOK / f"{full_name(name)}.html"


def go(page, url, timeout=30_000):
    """Open a built page, and wait until every widget is drawn; the bundle says when."""
    page.goto(url, wait_until="load")
    if url.endswith("/index.html") and "/chapters/" not in url:  # leads on to the first page
        page.wait_for_url("**/chapters/index.html", wait_until="load")
    drawn(page, timeout)


def drawn(page, timeout=30_000):
    """Wait until every widget of the page is drawn."""
    state = 'script[type="application/vnd.jupyter.widget-state+json"]'
    if page.locator(state).count():
        page.wait_for_selector('html[data-widgets="ready"]', state="attached", timeout=timeout)


class Watch:
    """What a page asked hosts for, and what went wrong in it."""

    def __init__(self, context):
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._context = context
        self._heard = {
            "request": self._request,
            "console": self._console,
            "weberror": self._error,
            "requestfailed": self._failed,
        }
        for event, handler in self._heard.items():
            context.on(event, handler)

    def end(self):
        """Watch no longer: the context is used again."""
        for event, handler in self._heard.items():
            self._context.remove_listener(event, handler)

    def _error(self, error):
        self.errors.append(f"page error: {error.error}")

    def _request(self, request):
        if urlsplit(request.url).scheme not in LOCAL:
            self.requests.append(request.url)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.errors.append(f"console {message.type}: {message.text}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # what a page that was left did not wait for
            self.errors.append(f"failed: {request.url} {request.failure}")

    def check(self):
        """Fail if there was anything."""
        assert not self.requests, f"the page asked hosts: {self.requests}"
        assert not self.errors, "\n".join(self.errors)
