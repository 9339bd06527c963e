"""Writes beside each part of a section how many minutes it takes, counted from what is in it.

The page's title has the sum, that of its exercises apart: who reads a section may leave them for
another day. What is written, and how the title of a part of exercises begins, is in _config.yml.

Nobody has timed readers: the minutes are words, lines, tasks and questions, times what is declared
here. The words' pace has a source. Adults read English non-fiction silently at 238 words a minute
in the mean of 190 studies, and more slowly where English is their second language (M. Brysbaert,
'How many words do we read per minute?', Journal of Memory and Language 109, 2019, 104047). Those
texts hold no formulas, and nobody learns them: the pace here is 0.55 of theirs.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from numbering import section

WORDS = 130  # a minute, for a reader whose second language is English, who wants to understand
LINE = 0.1  # minutes for a line of code in sight
FORMULA = 0.2  # for a formula that has a line of its own
TASK = 1.0  # to guess, set it and look, once the task is read
QUESTION = 2.0  # to work out and type an answer that the page checks

FENCE = re.compile(r"^```.*?^```", re.M | re.S)
DISPLAY = re.compile(r"\$\$.+?\$\$", re.S)
INLINE = re.compile(r"\$[^$\n]+\$")
NOT_READ = re.compile(r"<[^>]+>|\]\([^)]*\)|^\|[-| :]+\|$", re.M)  # tags, addresses, tables' rules
WORD = re.compile(r"\S*[A-Za-z0-9]\S*")  # the notes' Chinese has its English below it
PART = re.compile(r"^## ", re.M)
TASKS = re.compile(r"\*\*(?:{words})[^\n]*\*\*\n+((?:\d+\. .*\n(?:\n?[ \t]+.*\n)*\n?)+)")
ITEM = re.compile(r"^\d+\. ", re.M)


@dataclass
class Load:
    """What a part asks of a reader."""

    words: int = 0
    lines: int = 0
    formulas: int = 0
    tasks: int = 0
    questions: int = 0
    title: str = ""

    def minutes(self) -> float:
        """Return how long it takes."""
        looked_at = LINE * self.lines + FORMULA * self.formulas
        return self.words / WORDS + looked_at + TASK * self.tasks + QUESTION * self.questions


def _read(load: Load, text: str, predict: re.Pattern) -> None:
    text = FENCE.sub("", text)
    load.tasks += sum(len(ITEM.findall(found[1])) for found in predict.finditer(text + "\n"))
    load.formulas += len(DISPLAY.findall(text))
    text = ITEM.sub("", INLINE.sub("X", DISPLAY.sub("", text)))
    load.words += len(WORD.findall(NOT_READ.sub(" ", text)))


def loads(notebook: dict, predict: list[str]) -> list[Load]:
    """Return what each part of a notebook holds: first what comes before the first `##` heading.

    Args:
        notebook: as its file has it.
        predict: how the titles of lists of tasks begin.
    """
    found = re.compile(TASKS.pattern.replace("{words}", "|".join(map(re.escape, predict))))
    parts = [Load()]
    for cell in notebook["cells"]:
        text, tags = "".join(cell["source"]), set(cell["metadata"].get("tags", ()))
        caption = cell["metadata"].get("mystnb", {}).get("figure", {}).get("caption", "")
        if cell["cell_type"] == "markdown":
            first, *others = PART.split(text)
            _read(parts[-1], first, found)
            for other in others:
                parts.append(Load(title=other.partition("\n")[0].strip()))
                _read(parts[-1], other, found)
        elif text.startswith("Exercise("):
            parts[-1].questions += 1
        elif cell["cell_type"] == "code":
            _read(parts[-1], caption, found)
            if not tags & {"hide-input", "remove-input", "remove-cell", "hide-cell"}:
                parts[-1].lines += sum(map(bool, map(str.strip, text.splitlines())))
    return parts


def reading_and_exercises(parts: list[Load], exercises: list[str]) -> tuple[float, float]:
    """Return the minutes of all parts but the exercises, and those of the exercises.

    Args:
        parts: what `loads` returns.
        exercises: how the titles of parts begin that hold nothing but exercises.
    """
    both = [0.0, 0.0]
    for part in parts:
        both[part.title.startswith(tuple(exercises))] += part.minutes()
    return tuple(both)


def whole(texts: dict, parts: list[Load]) -> str:
    """Return what the title of the page says."""
    reading, exercises = (round(m) for m in reading_and_exercises(parts, texts["exercises"]))
    return texts["both" if exercises else "part"].format(max(1, reading), exercises)


def _mark(app, doctree, docname) -> None:
    """Add the minutes to the titles, once the contents and the search have read these."""
    source = Path(app.env.doc2path(docname))
    if app.builder.format != "html" or not section(docname) or source.suffix != ".ipynb":
        return
    found = loads(json.loads(source.read_text(encoding="utf-8")), app.config.voices["predict"])
    page = next(doctree.findall(nodes.section))
    parts = [child for child in page.children if isinstance(child, nodes.section)]
    texts = app.config.minutes
    for title, text in [
        (page[0], whole(texts, found)),
        *(
            (part[0], texts["part"].format(max(1, round(load.minutes()))))
            for part, load in zip(parts, found[1:], strict=True)
        ),
    ]:
        title.extend([nodes.Text(" "), nodes.inline("", text, classes=["minutes"])])


def setup(app):
    """Connect to Sphinx."""
    app.add_config_value("minutes", {}, "html")
    app.connect("doctree-resolved", _mark, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
