"""Drawing what a network does: its gradients, its maps, its mistakes. Axes come in and go out."""

import numpy as np
import torch.nn.functional as F
from matplotlib.axes import Axes
from torch import Tensor

from convlab.figures import COUNTS, LINES, as_array, framed


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


def show_mosaic(
    ax: Axes, maps: Tensor, columns: int, title: str | None = None, cmap="gray", limit=None
) -> Axes:
    """Draw maps side by side, a pixel apart, all on one scale.

    Args:
        ax: where to draw.
        maps: shape (n, h, w).
        columns: how many stand in one row.
        title: stands above.
        cmap: the colours.
        limit: for signed maps, the number at both ends of the colours.
    """
    ends = {} if limit is None else {"vmin": -limit, "vmax": limit}
    parted = F.pad(maps, (0, 1, 0, 1, 0, -len(maps) % columns), value=np.nan)
    n, h, w = parted.shape
    sheet = parted.reshape(n // columns, columns, h, w).transpose(1, 2).reshape(-1, columns * w)
    ax.imshow(as_array(sheet[:-1, :-1]), cmap=cmap, interpolation="nearest", **ends)
    ax.set_facecolor("white")
    framed(ax, title)
    ax.spines[:].set_visible(False)
    return ax
