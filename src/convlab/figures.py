"""Drawing with matplotlib: every function takes Axes, draws into them and returns them."""

import numpy as np
import torch
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ticker import MaxNLocator
from torch import Tensor

from convlab.checks import CHANNELS_FIRST, IMAGE, MATRIX, check_matrix, check_tensor
from convlab.data import LUMA
from convlab.learning import loss_windows, target

# The colours of the explorers (explorers/ui/colours.js), so that a reader learns them once.
INTENSITY = "gray"
SIGNED = LinearSegmentedColormap.from_list("signed", ["#1d5ba1", "#f8f7f4", "#c4540c"])
COUNTS = LinearSegmentedColormap.from_list(
    "counts", ["#fff8d6", "#fdbb63", "#d64d4a", "#7a1660", "#280842"]
)
# Okabe and Ito's colours, which the colour-blind can tell apart, and a dash pattern for each.
LINES = (("#0072B2", "-"), ("#D55E00", "--"), ("#009E73", "-."), ("#CC79A7", ":"), ("black", "-"))
# With up to this many cells, each shows its number.
MOST_NUMBERS = 80


def show_image(
    ax: Axes,
    X: Tensor,
    title: str | None = None,
    *,
    values: bool | None = None,
    low: float = 0.0,
    high: float | None = None,
) -> Axes:
    """Draw an image of intensities in grey, or in its own colours.

    Args:
        ax: where to draw.
        X: shape (h, w), or (3, h, w) for red, green, blue from 0 to 1.
        title: stands above the image.
        values: write the number into each cell; None does so for small images.
        low: the intensity drawn black.
        high: the intensity drawn white; None takes the largest of `X`, at least 1.

    Raises:
        ValueError: for an `X` of another shape.
    """
    V = as_array(check_tensor(X, "X", MATRIX, IMAGE))
    if V.ndim == 3:
        if len(V) != 3:
            hint = f"; {CHANNELS_FIRST}" if V.shape[2] == 3 else ""
            raise ValueError(f"X must have 3 channels, got shape {V.shape}{hint}")
        ax.imshow(V.transpose(1, 2, 0).clip(0, 1))
        return framed(ax, title)
    high = max(1.0, V.max()) if high is None else high
    ax.imshow(V, cmap=INTENSITY, vmin=low, vmax=high)
    return framed(_numbers(ax, V, values), title)


def show_signed(
    ax: Axes,
    X: Tensor,
    title: str | None = None,
    *,
    values: bool | None = None,
    limit: float | None = None,
    bar: bool = True,
) -> Axes:
    """Draw positive and negative numbers: orange and blue, with zero white.

    Args:
        ax: where to draw.
        X: shape (h, w).
        title: stands above the image.
        values: write the number into each cell; None does so for small images.
        limit: the number at the ends of the colours; None takes the largest size in `X`.
        bar: add a colour bar.
    """
    V = as_array(check_matrix(X, "X"))
    limit = (np.abs(V).max() or 1.0) if limit is None else limit
    image = ax.imshow(V, cmap=SIGNED, vmin=-limit, vmax=limit)
    if bar:
        ax.figure.colorbar(image, ax=ax, shrink=0.8)
    return framed(_numbers(ax, V, values), title)


def show_counts(ax: Axes, counts: Tensor, title: str | None = None) -> Axes:
    """Draw how often each element is used.

    Args:
        ax: where to draw.
        counts: whole numbers, shape (h, w), such as the outer product of two `use_counts`.
        title: stands above the image.
    """
    V = as_array(check_matrix(counts, "counts"))
    image = ax.imshow(V, cmap=COUNTS, vmin=0, vmax=max(1, V.max()))
    ax.figure.colorbar(image, ax=ax, shrink=0.8, ticks=MaxNLocator(integer=True))
    return framed(_numbers(ax, V, None), title)


def show_loss(ax: Axes, losses_by_label: dict[str, Tensor]) -> Axes:
    """Draw losses after each step, on a logarithmic axis; 0 and inf are left out.

    Args:
        ax: where to draw.
        losses_by_label: for each label of the legend, losses of shape (steps + 1,).
    """
    for i, (label, losses) in enumerate(losses_by_label.items()):
        V = as_array(losses).astype(float)
        colour, dashes = LINES[i % len(LINES)]
        V = np.where(np.isfinite(V) & (V > 0), V, np.nan)
        ax.plot(V, color=colour, linestyle=dashes, label=label)
    ax.set(yscale="log", xlabel="step", ylabel="loss")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.grid(alpha=0.3)
    ax.legend()
    return ax


def show_surface(
    ax: Axes,
    X: Tensor,
    true_kernel: Tensor,
    kernels: Tensor,
    directions: Tensor | None = None,
    labels: tuple[str, str] = ("first weight", "second weight"),
) -> Axes:
    """Draw the loss as contours over two numbers of the kernel, and the path of a run.

    The other directions, if any, are held where the smallest kernel of least loss has them.

    Args:
        ax: where to draw.
        X: image, shape (h, w).
        true_kernel: the kernel that makes the true output, shape (k_h, k_w).
        kernels: the path, shape (steps + 1, k_h, k_w), such as `Run.kernels`.
        directions: two orthonormal kernels, shape (2, k_h, k_w), that span the plane; None
            takes the two weights of a kernel that has no more.
        labels: of the two axes.

    Raises:
        ValueError: for a kernel of more than two weights without directions.
    """
    size = tuple(kernels.shape[1:])
    D = torch.eye(size[0] * size[1]) if directions is None else directions.flatten(1)
    if len(D) != 2:
        raise ValueError(f"directions must be 2 for a kernel of shape {size}, got {len(D)}")
    D = D.double()
    A = loss_windows(X, size, true_size=true_kernel.shape)
    y = target(X.double(), true_kernel.double(), size).flatten()
    best = torch.linalg.pinv(A) @ y
    path = kernels.double().flatten(1) @ D.T
    u, v = _plane(torch.cat([path, (D @ best)[None]]))
    points = best - D.T @ (D @ best) + torch.stack([u, v], -1) @ D
    losses = ((points @ A.T - y) ** 2).sum(-1)
    _contours(ax, as_array(u), as_array(v), as_array(losses))
    ax.plot(*as_array(path.T), color=LINES[1][0], marker="o", markersize=4, linewidth=1.2)
    ax.plot(*as_array(D @ best), color="black", marker="*", markersize=12, linestyle="none")
    ax.set(xlabel=labels[0], ylabel=labels[1])
    return ax


def _plane(points: Tensor, count: int = 81) -> tuple[Tensor, Tensor]:
    """Return a grid of coordinates, each (count, count), around points of shape (n, 2)."""
    points = points[points.isfinite().all(1)]
    low, high = points.min(0).values, points.max(0).values
    middle, half = (low + high) / 2, 0.65 * (high - low).max().clamp(min=1.0)
    axes = [torch.linspace(m - half, m + half, count, dtype=points.dtype) for m in middle]
    u, v = torch.meshgrid(*axes, indexing="xy")
    return u, v


def _contours(ax: Axes, u: np.ndarray, v: np.ndarray, losses: np.ndarray) -> None:
    """Draw twelve contours of the square root of the loss, evenly spaced, in neutral grey."""
    roots = np.sqrt(losses.clip(min=0))
    levels = np.linspace(roots.min(), roots.max(), 13)
    if levels[-1] > levels[0]:
        ax.contour(u, v, roots, levels=levels[1:-1], colors="0.45", linewidths=0.8)
    ax.set_aspect("equal")


def as_array(X: Tensor) -> np.ndarray:
    """Return a tensor's numbers for matplotlib."""
    return X.detach().cpu().numpy()


def _numbers(ax: Axes, V: np.ndarray, values: bool | None) -> Axes:
    """Write the numbers of `V` into the cells of the image in `ax`, in black or white."""
    if not (V.size <= MOST_NUMBERS if values is None else values):
        return ax
    colours = ax.images[-1].to_rgba(V)
    for (i, j), value in np.ndenumerate(V):
        dark = colours[i, j, :3] @ LUMA < 0.5
        text = f"{round(float(value), 2) + 0.0:g}".replace("-", "−")
        ax.text(j, i, text, ha="center", va="center", color="white" if dark else "black")
    return ax


def framed(ax: Axes, title: str | None) -> Axes:
    """Remove the ticks, outline the image in grey and set its title."""
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_color("0.5")
    if title is not None:
        ax.set_title(title)
    return ax
