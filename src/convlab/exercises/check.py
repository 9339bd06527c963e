"""Checking of answers: what a text says, whether it is right, and which mistake leads to it.

`check.js` is the mirror of this for pages that have no kernel.
"""

import math
import re
import unicodedata
from dataclasses import dataclass

from convlab.exercises.question import Question, equal, read_value
from convlab.exercises.words import WORDS

_DIGITS = r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)"  # 1437, 1,437 or 1 437
_NUMBER = re.compile(rf"[+-]?(?:{_DIGITS}\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


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
    known = [says for wrong, says in question.mistakes if equal(value, wrong, question.tolerance)]
    if equal(value, question.answer, question.tolerance):
        return Feedback(True, WORDS["right"])
    cells = _wrong_cells(question, value) if question.kind == "matrix" else ()
    if not known and question.kind == "shape" and len(value) != len(question.answer):
        n = len(question.answer)
        return Feedback(False, _say("one_size" if n == 1 else "sizes", n=n, got=len(value)))
    says = known[0] if known else _general(question, value, cells)
    return Feedback(False, says, True, cells)


def read_number(text: str) -> float:
    """The number in a text such as 0.75, 3/4, −1, 1,437 or 4.2e6; nan if there is none."""
    parts = [part.strip() for part in _plain(text).split("/")]
    if len(parts) > 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return math.nan
    top, bottom = [float(re.sub("[, ]", "", part)) for part in (*parts, "1")[:2]]
    value = top / bottom if bottom else math.nan
    return value if math.isfinite(value) else math.nan


def read_shape(text: str) -> tuple[int, ...] | None:
    """The sizes in a text such as 32×16, 32x16, (32, 16) or 32 16; None if there are none."""
    inner = re.sub(r"^(torch\.Size)?[\[(\s]*|[,\])\s]*$", "", _plain(text))
    sizes = re.split(r"\s*[×xX*,、]\s*|\s+", inner)
    return tuple(map(int, sizes)) if all(re.fullmatch("[0-9]{1,15}", s) for s in sizes) else None


def _plain(text):
    """A text as ASCII has it: full-width forms, fraction slashes, true minus signs."""
    text = unicodedata.normalize("NFKC", text).strip()
    return text.replace("⁄", "/").replace("−", "-").replace("–", "-")


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
    unread = value is None or value != value
    return (None, _say(f"not_a_{kind}", text=text)) if unread else (value, None)


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
    if kind == "number" or len(answer) == 1:
        return WORDS["too_small" if value < answer else "too_large"]
    if sorted(value) == sorted(answer):
        return WORDS["order"]
    right, n = sum(a == b for a, b in zip(value, answer, strict=True)), len(answer)
    word = {0: "no_size_right", 1: "one_size_right"}.get(right, "sizes_right")
    return _say(word, n=n, right=right)
