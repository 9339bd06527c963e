"""Run the chapters and keep their results in them, without what changes from run to run.

`python tools/notebooks.py [name …]` runs all chapters, or those whose file name starts so;
`--strip` only takes out what is volatile.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CHAPTERS = Path("chapters")
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
VIEW = "application/vnd.jupyter.widget-view+json"
# Between kernel and reader fit about 2,000 messages, and more are lost without a word: nbval,
# which reads when the cell is done, then waits in vain for the last one. A widget sends several.
MOST_MESSAGES = 1000


class CountingClient(NotebookClient):
    """Runs a notebook, and refuses a cell that sends too many messages."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.messages = Counter()

    def process_message(self, msg, cell, cell_index):
        """Count the message, then do what a client does with it."""
        self.messages[cell_index] += 1
        if self.messages[cell_index] > MOST_MESSAGES:
            raise RuntimeError(
                f"cell {cell_index} sends over {MOST_MESSAGES} messages; does it make a widget "
                f"in a loop? Change the settings of one instead:\n{cell.source}"
            )
        return super().process_message(msg, cell, cell_index)


def strip(notebook) -> None:
    """Take out widget state, times, versions and other things that no reader sees."""
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        for key in ("execution", "trusted", "collapsed", "scrolled", "ExecuteTime"):
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            # Without a kernel, JupyterLab shows an error for a view and the text without one.
            output.get("data", {}).pop(VIEW, None)
            if "metadata" in output:
                output.metadata = {}


def run(notebook) -> None:
    """Run every cell with a fresh kernel, from the folder of the chapters."""
    resources = {"metadata": {"path": str(CHAPTERS)}}
    client = CountingClient(
        notebook,
        kernel_name="python3",
        timeout=600,
        coalesce_streams=True,
        resources=resources,
        record_timing=False,
        store_widget_state=False,
    )
    client.execute()


def main() -> int:
    """Work through the chapters that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="how the chapters' file names start")
    parser.add_argument("--strip", action="store_true", help="do not run, only take out")
    arguments = parser.parse_args()
    names = tuple(arguments.names) or ("",)
    paths = [p for p in sorted(CHAPTERS.glob("*.ipynb")) if p.name.startswith(names)]
    if not paths:
        print(f"no chapter's file name starts with {' or '.join(names)}", file=sys.stderr)
        return 1
    for path in paths:
        print(path, flush=True)
        notebook = nbformat.read(path, as_version=4)
        if not arguments.strip:
            run(notebook)
        strip(notebook)
        nbformat.write(notebook, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
