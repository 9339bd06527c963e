"""ConvolutionExplorer: an input, a kernel and what sliding the one over the other gives."""

import torch
import torch.nn.functional as F
from ipywidgets import ToggleButtons
from traitlets import Any, Dict, Int, List, validate

from convlab import data
from convlab.checks import one_of, pair
from convlab.explorers.convolution.words import CONTROLS, LABELS, WORDS
from convlab.explorers.core.legacy import (
    Explorer,
    Option,
    as_matrix,
    as_rows,
    choice,
    number,
    refusing,
)
from convlab.explorers.core.legacy_axes import pair_controls, read_pair, written_pair
from convlab.explorers.core.legacy_inputs import for_page, load_inputs, look_up, named
from convlab.explorers.core.legacy_stage import Stage
from convlab.shapes import output_size, resolve_padding

MODES = ("valid", "same", "full")

PAIRS = ("padding", "stride", "dilation")
OPERATIONS, VIEWS = tuple(LABELS["operation"]), tuple(LABELS["view"])


class ConvolutionStage(Stage):
    """Input, kernel and output in the page."""

    inputs = Dict(help="named inputs, rows of numbers or base64 of a photo").tag(sync=True)
    kernels = Dict(help="named kernels, each a list of rows").tag(sync=True)
    source = Int(0, help="which input").tag(sync=True)
    image = List(help="the input's rows").tag(sync=True)
    kernel_name = Int(0, help="which kernel").tag(sync=True)
    kernel = List(help="the kernel's rows").tag(sync=True)
    kernel_rows = Int(1).tag(sync=True)
    kernel_columns = Int(2).tag(sync=True)
    operation = Int(0).tag(sync=True)
    padding_mode = Int(0, help="numbers, valid, same or full").tag(sync=True)
    padding_rows = Int(0, help="rows added above, and as many below").tag(sync=True)
    padding_columns = Int(0).tag(sync=True)
    stride_rows = Int(1).tag(sync=True)
    stride_columns = Int(1).tag(sync=True)
    dilation_rows = Int(1).tag(sync=True)
    dilation_columns = Int(1).tag(sync=True)
    axes = Int(0, help="rows and columns set together, or apart").tag(sync=True)
    view = Int(0, help="values, or counts to add how often each pixel is used").tag(sync=True)

    table = WORDS
    labels = LABELS


class ConvolutionExplorer(Explorer):
    """Slide a kernel over an input and watch the output, every number of it editable.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns); may be set by name ("edges", "numbers", "digit", "china",
            "flower") or from any nested list or array.
        kernel: tensor (k_h, k_w), sizes 1 to 7; may be set by a name of `convlab.data.KERNELS`.
        padding: pair (rows, columns) counted on one side, or "valid", "same", "full".
        stride, dilation: pairs (rows, columns), at least 1; an int sets both.
        operation: "cross-correlation" or "convolution" (the kernel flipped).
        view: "values", or "counts" to show also how often each pixel is used.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("input", "kernel", "padding", "stride", "dilation", "operation", "view")

    input = Any()
    kernel = Any()
    padding = Any((0, 0))
    stride = Any((1, 1))
    dilation = Any((1, 1))
    operation = Option(OPERATIONS, OPERATIONS[0])
    view = Option(VIEWS, VIEWS[0])

    def __init__(self, input="edges", kernel="edge", **settings):
        self._inputs = load_inputs()
        self._kernels = {name: as_matrix(rows, "kernel") for name, rows in data.KERNELS.items()}
        stage = ConvolutionStage(
            inputs=for_page(self._inputs),
            kernels={name: as_rows(matrix) for name, matrix in self._kernels.items()},
        )
        super().__init__(stage, controls(), input=input, kernel=kernel, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (rows, columns)."""
        K = self.kernel.flip(0, 1) if self.operation == "convolution" else self.kernel
        (top, bottom), (left, right) = resolve_padding(self.padding, K.shape, self.dilation)
        X = F.pad(self.input[None, None], (left, right, top, bottom))
        return F.conv2d(X, K[None, None], stride=self.stride, dilation=self.dilation)[0, 0]

    @validate("input", "kernel", "padding", "stride", "dilation")
    def _together(self, proposal):
        """One setting in its normal form, if it goes together with the others."""
        with refusing():
            normal = self._asked(proposal, self.settings[:5])
            shapes = (tuple(normal[name].shape) for name in ("input", "kernel"))
            output_size(*shapes, *(normal[name] for name in PAIRS))
        return normal[proposal.trait.name]

    def _normal(self, name, value):
        if name == "input":
            return look_up(value, self._inputs, name)
        if name == "kernel":
            K = look_up(value, self._kernels, name)
            if max(K.shape) > 7:
                raise ValueError(f"kernel must be at most 7×7, got {K.shape[0]}×{K.shape[1]}")
            return K
        if name == "padding" and isinstance(value, str):
            return one_of(value, name, MODES, "numbers")
        return pair(value, name, 0 if name == "padding" else 1)

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "input":
            name = named(self._inputs, value)
            return {"image": as_rows(value), "source": choose("source", name)}
        if setting == "kernel":
            size = {"kernel_rows": value.shape[0], "kernel_columns": value.shape[1]}
            name = named(self._kernels, value)
            return {"kernel": as_rows(value), "kernel_name": choose("kernel_name", name), **size}
        if setting in ("operation", "view"):
            return {setting: choose(setting, value)}
        mode = {}
        if setting == "padding":
            mode = {"padding_mode": choose("padding_mode", value if value in MODES else "numbers")}
            if value in MODES:
                return mode
        return mode | written_pair(self.stage, setting, value)

    def _read(self):
        stage = self.stage
        read = {name: read_pair(stage, name) for name in PAIRS}
        if (mode := stage.chosen("padding_mode")) in MODES:
            read["padding"] = mode
        return read | {
            "input": as_matrix(stage.image, "input"),
            "kernel": as_matrix(stage.kernel, "kernel"),
            "operation": stage.chosen("operation"),
            "view": stage.chosen("view"),
        }

    def _summary(self):
        shapes = [f"{a}×{b}" for a, b in (self.input.shape, self.kernel.shape, self.output.shape)]
        return "input {}, kernel {}, output {}".format(*shapes)


def controls():
    """Rows of (stage trait, control)."""

    def count(trait, least, most):
        return number(trait, CONTROLS[trait], least, most)

    def option(trait):
        return choice(trait, CONTROLS[trait], LABELS[trait])

    sizes = [count(f"kernel_{axis}", 1, 7) for axis in ("rows", "columns")]
    limits = {"padding": (0, 12), "stride": (1, 16), "dilation": (1, 8)}
    operation = ("operation", ToggleButtons(options=list(LABELS["operation"].values())))
    return [
        [option("source"), option("kernel_name"), *sizes],
        pair_controls(CONTROLS, limits),
        [option("padding_mode"), option("axes"), option("view"), operation],
    ]
