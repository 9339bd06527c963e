"""Every stage has its script, its words and its style in one folder."""

import re

import pytest

import convlab.explorers
from convlab import Exercise, ask
from convlab.explorers.core.linker import ROOT, link
from convlab.explorers.core.stage import Stage


def made(stage):
    return stage(ask("rows", 3)) if stage is Exercise else stage()


@pytest.mark.parametrize("stage", Stage.all(), ids=lambda stage: stage.__name__)
def test_every_stage_has_a_script_and_all_the_words_it_asks_for(stage):
    script = link(stage.folder / stage.script)
    asked = set(re.findall(r"\bwords\.(\w+)", script))
    missing = asked - set(made(stage).words)
    assert not missing, f"{stage.script} shows words that are in no table: {missing}"


def test_every_script_belongs_to_some_stage():
    entries = [link(stage.folder / stage.script) for stage in Stage.all()]
    workers = [link(path, start="work") for path in ROOT.glob("explorers/[!u]*/worker.js")]
    together = "\n".join([*entries, *workers])
    for path in ROOT.rglob("*.js"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("// "), f"{path} does not say what it is for"
        assert first in together, f"{path} is used by no stage"


def test_explorers_are_exported():
    assert "ConvolutionExplorer" in convlab.explorers.__all__
