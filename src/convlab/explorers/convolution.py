"""ConvolutionExplorer: an input, a kernel and what sliding the one over the other gives."""

import torch
import torch.nn.functional as F
from ipywidgets import ToggleButtons
from traitlets import Any, Dict, Int, List, validate

from convlab import data
from convlab.explorers.explorer import (
    Explorer,
    Option,
    SettingsError,
    as_matrix,
    as_rows,
    choice,
    number,
)
from convlab.explorers.inputs import for_page, load_inputs, look_up, named
from convlab.explorers.stage import Stage
from convlab.shapes import output_size, pair, resolve_padding

MODES = ("valid", "same", "full")

# Every word the explorer shows. {…} is filled in by the page.
WORDS = {
    "input": "input",
    "kernel": "kernel",
    "output": "output",
    "flipped": "flipped kernel",
    "window": "window",
    "counts": "times used",
    "input_title": "Input {shape}",
    "kernel_title": "Kernel {shape}",
    "output_title": "Output {shape}",
    "counts_title": "Times each pixel is used",
    "back": "◀ Step",
    "forward": "Step ▶",
    "play": "Play",
    "pause": "Pause",
    "brush": "Drag paints",
    "reset": "Reset numbers",
    "open": "Open a picture…",
    "rows": "rows",
    "columns": "columns",
    "padding": "padding",
    "stride": "stride",
    "dilation": "dilation",
    "hint": "Point at an output cell to see its sum, or at an input pixel to see its outputs.",
    "output_cell": "Y[{i}, {j}]",
    "input_cell": "X[{i}, {j}] = {x}",
    "product": "{x}·{k}",
    "used_by": "is used by {n} of the outputs: {list}",
    "used_by_none": "is used by no output",
    "formula": "{axis}: ⌊({n} + {before} + {after} − {d}·({k} − 1) − 1) / {s}⌋ + 1 = {out}",
    "shapes": "input {input}, padded {padded}, kernel {kernel}, output {output}.",
    "never_row": "Never used: row {list}.",
    "never_rows": "Never used: rows {list}.",
    "never_column": "Never used: column {list}.",
    "never_columns": "Never used: columns {list}.",
    "no_fit": "kernel {kernel} does not fit the padded input {padded}",
    "no_fit_dilated": "kernel {kernel} with dilation {dilation} spans {span} "
    "and does not fit the padded input {padded}",
    "too_small": "{what} must be at least {least}, got {got}",
    "not_a_number": "expected a number in {where}[{i}, {j}], got “{text}”",
    "not_a_picture": "expected a picture (PNG, JPEG, …), got {name}",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "edges": "edges 6×8",
        "numbers": "numbers 5×5",
        "digit": "digit 8×8",
        "china": "photo: temple",
        "flower": "photo: flower",
        "own": "your own",
    },
    "kernel_name": {
        "edge": "edge [1, −1]",
        "identity": "identity",
        "box": "box",
        "gaussian": "Gaussian",
        "sharpen": "sharpen",
        "sobel x": "Sobel x",
        "sobel y": "Sobel y",
        "laplacian": "Laplacian",
        "emboss": "emboss",
        "own": "your own",
    },
    "padding_mode": {"numbers": "numbers", "valid": "valid", "same": "same", "full": "full"},
    "operation": {"cross-correlation": "cross-correlation", "convolution": "convolution"},
    "axes": {"together": "together", "apart": "apart"},
    "view": {"values": "values", "counts": "values and times used"},
}
# What the controls are called.
CONTROLS = {
    "source": "Input",
    "kernel_name": "Kernel",
    "kernel_rows": "Height",
    "kernel_columns": "Width",
    "padding_rows": "Padding",
    "stride_rows": "Stride",
    "dilation_rows": "Dilation",
    "padding_columns": "Pad columns",
    "stride_columns": "Step columns",
    "dilation_columns": "Dilate columns",
    "padding_mode": "Border",
    "axes": "Rows, columns",
    "view": "Show",
}
OPERATIONS, VIEWS = tuple(LABELS["operation"]), tuple(LABELS["view"])


class ConvolutionStage(Stage):
    """Input, kernel and output in the page."""

    script = "convolution.js"
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
        asked = {name: getattr(self, name) for name in self.settings[:5]}
        asked[proposal.trait.name] = proposal.value
        try:
            normal = {name: self._normal(name, value) for name, value in asked.items()}
            output_size(
                tuple(normal["input"].shape),
                tuple(normal["kernel"].shape),
                *(normal[name] for name in ("padding", "stride", "dilation")),
            )
        except ValueError as problem:
            raise SettingsError(str(problem)) from problem
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
            if value not in MODES:
                raise ValueError(f"padding must be numbers or one of {MODES}, got {value!r}")
            return value
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
        apart = {"axes": choose("axes", "apart")} if value[0] != value[1] else {}
        return mode | apart | {f"{setting}_rows": value[0], f"{setting}_columns": value[1]}

    def _read(self):
        stage = self.stage
        read = {
            name: (getattr(stage, f"{name}_rows"), getattr(stage, f"{name}_columns"))
            for name in ("padding", "stride", "dilation")
        }
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
    down = [count(f"{what}_rows", *limit) for what, limit in limits.items()]
    across = [count(f"{what}_columns", *limit) for what, limit in limits.items()]
    for _, control in across:
        control.add_class("convlab-apart")
    operation = ("operation", ToggleButtons(options=list(LABELS["operation"].values())))
    return [
        [option("source"), option("kernel_name"), *sizes],
        [*down, *across],
        [option("padding_mode"), option("axes"), option("view"), operation],
    ]
