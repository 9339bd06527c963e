"""Exercises in Python: what can be asked, what is said of an answer, and what the chapters ask."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import torch
from exercise_cases import cases, exercise

from convlab import Exercise, ask, convolve2d, corr2d, output_size
from convlab.exercises.table import read_table

PATHS = sorted((Path(__file__).absolute().parents[2] / "chapters").glob("6-*.ipynb"))
X, K = torch.arange(9.0).reshape(3, 3), torch.tensor([[0.0, 1.0], [2.0, 3.0]])


@pytest.fixture(scope="module")
def asked():
    return exercise()


@pytest.mark.parametrize(("label", "given", "right", "says", "wrong", "cells"), cases())
def test_an_answer_gets_its_sentence(asked, label, given, right, says, wrong, cells):
    feedback = asked.check(label, given)
    assert (feedback.right, feedback.says) == (right, says)
    assert (feedback.wrong, feedback.cells) == (wrong, cells)


def test_a_value_is_an_answer_as_its_text_is(asked):
    assert asked.check("rows", 3).right
    assert asked.check("rows", torch.tensor(3)).right
    assert asked.check("weights", torch.zeros(32, 16, 5, 5).shape).right
    assert asked.check("weights", (16, 32, 5, 5)).says == "c_o first."
    assert asked.check("Y", torch.tensor([[1.0, 2, 3], [4, 5, -6]])).right
    assert asked.check("Y", np.array([[3, 2, 1], [-6, 5, 4]])).says == "Flipped."
    assert asked.check("Y", [[1, 2], [3, 4]]).says == "Expected 2 rows of 3 numbers each."
    assert asked.check("Y", "1 2 3").says == "Expected 2 rows of 3 numbers each."


def test_the_answer_says_what_is_asked():
    kinds = {
        "number": [3, 0.5, torch.tensor(2.0), np.float64(1.5), np.int64(2)],
        "shape": [(2, 3), (5,), torch.zeros(2, 3).shape, output_size((5, 5), 3)],
        "matrix": [X, [[1, 2]], ((1, 2), (3, 4)), X.numpy(), [torch.tensor([1, 2])]],
    }
    for kind, answers in kinds.items():
        for answer in answers:
            assert ask("it", answer).kind == kind, answer
    assert ask("it", "a", options=["a", "b"]).kind == "choice"


def test_whole_answers_are_exact_and_others_have_a_tolerance():
    exact = [3, (1, 2), [[1, 2]], torch.tensor([[1, 2]])]
    assert [ask("it", answer).tolerance for answer in exact] == [0] * 4
    assert [ask("it", answer).tolerance for answer in (3.0, X)] == [0.005] * 2
    assert ask("it", 0.5, tolerance=0.1).tolerance == 0.1


def test_tensors_are_known_mistakes():
    asked = Exercise(ask("Y", corr2d(X, K), [(convolve2d(X, K), "The kernel was flipped.")]))
    assert asked.check("Y", corr2d(X, K)).right
    assert asked.check("Y", convolve2d(X, K)).says == "The kernel was flipped."


REFUSED = {
    "label must say": lambda: ask(" ", 3),
    "must be > 0, got 0": lambda: ask("it", 3, tolerance=0),
    "answer to 'it' must be a number": lambda: ask("it", True),
    "matrix or a string, got \\[1, 2\\]": lambda: ask("it", [1, 2]),
    "got nan": lambda: ask("it", float("nan")),
    "got \\(\\)": lambda: ask("it", ()),
    "got \\(3, -1\\)": lambda: ask("it", (3, -1)),
    "got \\[\\[1\\], \\[2, 3\\]\\]": lambda: ask("it", [[1], [2, 3]]),
    "options go with a string": lambda: ask("it", "a"),
    "options go with a string, got 3": lambda: ask("it", 3, options=["a", "b"]),
    "at least two, all different": lambda: ask("it", "a", options=["a", "a"]),
    "must be one of b, c, got 'a'": lambda: ask("it", "a", options=["b", "c"]),
    "must be one of a, b, got 'c'": lambda: ask("it", "a", [("c", "No.")], options=["a", "b"]),
    "differ from the answer, got 3$": lambda: ask("it", 3, [(3, "No.")]),
    "differ from the answer, got 0.502": lambda: ask("it", 0.5, [(0.502, "No.")]),
    "differ from another mistake": lambda: ask("it", 0.5, [(0.1, "No."), (0.102, "Neither.")]),
    "of 'it' must differ from the answer": lambda: ask("it", X, [(X.clone(), "No.")]),
    "another mistake, got \\(\\(0.0": lambda: ask("it", X, [(X.T, "No."), (1 * X.T, "Neither.")]),
    "must be a number, got \\(3,\\)": lambda: ask("it", 3, [((3,), "No.")]),
    "needs a sentence": lambda: ask("it", 3, [(2, "")]),
    "must have \\(3, 3\\) cells": lambda: ask("it", X, [([[1, 2], [3, 4]], "No.")]),
    "asks something, each label once, got \\[\\]": lambda: Exercise(),
    "each label once, got": lambda: Exercise(ask("it", 1), ask("it", 2)),
    "must be one of rows, got 'columns'": lambda: Exercise(ask("rows", 1)).check("columns", 1),
    "an answer must be a number": lambda: Exercise(ask("rows", 1)).check("rows", None),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_asked_is_refused(sentence):
    with pytest.raises(ValueError, match=sentence):
        REFUSED[sentence]()


def test_solved_follows_the_answers():
    asked = Exercise(ask("rows", 3), ask("Y", [[1, 2]]))
    assert not asked.solved
    asked.answers = {"rows": "3"}
    assert not asked.solved
    asked.answers = {"rows": "3", "Y": [["1", "2"]]}
    assert asked.solved
    asked.answers = {"rows": "3", "Y": [["1", "3"]]}
    assert not asked.solved


def test_its_text_says_what_is_asked_and_no_answer():
    asked = Exercise(ask("rows", 31), ask("columns", 41))
    assert repr(asked) == "Exercise('rows', 'columns')"
    assert asked._repr_mimebundle_()[0]["text/plain"] == repr(asked)


def exercise_cells():
    """Each chapter's cells that take answers, with what stands before and after."""
    for path in PATHS:
        cells = nbformat.read(path, as_version=4).cells
        for n, cell in enumerate(cells):
            if cell.cell_type == "code" and "Exercise(" in cell.source:
                yield pytest.param(cells[n - 1 : n + 2], id=f"{path.stem} {cell.id}")


@pytest.mark.parametrize("cells", list(exercise_cells()))
def test_a_chapters_exercise_stands_between_its_text_and_its_solution(cells):
    text, cell, after = cells
    assert cell.metadata.tags in (["hide-input"], ["remove-input"])
    assert cell.metadata.jupyter.source_hidden, "JupyterLab would show the answers"
    if "**Check yourself" not in text.source:  # a check inside the text has no solution
        assert re.search(r"(?:### |\*\*)Exercise", text.source)
        assert "Solution" in after.source


@pytest.mark.parametrize("section", range(1, 7))
def test_a_section_names_each_of_its_exercises_once(section):
    """None is left over in the table, and no question is asked twice."""
    cells = [
        cell.source
        for path in PATHS
        if path.stem.startswith(f"6-{section}")
        for cell in nbformat.read(path, as_version=4).cells
    ]
    asked = re.findall(rf'Exercise\("(6-{section}/[^"]+)"\)', "\n".join(cells))
    assert sorted(asked) == sorted(f"6-{section}/{name}" for name in read_table(f"6-{section}"))
