"""From a control's change to the new picture: an explorer, and what one writes otherwise.

A 128×128 photo and a 7×7 kernel; the control is the padding, so that every change gives another
picture. One Chromium measures both in turn: the explorer in the built page, opened from disk
without a kernel; and `ipywidgets.interact` with torch and matplotlib in JupyterLab, with a live
kernel. A time runs from the control's event until the frame with the new picture is drawn.
"""

import statistics
import tempfile
from pathlib import Path

import nbformat
from measure import BOOK, browser, line

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

# In the page: type a number into a control, wait for the picture and for the frame that shows it.
TIMER = """() => {
  window.timeChange = async (input, value, changed) => {
  const start = performance.now();
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await changed;
  await new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  }));
  return performance.now() - start;
  };
}"""

IN_BOOK = """async ([stage, input, rounds]) => {
  const times = [];
  for (let n = 0; n < rounds; n++) {
    const before = stage.output.shape[0];
    times.push(await timeChange(input, (n % 2) + 2));
    if (stage.output.shape[0] === before) throw new Error("the picture did not change");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times;
}"""

IN_LAB = """async ([input, rounds]) => {
  const times = [];
  for (let n = 0; n < rounds; n++) {
    const before = document.querySelector(".jp-OutputArea .widget-output img")?.src;
    const changed = new Promise((resolve) => {
      const look = () => {
        const image = document.querySelector(".jp-OutputArea .widget-output img");
        if (!image || image.src === before) return;
        watch.disconnect();
        image.decode().then(resolve);
      };
      const watch = new MutationObserver(look);
      watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    times.push(await timeChange(input, (n % 2) + 2, changed));
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return times;
}"""


def open_explorer(chromium):
    """The explorer with a photo and a 7×7 kernel, in the built page."""
    page = chromium.new_context(offline=True).new_page()
    page.goto(next(BOOK.glob("chapters/6-3*.html")).as_uri())
    page.wait_for_selector('html[data-widgets="ready"]', state="attached")
    page.evaluate(TIMER)
    root = page.locator(".convlab-explorer").first
    for label, value in [("Input", "photo: temple"), ("Kernel", "box")]:
        root.get_by_label(label, exact=True).select_option(value)
    for label in ("Height", "Width"):
        root.get_by_label(label, exact=True).fill("7")
        root.get_by_label(label, exact=True).press("Enter")
    stage = root.locator("[data-explorer]").element_handle()
    control = root.get_by_label("Padding", exact=True).element_handle()
    assert page.evaluate("stage => stage.output.shape[0]", stage) > 100
    return lambda rounds: page.evaluate(IN_BOOK, [stage, control, rounds])


def open_interact(chromium, url):
    """The same picture by `interact`, in JupyterLab."""
    page = chromium.new_page()
    run_notebook(page, url, "interact.ipynb")
    page.wait_for_selector(".jp-OutputArea .widget-output img")
    page.evaluate(TIMER)
    control = page.get_by_label("Padding").element_handle()
    return lambda rounds: page.evaluate(IN_LAB, [control, rounds])


def main():
    """Measure in turn, and print."""
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        home = Path(folder)
        (home / "chapters").mkdir()
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(INTERACT)])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, home / "chapters" / "interact.ipynb")
        with running_lab(home) as url:
            explorer, interact = open_explorer(chromium), open_interact(chromium, url)
            explorer(20), interact(3)
            ours, theirs = [], []
            for _ in range(4):
                ours += explorer(50)
                theirs += interact(8)
    print("from a control's change to the new picture, 128×128 photo, 7×7 kernel")
    mine, slowest = line("ConvolutionExplorer, built page, no kernel", ours)
    others, _ = line("ipywidgets.interact, torch, matplotlib, live kernel", theirs)
    print(f"ratio of the medians: {others / mine:.0f}×")
    print(f"at most 16 ms at the 95th percentile: {'yes' if slowest <= 16 else 'NO'}")
    assert statistics.median(theirs) > 0


if __name__ == "__main__":
    main()
