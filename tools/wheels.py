"""Builds the package as a wheel: `python tools/wheels.py [folder]`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "src", "tools/backend.py")


def build_wheel(out: Path) -> Path:
    """Build the wheel into the folder `out`, with the setuptools that is installed.

    It is built from a copy: setuptools leaves a folder behind, and takes what it finds there.
    """
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    with tempfile.TemporaryDirectory() as folder:
        for name in SOURCES:
            copy = Path(folder, name)
            copy.parent.mkdir(exist_ok=True)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, copy, ignore=skip)
            else:
                shutil.copy(ROOT / name, copy)
        options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(out)]
        command = [sys.executable, "-m", "pip", "wheel", *options, folder]
        subprocess.run(command, check=True)
    return max(out.glob("convlab-*.whl"), key=lambda path: path.stat().st_mtime)


if __name__ == "__main__":
    print(build_wheel(Path(sys.argv[1] if len(sys.argv) > 1 else "_build/dist")))
