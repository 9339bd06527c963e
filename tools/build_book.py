"""Build the book when its sources have changed: `python tools/build_book.py` from the root."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path.cwd()
sys.path.insert(0, str(ROOT / "_ext"))

from freshness import digest  # noqa: E402

HTML = ROOT / "_build" / "html"
BUILT_FROM = ROOT / "_build" / "built-from.txt"


def is_fresh() -> bool:
    """Tell whether the built book comes from the sources as they are now."""
    if not (HTML / "index.html").exists() or not BUILT_FROM.exists():
        return False
    return BUILT_FROM.read_text() == digest(ROOT)


def build() -> int:
    """Build every page anew; a failed build leaves no book that looks like a good one."""
    BUILT_FROM.unlink(missing_ok=True)
    shutil.rmtree(HTML, ignore_errors=True)
    source = digest(ROOT)
    jupyter_book = str(Path(sys.executable).with_name("jupyter-book"))
    command = [jupyter_book, "build", str(ROOT), "--all", "-W", "-n", "--keep-going"]
    # The pages must not depend on what the user's own Jupyter or matplotlib set-up says.
    with tempfile.TemporaryDirectory() as empty:
        settings = {"JUPYTER_CONFIG_DIR": empty, "MPLCONFIGDIR": empty, "PYTHONHASHSEED": "0"}
        code = subprocess.run(command, env=os.environ | settings).returncode
    if code == 0:
        BUILT_FROM.write_text(source)
    else:
        shutil.rmtree(HTML, ignore_errors=True)
    return code


if __name__ == "__main__":
    if is_fresh():
        print(f"The book is up to date: {HTML / 'index.html'}")
    else:
        sys.exit(build())
