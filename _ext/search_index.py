"""Writes what the search page looks through: every section's title and words, as a script.

Sphinx's own search reads the other pages for its excerpts, which a browser does not allow on a page
opened from disk, and it knows pages only. _ext/browser/search.js does the rest.
"""

import json
from pathlib import Path

from docutils import nodes

DATA = "search-data.js"
REPLACED = ("searchindex.js", "_static/searchtools.js", "_static/language_data.js")
# Sections and titles have entries of their own; code and its results are not prose; TeX is not what
# a reader types.
SILENT = (
    nodes.section,
    nodes.title,
    nodes.literal_block,
    nodes.raw,
    nodes.comment,
    nodes.math_block,
    nodes.image,
)
SIGNS = {r"\times": "×", r"\star": "⋆", r"\Delta": "Δ", r"\eta": "η", r"\kappa": "κ"}


def _tex(formula: str) -> str:
    for name, sign in SIGNS.items():
        formula = formula.replace(name, sign)
    return "" if "\\" in formula else formula.replace("{", "").replace("}", "")


def _words(node: nodes.Node) -> str:
    """Return what a reader sees of a part, without the sections in it."""
    if isinstance(node, SILENT):
        return ""
    if isinstance(node, nodes.math):
        return _tex(node.astext())
    if isinstance(node, nodes.Text):
        return node.astext()
    between = "" if isinstance(node, nodes.TextElement) else " "
    return between.join(map(_words, node.children))


def sections(doctree: nodes.document) -> list[tuple[str, str, str]]:
    """Return (name, title, words) of every section of a page, in order."""
    return [
        (
            section["ids"][0],
            section[0].astext() if isinstance(section[0], nodes.title) else "",
            " ".join(" ".join(_words(part) for part in section.children).split()),
        )
        for section in doctree.findall(nodes.section)
    ]


def _collect(app, doctree, docname) -> None:
    app.env.book_sections = getattr(app.env, "book_sections", {}) | {docname: sections(doctree)}


def _no_index(app) -> None:
    """Let Sphinx not look for the index that was taken away after the last build."""
    if app.builder.format == "html":
        app.builder.load_indexer = lambda docnames: None


def _in_order(env, page: str) -> list[str]:
    """Return a page and what its contents name, as a reader turns the leaves."""
    below = env.toctree_includes.get(page, [])
    return [page, *(name for one in below for name in _in_order(env, one))]


def _write(app, exception) -> None:
    if exception or app.builder.format != "html":
        return
    out, order = Path(app.outdir), _in_order(app.env, app.config.root_doc)
    for name in set(order) - set(getattr(app.env, "book_sections", {})):
        app.env.get_and_resolve_doctree(name, app.builder)  # a page that was not written again
    found = app.env.book_sections
    pages = [
        {
            "address": app.builder.get_target_uri(name),
            "title": app.env.titles[name].astext(),
            "sections": found[name],
        }
        for name in order
    ]
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / DATA).write_text(f"window.bookPages = {text};\n", encoding="utf-8")
    for name in REPLACED:
        (out / name).unlink(missing_ok=True)


def setup(app):
    """Connect to Sphinx."""
    app.connect("builder-inited", _no_index)
    app.connect("doctree-resolved", _collect)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": False}
