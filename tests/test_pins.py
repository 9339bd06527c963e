"""The pinned packages exist as wheels, for every Python and system the book runs on."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import backend
import pytest

ROOT = Path(__file__).absolute().parents[1]
PYTHONS = [f"3.{minor}" for minor in range(backend.FIRST[1], backend.LAST[1] + 1)]
SYSTEMS = {
    "Linux": "x86_64-manylinux_2_28",
    "macOS 14 on Apple silicon": "aarch64-apple-darwin",
    "Windows": "x86_64-pc-windows-msvc",
}
UV = [sys.executable, "-m", "uv"]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def pins():
    return re.findall(r"^[a-z]\S+==\S+$", read("requirements.txt"), flags=re.M)


def resolve(python, system):
    """Resolve the pins; from what uv has seen before, where that is enough."""
    options = [f"--python-version={python}", f"--python-platform={SYSTEMS[system]}"]
    options += ["--only-binary=:all:", "--constraint=constraints.txt", "--quiet"]
    for network in (["--offline"], []):
        result = subprocess.run(
            [*UV, "pip", "compile", *options, *network, "-"],
            input="\n".join(pins()),
            cwd=ROOT,
            env=os.environ | {"MACOSX_DEPLOYMENT_TARGET": "14.0"},
            capture_output=True,
            text=True,
        )
        if result.returncode == 0:
            break
    return result


@pytest.fixture(scope="module")
def resolved():
    """Resolve for every Python and system, several at once: most of it is waiting."""
    cases = list(product(PYTHONS, SYSTEMS))
    with ThreadPoolExecutor(len(SYSTEMS)) as pool:
        return dict(zip(cases, pool.map(lambda case: resolve(*case), cases), strict=True))


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_pins_resolve_to_wheels(resolved, python, system):
    result = resolved[python, system]
    if "Failed to fetch" in result.stderr:
        pytest.skip("no package index is reached from here")
    assert result.returncode == 0, result.stderr
    chosen = set(re.findall(r"^[\w.-]+==\S+", result.stdout, flags=re.M))
    assert set(pins()) <= chosen
    # Nothing is taken that is not pinned.
    assert chosen <= set(re.findall(r"^[\w.-]+==[^\s;]+", read("constraints.txt"), flags=re.M))
