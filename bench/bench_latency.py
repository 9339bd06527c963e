"""From a control's change to the new picture: an explorer, and what one writes otherwise.

A 128×128 photo and a 7×7 kernel; the control is the padding, so that every change gives another
picture. One Chromium measures both in turn: the explorer in the built page, opened from disk
without a kernel; and `ipywidgets.interact` with torch and matplotlib in JupyterLab, with a live
kernel. A time runs from the control's event until the frame with the new picture is drawn.
"""

import tempfile
from pathlib import Path

import nbformat
from measure import TIMER, browser, line, load, open_explorer

from lab import run_notebook, running_lab  # isort: skip

INTERACT = """\
import matplotlib.pyplot as plt
import torch
import torch.nn.functional as F
from ipywidgets import BoundedIntText, interact
from convlab import load_photo

X, K = load_photo("china", size=128), torch.full((7, 7), 1 / 49)


@interact(padding=BoundedIntText(description="Padding", min=0, max=12))
def show(padding):
    Y = F.conv2d(X[None, None], K[None, None], padding=padding)[0, 0]
    fig, axes = plt.subplots(1, 2)
    axes[0].imshow(X, cmap="gray")
    axes[1].imshow(Y, cmap="gray")
    plt.show()
"""
PHOTO = [("Input", "photo: temple"), ("Kernel", "box"), ("Height", 7), ("Width", 7)]
LIMIT_MS, GOAL = 16, 10

# The kernel answers with another image, which takes the place of the last one.
IN_LAB = """async ([control, values, rounds]) => {
  const image = () => document.querySelector(".widget-output .jp-OutputArea img");
  const another = (before) => new Promise((resolve) => {
    const watch = new MutationObserver(async () => {
      const now = image();
      if (!now || now.src === before) return;
      watch.disconnect();
      await now.decode();
      resolve();
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const times = [];
  for (let n = 0; n < rounds; n++) {
    const changed = another(image().src);
    times.push(await timeChange(() => give(control, values), changed));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return times;
}"""


def write_notebook(folder):
    """A notebook of one cell, where JupyterLab looks for it."""
    cell = nbformat.v4.new_code_cell(INTERACT)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    (folder / "chapters").mkdir()
    nbformat.write(notebook, folder / "chapters" / "interact.ipynb")


def open_interact(chromium, url):
    """Open the same picture by `interact`, in JupyterLab; return what times its changes."""
    page = chromium.new_page()
    run_notebook(page, url, "interact.ipynb")
    page.wait_for_selector(".widget-output .jp-OutputArea img")
    page.evaluate(TIMER)
    control = page.get_by_label("Padding").element_handle()
    return lambda rounds: page.evaluate(IN_LAB, [control, [2, 3], rounds])


def main():
    """Measure in turn, and print."""
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        write_notebook(Path(folder))
        with running_lab(Path(folder)) as url:
            explorer, _ = open_explorer(chromium, "6-3", "convolution", PHOTO, "Padding", [2, 3])
            interact = open_interact(chromium, url)
            explorer(20), interact(3)
            ours, theirs = [], []
            for _ in range(5):
                ours += explorer(40)
                theirs += interact(8)
            print(
                f"from a control's change to the new picture, 128×128 photo, 7×7 kernel; {load()}"
            )
    mine, _ = line("ConvolutionExplorer, built page, no kernel", ours, LIMIT_MS)
    others, _ = line("ipywidgets.interact, torch, matplotlib, live kernel", theirs)
    enough = "yes" if others >= GOAL * mine else "NO"
    print(f"ratio of the medians: {others / mine:.0f}×, at least {GOAL}×: {enough}")


if __name__ == "__main__":
    main()
