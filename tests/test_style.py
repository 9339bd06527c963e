"""Code and notebooks look as the formatters say; a test, so that one command checks everything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).absolute().parents[1]
RUFF = [sys.executable, "-m", "ruff"]


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
