"""Every link of a built page leads to a file that exists, and to a place in it that exists."""

from functools import cache
from urllib.parse import unquote, urlsplit

from links import Page


@cache
def parsed(path):
    return Page(path.read_text(encoding="utf-8"))


def test_every_link_inside_the_book_leads_somewhere(book, page_name):
    here = book / f"{page_name}.html"
    assert parsed(here).links
    for link in parsed(here).links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        there = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        assert there.exists(), f"{page_name} links to {link}"
        if parts.fragment and there.suffix == ".html":
            names = parsed(there).names
            assert unquote(parts.fragment) in names, f"{page_name} links to {link}"
