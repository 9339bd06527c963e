"""Drawing what a network does: its training, its maps, its mistakes. Axes come in and go out."""

import time

import matplotlib.pyplot as plt
import numpy as np
import torch
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from torch import Tensor
from tqdm.auto import tqdm

from convlab.figures import COUNTS, LINES, as_array, framed
from convlab.training import History


def _show_training(loss_ax: Axes, accuracy_ax: Axes, history: History) -> None:
    """Draw a run: the loss of every batch with its mean per epoch, and both accuracies per epoch.

    Args:
        loss_ax: where to draw the loss.
        accuracy_ax: where to draw the accuracies.
        history: of at least one epoch; the axes have room for all that are to come.
    """
    done = len(history.test_accuracy)
    losses = np.array(history.losses)
    epochs = np.arange(1, len(losses) + 1) * done / len(losses)
    loss_ax.plot(epochs, losses, color="0.75", lw=0.7, label="each batch")
    means = losses.reshape(done, -1).mean(1)
    counts = np.arange(1, done + 1)
    loss_ax.plot(counts, means, color=LINES[0][0], label="mean of the epoch")
    loss_ax.set(xlabel="epoch", ylabel="loss", yscale="log", xlim=(0, history.epochs))
    for values, label, (colour, dashes) in (
        (history.train_accuracy, "training", LINES[0]),
        (history.test_accuracy, "test", LINES[1]),
    ):
        accuracy_ax.plot(counts, values, color=colour, linestyle=dashes, label=label)
    accuracy_ax.set(xlabel="epoch", ylabel="accuracy", ylim=(0, 1.02), xlim=(0, history.epochs))
    for ax in (loss_ax, accuracy_ax):
        ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        ax.grid(alpha=0.3)
        ax.legend()


class LiveTraining:
    """Follows a run while it learns: the curves so far, a progress bar and the time that is left.

    Give it to `train` as `after_epoch`. Where it stands, one figure appears and is drawn anew at
    most twice a second; at the end it holds the whole run.
    """

    def __init__(self):
        self._start = self._drawn = time.monotonic()
        self._handle = None

    def __call__(self, history: History) -> None:
        """Draw the history so far."""
        now, done = time.monotonic(), len(history.test_accuracy)
        last = done == history.epochs
        if self._handle and not last and now - self._drawn < 0.5:
            return
        fig, axes = plt.subplots(1, 2, figsize=(8.5, 3), layout="constrained")
        _show_training(*axes, history)
        if not last:
            meter = tqdm.format_meter(done, history.epochs, now - self._start, unit="epoch")
            fig.suptitle(meter, family="monospace", fontsize=9)
        plt.close(fig)
        if self._handle:
            self._handle.update(fig)
        else:
            self._handle = display(fig, display_id=True)
        self._drawn = time.monotonic()


def show_sizes(ax: Axes, sizes_by_label: dict[str, dict[str, float]]) -> Axes:
    """Draw one group of bars for each layer, on a logarithmic axis.

    Args:
        ax: where to draw.
        sizes_by_label: for each label of the legend, a positive number by layer.
    """
    width = 0.8 / len(sizes_by_label)
    for i, (label, sizes) in enumerate(sizes_by_label.items()):
        places = np.arange(len(sizes)) + (i - (len(sizes_by_label) - 1) / 2) * width
        hatch = ("", "//", "..")[i % 3]
        colour = LINES[i][0]
        ax.bar(
            places, sizes.values(), width, color=colour, label=label, hatch=hatch, edgecolor="white"
        )
    ax.set(yscale="log", xticks=range(len(sizes)), xticklabels=sizes)
    ax.grid(axis="y", alpha=0.3)
    ax.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), frameon=False)
    return ax


def show_confusion(ax: Axes, counts: Tensor, classes: tuple[str, ...]) -> Axes:
    """Draw how often class i (row) was taken for class j (column).

    Right answers are left white: they would outshine the mistakes.

    Args:
        ax: where to draw.
        counts: whole numbers, shape (classes, classes).
        classes: their names.
    """
    mistakes = np.array(counts)
    np.fill_diagonal(mistakes, 0)
    ax.imshow(np.where(mistakes > 0, mistakes, np.nan), cmap=COUNTS, vmin=0)
    for i, j in zip(*np.nonzero(mistakes), strict=True):
        dark = mistakes[i, j] > 0.4 * mistakes.max()
        text = str(mistakes[i, j])
        ax.text(j, i, text, ha="center", va="center", color="white" if dark else "black")
    places = range(len(classes))
    ax.set(xticks=places, yticks=places, xticklabels=classes, yticklabels=classes)
    ax.set(xlabel="taken for", ylabel="is")
    ax.spines[:].set_color("0.5")  # the outline of a colour map, as `framed` draws it
    ax.set_facecolor("white")
    return ax


def _mosaic(maps: Tensor, columns: int, gap: int = 1) -> Tensor:
    """Return maps side by side in one matrix, with nan between them.

    Args:
        maps: shape (n, h, w).
        columns: how many stand in one row.
        gap: pixels between two.

    Returns:
        Shape (rows·(h + gap) − gap, columns·(w + gap) − gap).
    """
    n, h, w = maps.shape
    rows = -(-n // columns)
    sheet = torch.full((rows * (h + gap), columns * (w + gap)), torch.nan)
    for i, one in enumerate(maps.detach()):
        top, left = i // columns * (h + gap), i % columns * (w + gap)
        sheet[top : top + h, left : left + w] = one
    return sheet[: sheet.shape[0] - gap, : sheet.shape[1] - gap]


def show_mosaic(
    ax: Axes, maps: Tensor, columns: int, title: str | None = None, cmap="gray", limit=None
) -> Axes:
    """Draw maps side by side, all on one scale.

    Args:
        ax: where to draw.
        maps: shape (n, h, w).
        columns: how many stand in one row.
        title: stands above.
        cmap: the colours.
        limit: for signed maps, the number at both ends of the colours.
    """
    ends = {} if limit is None else {"vmin": -limit, "vmax": limit}
    ax.imshow(as_array(_mosaic(maps, columns)), cmap=cmap, interpolation="nearest", **ends)
    ax.set_facecolor("white")
    framed(ax, title)
    ax.spines[:].set_visible(False)
    return ax
