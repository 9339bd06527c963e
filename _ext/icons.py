"""Cuts the theme's icons down to those that the pages show, and puts them into its style sheet.

The theme brings Font Awesome whole: a script of 1.5 MB that turns icons into SVG, fonts for
browsers without scripts, and 1,900 style rules. A book has some twenty icons. As a font inside the
style sheet they need no script, and Firefox shows them on a page opened from disk, where it loads
no font from a file.
"""

import base64
import io
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RULE = re.compile(r'(?:\.fa-[\w-]+:{1,2}before,?)+\{content:"\\?([^"]+?) ?"\}')
FACE = re.compile(r"@font-face\{[^{}]*Font Awesome[^{}]*\}")
NAME = re.compile(r"\bfa-[a-z][\w-]*")
GLYPH = re.compile(r'"\\?([\uf000-\uf8ff]|f[0-9a-f]{3})"')


def _character(text: str) -> str:
    return text if len(text) == 1 else chr(int(text, 16))


def _names_used(out: Path) -> set[str]:
    pages = [*out.rglob("*.html"), *(out / "_static/scripts").glob("*-theme.js")]
    return {name for page in pages for name in NAME.findall(page.read_text(encoding="utf-8"))}


def _face(font: Path, characters: set[str]) -> str:
    options = subset.Options(flavor="woff", layout_features=[], notdef_outline=True)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=map(ord, characters))
    whole = TTFont(font)
    cut.subset(whole)
    whole.flavor = "woff"
    buffer = io.BytesIO()
    whole.save(buffer)
    data = base64.b64encode(buffer.getvalue()).decode()
    return (
        '@font-face{font-family:"Font Awesome 6 Free";font-style:normal;font-weight:900;'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


def keep_used_icons(out: Path) -> None:
    """Rewrite the theme's style sheet under the built book `out`."""
    sheet = out / "_static/styles/pydata-sphinx-theme.css"
    font = out / "_static/vendor/fontawesome/webfonts/fa-solid-900.ttf"
    style, used, characters = sheet.read_text(encoding="utf-8"), _names_used(out), set()

    def keep(rule: re.Match) -> str:
        if used.isdisjoint(NAME.findall(rule[0])):
            return ""
        characters.add(_character(rule[1]))
        return rule[0]

    style = FACE.sub("", RULE.sub(keep, style))
    book = (out / "_static/styles/sphinx-book-theme.css").read_text(encoding="utf-8")
    characters |= {_character(glyph) for glyph in GLYPH.findall(style + book)}
    sheet.write_text(style + _face(font, characters), encoding="utf-8")
