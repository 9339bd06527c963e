"""What is promised in one place holds in the others."""

import json
import os
import re
import subprocess
from pathlib import Path

import backend
import pytest
import reader
import yaml
from freshness import CODE, EXERCISE, MADE_ANEW, digest, with_present_exercises

from convlab import Exercise

ROOT = Path(__file__).absolute().parents[1]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def targets():
    return set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.M))


def workflows():
    return {path.stem: path.read_text("utf-8") for path in ROOT.glob(".github/workflows/*.yml")}


def test_ci_and_workflows_call_targets_that_exist():
    for name, text in {"ci": read(".ci/run"), **workflows()}.items():
        called = set(re.findall(r"\bmake ([a-z]+)", text))
        assert called, name
        assert called <= targets(), f"{name} calls {called - targets()}"


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there are no workers")
@pytest.mark.xdist_group("a group")
def test_workers_hear_of_groups(request):
    """Else each of them starts JupyterLab and opens all pages, and nothing says so."""
    assert request.node.nodeid.endswith("@a group")


def test_pythons_are_the_same_everywhere():
    """Those of tools/backend.py, which says so to all others."""
    versions = [f"3.{minor}" for minor in range(backend.FIRST[1], backend.LAST[1] + 1)]
    listed = f"{', '.join(versions[:-1])} or {versions[-1]}"
    for name in ("README.md", "CONTRIBUTING.md", "chapters/run.md", "Makefile"):
        assert listed in " ".join(read(name).split()), name
    assert f"Python {versions[0]} to {versions[-1]}." in read("requirements.txt")
    assert yaml.safe_load(workflows()["tests"])["jobs"]["test"]["strategy"]["matrix"] == {
        "python": versions
    }
    first, last = backend.FIRST, (3, backend.LAST[1] + 1)
    assert f"{first} <= sys.version_info < {last}" in read("Makefile")
    assert re.findall(r"python3\.\d+", read("Makefile"))[: len(versions)] == [
        f"python{version}" for version in reversed(versions)
    ]


def test_documents_name_targets_that_exist():
    for name in ("README.md", "CONTRIBUTING.md"):
        named = set(re.findall(r"`make ([a-z]+)", read(name)))
        assert named <= targets(), f"{name} names {named - targets()}"


def test_toc_names_every_chapter():
    named = set(reader.contents())
    files = {
        f"chapters/{path.stem}"
        for path in (ROOT / "chapters").iterdir()
        if path.suffix in (".md", ".ipynb")
    }
    assert named == files


def test_requirements_are_pinned_and_agree_with_the_constraints():
    direct = re.findall(r"^([\w.-]+)(==\S+)?", read("requirements.txt"), flags=re.M)
    constraints = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", read("constraints.txt"), flags=re.M))
    for name, pin in direct:
        if name[0].isalnum():
            assert pin, f"{name} is not pinned"
            assert constraints[name.lower()] == pin.removeprefix("=="), name


def test_npm_pins_exact_versions_and_no_addresses():
    package = json.loads(read("package.json"))
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} {version}"
    lock = json.loads(read("package-lock.json"))
    for name, entry in lock["packages"].items():
        assert "resolved" not in entry, name


def test_version_is_said_once():
    version = re.search(r'^version = "(.+)"', read("pyproject.toml"), flags=re.M)[1]
    assert f"version: {version}" in read("CITATION.cff")
    assert f"## {version}" in read("CHANGELOG.md")


def test_digest_follows_contents_and_names(tmp_path):
    source = tmp_path / "src" / "a.py"
    source.parent.mkdir()
    source.write_text("x = 1")
    first = digest(tmp_path, ["src"])
    (source.parent / "__pycache__").mkdir()
    (source.parent / "__pycache__" / "a.pyc").write_text("")
    (source.parent / ".ruff_cache").mkdir()
    (source.parent / ".ruff_cache" / "a").write_text("")
    assert digest(tmp_path, ["src"]) == first
    source.write_text("x = 2")
    second = digest(tmp_path, ["src"])
    assert second != first
    source.rename(source.with_name("b.py"))
    assert digest(tmp_path, ["src"]) not in (first, second)


def test_a_changed_sentence_runs_no_chapter_again(tmp_path):
    words = tmp_path / MADE_ANEW[0] / "sections" / "s6_1.json"
    words.parent.mkdir(parents=True)
    for name in CODE[1:]:
        (tmp_path / name).write_text("")
    words.write_text("{}")
    run, book = digest(tmp_path, CODE, MADE_ANEW), digest(tmp_path, CODE)
    words.write_text('{"a": "b"}')
    assert digest(tmp_path, CODE, MADE_ANEW) == run
    assert digest(tmp_path, CODE) != book
    (tmp_path / "src" / "a.py").write_text("x = 1")
    assert digest(tmp_path, CODE, MADE_ANEW) != run


def test_a_page_asks_in_todays_words():
    now = json.loads(json.dumps(Exercise("6-3/sizes").get_state(EXERCISE)))
    old = {"name": "6-3/sizes", "questions": [], "words": {}, "_esm": "", "layout": "own"}
    asked = {"model_name": "AnyModel", "state": old}
    other = {"model_name": "AnyModel", "state": {"name": "", "questions": [1]}}
    slider = {"model_name": "IntSliderModel", "state": {"value": 1}}
    saved = {"version_major": 2, "state": {"a": asked, "b": other, "c": slider}}
    page = with_present_exercises(saved)
    assert page["version_major"] == 2
    assert page["state"]["b"] == other
    assert page["state"]["c"] == slider
    made = page["state"]["a"]["state"]
    assert made == old | now
    assert made["questions"][0]["label"] == "rows after the first layer"
    assert made["words"]["right"] == "Right."
    assert "render" in made["_esm"]


def test_make_lists_its_targets():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("book", "test", "lab"):
        assert f"make {target}" in listed.stdout


@pytest.mark.parametrize(("torch", "installer"), [("", "pip"), ("cpu", "uv")])
def test_make_takes_small_builds_of_torch_by_a_variable(torch, installer):
    command = ["make", "--dry-run", "--what-if=requirements.txt", "setup", f"TORCH={torch}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (line,) = (line for line in said.splitlines() if line.endswith("-r requirements.txt"))
    assert ("--torch-backend=cpu" in line) == (installer == "uv")
    assert f"{installer} " in line


def test_containers_call_what_there_is():
    container = json.loads(read(".devcontainer/devcontainer.json"))
    called = re.findall(r"\bmake ([a-z]+)", container["postCreateCommand"])
    assert called
    assert set(called) <= targets()
    python = re.search(r"python:(\d\.\d+)$", container["image"])[1]
    for version in (python, read("binder/runtime.txt").strip().removeprefix("python-")):
        assert backend.explain(tuple(map(int, version.split(".")))) is None
    script = ROOT / "binder" / "postBuild"
    assert script.stat().st_mode & 0o111
    for name in re.findall(r"[\w.-]+\.txt", read("binder/postBuild")):
        assert (ROOT / name).exists()
    subprocess.run(["bash", "-n", script], check=True)
