"""Exercises in the page: what Python says of an answer, the page says too, and the reader sees."""

import json
import re

import pytest
from built import ROOT, page_path
from drive import COME_NEAR, ask_kernel
from exercise_cases import cases, exercise

from convlab import Exercise
from convlab.exercises.check import WORDS
from convlab.exercises.table import read_table

CHAPTERS = sorted((ROOT / "chapters").glob("6-*.ipynb"))
NAMES = [path.stem for path in CHAPTERS if "Exercise(" in path.read_text(encoding="utf-8")]
SECTIONS = sorted({path.stem[:3] for path in CHAPTERS})
NAMES_OF_EXERCISES = [f"{section}/{one}" for section in SECTIONS for one in read_table(section)]
NONSENSE = "perhaps"


def test_the_page_says_of_every_answer_what_python_says(modules):
    asked = exercise()
    questions = {question["label"]: question for question in asked.questions}
    given = [(questions[label], text) for label, text, *_ in cases()]
    answers = modules.evaluate(
        """async ([given, words]) => {
          const { checkAnswer } = await import("./exercises/check.js");
          return given.map(([question, text]) => checkAnswer(question, text, words));
        }""",
        [given, asked.words],
    )
    for (label, text, right, says, wrong, cells), answer in zip(cases(), answers, strict=True):
        expected = {"right": right, "says": says, "wrong": wrong, "cells": list(map(list, cells))}
        assert answer == expected, (label, text)


def test_the_page_knows_each_answer_and_each_mistake_of_the_chapters(modules):
    """Without a book: `test_each_question_…` does it as a reader would."""
    given, expected = [], []
    for name in NAMES_OF_EXERCISES:
        for question in Exercise(name).questions:
            pairs = [(question["answer"], "Right."), *question["mistakes"]]
            given += [(question, value) for value, _ in pairs]
            expected += [says for _, says in pairs]
    answers = modules.evaluate(
        """async ([given, words]) => {
          const { checkAnswer } = await import("./exercises/check.js");
          const typed = ({ kind }, value) => (kind === "shape" ? value.join("×") : value);
          return given.map(([q, value]) => checkAnswer(q, typed(q, value), words).says);
        }""",
        [given, WORDS],
    )
    assert len(expected) > 700
    assert answers == expected


def models_of(name) -> list[dict]:
    """Return the states of a built page's exercises, in no certain order."""
    html = page_path(name).read_text(encoding="utf-8")
    state = re.search(r'widget-state\+json">(.*?)</script>', html, flags=re.S)[1]
    models = json.loads(state)["state"].values()
    return [one["state"] for one in models if "questions" in one["state"]]


def exercises_of(name) -> list[list[dict]]:
    """Return what a built page's exercises ask."""
    return [one["questions"] for one in models_of(name)]


class Answering:
    """One exercise on a page: types and chooses as a reader does, and reads what it says."""

    def __init__(self, page, questions):
        self.page = page
        labels = [question["label"] for question in questions]
        found = page.evaluate(
            """() => [...document.querySelectorAll("[data-exercise]")].map((one) =>
              [...one.querySelectorAll(".question > .field > .label")].map((l) => l.textContent))"""
        )
        assert found.count(labels) == 1, labels
        self.root = page.locator("[data-exercise]").nth(found.index(labels))
        self.root.evaluate(COME_NEAR)
        self.labels = labels

    def part(self, question):
        return self.root.locator(".question").nth(self.labels.index(question["label"]))

    def give(self, question, answer) -> None:
        """Type an answer: text, or the value that it stands for."""
        part, kind = self.part(question), question["kind"]
        if kind == "choice":
            part.get_by_label(answer, exact=True).check()
        elif kind == "matrix":
            fields = part.get_by_role("textbox").all()
            for field, text in zip(fields, typed(question, answer), strict=True):
                field.fill(text)
        else:
            [text] = typed(question, answer)
            part.get_by_label(question["label"], exact=True).fill(text)

    def check(self) -> None:
        self.root.get_by_role("button", name="Check").click()

    def said(self, question) -> tuple[str, str]:
        """What its line says: the sign and the sentence."""
        lines = self.part(question).get_by_role("status").locator("span").all_inner_texts()
        return tuple(lines)

    @property
    def solved(self) -> bool:
        return self.root.evaluate("root => root.classList.contains('solved')")


def other(question):
    """Return a wrong answer that is no known mistake, or None."""
    answer, kind = question["answer"], question["kind"]
    known = [mistake for mistake, _ in question["mistakes"]]
    if kind == "choice":
        left = [option for option in question["options"] if option not in [answer, *known]]
        return left[0] if left else None
    shift = 7919  # so far away that nobody's mistake leads there
    if kind == "number":
        return answer + shift
    if kind == "shape":
        return [answer[0] + shift, *answer[1:]]
    return [[answer[0][0] + shift, *answer[0][1:]], *answer[1:]]


def right(question):
    return question["answer"]


def nonsense(question):
    if question["kind"] == "matrix":
        return [[NONSENSE for _ in row] for row in question["answer"]]
    return NONSENSE


# Gives the answers to each question one after the other, presses Check, and returns what is said.
GIVE_ALL = """(root, given) => {
  const button = [...root.querySelectorAll("button")].find((one) => one.textContent === "Check");
  return given.map((answers, number) => answers.map((answer) => {
    const part = root.querySelectorAll(".question")[number];
    const radio = [...part.querySelectorAll("input[type=radio]")];
    if (radio.length) radio.find((one) => one.labels[0].textContent.trim() === answer).click();
    [...part.querySelectorAll("input[type=text]")].forEach((field, n) => {
      field.value = answer[n];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    button.click();
    const lines = [...part.querySelectorAll("[role=status] span")].map((one) => one.textContent);
    return [...lines, root.classList.contains("solved")];
  }));
}"""


def typed(question, answer):
    """Return what a reader types for an answer, a text for each field; of a choice, its option."""
    if question["kind"] == "choice":
        return answer
    if question["kind"] == "matrix":
        return [str(number) for row in answer for number in row]
    return ["×".join(map(str, answer)) if isinstance(answer, list) else str(answer)]


def wrong_answers(question) -> list[tuple]:
    """Return wrong answers to a question, each with the sign and the pattern of what is said."""
    given = [(mistake, "≠", re.escape(says)) for mistake, says in question["mistakes"]]
    if (unknown := other(question)) is not None:
        given.append((unknown, "≠", "Not yet: .*"))
    if question["kind"] != "choice":
        given.append((nonsense(question), "?", f".*got “{NONSENSE}”.*"))
    return given


@pytest.mark.parametrize("name", NAMES)
def test_each_question_knows_its_answer_its_mistakes_and_what_is_none(open_page, name):
    """A script gives the answers; the right one to the first question of each kind, a hand.

    On a phone, at night.
    """
    page = open_page(name, width=390, theme="dark")
    exercises = exercises_of(name)
    assert len(exercises) == page.locator("[data-exercise]").count() > 0
    by_hand = {}
    for questions in exercises:
        drive = Answering(page, questions)
        for question in questions:
            by_hand.setdefault(question["kind"], question)
        mine = [question for question in questions if question is by_hand[question["kind"]]]
        expected = [
            wrong_answers(question)
            + [(question["answer"], "✓", re.escape("Right."))] * (question not in mine)
            for question in questions
        ]
        given = [
            [typed(question, answer) for answer, *_ in answers]
            for question, answers in zip(questions, expected, strict=True)
        ]
        said = drive.root.evaluate(GIVE_ALL, given)
        for question, answers, lines in zip(questions, expected, said, strict=True):
            for (answer, sign, pattern), (its_sign, says, _) in zip(answers, lines, strict=True):
                where = name, question["label"], answer, says
                assert its_sign == sign, where
                assert re.fullmatch(pattern, says, re.DOTALL), where
        solved = [line[-1] for lines in said for line in lines]
        assert solved == [False] * (len(solved) - 1) + [not mine], drive.labels
        for question in mine:
            drive.give(question, question["answer"])
        if mine:
            drive.check()
        for question in questions:
            assert drive.said(question) == ("✓", "Right."), (name, question["label"])
        assert drive.solved, drive.labels


@pytest.mark.parametrize("name", NAMES)
def test_the_page_asks_what_the_package_asks(book, name):
    asked = {model["name"]: model["questions"] for model in models_of(name)}
    code = (ROOT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8")
    names = set(re.findall(r'"Exercise\(\\"(.+?)\\"\)"', code))
    assert set(asked) == names
    for one in names:
        assert asked[one] == asked_in(one)


def asked_in(name) -> list[dict]:
    """Return what an exercise of the package asks, as a page has it."""
    return json.loads(json.dumps(Exercise(name).questions))


@pytest.fixture
def open_exercise(explorer_page, visit):
    """Open an exercise alone in a page; give it with what it asks."""

    def opener(name):
        page = visit(explorer_page(f"Exercise({name!r})", "light").as_uri())
        return Answering(page, asked_in(name)), asked_in(name)

    return opener


@pytest.fixture
def first(open_exercise):
    return open_exercise("6-6/one-unit")


def test_the_keyboard_is_enough(first):
    drive, questions = first
    page = drive.page
    drive.root.get_by_label(questions[0]["label"]).focus()
    for question in questions[:-1]:
        page.keyboard.type(str(question["answer"]))
        page.keyboard.press("Tab")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    assert [drive.said(question)[0] for question in questions] == ["✓", "✓", "✓", "≠"]
    assert not drive.solved
    page.keyboard.press("Backspace")
    page.keyboard.type(str(questions[-1]["answer"]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Space")
    assert drive.solved


def test_only_what_was_answered_is_spoken_of(first):
    drive, questions = first
    drive.check()
    assert drive.said(questions[0]) == ("?", "Give an answer first.")
    assert [drive.said(question) for question in questions[1:]] == [()] * 3
    assert drive.page.evaluate("document.activeElement.tagName") == "INPUT"
    drive.give(questions[2], questions[2]["answer"])
    drive.check()
    assert [drive.said(question) for question in questions] == [(), (), ("✓", "Right."), ()]
    drive.part(questions[2]).get_by_role("textbox").fill("")
    drive.check()
    assert drive.said(questions[0]) == ("?", "Give an answer first.")
    assert [drive.said(question) for question in questions[1:]] == [()] * 3


def test_what_was_right_is_not_called_so_while_it_is_changed(first):
    drive, questions = first
    drive.give(questions[0], questions[0]["answer"])
    drive.check()
    assert drive.said(questions[0]) == ("✓", "Right.")
    drive.give(questions[0], "25")
    assert drive.said(questions[0]) == ()
    drive.check()
    sentence = drive.said(questions[0])
    drive.give(questions[0], "2")  # a sentence about a mistake is read while the next is typed
    assert drive.said(questions[0]) == sentence != ()


def test_a_matrix_marks_its_wrong_cells_and_arrows_move_in_it(open_exercise):
    drive, (matrix, *_) = open_exercise("6-3/dim-border")
    page, part = drive.page, drive.part(matrix)
    rows = [row[:] for row in matrix["answer"]]
    rows[1][2] += 1
    drive.give(matrix, rows)
    drive.check()
    marked = part.locator("[aria-invalid]")
    named = f"{matrix['label']} [1, 2]"
    assert marked.evaluate_all("cells => cells.map((cell) => cell.ariaLabel)") == [named]
    part.get_by_label(f"{matrix['label']} [0, 2]").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.ariaLabel") == named
    page.keyboard.press("Control+a")
    page.keyboard.type(str(matrix["answer"][1][2]))
    page.keyboard.press("Enter")
    assert drive.said(matrix) == ("✓", "Right.")
    assert marked.count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_with_its_sentences_shown_it_is_accessible_and_fits_a_phone(open_page, axe, theme):
    page = open_page("6-3", theme=theme, width=390)
    for questions in exercises_of("6-3"):
        given = [
            question["options"][n % 2]
            if question["kind"] == "choice"
            else typed(question, (nonsense, other, right)[n % 3](question))
            for n, question in enumerate(questions)
        ]
        Answering(page, questions).root.evaluate(GIVE_ALL, [[answer] for answer in given])
    assert page.locator(".convlab-exercise [role=status] .sign").count() >= 15
    assert not axe(page, ".convlab-exercise")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_in_jupyterlab_an_answer_reaches_python_and_python_the_page(lab):
    page = lab("6-3")
    find = (
        "import json\nfrom convlab import Exercise\n"
        "one = next(s for s in Out.values() if isinstance(s, Exercise))\n"
    )
    said = "print(json.dumps([one.answers, one.solved, one.questions]))"
    answers, solved, questions = ask_kernel(page, find + said)
    assert (answers, solved) == ({}, False)
    drive = Answering(page, questions)
    for question in questions:
        drive.give(question, question["answer"])
        page.keyboard.press("Enter")
    answers, solved, _ = ask_kernel(page, find + said)
    assert answers == {question["label"]: str(question["answer"]) for question in questions}
    assert solved
    assert drive.solved
    ask_kernel(page, find + f"one.answers = {{{questions[0]['label']!r}: '27'}}\n" + said)
    says = ask_kernel(
        page, find + f"print(json.dumps(one.check({questions[0]['label']!r}, 27).says))"
    )
    drive.part(questions[0]).get_by_text(says).wait_for()
    assert not drive.solved


COMPOSING = """(field, [key, safari]) => {
  const how = safari ? { keyCode: 229 } : { isComposing: true };
  const init = { key, bubbles: true, cancelable: true, ...how };
  field.dispatchEvent(new KeyboardEvent("keydown", init));
}"""


@pytest.mark.parametrize("safari", [False, True])
def test_keys_of_an_input_method_are_its_own(open_exercise, safari):
    """Enter confirms what is composed, and arrows choose: nothing is checked, nothing moves."""
    drive, (matrix, number) = open_exercise("6-3/dim-border")
    field = drive.part(number).get_by_role("textbox")
    field.fill("２")
    field.evaluate(COMPOSING, ["Enter", safari])
    assert drive.said(number) == ()
    field = drive.part(matrix).get_by_role("textbox").first
    field.focus()
    field.evaluate(COMPOSING, ["ArrowDown", safari])
    assert field.evaluate("field => field === document.activeElement")
    drive.page.keyboard.press("ArrowDown")
    assert not field.evaluate("field => field === document.activeElement")


def state_of(page) -> list:
    """Return what a page's exercises hold and say."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[data-exercise]")].map((one) => ({
          typed: [...one.querySelectorAll("input[type=text]")].map((input) => input.value),
          chosen: [...one.querySelectorAll("input[type=radio]")].map((input) => input.checked),
          said: [...one.querySelectorAll("[role=status]")].map((line) => line.textContent),
        }))"""
    )


@pytest.mark.parametrize("way", ["back", "reload"])
def test_after_back_or_reload_the_fields_agree_with_what_is_said(open_page, way):
    page = open_page("6-3")
    forms = page.locator("[data-exercise] form")
    # Not every browser gives fields their text back; this is what those that do respect.
    assert set(forms.evaluate_all("forms => forms.map((form) => form.autocomplete)")) == {"off"}
    for asked in exercises_of("6-3"):
        drive = Answering(page, asked)
        answers = [[typed(question, question["answer"])] for question in asked]
        drive.root.evaluate(GIVE_ALL, answers)
        assert drive.solved
        drive.give(asked[0], (other(asked[0]) or asked[0]["mistakes"][0][0]))  # typed, not checked
    before = state_of(page)
    if way == "back":
        page.goto(page_path("notation").as_uri())
        page.go_back()
    else:
        page.reload()
    page.wait_for_function(
        "n => document.querySelectorAll('[data-exercise]').length === n", arg=len(before)
    )
    empty = [
        {name: [type(value)() for value in values] for name, values in one.items()}
        for one in before
    ]
    assert state_of(page) in (before, empty)  # the page as it was, or a new one


def test_what_is_pressed_in_an_exercise_is_no_shortcut_of_the_page(open_exercise):
    drive, _asked = open_exercise("6-3/unread-padding")
    page = drive.page
    page.evaluate("addEventListener('keydown', () => (window.heard = true))")
    drive.root.get_by_role("radio").first.focus()
    page.keyboard.press("d")
    drive.root.get_by_role("button", name="Check").focus()
    page.keyboard.press("d")
    assert not page.evaluate("window.heard")
