"""Pins the newest versions that the ranges allow: `make newest`; then `make test` tells.

A range is what pyproject.toml asks for, or one of those below; everything else may be any version.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

REQUIREMENTS = Path("requirements.txt")
# Jupyter Book 2 has another format, and shows no widget without a kernel. With pytest 9.2,
# pytest-xdist 3.8 hears of no groups: https://github.com/pytest-dev/pytest-xdist/issues/1386
RANGES = {"jupyter-book": "<2", "pytest": "<9.2"}
PIN = re.compile(r"^([a-z][\w.-]*)==(\S+)$", re.MULTILINE)


def ranges() -> dict[str, str]:
    """Return the ranges by name."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    needs = map(Requirement, project["dependencies"])
    return {need.name: str(need.specifier) for need in needs} | RANGES


def newest(names: list[str]) -> dict[str, str]:
    """Return the newest versions that go together, the same for every Python of the book."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--upgrade", "--universal"]
    command += ["--fork-strategy=fewest", "--python-version=3.11", "--quiet", "-"]
    known = ranges()
    wanted = "\n".join(f"{name}{known.get(name, '')}" for name in names)
    result = subprocess.run(command, input=wanted, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(result.stderr)
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", result.stdout, flags=re.MULTILINE))


def main() -> None:
    """Write the pins, and say which have moved."""
    text = REQUIREMENTS.read_text("utf-8")
    chosen = newest([name for name, _ in PIN.findall(text)])
    for name, version in PIN.findall(text):
        if chosen[name] != version:
            print(f"{name} {version} → {chosen[name]}")
    pins = PIN.sub(lambda pin: f"{pin[1]}=={chosen[pin[1]]}", text)
    REQUIREMENTS.write_text(pins, encoding="utf-8")


if __name__ == "__main__":
    main()
