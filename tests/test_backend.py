"""What the package's build says to a Python that the pinned packages do not know."""

import sys

import backend
import pytest
from setuptools import build_meta


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_pinned_pythons_pass(version):
    assert backend.explain(version) is None


@pytest.mark.parametrize("version", [(3, 10), (3, 15), (4, 0)])
def test_another_python_is_told_which_to_take_and_how(monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    with pytest.raises(SystemExit) as stopped:
        backend.get_requires_for_build_editable()
    said = str(stopped.value)
    assert "\n" not in said
    assert "Python 3.11 to 3.14" in said
    assert ".".join(map(str, version)) in said
    assert "python3.14 -m venv .venv" in said


def test_a_wheel_is_built_as_setuptools_does():
    assert backend.build_wheel is build_meta.build_wheel
    assert backend.get_requires_for_build_wheel is build_meta.get_requires_for_build_wheel
