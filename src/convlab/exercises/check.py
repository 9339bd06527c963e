"""Checking of answers: what a text says, whether it is right, and which mistake leads to it.

`check.js` is the mirror of this for pages that have no kernel.
"""

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path

from convlab.exercises.question import Question, equal, own_tolerance, read_value
from convlab.numbers import plain, read_number, unit_of

WORDS = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Feedback:
    """What the reader is told about an answer.

    Attributes:
        right: whether it is right.
        says: one or two sentences.
        wrong: whether it is a wrong answer; text that cannot be read is neither right nor wrong.
        cells: (row, column) of the wrong cells of a matrix.
    """

    right: bool
    says: str
    wrong: bool = False
    cells: tuple[tuple[int, int], ...] = ()


def check(question: Question, given) -> Feedback:
    """What the page says of an answer.

    Args:
        question: made by `ask`.
        given: what the reader typed (a matrix: rows of texts), or the value itself.
    """
    value, problem = _read_given(question, given)
    if problem:
        return Feedback(False, problem)
    tolerance = question.tolerance
    known = [
        says
        for wrong, says in question.mistakes
        if equal(value, wrong, own_tolerance(wrong, tolerance))
    ]
    if equal(value, question.answer, tolerance):
        return Feedback(True, WORDS["right"])
    cells = _wrong_cells(question, value) if question.kind == "matrix" else ()
    if not known and question.kind == "shape" and len(value) != len(question.answer):
        n = len(question.answer)
        return Feedback(False, _say("one_size" if n == 1 else "sizes", n=n, got=len(value)))
    says = known[0] if known else _general(question, value, cells)
    return Feedback(False, says, True, cells)


def read_shape(text: str) -> tuple[int, ...] | None:
    """The sizes in a text such as 32×16, 32x16, (32, 16) or 32 16; None if there are none."""
    inner = re.sub(r"^(torch\.Size)?[\[{\s]*|[,\]}\s]*$", "", plain(text).strip())
    sizes = re.split(r"\s*[×xX*,、]\s*|\s+", inner)
    return tuple(map(int, sizes)) if all(re.fullmatch("[0-9]{1,15}", s) for s in sizes) else None


def _say(word, **values):
    return WORDS[word].format(**values)


def _read_given(question, given):
    """(value, None), or (None, a sentence) for what cannot be read."""
    kind = question.kind
    if kind == "matrix":
        return _read_rows(question, given)
    text = given if isinstance(given, str) else str(read_value(given, "an answer")[1])
    if not text.strip():
        return None, WORDS["empty"]
    if kind == "choice":
        options = ", ".join(question.options)
        problem = _say("not_an_option", options=options, text=text)
        return (text, None) if text in question.options else (None, problem)
    value = read_number(text) if kind == "number" else read_shape(text)
    if value is not None and value == value:  # not nan
        return value, None
    unit = unit_of(text) if kind == "number" else ""
    return None, _say("with_unit" if unit else f"not_a_{kind}", text=text, unit=unit)


def _read_rows(question, given):
    n, columns = len(question.answer), len(question.answer[0])
    rows = given.tolist() if hasattr(given, "tolist") else given
    fits = isinstance(rows, list | tuple) and len(rows) == n
    if not fits or any(not isinstance(r, list | tuple) or len(r) != columns for r in rows):
        return None, _say("not_a_matrix", n=n, columns=columns)
    texts = [[str(cell) for cell in row] for row in rows]
    if not any(text.strip() for row in texts for text in row):
        return None, WORDS["empty"]
    for i, j in ((i, j) for i in range(n) for j in range(columns)):
        text = texts[i][j]
        if math.isnan(read_number(text)):
            return None, _say("not_in_cell" if text.strip() else "empty_cell", i=i, j=j, text=text)
    return tuple(tuple(map(read_number, row)) for row in texts), None


def _wrong_cells(question, value):
    both = zip(question.answer, value, strict=True)
    return tuple(
        (i, j)
        for i, rows in enumerate(both)
        for j, (a, b) in enumerate(zip(*rows, strict=True))
        if not equal(a, b, question.tolerance)
    )


def _general(question, value, cells):
    """A sentence for a wrong answer that is no usual mistake."""
    answer, kind = question.answer, question.kind
    if kind == "choice":
        return WORDS["other_option"]
    if kind == "matrix":
        n = len(answer) * len(answer[0])
        return _say("one_cell_wrong" if len(cells) == 1 else "cells_wrong", n=n, wrong=len(cells))
    if kind == "number" and _is_percentage(question, value):
        return WORDS["percentage"]
    if kind == "number" and _is_rounded(question, value):
        return WORDS["rounded"]
    if kind == "number" or len(answer) == 1:
        return WORDS["too_small" if value < answer else "too_large"]
    if sorted(value) == sorted(answer):
        return WORDS["order"]
    right, n = sum(a == b for a, b in zip(value, answer, strict=True)), len(answer)
    word = {0: "no_size_right", 1: "one_size_right"}.get(right, "sizes_right")
    return _say(word, n=n, right=right)


def _is_percentage(question, value):
    """Whether it is the answer, a fraction, a hundred times: 75 for 3/4."""
    return value >= 1 > question.answer and equal(value / 100, question.answer, question.tolerance)


def _is_rounded(question, value):
    """Whether it is the answer, which is exact, to fewer digits: 61,700 for 61,706."""
    if question.tolerance or question.answer < 1000 or value <= 0 or value % 10:
        return False
    unit = 10
    while value % (10 * unit) == 0:
        unit *= 10
    return abs(value - question.answer) <= unit / 2
