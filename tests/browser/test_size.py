"""A page, with all that it loads, is light enough for a slow line: 2 MB gzipped."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

from built import go

LIMIT = 2_000_000


def test_page_with_all_it_loads_is_at_most_2_mb(chromium, book, page_name):
    loaded = set()
    context = chromium.new_context(offline=True)
    context.on("request", lambda request: loaded.add(request.url))
    page = context.new_page()
    go(page, (book / f"{page_name}.html").as_uri())
    context.close()
    files = {Path(unquote(urlsplit(url).path)) for url in loaded if url.startswith("file:")}
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert sum(sizes.values()) <= LIMIT, sorted(sizes.items(), key=lambda item: -item[1])[:8]
