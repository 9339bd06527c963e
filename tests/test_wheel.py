"""The package as a wheel: all its files, ranges around the pins, work in an empty folder."""

import re
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from wheels import build_wheel

ROOT = Path(__file__).absolute().parents[1]
SOURCE = ROOT / "src" / "convlab"
AT_WORK = """
import sys
sys.path.insert(0, sys.argv[1])
import convlab, torch
assert convlab.__file__.startswith(sys.argv[1]), convlab.__file__

explorer = convlab.ConvolutionExplorer(kernel="sobel x", padding=1)
assert explorer.output.shape == explorer.input.shape
Y = convlab.corr2d(torch.ones(3, 3), torch.ones(2, 2))
assert Y.tolist() == [[4, 4], [4, 4]]
assert convlab.load_trained("original")(torch.zeros(1, 1, 28, 28)).shape == (1, 10)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(name).decode())


def test_wheel_holds_every_file_of_the_package(wheel):
    files = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert files - held == set()
    assert {name for name in held - files if ".dist-info/" not in name} == set()
    assert any(name.endswith("LICENSE") for name in held)


def test_wheel_asks_for_ranges_that_the_pins_lie_in(metadata):
    pins = dict(
        re.findall(
            r"^([\w.-]+)==([^\s;]+)", (ROOT / "constraints.txt").read_text("utf-8"), flags=re.M
        )
    )
    needs = [Requirement(line) for line in metadata.get_all("Requires-Dist")]
    assert {need.name for need in needs} >= {"anywidget", "ipywidgets", "torch"}
    for need in needs:
        operators = {one.operator for one in need.specifier}
        assert operators == {">="}, need  # a lowest version, and no pin
        assert need.specifier.contains(pins[need.name]), need


def test_wheel_names_no_newest_python(metadata):
    assert metadata["Requires-Python"] == ">=3.11"


def test_wheel_works_in_an_empty_folder(wheel, tmp_path):
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    zipfile.ZipFile(wheel).extractall(installed)
    command = [sys.executable, "-I", "-c", AT_WORK, str(installed)]
    result = subprocess.run(command, cwd=empty, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
