"""PoolingExplorer: an input, what pooling leaves of it, and where a gradient would go back to."""

import torch
import torch.nn.functional as F
from traitlets import Any, Dict, Int, List, validate

from convlab.checks import pair
from convlab.explorers.core.axes import pair_controls, pair_traits, read_pair, written_pair
from convlab.explorers.core.explorer import (
    Explorer,
    Option,
    as_matrix,
    as_rows,
    choice,
    number,
    refusing,
)
from convlab.explorers.core.inputs import for_page, load_inputs, look_up, named
from convlab.explorers.core.stage import Stage
from convlab.explorers.pooling.words import CONTROLS, LABELS, WORDS

# Like a feature map: a few peaks on a low ground.
PEAKS = (
    (1, 0, 2, 1, 0, 1),
    (0, 8, 3, 0, 2, 0),
    (2, 4, 1, 1, 9, 4),
    (0, 1, 0, 2, 5, 1),
    (7, 2, 1, 0, 1, 0),
    (3, 0, 2, 6, 0, 2),
)
LARGEST_WINDOW = 8
PAIRS = ("window", "padding", "stride")

MODES, VIEWS = tuple(LABELS["mode"]), tuple(LABELS["view"])


class PoolingStage(Stage):
    """Input, output and gradient in the page."""

    inputs = Dict(help="named inputs, rows of numbers or base64 of a photo").tag(sync=True)
    source = Int(0, help="which input").tag(sync=True)
    image = List(help="the input's rows").tag(sync=True)
    mode = Int(0, help="maximum or average").tag(sync=True)
    window_rows = Int(2).tag(sync=True)
    window_columns = Int(2).tag(sync=True)
    steps = Int(0, help="the stride is the window, or numbers of its own").tag(sync=True)
    stride_rows = Int(2).tag(sync=True)
    stride_columns = Int(2).tag(sync=True)
    padding_rows = Int(0, help="rows added above, and as many below").tag(sync=True)
    padding_columns = Int(0).tag(sync=True)
    axes = Int(0, help="rows and columns set together, or apart").tag(sync=True)
    view = Int(0, help="values, or gradient to add where it flows").tag(sync=True)

    table = WORDS
    labels = LABELS


class PoolingExplorer(Explorer):
    """Pool an input: the largest or the average element of each window.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns); may be set by name ("peaks", "numbers", "edges", "digit",
            "china", "flower") or from any nested list or array.
        window: pair (rows, columns), 1 to 8; an int sets both.
        mode: "max" or "avg".
        padding: pair (rows, columns) counted on one side, at most half the window: −∞ for a
            maximum, zeros that count for an average.
        stride: pair (rows, columns), or None, torch's default: the window.
        view: "values", or "gradient" to show also where a gradient flows back.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("input", "window", "mode", "padding", "stride", "view")

    input = Any()
    window = Any((2, 2))
    mode = Option(MODES, MODES[0])
    padding = Any((0, 0))
    stride = Any(None, allow_none=True)
    view = Option(VIEWS, VIEWS[0])

    def __init__(self, input="peaks", **settings):
        self._inputs = {"peaks": torch.tensor(PEAKS, dtype=torch.float32)} | load_inputs()
        inputs = for_page(self._inputs)
        super().__init__(PoolingStage(inputs=inputs), controls(), input=input, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (rows, columns)."""
        return self._pooled(self.input)

    @property
    def gradient(self) -> torch.Tensor:
        """What torch's autograd gives the input from the sum of the outputs, in its shape."""
        X = self.input.clone().requires_grad_()
        self._pooled(X).sum().backward()
        return X.grad

    def _pooled(self, X):
        pool = F.max_pool2d if self.mode == "max" else F.avg_pool2d
        return pool(X[None, None], self.window, self.stride, self.padding)[0, 0]

    @validate("input", "window", "padding", "stride")
    def _together(self, proposal):
        """One setting in its normal form, if it goes together with the others."""
        with refusing():
            normal = self._asked(proposal, ("input", *PAIRS))
            check_fit(normal["input"].shape, normal["window"], normal["padding"])
        return normal[proposal.trait.name]

    def _normal(self, name, value):
        if name == "input":
            return look_up(value, self._inputs, name)
        if name == "stride" and value is None:
            return None
        size = pair(value, name, 0 if name == "padding" else 1)
        if name == "window" and max(size) > LARGEST_WINDOW:
            most = f"{LARGEST_WINDOW}×{LARGEST_WINDOW}"
            raise ValueError(f"window must be at most {most}, got {size[0]}×{size[1]}")
        return size

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "input":
            name = named(self._inputs, value)
            return {"image": as_rows(value), "source": choose("source", name)}
        if setting in ("mode", "view"):
            return {setting: choose(setting, value)}
        steps = {}
        if setting == "stride":
            steps = {"steps": choose("steps", "window" if value is None else "numbers")}
            value = self.window if value is None else value
        elif setting == "window" and self.stride is None:
            steps = pair_traits("stride", value)
        return steps | written_pair(self.stage, setting, value)

    def _read(self):
        stage = self.stage
        read = {name: read_pair(stage, name) for name in PAIRS}
        if stage.chosen("steps") == "window":
            read["stride"] = None
        image = as_matrix(stage.image, "input")
        return read | {"input": image, "mode": stage.chosen("mode"), "view": stage.chosen("view")}

    def _summary(self):
        shapes = [f"{a}×{b}" for a, b in (self.input.shape, self.window, self.output.shape)]
        return "{}, input {}, window {}, output {}".format(self.mode, *shapes)


def check_fit(size, window, padding):
    """ValueError unless a window goes with the padding and fits the padded input."""
    shape = "×".join(map(str, window))
    if any(2 * p > k for p, k in zip(padding, window, strict=True)):
        got = padding[0] if len(set(padding)) == 1 else padding
        raise ValueError(f"padding must be at most half the window {shape}, got {got}")
    padded = tuple(n + 2 * p for n, p in zip(size, padding, strict=True))
    if any(k > n for k, n in zip(window, padded, strict=True)):
        sizes = "×".join(map(str, padded))
        raise ValueError(f"window {shape} does not fit the padded input {sizes}")


def controls():
    """Rows of (stage trait, control)."""

    def count(trait, least, most):
        return number(trait, CONTROLS[trait], least, most)

    def option(trait):
        return choice(trait, CONTROLS[trait], LABELS[trait])

    sizes = [count(f"window_{axis}", 1, LARGEST_WINDOW) for axis in ("rows", "columns")]
    limits = {"stride": (1, 16), "padding": (0, LARGEST_WINDOW // 2)}
    return [
        [option("source"), option("mode"), option("view")],
        [*sizes, *pair_controls(CONTROLS, limits)],
        [option("steps"), option("axes")],
    ]
