"""Makes sections of cores and deeper pages: their figures' numbers, their titles, the way on.

Sphinx counts figures through the whole book. Here the first figure of section 6.2 is Fig. 6.2.1,
and its deeper page counts on. A title's number is told from its words. The way on leads from core
to core; a deeper page is below its core in the contents, folded.
"""

import re
from collections import Counter
from pathlib import Path

PAGE = re.compile(r"(?:^|/)(\d+)-(\d+)-")
TOGGLE = '<summary><span class="toctree-toggle"'
# A page's number at the beginning of its heading, of its entry in the contents and of links to it.
TITLES = re.compile(
    r'(<h1>|<li class="toctree-l[^>]*>\s*<a [^>]*>\s*|<p class="prev-next-title">)(\d+\.\d+)\s+'
)


def section(page: str) -> tuple[int, ...]:
    """Return (6, 2) for `chapters/6-2-…`, and () for a page that is no section."""
    found = PAGE.search(page)
    return tuple(map(int, found.groups())) if found else ()


def by_section(numbers: dict) -> dict:
    """Return Sphinx's numbers of figures, {page: {kind: {name: (number,)}}}, counted by section."""
    counts: Counter = Counter()
    new = {page: {kind: {} for kind in kinds} for page, kinds in numbers.items()}
    in_order = sorted(
        (number, page, kind, name)
        for page, kinds in numbers.items()
        for kind, names in kinds.items()
        for name, number in names.items()
    )
    for _number, page, kind, name in in_order:
        counts[section(page), kind] += 1
        new[page][kind][name] = (*section(page), counts[section(page), kind])
    return new


def _renumber(_app, env) -> list[str]:
    env.toc_fignumbers = by_section(env.toc_fignumbers)
    return []


def name_toggles(html: str) -> str:
    """Say what the button beside a section in the contents folds: the theme gives it a sign."""
    return html.replace(TOGGLE, TOGGLE.replace("<summary", '<summary aria-label="Deeper pages"'))


def mark_numbers(html: str) -> str:
    """Give the numbers of sections a class of their own."""
    return TITLES.sub(r'\1<span class="section-number">\2</span> ', html)


def _finish(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    for page in Path(app.outdir).rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(name_toggles(mark_numbers(html)), encoding="utf-8")


def _lead_past_deeper(app, page, _template, context, _doctree) -> None:
    """Let the short way through the book go from core to core; a deeper page leads on to a core."""
    relations = app.env.collect_relations()
    if page not in relations or page.endswith("-deeper"):
        return
    for way, place in (("prev", 1), ("next", 2)):
        other = relations[page][place]
        while other and other.endswith("-deeper"):
            other = relations[other][place]
        title = other and app.builder.render_partial(app.env.titles[other])["title"]
        link = other and app.builder.get_relative_uri(page, other)
        context[way] = {"link": link, "title": title} if other else None


def setup(app):
    """Connect to Sphinx."""
    app.connect("env-get-updated", _renumber, priority=900)  # after Sphinx has counted
    app.connect("html-page-context", _lead_past_deeper)
    app.connect("build-finished", _finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
