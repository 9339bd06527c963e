"""The linker joins scripts without changing what they mean, and refuses what it cannot join."""

import json
import os
import subprocess

import pytest

from convlab.explorers.core.linker import LinkError, link

RENDER = "export function render() {}\n"


def linked(folder, start="render", **files):
    """Link `entry` among files that are given by name; a name `ui__grid` is `ui/grid.js`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return link(folder / "entry.js", start, folder)


def ran(folder, **files):
    """What the entry's `work(scope)` sets as `scope.said`, run as a worker's script."""
    text = linked(folder, "work", **files)
    program = f"const self = {{}};\n{text}\nconsole.log(JSON.stringify(self.said));"
    said = subprocess.run(
        ["node", "-e", program], capture_output=True, text=True, check=True
    ).stdout
    return json.loads(said)


def test_a_module_is_evaluated_once_and_before_those_that_import_it(tmp_path):
    count = 'export const order = [];\norder.push("c");\n'
    said = ran(
        tmp_path,
        entry='import { b } from "./b.js";\nimport { order } from "./c.js";\n'
        "export function work(scope) {\n  scope.said = [b, order];\n}\n",
        b='import { order } from "./c.js";\norder.push("b");\nexport const b = order.length;\n',
        c=count,
    )
    assert said == [2, ["c", "b"]]


def test_the_names_of_a_module_are_its_own(tmp_path):
    said = ran(
        tmp_path,
        entry='import { two } from "./b.js";\nconst hidden = 1;\n'
        "export function work(scope) {\n  scope.said = [hidden, two()];\n}\n",
        b="const hidden = 2;\nexport function two() {\n  return hidden;\n}\n",
    )
    assert said == [1, 2]


def test_imports_rename_span_lines_and_name_folders(tmp_path):
    said = ran(
        tmp_path,
        entry='import {\n  draw,\n  size as howLarge,\n} from "./ui/grid.js";\nconst size = 3;\n'
        "export function work(scope) {\n  scope.said = [draw(), howLarge, size];\n}\n",
        ui__grid='import { colour } from "../colours.js";\n'
        "export function draw() {\n  return colour;\n}\nexport const size = 7;\n",
        colours='export const colour = "red";\n',
    )
    assert said == ["red", 7, 3]


def test_two_folders_may_have_files_of_one_name(tmp_path):
    said = ran(
        tmp_path,
        entry='import { a } from "./a/x.js";\nimport { a as b } from "./b/x.js";\n'
        "export function work(scope) {\n  scope.said = [a, b];\n}\n",
        a__x="export const a = 1;\n",
        b__x="export const a = 2;\n",
    )
    assert said == [1, 2]


def test_exported_classes_generators_and_async_functions_arrive(tmp_path):
    said = ran(
        tmp_path,
        entry='import { A, later, steps } from "./b.js";\nexport function work(scope) {\n'
        "  scope.said = [new A().x, [...steps()], later().constructor.name];\n}\n",
        b="export class A {\n  x = 1;\n}\nexport function* steps() {\n  yield 2;\n}\n"
        "export async function later() {}\n",
    )
    assert said == [1, [2], "Promise"]


def test_bodies_keep_their_text(tmp_path):
    body = "// export stays in a comment\nconst text = `import nothing`;\n"
    text = linked(tmp_path, entry=body + RENDER)
    assert body in text
    assert text.splitlines()[-1] == "export default { render: $entry.render };"


def test_a_workers_script_ends_with_a_call_and_exports_nothing(tmp_path):
    text = linked(tmp_path, "work", entry="export function work(scope) {}\n")
    assert text.splitlines()[-1] == "$entry.work(self);"
    assert "export" not in text


def test_a_changed_file_is_linked_anew(tmp_path):
    files = {"entry": 'import { b } from "./b.js";\n' + RENDER}
    assert "b = 1" in linked(tmp_path, b="export const b = 1;\n", **files)
    (tmp_path / "b.js").write_text("export const b = 2;\n")
    os.utime(tmp_path / "b.js", ns=(1, 1))
    assert "b = 2" in link(tmp_path / "entry.js", root=tmp_path)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"entry": 'import x from "./b.js";\n' + RENDER}, r"entry\.js:1: expected import \{ a, b"),
        ({"entry": 'import * as x from "./b.js";\n' + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": 'import "./b.js";\n' + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": 'import { b } from "b";\n' + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": "import { b } from './b.js';\n" + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": 'import { b.c } from "./b.js";\n' + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": 'const b = await import("./b.js");\n' + RENDER}, r"entry\.js:1: expected imp"),
        ({"entry": "\nconst u = import.meta.url;\n" + RENDER}, r"entry\.js:2: expected import"),
        ({"entry": 'import { z } from "./b.js";\n' + RENDER}, r"entry\.js:1: b\.js does not expo"),
        (
            {"entry": '// x\nimport {\n  b,\n  z as y,\n} from "./b.js";\n' + RENDER},
            r"entry\.js:2: b\.js does not export z",
        ),
        ({"entry": 'import { b } from "./z.js";\n' + RENDER}, r"z\.js: no such file, imported by"),
        ({"entry": "const b = 1;\n"}, "expected an exported function `render`"),
        ({"entry": "export default {};\n" + RENDER}, r"entry\.js:1: expected import .* exported"),
        ({"entry": "export let a = 1;\n" + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": 'export { b } from "./b.js";\n' + RENDER}, r"entry\.js:1: expected import"),
        ({"entry": "export const { b } = c;\n" + RENDER}, r"entry\.js:1: expected import"),
        (
            {
                "entry": 'import { d } from "./d.js";\n' + RENDER,
                "d": 'import { e } from "./e.js";\nexport const d = 1;\n',
                "e": 'import { d } from "./d.js";\nexport const e = 1;\n',
            },
            r"d\.js: imports itself by way of d\.js → e\.js → d\.js",
        ),
    ],
)
def test_anything_else_is_refused_with_its_place(tmp_path, files, sentence):
    with pytest.raises(LinkError, match=sentence):
        linked(tmp_path, b="export const b = 1;\nconst hidden = 2;\n", **files)


def test_an_entry_without_its_function_is_refused(tmp_path):
    with pytest.raises(LinkError, match="expected an exported function `work`, found none"):
        linked(tmp_path, "work", entry=RENDER)


def test_a_missing_entry_is_refused(tmp_path):
    with pytest.raises(LinkError, match=r"entry\.js: no such file, imported by nobody"):
        linked(tmp_path)
