"""Joins the two halves of a chapter's exercise: values that are computed, and a table of words.

A section's module has a function for each exercise, which returns what `asks` makes, by question.
The table beside it has the words, by exercise and question:

    "two-keywords": {
      "rows": {
        "label": "rows that one output sees",
        "says": {"one_side": "This is how far it sees upwards."}
      },
      "word": {"label": "the exact word", "options": {"a": "equivariance", "b": "invariance"}}
    }

Of a choice, the options are known by their keys, and so are its mistakes. What several questions
of an exercise share stands once, under "common"; what several exercises say, in `common.json`.
"""

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from convlab.exercises.question import Question, ask

SECTIONS = Path(__file__).parent / "sections"


@dataclass(frozen=True)
class Values:
    """A question without its words; made by `asks`."""

    answer: object
    mistakes: list[tuple[object, str]]
    tolerance: float


def asks(answer, *, tolerance=0.005, **mistakes) -> Values:
    """The values of one question.

    Args:
        answer: as `ask` takes it; of a choice, the key of the right option.
        tolerance: how far a number may be off.
        **mistakes: by the key of its sentence, a wrong answer or a list of them; for a choice none.
    """
    pairs = [
        (wrong, key)
        for key, given in mistakes.items()
        for wrong in (given if isinstance(given, list) else [given])
    ]
    return Values(answer, pairs, tolerance)


def read_table(section: str, language: str = "en") -> dict[str, dict]:
    """The words of a section, such as "6-1", by exercise.

    Raises:
        ValueError: if there is no such section or language.
    """
    path = _path(_module(section), language)
    if not path.is_file():
        raise ValueError(f"expected the words of a section, such as 6-1, got {section!r}")
    return json.loads(path.read_text(encoding="utf-8"))


def read_shared(language: str = "en") -> dict[str, str]:
    """The sentences that several exercises say of a number, by the keys of the mistakes."""
    return json.loads(_path("common", language).read_text(encoding="utf-8"))


def questions(name: str, language: str = "en") -> tuple[Question, ...]:
    """What an exercise of the chapters asks.

    Args:
        name: section and exercise, such as "6-1/two-keywords".
        language: of the words.

    Raises:
        ValueError: if there is no such exercise.
    """
    section, _, exercise = name.partition("/")
    table = read_table(section, language)
    if exercise not in table:
        raise ValueError(f"expected one of {', '.join(table)} of {section}, got {exercise!r}")
    words = table[exercise]
    common = words.get("common", {})
    shared = read_shared(language)
    module = import_module(f"convlab.exercises.sections.{_module(section)}")
    values = getattr(module, exercise.replace("-", "_"))()
    return tuple(_join(asked, words[key], common, shared) for key, asked in values.items())


def _module(section):
    return "s" + section.replace("-", "_")


def _path(stem, language):
    return SECTIONS / (f"{stem}.json" if language == "en" else f"{stem}.{language}.json")


def _join(asked, words, common, shared):
    """One question, from its values, its words, and those that its exercise and all share."""
    label = words["label"]
    says = common.get("says", {}) | words.get("says", {})
    if not isinstance(asked.answer, str):
        mistakes = [(wrong, (shared | says)[key]) for wrong, key in asked.mistakes]
        return ask(label, asked.answer, mistakes, tolerance=asked.tolerance)
    options = words.get("options") or common["options"]
    mistakes = [(option, says[key]) for key, option in options.items() if key in says]
    return ask(label, options[asked.answer], mistakes, options=list(options.values()))
