"""The reader of numbers: right, or not at all, and never another number."""

import math

import pytest
from number_cases import NO_UNITS, READ, UNITS, UNREAD

from convlab.numbers import read_number, unit_of


@pytest.mark.parametrize("text", READ)
def test_what_people_type_is_read_as_they_mean_it(text):
    assert read_number(text) == pytest.approx(READ[text], rel=1e-14)


def test_a_power_of_ten_loses_no_digit():
    assert read_number("24.940036·10⁶") == 24940036
    assert read_number("4.2×10^-7") == 4.2e-7


@pytest.mark.parametrize("text", [*UNREAD, *UNITS])
def test_what_is_no_number_or_could_be_two_is_not_read(text):
    assert math.isnan(read_number(text))


@pytest.mark.parametrize("text", [*UNITS, *NO_UNITS])
def test_the_letters_after_a_number_are_known(text):
    assert unit_of(text) == UNITS.get(text, "")


def test_the_page_reads_as_python_does(modules):
    texts = [*READ, *UNREAD, *UNITS, *NO_UNITS]
    answers = modules.evaluate(
        """async (texts) => {
          const { readNumber, unitOf } = await import("./numbers.js");
          return texts.map((text) => [readNumber(text), unitOf(text)]);
        }""",
        texts,
    )
    assert len(texts) > 160
    for text, (value, unit) in zip(texts, answers, strict=True):
        assert value == pytest.approx(read_number(text), rel=1e-14, nan_ok=True), text
        assert unit == unit_of(text), text
