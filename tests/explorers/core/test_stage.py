"""Every stage has its script, its words and its style in one folder."""

import json
import re

import pytest

from convlab import Exercise, ask, explorers
from convlab.explorers.core.linker import ROOT, link

FOLDERS = sorted(
    file.parent for file in ROOT.glob("explorers/*/stage.js") if file.parent.name != "core"
)


def stages():
    """One stage of each kind."""
    made = [getattr(explorers, name)().stage for name in explorers.__all__]
    return [*made, Exercise(ask("rows", 3))]


@pytest.fixture(scope="module")
def every_stage():
    return stages()


def test_every_stage_has_a_script_and_all_the_words_it_asks_for(every_stage):
    assert len(every_stage) >= 10
    for stage in every_stage:
        asked = set(re.findall(r"\bwords\.(\w+)", link(stage.folder / stage.script)))
        missing = asked - set(stage.words)
        assert not missing, f"{stage.folder} shows words that are in no table: {missing}"


def test_every_script_belongs_to_some_stage():
    entries = [link(folder / "stage.js") for folder in FOLDERS]
    entries.append(link(ROOT / "exercises" / "view.js"))
    entries += [link(path, start="work") for path in ROOT.glob("explorers/[!u]*/worker.js")]
    together = "\n".join(entries)
    for path in ROOT.rglob("*.js"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("// "), f"{path} does not say what it is for"
        assert first in together, f"{path} is used by no stage"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_word_is_said_twice(folder):
    """What all explorers share has one place, and an explorer does not repeat it."""
    shared, own = (
        json.loads((path / "words.json").read_text(encoding="utf-8"))["says"]
        for path in (ROOT / "explorers" / "ui", folder)
    )
    again = {word for word, text in own.items() if shared.get(word) == text}
    assert not again


def test_explorers_are_exported():
    assert "ConvolutionExplorer" in explorers.__all__
