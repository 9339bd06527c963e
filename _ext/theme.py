"""Makes the theme's style sheets and its script fit for the book.

What its styles say is laid in a cascade layer: any rule of the book's own counts more, whatever its
selector.

Rules that end in "what follows such an element" go. For a rule such as `legend + *`, whose first
part is known by its tag alone, a browser works out the style of all siblings anew whenever an
element comes or goes, whatever it is: in a grid of numbers that grows by a row and a column, the
style of every cell. The theme has a few, and no page needs them.

After every change of a page the theme's script measures again which parts of it can be scrolled,
for a tenth of a second in which a reader's hand is not heard. What changes in these pages is
explorers, which are not among these parts.
"""

import re
from pathlib import Path

SHEETS = (
    "basic.css",
    "copybutton.css",
    "styles/pydata-sphinx-theme.css",
    "styles/sphinx-book-theme.css",
)
SCRIPT = "scripts/pydata-sphinx-theme.js"
MEASURES = re.compile(
    r'new MutationObserver\(\w\)\.observe\(document\.getElementById\("main-content"\),'
    r"\{subtree:!0,childList:!0\}\),"
)
AFTER_TAG = re.compile(r"[^{},;/]*(?<![\w.#:\])-])[a-z][a-z0-9]*\s*[+~]\s*\*\s*\{[^{}]*\}")


def below_the_book(style: str) -> str:
    """Return a style sheet as a layer, without rules that make every change slow."""
    return f"@layer theme {{\n{AFTER_TAG.sub('', style)}\n}}\n"


def fit_theme(out: Path) -> None:
    """Rewrite the theme's style sheets and its script under the built book `out`."""
    for name in SHEETS:
        sheet = out / "_static" / name
        sheet.write_text(below_the_book(sheet.read_text(encoding="utf-8")), encoding="utf-8")
    script = out / "_static" / SCRIPT
    text, found = MEASURES.subn("", script.read_text(encoding="utf-8"))
    assert found == 1, f"{SCRIPT} is another one: it has {found} watchers of the page, not 1"
    script.write_text(text, encoding="utf-8")
