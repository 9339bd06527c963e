"""Code and notebooks look as the formatters say; a test, so that one command checks everything."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).absolute().parents[1]
RUFF = [sys.executable, "-m", "ruff"]


STATIC = ROOT / "src" / "convlab" / "explorers" / "static"
OWN = [path for path in STATIC.glob("*.css") if path.stem not in ("explorers", "exercise")]


@pytest.mark.parametrize("sheet", OWN, ids=lambda path: path.name)
def test_an_explorers_style_leaves_the_others_alone(sheet):
    """Several explorers stand in one document: a rule names its own, or a class of its own."""
    lines = sheet.read_text(encoding="utf-8").splitlines()
    selectors = [line for line in lines if re.match(r" *(\.|\[|html).*[,{]$", line)]
    assert len(selectors) > 4
    own = (f'[data-explorer="{sheet.stem}"]', ".convlab-")
    assert [line for line in selectors if not any(name in line for name in own)] == []


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([*RUFF, "check", "."], id="ruff"),
        pytest.param([*RUFF, "format", "--check", "."], id="ruff format"),
        pytest.param(["npm", "run", "--silent", "check"], id="prettier"),
    ],
)
def test_style(command):
    command = [shutil.which(command[0]) or command[0], *command[1:]]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, f"{result.stdout}{result.stderr}\n`make format` may repair this"
