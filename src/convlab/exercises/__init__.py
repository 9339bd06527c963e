"""Exercises: what is asked, how answers are checked, and the widget that shows both."""

from importlib import import_module

# By name, the module that has it. Each is loaded when first asked for: only the widget needs
# ipywidgets.
_HOMES = {
    "Exercise": "convlab.exercises.exercise",
    "Feedback": "convlab.exercises.check",
    "Question": "convlab.exercises.question",
    "ask": "convlab.exercises.question",
    "check": "convlab.exercises.check",
}
__all__ = ["Exercise", "Feedback", "Question", "ask", "check"]


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
