"""Keeps the built book true to its sources: what is unchanged is not run again, the rest is.

Jupyter's cache knows a notebook by its code cells alone, so it would serve old results after a
change in src/. Here the cache's folder is named after everything else that the results depend on.
"""

import hashlib
import platform
import shutil
from collections.abc import Iterable
from pathlib import Path

CODE = ("src", "requirements.txt", "constraints.txt")
BOOK = (*CODE, "chapters", "_ext", "tools", "_config.yml", "_toc.yml", "package-lock.json")
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", ".ruff_cache")


def _files(root: Path, names: Iterable[str]) -> Iterable[Path]:
    for name in names:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            inside = path.relative_to(root).parts
            hidden = any(part in LEFT_OUT or part.endswith(".egg-info") for part in inside)
            if path.is_file() and not hidden:
                yield path


def digest(root: Path, names: Iterable[str] = BOOK) -> str:
    """Name the contents of files and folders under `root`, and the Python that runs them."""
    total = hashlib.sha256(platform.python_version().encode())
    for path in _files(root, names):
        total.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _name_cache(app, config) -> None:
    root = Path(app.srcdir)
    cache = root / "_build" / ".jupyter_cache" / digest(root, CODE)
    if cache.parent.exists():
        for old in cache.parent.iterdir():
            if old != cache:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(cache)


def setup(app):
    """Connect to Sphinx."""
    app.connect("config-inited", _name_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
