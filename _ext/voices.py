"""Gives the book's boxes their voices: what to predict, what was to be seen, the notes, solutions.

In the notebooks a box is plain Markdown, so that it reads right everywhere: a quotation or a
paragraph that begins with a bold key word, or a `<details>` with the key word as its summary. Here
each becomes one element with a class of its own, which styles/voices.css dresses. The key words are
in _config.yml, for a translation has others.
"""

import re

from docutils import nodes

DETAILS = re.compile(r"<details>(\s*)<summary>\s*(.*?)\s*</summary>", re.DOTALL)
CHINESE = re.compile(r"[\u3400-\u9fff]")


def _voice(text: str, words: dict[str, list[str]]) -> str | None:
    return next((name for name, begin in words.items() if text.startswith(tuple(begin))), None)


def _classes(name: str) -> list[str]:
    return ["voice", f"voice-{name}"]


def _title(text: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.Text(text), classes=["voice-title"])


def _replace(node: nodes.Element, new: list[nodes.Node]) -> None:
    """Put `new` in a node's place. Docutils' own way would hand on the node's classes."""
    at = node.parent.index(node)
    node.parent[at : at + 1] = new


def _dress_details(raw: nodes.raw, words: dict) -> None:
    """Markdown between the tags stays Markdown: only the opening tag is touched."""

    def dressed(found: re.Match) -> str:
        name = _voice(found[2], words)
        if not name:
            return found[0]
        opening = f'<details class="{" ".join(_classes(name))}">'
        return f"{opening}{found[1]}<summary>{found[2]}</summary>"

    raw.children[:] = [nodes.Text(DETAILS.sub(dressed, raw.astext()))]


def _parts(paragraph: nodes.Node) -> list[nodes.Node]:
    """Return what is in a paragraph; Markdown leaves empty texts around bold words."""
    if not isinstance(paragraph, nodes.paragraph):
        return []
    return [part for part in paragraph.children if part.astext()]


def _begins_bold(paragraph: nodes.Node, words: dict) -> str | None:
    """Name the voice of a paragraph that begins with a bold key word."""
    bold, *_ = _parts(paragraph) or [None]
    return _voice(bold.astext(), words) if isinstance(bold, nodes.strong) else None


def _split_title(paragraph: nodes.paragraph) -> None:
    """Let the bold words be a paragraph of their own."""
    bold, *rest = _parts(paragraph)
    if rest and isinstance(rest[0], nodes.Text):
        rest[0] = nodes.Text(rest[0].astext().lstrip(" .:\n"))
    left = [nodes.paragraph("", "", *rest)] if any(part.astext() for part in rest) else []
    _replace(paragraph, [_title(bold.astext().rstrip(".:")), *left])


def _dress_quotation(quotation: nodes.block_quote, words: dict) -> None:
    name = _begins_bold(quotation[0], words)
    if name:
        quotation["classes"] += _classes(name)
        _split_title(quotation[0])


def _dress_paragraph(paragraph: nodes.paragraph, words: dict) -> None:
    """A paragraph that is nothing but the key word speaks for the list below it."""
    name = _begins_bold(paragraph, words)
    if not name or len(_parts(paragraph)) > 1:
        return
    below = paragraph.next_node(descend=False, siblings=True)
    title = _title(paragraph.astext())
    if isinstance(below, nodes.enumerated_list | nodes.bullet_list):
        below.parent.remove(below)
        _replace(paragraph, [nodes.container("", title, below, classes=_classes(name))])
    else:
        title["classes"] += _classes(name)
        _replace(paragraph, [title])


def _mark_chinese(paragraph: nodes.paragraph) -> None:
    text = paragraph.astext()
    if 2 * len(CHINESE.findall(text)) > len(text.split()):
        paragraph["classes"].append("zh")


def dress(doctree: nodes.document, words: dict[str, list[str]]) -> None:
    """Give every box of a page its class.

    Args:
        doctree: the page.
        words: for each voice, how the titles of its boxes begin.
    """
    for raw in doctree.findall(nodes.raw):
        if raw["format"] == "html" and DETAILS.search(raw.astext()):
            _dress_details(raw, words)
    for quotation in list(doctree.findall(nodes.block_quote)):
        _dress_quotation(quotation, words)
    for paragraph in list(doctree.findall(nodes.paragraph)):
        _dress_paragraph(paragraph, words)
    for quotation in doctree.findall(nodes.block_quote):
        for paragraph in quotation.findall(nodes.paragraph):
            _mark_chinese(paragraph)


def setup(app):
    """Connect to Sphinx."""
    app.add_config_value("voices", {}, "env")
    app.connect("doctree-read", lambda app, doctree: dress(doctree, app.config.voices))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
