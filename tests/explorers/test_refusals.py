"""One list of refusals for each explorer, `refusals.py` in its folder, asked of Python and page."""

import importlib.util
from pathlib import Path

import pytest
import torch

from convlab import explorers
from convlab.explorers.core.blocks import same

HERE = Path(__file__).parent
JUDGE = """async ({ rules, spec, words, libraries, before, patch }) => {
  const { judge } = await import("./explorers/core/limits.js");
  const { readLibrary } = await import("./explorers/core/settings.js");
  const { reconcile, refusal } = await import(rules);
  const read = Object.entries(libraries).map(([name, presets]) => [name, readLibrary(presets)]);
  const context = { spec, words, libraries: Object.fromEntries(read), own: {}, memory: {} };
  const { problem } = judge(before, { ...before, ...patch }, context, { reconcile, refusal });
  return problem?.sentence ?? null;
}"""


def cases():
    """Each case of each explorer, with the explorer's class."""
    for file in sorted(HERE.glob("*/refusals.py")):
        folder = file.parent.name
        spec = importlib.util.spec_from_file_location(f"{folder}_refusals", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        kinds = [getattr(explorers, name) for name in explorers.__all__]
        explorer = next(one for one in kinds if one.__module__.split(".")[2] == folder)
        for case in module.REFUSALS:
            yield pytest.param(explorer, *case, id=f"{folder}: {case[3][:60]}")


def set_together(explorer, settings):
    with explorer.hold_trait_notifications():
        for name, value in settings.items():
            setattr(explorer, name, value)


@pytest.mark.parametrize(("explorer", "start", "python", "page", "sentence"), list(cases()))
def test_python_refuses_and_keeps_what_was_there(explorer, start, python, page, sentence):
    made = explorer(**start)
    before = {name: getattr(made, name) for name in made.settings}
    output = made.output
    with pytest.raises(ValueError, match=r".") as refused:
        set_together(made, python)
    assert str(refused.value) == sentence
    assert all(same(getattr(made, name), value) for name, value in before.items())
    assert torch.equal(made.output, output)


@pytest.mark.parametrize(("explorer", "start", "python", "page", "sentence"), list(cases()))
def test_the_page_refuses_with_the_same_sentence(modules, explorer, start, python, page, sentence):
    made = explorer(**start)
    stage, choices = made.stage, made.stage.choices
    now = {name: getattr(stage, name) for name in stage.spec["settings"]}
    now |= {name: names[now[name]] for name, names in choices.items()}
    folder = stage.folder.name
    rules = "settings.js" if (stage.folder / "settings.js").exists() else "stage.js"
    said = modules.evaluate(
        JUDGE,
        {
            "rules": f"./explorers/{folder}/{rules}",
            "spec": stage.spec,
            "words": stage.words,
            "libraries": {name: getattr(stage, name) for name in stage.spec["libraries"]},
            "before": now,
            "patch": page,
        },
    )
    assert said == sentence
