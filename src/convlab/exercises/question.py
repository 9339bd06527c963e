"""Questions of the exercises: what is asked, the answer, and the usual mistakes."""

import math
from dataclasses import dataclass

from convlab.checks import one_of

_SLACK = 1e-9  # what a double may lose on the way


@dataclass(frozen=True)
class Question:
    """One thing that an exercise asks; made by `ask`."""

    label: str
    kind: str  # number, shape, matrix or choice
    answer: object
    mistakes: tuple[tuple[object, str], ...]
    options: tuple[str, ...]
    tolerance: float


def ask(label, answer, mistakes=(), *, options=None, tolerance=0.005) -> Question:
    """Ask for a number, a shape, a matrix or one of several options; the answer says which.

    Args:
        label: what is asked, a few words; an exercise asks each label once.
        answer: an int or float, a tuple of ints (a shape), a matrix (2-D tensor or nested list),
            or one of the options.
        mistakes: pairs of a wrong answer, in the form of the answer, and a sentence that says what
            was done, and what is right.
        options: the strings to choose from, for an answer that is a string.
        tolerance: how far a number may be off, absolute; whole answers must be exact.

    Raises:
        ValueError: if the answer is of no such kind, a mistake of another kind or equal to the
            answer or to another mistake, or a label or sentence is empty.
    """
    _insist(isinstance(label, str) and label.strip(), "a label must say what is asked", label)
    _insist(not isinstance(tolerance, bool) and tolerance > 0, "tolerance must be > 0", tolerance)
    kind, value = read_value(answer, f"the answer to {label!r}")
    _insist((kind == "choice") == (options is not None), "options go with a string", answer)
    options = tuple(options or ())
    if kind == "choice":
        unlike = len(options) > 1 and len(set(options)) == len(options)
        _insist(unlike, "options must be at least two, all different", options)
        one_of(value, f"the answer to {label!r}", options)
    exact = kind in ("shape", "choice") or all(isinstance(v, int) for v in _numbers(value))
    question = Question(label, kind, value, (), options, 0.0 if exact else float(tolerance))
    pairs = tuple(_mistake(question, *pair) for pair in mistakes)
    for n, (wrong, _) in enumerate(pairs):
        rule = f"a mistake of {label!r} must differ from"
        _insist(not equal(wrong, value, question.tolerance), f"{rule} the answer", wrong)
        for other, _ in pairs[:n]:
            apart = max(own_tolerance(one, question.tolerance) for one in (wrong, other))
            _insist(not equal(wrong, other, apart), f"{rule} another mistake", wrong)
    return Question(label, kind, value, pairs, options, question.tolerance)


def equal(a, b, tolerance) -> bool:
    """Whether two values of one kind are equal, numbers up to the tolerance."""
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(lambda x, y: equal(x, y, tolerance), a, b))
    return a == b if isinstance(a, str) else abs(a - b) <= tolerance + _SLACK


def own_tolerance(wrong, tolerance) -> float:
    """How far off a mistake is known, by the answer's tolerance.

    A small number gets a fortieth of itself at most: a larger share would take in other mistakes.
    """
    return tolerance if isinstance(wrong, tuple | str) else min(tolerance, abs(wrong) / 40)


def _insist(holds, rule, got):
    if not holds:
        raise ValueError(f"{rule}, got {got!r}")


def read_value(value, what):
    """The kind of a value, and the value in plain Python: tuples for shapes and matrices.

    Raises:
        ValueError: if it is no number, shape, matrix or string.
    """
    if hasattr(value, "tolist"):  # a tensor or an array
        value = value.tolist()
    elif isinstance(value, list | tuple):
        value = type(value)(v.tolist() if hasattr(v, "tolist") else v for v in value)
    if isinstance(value, str):
        return "choice", value
    if _is_number(value):
        return "number", value
    if isinstance(value, tuple) and value and all(type(v) is int and v >= 0 for v in value):
        return "shape", tuple(value)
    if isinstance(value, list | tuple) and value:
        rows = [tuple(row) if isinstance(row, list | tuple) else () for row in value]
        if rows[0] and all(len(row) == len(rows[0]) and all(map(_is_number, row)) for row in rows):
            return "matrix", tuple(rows)
    expected = "a number, a tuple of sizes, a matrix or a string"
    raise ValueError(f"{what} must be {expected}, got {value!r}")


def _is_number(value):
    return type(value) in (int, float) and math.isfinite(value)


def _mistake(question, wrong, says):
    what = f"a mistake of {question.label!r}"
    kind, value = read_value(wrong, what)
    _insist(kind == question.kind, f"{what} must be a {question.kind}", wrong)
    _insist(isinstance(says, str) and says.strip(), f"{what} needs a sentence", says)
    if kind == "choice":
        one_of(value, what, question.options)
    if kind == "matrix":
        size = [(len(m), len(m[0])) for m in (question.answer, value)]
        _insist(size[0] == size[1], f"{what} must have {size[0]} cells", size[1])
    return value, says


def _numbers(value):
    if isinstance(value, tuple):
        return [number for part in value for number in _numbers(part)]
    return [value]
