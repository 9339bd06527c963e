"""ChannelsExplorer: how the channels of an input are weighted and summed to each output channel."""

import torch
import torch.nn.functional as F
from ipywidgets import Dropdown
from traitlets import Any, Dict, Int, List, validate

from convlab.checks import whole
from convlab.explorers.channels.inputs import (
    LARGEST_KERNEL,
    MOST_CHANNELS,
    as_tensor,
    belonging,
    fitted,
    limited,
    load_images,
    load_kernels,
    nested,
)
from convlab.explorers.channels.words import CONTROLS, LABELS, OUTPUTS, WORDS
from convlab.explorers.core.legacy import Explorer, choice, number, refusing
from convlab.explorers.core.legacy_inputs import named, pick
from convlab.explorers.core.legacy_stage import Stage
from convlab.shapes import output_size

# The kernel and the bias that go with an input when none are given.
FIRST = {
    "three channels": ("numbers", (1.0, 0.0)),
    "two channels": ("numbers", (1.0, 0.0)),
    "china": ("colour opponents", None),
    "flower": ("colour opponents", None),
}


class ChannelsStage(Stage):
    """Input channels, kernels, partial sums and output channels in the page."""

    inputs = Dict(help="named inputs, each a list of channels").tag(sync=True)
    kernels = Dict(help="named kernels by number of input channels").tag(sync=True)
    source = Int(0, help="which input").tag(sync=True)
    image = List(help="the input: channels of rows").tag(sync=True)
    kernel_name = Int(0, help="which kernel").tag(sync=True)
    kernel = List(help="output channels of input channels of rows").tag(sync=True)
    bias = List(help="one number for each output channel").tag(sync=True)
    output_channels = Int(1).tag(sync=True)
    kernel_size = Int(1, help="rows and columns").tag(sync=True)
    padding = Int(0, help="rows and columns of zeros on each side").tag(sync=True)
    stride = Int(1).tag(sync=True)
    selected = Int(0, help="the output channel in view, counted from 0").tag(sync=True)

    table = WORDS
    labels = LABELS


class ChannelsExplorer(Explorer):
    """See how several input channels become several output channels, every number editable.

    The page names channels from 1 ("kernel 2,1"); settings and indices count from 0, as torch does.

    Settings, all readable and settable at any time; an input and a kernel with another number of
    channels must change together, inside `with explorer.hold_trait_notifications():`
        input: tensor (c_i, h, w) of 1 to 3 channels; may be set by name ("three channels",
            "two channels", "china", "flower") or from any nested list or array.
        kernel: tensor (c_o, c_i, k_h, k_w), up to 3 output channels and 3×3; may be set by name
            ("numbers", "luminance", "colour opponents", "identity per channel",
            "edges per channel", "edges of luminance").
        bias: tensor (c_o,), or None for zeros; it follows a kernel with other output channels.
        padding: zeros on each side, at least 0. stride: at least 1.
        channel: the output channel whose partial sums are in view.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("input", "kernel", "bias", "padding", "stride", "channel")

    input = Any()
    kernel = Any()
    bias = Any(())
    padding = Any(0)
    stride = Any(1)
    channel = Any(0)

    def __init__(self, input="three channels", kernel=None, bias=None, **settings):
        self._images, self._kernels = load_images(), load_kernels()
        stage = ChannelsStage(
            inputs={name: nested(X) for name, X in self._images.items()},
            kernels={
                name: {str(c): nested(K) for c, K in versions.items()}
                for name, versions in self._kernels.items()
            },
        )
        if kernel is None:
            known = isinstance(input, str) and input in FIRST
            kernel, first = FIRST[input] if known else ("identity per channel", None)
            bias = first if bias is None else bias
        given = {"input": input, "kernel": kernel, "bias": bias}
        super().__init__(stage, controls(), **given, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (c_o, h', w')."""
        return F.conv2d(self.input[None], self.kernel, self.bias, self.stride, self.padding)[0]

    @validate("input", "kernel", "bias", "padding", "stride", "channel")
    def _together(self, proposal):
        """One setting in its normal form, if it goes together with the others."""
        name, value = proposal.trait.name, proposal.value
        with refusing():
            normal = self._fitting(
                {one: getattr(self, one) for one in self.settings} | {name: value}
            )
            if name in ("bias", "channel"):  # these follow the kernel, see _to_stage
                normal[name] = belonging(name, value, len(normal["kernel"]))
        return normal[name]

    def _fitting(self, asked):
        """The input, kernel, padding and stride that torch takes; ValueError otherwise."""
        X = asked["input"]
        if isinstance(X, str):
            X = pick(X, self._images, "input").clone()
        X = limited(as_tensor(X, "input"), "input", MOST_CHANNELS)
        K = asked["kernel"]
        if isinstance(K, str):
            versions = pick(K, self._kernels, "kernel")
            K = versions.get(len(X), versions[MOST_CHANNELS]).clone()
        K = limited(as_tensor(K, "kernel"), "kernel", MOST_CHANNELS)
        if K.shape[1] != len(X):
            count = f"{K.shape[1]} input channel{'s' * (K.shape[1] > 1)}"
            raise ValueError(f"kernel has {count}, the input has {len(X)}")
        padding, stride = whole(asked["padding"], "padding", 0), whole(asked["stride"], "stride", 1)
        output_size(tuple(X.shape[1:]), tuple(K.shape[2:]), padding=padding, stride=stride)
        return {"input": X, "kernel": K, "padding": padding, "stride": stride}

    def _to_stage(self, setting):
        # The bias and the channel in view follow a kernel with other output channels.
        c_o = len(self.kernel)
        if not self._busy and (len(self.bias) != c_o or self.channel >= c_o):
            with self.hold_trait_notifications():
                self.bias = fitted(self.bias, c_o)
                self.channel = min(self.channel, c_o - 1)
        super()._to_stage(setting)

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "input":
            name = named(self._images, value)
            return {"image": nested(value), "source": choose("source", name)}
        if setting == "kernel":
            c_o, c_i, k_h, _ = value.shape
            table = {name: versions.get(c_i) for name, versions in self._kernels.items()}
            name = choose("kernel_name", named(table, value))
            sizes = {"output_channels": c_o, "kernel_size": k_h}
            return {"kernel": nested(value), "kernel_name": name, **sizes}
        if setting == "bias":
            return {"bias": nested(value)}
        return {"selected" if setting == "channel" else setting: value}

    def _read(self):
        stage = self.stage
        numbers = {"input": stage.image, "kernel": stage.kernel, "bias": stage.bias}
        return {name: as_tensor(value, name) for name, value in numbers.items()} | {
            "padding": stage.padding,
            "stride": stage.stride,
            "channel": stage.selected,
        }

    def _summary(self):
        tensors = self.input, self.kernel, self.output
        shapes = ["×".join(map(str, tensor.shape)) for tensor in tensors]
        return "input {}, kernel {}, output {}".format(*shapes)


def controls():
    """Rows of (stage trait, control)."""

    def count(trait, least, most):
        return number(trait, CONTROLS[trait], least, most)

    def option(trait):
        return choice(trait, CONTROLS[trait], LABELS[trait])

    view = ("selected", Dropdown(description=CONTROLS["selected"], options=OUTPUTS))
    return [
        [option("source"), option("kernel_name"), view],
        [
            count("output_channels", 1, MOST_CHANNELS),
            count("kernel_size", 1, LARGEST_KERNEL),
            count("padding", 0, 3),
            count("stride", 1, 4),
        ],
    ]
