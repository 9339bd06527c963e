"""The linker: joins a script with all that it imports into one text that needs no import.

Scripts are plain ES modules in folders, so that a browser can load and test each by itself. A
notebook front end, however, loads a widget's script from one string, where relative imports cannot
work; a worker's script is loaded from one string too.

Each module becomes a function that returns its exports, and an import binds names from another's
result. So a module's names stay its own, and its text stays as it was written. Of the forms of
`import` and `export` only those are taken whose meaning this keeps:

    import { a, b as c } from "../ui/x.js";    on one line or several
    export function f() {}    export const c = 1;    export class C {}
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]  # the package: paths of modules are told from here

# What a script must export to be an entry, and how its linked text ends.
ENDINGS = {
    "render": "export default {{ render: {module}.render }};",
    "work": "{module}.work(self);",
}

_IMPORT = re.compile(r'^import\s*\{([^{}]*)\}\s*from\s*"(\.\.?/[^"]+)";$', re.MULTILINE)
_NAME = re.compile(r"(\w+)(?:\s+as\s+(\w+))?")
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*? |const |class )(\w+))", re.MULTILINE)
# Comments may speak of imports, as JSDoc's types do.
_LEFT = re.compile(
    r"^(?!\s*(?://|/?\*))(?:\s*(?:import\b(?!\s*\()|export\b).*|.*\bimport\s*(?:\(|\.meta).*)",
    re.MULTILINE,
)


class LinkError(ValueError):
    """A script breaks one of the linker's rules; the message names file and line."""


@dataclass(frozen=True)
class Module:
    """A script: its path, its text as a function's body, what it exports and what it imports.

    An import is the module, the names that are asked of it, and the line that asks.
    """

    path: Path
    body: str
    exports: tuple[str, ...]
    imports: tuple[tuple[Path, tuple[str, ...], int], ...]


def link(entry: Path, start: str = "render", root: Path = ROOT) -> str:
    """Join a script and all it imports.

    What was linked is kept until one of its files changes.

    Args:
        entry: the script's path.
        start: "render" for a stage, "work" for a script that runs in a Worker.
        root: the folder from which files are named, in errors and in the linked text.

    Returns:
        The text of one ES module whose default export is `{ render }`, or of one script that calls
        `work(self)`.

    Raises:
        LinkError: for another form of import or export, a file or a name that does not exist,
            modules that import each other in a circle, or an entry that does not export `start`.
    """
    modules: dict[Path, Module] = {}
    _collect(entry.resolve(), root.resolve(), (), modules)
    last = modules[entry.resolve()]
    if start not in last.exports:
        where = _place(last.path, root.resolve())
        raise LinkError(f"{where}: expected an exported function `{start}`, found none")
    texts = [_as_function(module, root.resolve()) for module in modules.values()]
    ending = ENDINGS[start].format(module=_variable(last.path, root.resolve()))
    return "\n".join([*texts, ending, ""])


def _collect(path: Path, root: Path, above: tuple[Path, ...], modules: dict[Path, Module]) -> None:
    """Add a module after those that it imports, each once."""
    if path in above:
        circle = " → ".join(_place(p, root) for p in (*above[above.index(path) :], path))
        raise LinkError(f"{_place(path, root)}: imports itself by way of {circle}")
    if path in modules:
        return
    if not path.is_file():
        by = _place(above[-1], root) if above else "nobody"
        raise LinkError(f"{_place(path, root)}: no such file, imported by {by}")
    module = _read(path, path.stat().st_mtime_ns, root)
    for other, names, line in module.imports:
        _collect(other, root, (*above, path), modules)
        for name in names:
            if name not in modules[other].exports:
                where = f"{_place(path, root)}:{line}"
                raise LinkError(f"{where}: {_place(other, root)} does not export {name}")
    modules[path] = module


@cache
def _read(path: Path, _changed: int, root: Path) -> Module:
    """Read a module, its imports and exports rewritten; again when it has changed."""
    text = path.read_text(encoding="utf-8")
    imports = []

    def bind(match):
        """Return an import as a binding of names, over as many lines as it took."""
        asked = [_NAME.fullmatch(part.strip()) for part in match[1].rstrip().rstrip(",").split(",")]
        if not all(asked):
            return match[0]  # an unknown form, which is refused below
        other = (path.parent / match[2]).resolve()
        line = text.count("\n", 0, match.start()) + 1
        imports.append((other, tuple(name[1] for name in asked), line))
        parts = ", ".join(f"{name[1]}: {name[2]}" if name[2] else name[1] for name in asked)
        lines = "\n" * match[0].count("\n")
        return f"const {{ {parts} }} = {_variable(other, root)};{lines}"

    exports = tuple(match[1] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub(bind, text))
    if match := _LEFT.search(body):
        line = body.count("\n", 0, match.start()) + 1 + match[0].count("\n")
        raise LinkError(
            f'{_place(path, root)}:{line}: expected import {{ a, b as c }} from "./x.js"; or an '
            f"exported function, const or class, found {match[0].strip()}"
        )
    return Module(path, body.strip("\n"), exports, tuple(imports))


def _as_function(module: Module, root: Path) -> str:
    """Return a module as a constant: what its function, called once, exports."""
    name = _variable(module.path, root)
    exports = ", ".join(module.exports)
    return f"const {name} = (() => {{\n{module.body}\nreturn {{ {exports} }};\n}})();"


def _variable(path: Path, root: Path) -> str:
    """Return the name of a module's exports; no module has a name with $ of its own."""
    return "$" + re.sub(r"\W", "$", _place(path, root).removesuffix(".js"))


def _place(path: Path, root: Path) -> str:
    """Return a path as it is told: from the root, or whole if it lies elsewhere."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
