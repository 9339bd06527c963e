"""The chapters' exercises: values and words belong together, and a notebook depends on neither."""

import itertools
import json
import subprocess
import sys
from collections import Counter
from importlib import import_module
from inspect import getmembers, isfunction

import pytest

from convlab import Exercise
from convlab.exercises import table
from convlab.exercises.table import SECTIONS, asks, questions, read_shared, read_table

NUMBERS = ["6-1", "6-2", "6-3", "6-4", "6-5", "6-6"]
NAMES = [f"{section}/{exercise}" for section in NUMBERS for exercise in read_table(section)]


def values_of(name) -> dict[str, table.Values]:
    section, exercise = name.split("/")
    module = import_module(f"convlab.exercises.sections.s{section.replace('-', '_')}")
    return getattr(module, exercise.replace("-", "_"))()


@pytest.mark.parametrize("name", NAMES)
def test_each_word_is_said_and_each_value_has_its_word(name):
    section, exercise = name.split("/")
    words = read_table(section)[exercise]
    common, used = words.pop("common", {}), set()
    values = values_of(name)
    assert list(words) == list(values)
    for key, asked in values.items():
        own = words[key]
        assert set(own) <= {"label", "options", "says"}
        says = common.get("says", {}) | own.get("says", {})
        if isinstance(asked.answer, str):
            options = own.get("options") or common["options"]
            assert set(own.get("says", {})) <= set(options) - {asked.answer}
            used |= set(options) & set(says)
            used |= set() if "options" in own else {"options"}
        else:
            said = {sentence for _, sentence in asked.mistakes}
            assert set(own.get("says", {})) <= said <= set(says) | set(read_shared())
            used |= said
    assert set(common.get("says", {})) <= used
    assert "options" not in common or "options" in used


def test_what_several_exercises_say_stands_once():
    def sentences(name):
        numbers = (question for question in questions(name) if not question.options)
        return {says for question in numbers for _, says in question.mistakes}

    said = Counter(itertools.chain.from_iterable(map(sentences, NAMES)))
    assert {says for says, exercises in said.items() if exercises > 1} == {*read_shared().values()}


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_asked_and_says_its_words(name):
    for question in questions(name):
        for words in (question.label, *question.options, *(says for _, says in question.mistakes)):
            assert words.strip()


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_is_right_and_each_mistake_gets_its_sentence(name):
    asked = Exercise(name)
    for question in questions(name):
        assert asked.check(question.label, question.answer).says == "Right."
        for mistake, says in question.mistakes:
            feedback = asked.check(question.label, mistake)
            assert (feedback.says, feedback.right) == (says, False)


@pytest.mark.parametrize("section", NUMBERS)
def test_a_section_has_no_exercise_without_words(section):
    module = import_module(f"convlab.exercises.sections.s{section.replace('-', '_')}")
    own = [
        name.replace("_", "-")
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]
    assert sorted(own) == sorted(read_table(section))


def test_an_unknown_name_is_told_which_there_are():
    with pytest.raises(ValueError, match=r"expected one of fourth-layer, .* of 6-3, got 'four'"):
        Exercise("6-3/four")
    with pytest.raises(ValueError, match="words of a section, such as 6-1, got '7-1'"):
        Exercise("7-1/any")
    with pytest.raises(ValueError, match="such as 6-1, got 'fourth-layer'"):
        Exercise("fourth-layer")


def test_a_name_without_words_is_an_error():
    with pytest.raises(KeyError, match="rows"):
        table._join(asks(3, rows=2), {"label": "rows"}, {}, {})


def test_several_mistakes_may_have_one_sentence():
    words = {"label": "rows", "says": {"few": "Too few.", "many": "Too many."}}
    asked = table._join(asks(3, few=[1, 2], many=4), words, {}, {})
    assert asked.mistakes == ((1, "Too few."), (2, "Too few."), (4, "Too many."))


def test_its_text_is_its_name_and_none_of_its_words():
    asked = Exercise("6-3/sizes")
    assert repr(asked) == 'Exercise("6-3/sizes")'
    assert asked._repr_mimebundle_()[0]["text/plain"] == repr(asked)
    assert asked.name == "6-3/sizes"
    assert asked.check("rows after the first layer", 28).right


def test_a_second_language_is_one_more_file(monkeypatch, tmp_path):
    for path in SECTIONS.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "common.zh.json").write_bytes((tmp_path / "common.json").read_bytes())
    words = read_table("6-3")
    words["sizes"]["first"] = {
        "label": "第一层之后的行数",
        "says": {"last_row": "第 0 行也算。", "padding": "这一层没有填充。"},
    }
    text = json.dumps(words, ensure_ascii=False)
    (tmp_path / "s6_3.zh.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(table, "SECTIONS", tmp_path)
    english, chinese = questions("6-3/sizes")[0], questions("6-3/sizes", "zh")[0]
    assert english.label == "rows after the first layer"
    assert chinese.label == "第一层之后的行数"
    assert chinese.mistakes[0] == (27, "第 0 行也算。")
    assert chinese.answer == english.answer == 28


def test_questions_need_no_widgets():
    code = "import sys; import convlab.exercises.question; print('ipywidgets' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "False", result.stderr
