"""LocalityExplorer: the weights of a dense layer between images, shared, then cut to a kernel."""

import torch
from ipywidgets import ToggleButtons
from traitlets import Any, Dict, Int, List, validate

from convlab.checks import whole
from convlab.explorers.core.legacy import (
    Explorer,
    Option,
    SettingsError,
    as_matrix,
    as_rows,
    choice,
    number,
    refusing,
)
from convlab.explorers.core.legacy_inputs import named
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.locality.inputs import (
    LEAST,
    MOST,
    REACH,
    deviations,
    first_weights,
    load_images,
    named_input,
    square,
    table_of,
    too_far,
)
from convlab.explorers.locality.words import CONTROLS, LABELS, STAGES, WORDS
from convlab.weights import centre, furthest_offset, parameter_counts, shared_weights


class LocalityStage(Stage):
    """The image, the matrix of weights, the output and the kernel in the page."""

    inputs = Dict(help="named inputs by size, each a list of rows").tag(sync=True)
    source = Int(0, help="which input").tag(sync=True)
    size = Int(5, help="rows and columns of the image").tag(sync=True)
    image = List(help="the input's rows").tag(sync=True)
    weights = Int(0, help="dense, shared or local").tag(sync=True)
    delta = Int(1, help="the furthest offset of a local kernel").tag(sync=True)
    shared = List(help="V by offset, 15 rows for −7 to 7").tag(sync=True)

    table = WORDS
    labels = LABELS


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
        kernel: the centre of V, tensor (2Δ + 1, 2Δ + 1); setting it sets Δ too.
        size: n; setting it crops the input or adds zeros, unless it has a name.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("input", "weights", "delta", "shared")

    input = Any()
    weights = Option(STAGES, STAGES[0])
    delta = Any(1)
    shared = Any()

    def __init__(self, input="dot", size=5, kernel=None, **settings):
        self._size = whole(size, "size", LEAST, MOST)
        self._inputs = load_images()
        stage = LocalityStage(
            inputs={
                name: {str(n): as_rows(X) for n, X in images.items()}
                for name, images in self._inputs.items()
            },
        )
        settings = {"shared": first_weights(), "input": input} | settings
        super().__init__(stage, locality_controls(), **settings)
        if kernel is not None:
            self.kernel = kernel

    @property
    def size(self) -> int:
        """Rows and columns of the image."""
        return len(self.input)

    @size.setter
    def size(self, n):
        n = whole(n, "size", LEAST, MOST)
        name = self._name_of(self.input)
        cropped = torch.zeros(n, n)
        kept = self.input[:n, :n]
        cropped[: len(kept), : len(kept)] = kept
        self.input = cropped if name == "own" else self._inputs[name][n].clone()

    @property
    def kernel(self) -> torch.Tensor:
        """The centre of V, shape (2Δ + 1, 2Δ + 1)."""
        return centre(self.shared, self.delta).clone()

    @kernel.setter
    def kernel(self, value):
        K = as_matrix(value, "kernel")
        delta = furthest_offset(K, "kernel")
        if delta >= self.size:
            raise SettingsError(too_far(delta, self.size))
        V = self.shared.clone()
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

    @validate("input", "delta", "shared")
    def _together(self, proposal):
        """One setting in its normal form, if it goes together with the others."""
        name, value = proposal.trait.name, proposal.value
        with refusing():
            if name == "shared":
                return table_of(value)
            X = self._image(value if name == "input" else self.input)
            delta = whole(value if name == "delta" else self.delta, "delta", 0)
            if delta >= len(X):
                raise ValueError(too_far(delta, len(X)))
        self._size = len(X)
        return X if name == "input" else delta

    def _image(self, value):
        if isinstance(value, str):
            return named_input(value, self._size)
        return square(as_matrix(value, "input"))

    def _name_of(self, X):
        return named({name: images[len(X)] for name, images in self._inputs.items()}, X)

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "input":
            name = choose("source", self._name_of(value))
            return {"image": as_rows(value), "size": len(value), "source": name}
        if setting == "shared":
            return {"shared": as_rows(value)}
        return {setting: choose("weights", value) if setting == "weights" else value}

    def _read(self):
        return {
            "input": as_matrix(self.stage.image, "input"),
            "weights": self.stage.chosen("weights"),
            "delta": self.stage.delta,
            "shared": as_matrix(self.stage.shared, "shared"),
        }

    def _summary(self):
        n = self.size
        return f"input {n}×{n}, {self.weights} weights, Δ = {self.delta}, output {n}×{n}"


def locality_controls():
    """Rows of (stage trait, control)."""
    stages = ToggleButtons(
        description=CONTROLS["weights"], options=list(LABELS["weights"].values())
    )
    return [
        [("weights", stages), number("delta", CONTROLS["delta"], 0, REACH)],
        [
            choice("source", CONTROLS["source"], LABELS["source"]),
            number("size", CONTROLS["size"], LEAST, MOST),
        ],
    ]
