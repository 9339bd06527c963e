"""A stage, the part of an explorer that draws and computes in the page, and its linker.

The files in `static/` are plain ES modules, so that a browser can load and test each by itself.
A notebook front end, however, loads a widget's script from one string, where relative imports
cannot work; a worker's script is loaded from one string too. `link` therefore joins a file with
everything it imports.
"""

import re
from functools import cache
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

STATIC = Path(__file__).parent / "static"

_IMPORT = re.compile(r'import \{ (\w+(?:, \w+)*) \} from "\./([\w-]+\.js)";')
_EXPORT = re.compile(r"export (?=(?:async )?function\*? |const )")
_DECLARATION = re.compile(
    r"(export )?(?:(?:async )?function\*?|const|let|var|class)\s+(\w+|[\[{][^=]*)"
)


# What a script must export to be an entry, and how its linked text ends.
ENDINGS = {"render": "export default { render };", "work": "work(self);"}


class LinkError(ValueError):
    """A file in `static/` breaks one of the linker's rules; the message names file and line."""


@cache
def link(entry: str, folder: Path = STATIC, start: str = "render") -> str:
    """Join one script and all it imports into a single one that needs no import.

    The rules are strict so that joining cannot change what the code means: the only import form
    is `import { a, b } from "./x.js";` on one line; only functions and constants are exported,
    where they are declared; a top-level name is declared once among all the files; the entry
    exports the function `start`. Bodies are never rewritten.

    Args:
        entry: file name within `folder`, such as `"convolution.js"`.
        folder: where the files are.
        start: "render" for a stage, "work" for a script that runs in a Worker.

    Returns:
        The text of one ES module whose default export is `{ render }`, or of one script that calls
        `work(self)`.

    Raises:
        LinkError: if a rule is broken, or a file or an imported name does not exist.
    """
    exports: dict[str, set[str]] = {}
    declared: dict[str, str] = {}
    bodies: list[str] = []
    _collect(entry, folder, (), exports, declared, bodies)
    if start not in exports[entry]:
        raise LinkError(f"{entry}: expected an exported function `{start}`, found none")
    return "\n".join([*bodies, ENDINGS[start], ""])


def _collect(name, folder, above, exports, declared, bodies):
    """Append `name`'s body after the bodies of what it imports, each file once."""
    if name in above:
        raise LinkError(f"{name}: imports itself by way of {' → '.join((*above, name))}")
    if name in exports:
        return
    path = folder / name
    if not path.is_file():
        raise LinkError(f"{name}: no such file, imported by {above[-1] if above else 'nobody'}")
    mine, body = set(), []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{name}:{number}"
        if match := _IMPORT.fullmatch(line):
            names, file = match[1].split(", "), match[2]
            _collect(file, folder, (*above, name), exports, declared, bodies)
            for unknown in set(names) - exports[file]:
                raise LinkError(f"{where}: {file} does not export {unknown}")
            continue
        if re.match(r"\s*import\b(?!\()", line) or re.search(r"\bimport\(", line):
            raise LinkError(
                f'{where}: expected import {{ a, b }} from "./x.js"; found {line.strip()}'
            )
        if line.startswith("export") and not _EXPORT.match(line):
            raise LinkError(
                f"{where}: expected an exported function or const, found {line.strip()}"
            )
        if match := _DECLARATION.match(line):
            exported, declaration = match.groups()
            if not declaration.isidentifier():
                raise LinkError(
                    f"{where}: expected one name for each declaration, found {line.strip()}"
                )
            if declaration in declared:
                raise LinkError(
                    f"{where}: {declaration} is declared in {declared[declaration]} too"
                )
            declared[declaration] = where
            if exported:
                mine.add(declaration)
        body.append(_EXPORT.sub("", line, count=1) if line.startswith("export") else line)
    exports[name] = mine
    bodies.append("\n".join(body).strip("\n"))


class Stage(anywidget.AnyWidget):
    """Draws an explorer and computes in the page; a subclass names its script.

    A subclass sets `script`, a file in `static/` (a style sheet of the same name is its own);
    `table`, every sentence and label the script shows; and `labels`, by trait the options and what
    the reader sees of each. The page gets them as `words` and `choices`: a Dropdown in a page knows
    the number of its option, not the name, so a trait tied to one is an index into its list of
    `choices`; `choose` and `chosen` translate.

    A stage that computes off the main thread names the script of its Worker in `worker_script` and
    has a trait that holds it linked: `worker = Unicode(link(worker_script, start="work"))`.
    """

    script = ""
    worker_script = ""
    styles: ClassVar[tuple[str, ...]] = ("explorers.css",)  # what all explorers share
    table: ClassVar[dict[str, str]] = {}
    labels: ClassVar[dict[str, dict[str, str]]] = {}
    words = traitlets.Dict(help="What the stage says; it fills in {names}").tag(sync=True)

    choices = traitlets.Dict(help="Names of the options, by trait, in order").tag(sync=True)

    @traitlets.default("words")
    def _words(self):
        return self.table

    @traitlets.default("choices")
    def _choices(self):
        return {trait: list(names) for trait, names in self.labels.items()}

    def choose(self, trait: str, name: str) -> int:
        """The index that stands for `name` in the choices of a trait."""
        return self.choices[trait].index(name)

    def chosen(self, trait: str) -> str:
        """The name that a trait's present index stands for."""
        return self.choices[trait][getattr(self, trait)]

    def __init_subclass__(cls, **kwargs):
        if "script" in cls.__dict__:
            cls._esm = link(cls.script)
            styles = [STATIC / name for name in (*cls.styles, cls.script[:-2] + "css")]
            cls._css = "".join(p.read_text(encoding="utf-8") for p in styles if p.is_file())
        super().__init_subclass__(**kwargs)
