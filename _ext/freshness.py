"""Keeps the built book true to its sources: what is unchanged is not run again, the rest is.

Jupyter's cache knows a notebook by its code cells alone, so it would serve old results after a
change in src/. Here the cache's folder is named after everything else that the results depend on.

Exercises are left out of that name: a chapter only names them, and a changed sentence must not run
it again. When a page is written, each exercise in it is made anew, as a run would make it now.
"""

import hashlib
import json
import platform
import shutil
from collections.abc import Iterable
from pathlib import Path

CODE = ("src", "requirements.txt", "constraints.txt")
MADE_ANEW = ("src/convlab/exercises",)
BOOK = (*CODE, "chapters", "_ext", "tools", "_config.yml", "_toc.yml", "package-lock.json")
# What a page holds of an exercise.
EXERCISE = ("_css", "_esm", "questions", "words")
LEFT_OUT = ("__pycache__", ".ipynb_checkpoints", ".ruff_cache")


def _files(root: Path, names: Iterable[str]) -> Iterable[Path]:
    for name in names:
        start = root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            inside = path.relative_to(root).parts
            hidden = any(part in LEFT_OUT or part.endswith(".egg-info") for part in inside)
            if path.is_file() and not hidden:
                yield path


def digest(root: Path, names: Iterable[str] = BOOK, without: Iterable[str] = ()) -> str:
    """Name the contents of files and folders under `root`, and the Python that runs them."""
    total = hashlib.sha256(platform.python_version().encode())
    for path in _files(root, names):
        if any(path.is_relative_to(root / name) for name in without):
            continue
        total.update(f"\0{path.relative_to(root).as_posix()}\0".encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def with_present_exercises(saved: dict) -> dict:
    """Return a page's widget state with its exercises as they would be made now."""
    models = {name: _made_anew(model) for name, model in saved["state"].items()}
    return saved | {"state": models}


def _made_anew(model: dict) -> dict:
    state = model["state"]
    if "questions" not in state or not state.get("name"):
        return model
    from convlab import Exercise

    now = Exercise(state["name"]).get_state(EXERCISE)
    return model | {"state": state | json.loads(json.dumps(now))}


def cache_of(root: Path) -> Path:
    """Return the folder of what notebooks gave when they were run with the code as it is."""
    return root / "_build" / ".jupyter_cache" / digest(root, CODE, MADE_ANEW)


def _name_cache(app, config) -> None:
    root = Path(app.srcdir)
    cache = cache_of(root)
    if cache.parent.exists():
        for old in cache.parent.iterdir():
            if old != cache:
                shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(cache)
    config.made_anew = digest(root, MADE_ANEW)


def setup(app):
    """Connect to Sphinx."""
    app.add_config_value("made_anew", "", "env")  # when it changes, all pages are written again
    app.connect("config-inited", _name_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
