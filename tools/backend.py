"""Builds the package, as pyproject.toml says: setuptools, after a look at the Python.

A wheel is built for whatever Python comes. In place (`-e .`) the package is part of the book, whose
pinned packages exist for some Pythons only: others are told so in one sentence, where pip would
complain about torch.
"""

import sys

from setuptools import build_meta
from setuptools.build_meta import *  # noqa: F403

FIRST, LAST = (3, 11), (3, 14)


def explain(version: tuple[int, int]) -> str | None:
    """Return what to do where this version of Python is not one that the pins are for."""
    if FIRST <= version <= LAST:
        return None
    first, last, found = (".".join(map(str, one)) for one in (FIRST, LAST, version))
    return (
        f"The book's packages are pinned for Python {first} to {last}, and this is {found}: "
        f"install Python {last} beside it, make an environment with it (python{last} -m venv "
        ".venv), and give the command again there."
    )


def get_requires_for_build_editable(config_settings=None):
    """Say what building in place needs; SystemExit with a sentence for the wrong Python."""
    if problem := explain(sys.version_info[:2]):
        raise SystemExit(problem)
    return build_meta.get_requires_for_build_editable(config_settings)
