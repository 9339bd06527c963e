"""How soon a page from disk is usable, and how heavy each page is with everything that it loads.

A page is usable when its first explorer is drawn; the clock starts with the navigation. Each
opening has a browser context of its own, so nothing is cached. Weight counts every file that the
page asks for, each gzipped.
"""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

from measure import BOOK, browser, line, load

READY = """() => new Promise((resolve) => {
  const look = () => {
    const stage = document.querySelector("[data-explorer]");
    if (stage?.output?.data.length) resolve(performance.now());
    else setTimeout(look, 5);
  };
  look();
})"""
OPENINGS, LIMIT_S, LIMIT_MB = 5, 1.0, 2.0


def opening(chromium, path):
    """Milliseconds from the navigation to the first usable explorer, and the files loaded."""
    files = set()
    context = chromium.new_context(offline=True)
    context.on("request", lambda request: files.add(urlsplit(request.url)))
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    has_widgets = "application/vnd.jupyter.widget-view+json" in path.read_text(encoding="utf-8")
    done = page.evaluate(READY) if has_widgets else None
    page.wait_for_load_state("load")
    if done is None:
        done = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return done, [Path(unquote(url.path)) for url in files if url.scheme == "file"]


def main():
    """Open every chapter several times, and print."""
    pages = sorted((BOOK / "chapters").glob("*.html"))
    times = {path: [] for path in pages}
    weights = {}
    with browser() as chromium:
        for _ in range(OPENINGS):
            for path in pages:
                done, files = opening(chromium, path)
                times[path].append(done)
                weights[path] = sum(len(gzip.compress(file.read_bytes())) for file in files)
    print("from opening a page to its first usable explorer (or, without one, to its load event)")
    print(load())
    slowest = max(line(path.stem, values)[0] for path, values in times.items())
    print(f"slowest median at most {LIMIT_S} s: {'yes' if slowest <= 1000 * LIMIT_S else 'NO'}")
    for path, weight in weights.items():
        print(f"{path.stem:<58} {weight / 1e6:6.2f} MB gzipped")
    heaviest = max(weights.values()) / 1e6
    print(f"heaviest page at most {LIMIT_MB} MB: {'yes' if heaviest <= LIMIT_MB else 'NO'}")


if __name__ == "__main__":
    main()
