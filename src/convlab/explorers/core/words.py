"""The words of explorers: a table beside the scripts that say them, and one of what all share.

A table, `words.json`, has four parts: "controls", what each control is called; "help", what it
does, in a sentence; "options", by control what the reader sees of each option; "says", every
sentence and label. In a sentence, {name} is a place that is filled in.
"""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np

SHARED = Path(__file__).resolve().parents[1] / "ui" / "words.json"


def read_words(folder: Path) -> dict[str, dict]:
    """Return the words of an explorer's folder, on top of those that all explorers share."""
    file = folder / "words.json"
    tables = [_read(path, path.stat().st_mtime_ns) for path in (SHARED, file) if path.is_file()]
    words = {"controls": {}, "help": {}, "options": {}, "says": {}}
    for table in tables:
        for part in ("controls", "help", "says"):
            words[part] |= table.get(part, {})
        for trait, names in table.get("options", {}).items():
            words["options"][trait] = words["options"].get(trait, {}) | names
    return words


@cache
def _read(path: Path, _changed: int) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def fill(template: str, **values) -> str:
    """Return a sentence with its places filled in; KeyError for a place without a value."""
    return re.sub(r"\{(\w+)\}", lambda place: shown(values[place[1]]), template)


def shown(value) -> str:
    """Return a value as a sentence shows it: numbers as JavaScript writes them, with a true minus.

    The page's `fill` does the same, so that both sides say the same sentence.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return repr(value)
    return _as_javascript(float(value) if isinstance(value, np.floating) else value)


def quoted(value):
    """Return a text in quotes, any other value as it is: what came, in a sentence."""
    return repr(value) if isinstance(value, str) else value


def not_whole(value):
    """Return what came in place of a whole number: 2.0 stays 2.0."""
    return f"{value:.1f}" if isinstance(value, float) and value.is_integer() else quoted(value)


def _as_javascript(number) -> str:
    size = abs(number)
    if size != size or size == float("inf"):
        text = {True: "NaN"}.get(size != size, "∞")
        return f"−{text}" if number < 0 else text
    if size == 0 or 1e-6 <= size < 1e21:
        whole = isinstance(number, int) or number == int(number)
        text = str(int(size)) if whole else np.format_float_positional(size, trim="-")
    else:
        text = re.sub(r"e([+-])0+", r"e\1", repr(float(size)))
    return f"−{text}" if number < 0 else text
