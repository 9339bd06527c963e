"""Takes the rules out of a style sheet that end in "what follows such an element".

For a rule such as `legend + *`, whose first part is known by its tag alone, a browser works out the
style of all siblings anew whenever an element comes or goes, whatever it is: in a grid of numbers
that grows by a row and a column, the style of every cell. The theme and its extensions have a few,
and no page needs them.
"""

import re
from pathlib import Path

AFTER_TAG = re.compile(r"[^{},;/]*(?<![\w.#:\])-])[a-z][a-z0-9]*\s*[+~]\s*\*\s*\{[^{}]*\}")


def without_sibling_rules(style: str) -> str:
    """Return a style sheet without these rules."""
    return AFTER_TAG.sub("", style)


def drop_sibling_rules(out: Path) -> None:
    """Rewrite the style sheets under the built book `out`."""
    for sheet in out.rglob("*.css"):
        style = sheet.read_text(encoding="utf-8")
        if AFTER_TAG.search(style):
            sheet.write_text(without_sibling_rules(style), encoding="utf-8")
