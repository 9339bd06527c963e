"""LocalityExplorer: the weights of a dense layer between images, shared, then cut to a kernel."""

from types import SimpleNamespace

import torch

from convlab.checks import MATRIX
from convlab.explorers.core.blocks import as_block
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.settings import OWN, Choice, Numbers, Whole
from convlab.explorers.locality.presets import (
    LEAST,
    MOST,
    REACH,
    SIDE,
    deviations,
    images,
    tables,
)
from convlab.weights import centre, furthest_offset, parameter_counts, shared_weights


class SquareImage(Numbers):
    """A square image; named ones come in every size, which the page has as a trait of its own."""

    def __init__(self, first, side: Whole):
        page = ("image", "source")
        ends = {"least": (side.least,) * 2, "most": (side.most,) * 2}
        super().__init__(MATRIX, first, images, page, library="inputs", **ends)
        self.side = side

    def fields(self):
        """The numbers, their name and the size."""
        return super().fields() | self.side.fields()

    def validate(self, explorer, value):
        """A tensor of its own, of a name in the present size."""
        if isinstance(value, str) and value in images():
            return images()[value][explorer.size].clone()
        return super().validate(explorer, value)

    def name_of(self, value):
        """The name of the image, or "own"."""
        named = ((name, sizes[len(value)]) for name, sizes in images().items())
        return next((name for name, X in named if torch.equal(X, value)), OWN)

    def write(self, explorer, value):
        """The numbers, their name and the size."""
        return super().write(explorer, value) | {self.side.name: len(value)}


SIZE = Whole(5, least=LEAST, most=MOST)
SIZE.name = "size"


class LocalityExplorer(Explorer):
    """Turn a dense layer from n × n pixels to n × n outputs into a convolution, in two steps.

    The three layers share their numbers. V[a, b] is the weight of offset (a, b). The shared layer
    uses it at every output; the local one only its centre, the kernel; the dense one adds to every
    weight a deviation of its own. There is no bias, and no pixel beyond the border.

    Settings, all readable and settable at any time:
        input: tensor (n, n), n from 3 to 8; may be set by name ("dot", "edge", "numbers") or
            from any nested list or array.
        weights: "dense", "shared" or "local".
        delta: Δ, from 0 to n − 1: how far a local kernel reaches.
        shared: V, tensor (15, 15), for offsets −7 to 7; an image of n × n uses those up to n − 1.
            May be set by name ("sobel x").
        kernel: the centre of V, tensor (2Δ + 1, 2Δ + 1); setting it sets Δ too.
        size: n, from 3 to 8; setting it crops the input or adds zeros, unless it has a name.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = SquareImage("dot", SIZE)
    weights = Choice("dense", "shared", "local")
    delta = Whole(1, least=0, most=REACH)
    shared = Numbers(
        MATRIX,
        "sobel x",
        tables,
        page=("shared", "shared_name"),
        library="tables",
        least=(SIDE, SIDE),
        most=(SIDE, SIDE),
    )

    rows = ("source size delta",)  # `weights` is chosen among the cards of the stage

    def __init__(self, input="dot", size=5, kernel=None, **settings):
        self._opens_with = SIZE.validate(self, size)
        super().__init__(input=input, **settings)
        if kernel is not None:
            self.kernel = kernel

    @property
    def size(self) -> int:
        """Rows and columns of the image."""
        X = self._have("input")
        return len(X) if isinstance(X, torch.Tensor) else self._opens_with

    @size.setter
    def size(self, n):
        n = SIZE.validate(self, n)
        X = self.input
        name = self.kinds["input"].name_of(X)
        cropped = torch.zeros(n, n)
        kept = X[:n, :n]
        cropped[: len(kept), : len(kept)] = kept
        self.input = cropped if name == OWN else images()[name][n]

    @property
    def kernel(self) -> torch.Tensor:
        """The centre of V, shape (2Δ + 1, 2Δ + 1)."""
        return centre(self.shared, self.delta)

    @kernel.setter
    def kernel(self, value):
        as_shared = self.kinds["shared"]
        part = {"axes": MATRIX, "largest": as_shared.largest, "dtype": as_shared.dtype}
        K = as_block(self, value, SimpleNamespace(what=self._says("kernel"), **part))
        delta = furthest_offset(K, "kernel")
        self._must_reach(delta, self.size)
        V = self.shared
        V[REACH - delta : REACH + delta + 1, REACH - delta : REACH + delta + 1] = K
        with self.hold_trait_notifications():
            self.delta, self.shared = delta, V

    @property
    def W(self) -> torch.Tensor:
        """The weights of the present layer, shape (n, n, n, n), from pixel k, l to output i, j."""
        n = self.size
        if self.weights == "local":
            return shared_weights(self.kernel, n)
        W = shared_weights(self.shared, n)
        return W + deviations(n) if self.weights == "dense" else W

    @property
    def matrix(self) -> torch.Tensor:
        """The weights as a matrix, (n², n²): a row for each output, a column for each pixel."""
        return self.W.reshape(self.size**2, self.size**2)

    @property
    def parameters(self) -> int:
        """How many weights the present layer has to learn."""
        return parameter_counts(self.size, self.delta)[self.weights]

    @property
    def output(self) -> torch.Tensor:
        """The matrix times the flattened input, by torch, shape (n, n)."""
        return (self.matrix @ self.input.flatten()).reshape(self.size, self.size)

    def fits(self, settings):
        """Refuse an image that is not square, and a kernel that reaches farther than the image."""
        rows, columns = settings.input.shape
        if rows != columns:
            self.refuse("not_square", got=f"{rows}×{columns}")
        self._must_reach(settings.delta, rows)

    def _must_reach(self, delta, n):
        if delta >= n:
            self.refuse("too_far", most=n - 1, shape=f"{n}×{n}", got=delta)

    def _summary(self):
        n = self.size
        return f"input {n}×{n}, {self.weights} weights, Δ = {self.delta}, output {n}×{n}"
