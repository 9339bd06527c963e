"""Makes an e-book of the pages: EPUB 3, formulas as MathML, explorers as still pictures."""

import zipfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from reader import Chapter

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
xml:lang="en" lang="en">
<head><title>{title}</title><link rel="stylesheet" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""
CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/content.opf" \
media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:creator>{author}</dc:creator>
<dc:language>en</dc:language>
<dc:rights>Text and figures: CC BY 4.0. Code: MIT.</dc:rights>
<meta property="dcterms:modified">{modified}</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Pictures are described; formulas are MathML.</meta>
</metadata>
<manifest>
{manifest}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".css": "text/css",
    ".xhtml": "application/xhtml+xml",
}
MARKS = {"mathml": "<math", "svg": "<svg"}  # what a reader wants to know of a page before
FRONT, NAV = "front.xhtml", "nav.xhtml"


@dataclass
class Edition:
    """What an e-book says of itself."""

    title: str
    author: str
    version: str
    modified: str  # such as 2026-11-30T00:00:00Z
    cover: bytes  # PNG


def _front(edition: Edition) -> str:
    body = f'<p><img src="pictures/cover.png" alt="{escape(edition.title)}"/></p>'
    return PAGE.format(title=escape(edition.title), body=body)


def _nav(chapters: list[Chapter]) -> str:
    items = "\n".join(
        f'<li><a href="{chapter.name}.xhtml">{escape(chapter.title)}</a></li>'
        for chapter in chapters
    )
    body = f'<nav epub:type="toc"><h1>Contents</h1><ol>\n{items}\n</ol></nav>'
    return PAGE.format(title="Contents", body=body)


def _item(number: int, name: str, data: str | bytes) -> str:
    properties = []
    if name == NAV:
        properties.append("nav")
    if name.endswith("cover.png"):
        properties.append("cover-image")
    if isinstance(data, str):
        properties += [
            what for what, mark in (("mathml", "<math"), ("svg", "<svg")) if mark in data
        ]
    said = f' properties="{" ".join(properties)}"' if properties else ""
    kind = KINDS[Path(name).suffix]
    return f'<item id="i{number}" href="{escape(name)}" media-type="{kind}"{said}/>'


def write_epub(path: Path, chapters: list[Chapter], style: str, edition: Edition) -> None:
    """Write the e-book."""
    files: dict[str, str | bytes] = {FRONT: _front(edition), NAV: _nav(chapters)}
    for chapter in chapters:
        title, body = escape(chapter.title), chapter.content
        files[f"{chapter.name}.xhtml"] = PAGE.format(title=title, body=body)
    files |= {"style.css": style, "pictures/cover.png": edition.cover}
    for chapter in chapters:
        files |= {f"pictures/{name}": data for name, data in chapter.pictures.items()}
    order = [name for name in files if name.endswith(".xhtml")]
    numbers = {name: number for number, name in enumerate(files)}
    package = PACKAGE.format(
        uuid=uuid5(NAMESPACE_URL, f"{edition.title} {edition.version}"),
        title=escape(edition.title),
        author=escape(edition.author),
        modified=edition.modified,
        manifest="\n".join(_item(numbers[name], name, data) for name, data in files.items()),
        spine="\n".join(f'<itemref idref="i{numbers[name]}"/>' for name in order),
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book/content.opf", package)
        for name, data in files.items():
            book.writestr(f"book/{name}", data)
