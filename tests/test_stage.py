"""The linker joins scripts without changing what they mean, and refuses what it cannot join."""

import re

import pytest

import convlab.explorers
from convlab import Exercise, ask
from convlab.explorers.stage import STATIC, LinkError, Stage, link


def linked(folder, start="render", **files):
    for name, text in files.items():
        (folder / f"{name}.js").write_text(text)
    link.cache_clear()
    return link("entry.js", folder, start)


RENDER = "export function render() {}\n"


def test_what_is_imported_stands_before_what_imports_it_and_only_once(tmp_path):
    text = linked(
        tmp_path,
        entry='import { b } from "./b.js";\nimport { c } from "./c.js";\n' + RENDER,
        b='import { c } from "./c.js";\nexport const b = c + 1;\n',
        c="export const c = 1; // export stays in a comment\n",
    )
    assert text.index("const c = 1") < text.index("const b = c + 1") < text.index("function render")
    assert text.count("const c") == 1
    assert "export stays in a comment" in text
    assert [line for line in text.splitlines() if line.startswith(("import", "export"))] == [
        "export default { render };"
    ]


def test_a_workers_script_ends_with_a_call_and_exports_nothing(tmp_path):
    text = linked(
        tmp_path,
        start="work",
        entry='import { b } from "./b.js";\nexport function work(scope) {\n  scope.b = b;\n}\n',
        b="export const b = 1;\n",
    )
    assert text.splitlines()[0] == "const b = 1;"
    assert text.splitlines()[-1] == "work(self);"
    assert "export" not in text
    with pytest.raises(LinkError, match="expected an exported function `work`, found none"):
        linked(tmp_path, start="work", entry=RENDER)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"entry": 'import x from "./b.js";\n' + RENDER}, "entry.js:1: expected import { a, b }"),
        ({"entry": 'import {\n  b,\n} from "./b.js";\n' + RENDER}, "entry.js:1: expected import"),
        ({"entry": 'const b = await import("./b.js");\n' + RENDER}, "entry.js:1: expected import"),
        ({"entry": 'import { z } from "./b.js";\n' + RENDER}, "entry.js:1: b.js does not export z"),
        ({"entry": 'import { b } from "./z.js";\n' + RENDER}, "z.js: no such file"),
        ({"entry": "const b = 1;\n"}, "expected an exported function `render`"),
        ({"entry": "export default {};\n" + RENDER}, "expected an exported function or const"),
        ({"entry": "export class A {}\n" + RENDER}, "expected an exported function or const"),
        ({"entry": 'export { b } from "./b.js";\n' + RENDER}, "expected an exported function"),
        ({"entry": "const { b } = c;\n" + RENDER}, "expected one name for each declaration"),
        (
            {"entry": 'import { b } from "./b.js";\nconst hidden = 1;\n' + RENDER},
            "entry.js:2: hidden is declared in b.js:2 too",
        ),
        (
            {
                "entry": 'import { d } from "./d.js";\n' + RENDER,
                "d": 'import { e } from "./e.js";\n',
                "e": 'import { d } from "./d.js";\n',
            },
            "imports itself",
        ),
    ],
)
def test_anything_else_is_refused_with_its_place(tmp_path, files, sentence):
    with pytest.raises(LinkError, match=sentence.replace("{", r"\{")):
        linked(tmp_path, b="export const b = 1;\nconst hidden = 2;\n", **files)


def stages(base=Stage):
    for stage in base.__subclasses__():
        yield stage
        yield from stages(stage)


def made(stage):
    return stage(ask("rows", 3)) if stage is Exercise else stage()


@pytest.mark.parametrize("stage", list(stages()), ids=lambda stage: stage.__name__)
def test_every_stage_has_a_script_and_all_the_words_it_asks_for(stage):
    assert (STATIC / stage.script).is_file()
    asked = set(re.findall(r"\bwords\.(\w+)", link(stage.script)))
    missing = asked - set(made(stage).words)
    assert not missing, f"{stage.script} shows words that are in no table: {missing}"


def test_every_script_belongs_to_some_stage():
    entries = [link(stage.script) for stage in stages()]
    workers = [link(s.worker_script, start="work") for s in stages() if s.worker_script]
    together = "\n".join([*entries, *workers])
    for path in STATIC.glob("*.js"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("// "), f"{path.name} does not say what it is for"
        assert first in together, f"{path.name} is used by no stage"


def test_explorers_are_exported():
    assert "ConvolutionExplorer" in convlab.explorers.__all__
