"""Exercise: asks, takes the reader's answers, and says what is right or which mistake was made."""

from dataclasses import asdict

from traitlets import Bool, Dict, List, Unicode, observe

from convlab.checks import one_of
from convlab.exercises.check import WORDS, Feedback, check
from convlab.exercises.question import Question
from convlab.exercises.table import questions as questions_of
from convlab.explorers.core.stage import Stage


class Exercise(Stage):
    """Questions to answer, checked in the page.

    Args:
        *questions: the name of an exercise of the chapters, such as "6-1/two-keywords"; or
            questions made by `ask`, each with a label of its own.

    Attributes:
        name: of an exercise of the chapters; of others, empty.
        answers: what the reader last had checked, by label: text, or rows of texts for a matrix.
        solved: whether all questions are answered, and right.

    Raises:
        ValueError: if nothing is asked, a label is asked twice, or no exercise has the name.
    """

    script = "view.js"
    styles = ()  # it is no explorer

    name = Unicode(help="section and exercise, such as 6-1/two-keywords").tag(sync=True)
    questions = List(help="what is asked, with answers and usual mistakes").tag(sync=True)
    answers = Dict(help="what the reader had checked, by label").tag(sync=True)
    solved = Bool(False, help="whether every answer is right").tag(sync=True)

    def __init__(self, *questions: Question | str):
        name = ""
        if len(questions) == 1 and isinstance(questions[0], str):
            name = questions[0]
            questions = questions_of(name)
        labels = [question.label for question in questions]
        if not labels or len(set(labels)) < len(labels):
            raise ValueError(f"an exercise asks something, each label once, got {labels}")
        self._asked = {question.label: question for question in questions}
        asked = [asdict(question) for question in questions]
        super().__init__(name=name, questions=asked, words=WORDS)

    def check(self, label: str, given) -> Feedback:
        """The same feedback as the page gives: `right` and `says`.

        Args:
            label: of one of the questions.
            given: what a reader would type (a matrix: rows of texts), or the value itself.

        Raises:
            ValueError: for a label that is not asked, or a value of no kind that can be asked.
        """
        return check(self._asked[one_of(label, "label", self._asked)], given)

    @observe("answers")
    def _judge(self, _change):
        given = self.answers
        self.solved = all(
            label in given and self.check(label, given[label]).right for label in self._asked
        )

    def __repr__(self):
        # A chapter keeps this text: it must not change with a word that the exercise says.
        if self.name:
            return f'Exercise("{self.name}")'
        return f"Exercise({', '.join(map(repr, self._asked))})"
