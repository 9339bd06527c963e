"""A page, with all that it loads, is light enough for a slow line: 2 MB gzipped."""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

LIMIT = 2_000_000


@cache
def gzipped(path: Path) -> int:
    """Return how many bytes go over the line; most files belong to many pages."""
    return len(gzip.compress(path.read_bytes(), 9))


def test_page_with_all_it_loads_is_at_most_2_mb(served, server, book, page_name):
    urls = {url for url in served(page_name).requests if url.startswith(server)}
    files = {book / unquote(urlsplit(url).path)[1:] for url in urls}
    assert book / f"{page_name}.html" in files
    sizes = {path.name: gzipped(path) for path in files}
    assert sum(sizes.values()) <= LIMIT, sorted(sizes.items(), key=lambda item: -item[1])[:8]
