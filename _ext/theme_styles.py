"""Makes the theme's style sheets fit for the book.

What the theme says is laid in a cascade layer: any rule of the book's own counts more, whatever its
selector.

Rules that end in "what follows such an element" go. For a rule such as `legend + *`, whose first
part is known by its tag alone, a browser works out the style of all siblings anew whenever an
element comes or goes, whatever it is: in a grid of numbers that grows by a row and a column, the
style of every cell. The theme has a few, and no page needs them.
"""

import re
from pathlib import Path

SHEETS = (
    "basic.css",
    "copybutton.css",
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
)
AFTER_TAG = re.compile(r"[^{},;/]*(?<![\w.#:\])-])[a-z][a-z0-9]*\s*[+~]\s*\*\s*\{[^{}]*\}")


def below_the_book(style: str) -> str:
    """Return a style sheet as a layer, without rules that make every change slow."""
    return f"@layer theme {{\n{AFTER_TAG.sub('', style)}\n}}\n"


def lay_below(out: Path) -> None:
    """Rewrite the theme's style sheets under the built book `out`."""
    for name in SHEETS:
        sheet = out / "_static" / name
        sheet.write_text(below_the_book(sheet.read_text(encoding="utf-8")), encoding="utf-8")
