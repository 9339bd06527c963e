"""ChannelsExplorer: how the channels of an input are weighted and summed to each output channel."""

import torch
import torch.nn.functional as F

from convlab.checks import IMAGE
from convlab.explorers.channels.presets import MOST_CHANNELS, kernel_for, load_images
from convlab.explorers.channels.settings import Bias, ChannelKernel, OutputInView
from convlab.explorers.core.blocks import sizes
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.fitting import must_fit
from convlab.explorers.core.settings import Numbers, Whole

# The kernel and the bias that go with an input when none are given.
FIRST = {
    "three channels": ("numbers", (1.0, 0.0)),
    "two channels": ("numbers", (1.0, 0.0)),
    "china": ("colour opponents", None),
    "flower": ("colour opponents", None),
}


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
        padding: zeros on each side, 0 to 3. stride: 1 to 4.
        channel: the output channel whose partial sums are in view, 0 to c_o − 1.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = Numbers(
        IMAGE,
        "three channels",
        load_images,
        page=("image", "source"),
        library="inputs",
        most=(MOST_CHANNELS, None, None),
    )
    kernel = ChannelKernel()
    bias = Bias()
    padding = Whole(0, least=0, most=3)
    stride = Whole(1, least=1, most=4)
    channel = OutputInView(0, least=0, most=MOST_CHANNELS - 1)

    rows = ("source kernel_name output_channels", "kernel_size padding stride channel")
    in_sight = ("input", "kernel_name", "output_channels")

    def __init__(self, input="three channels", kernel=None, bias=None, **settings):
        if kernel is None:
            known = isinstance(input, str) and input in FIRST
            kernel, first = FIRST[input] if known else ("identity per channel", None)
            bias = first if bias is None else bias
        super().__init__(input=input, kernel=kernel, bias=bias, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (c_o, h', w')."""
        return F.conv2d(self.input[None], self.kernel, self.bias, self.stride, self.padding)[0]

    def fits(self, settings):
        """Refuse a kernel that does not go with the input, and what does not go with the kernel."""
        X, K = settings.input, settings.kernel
        if isinstance(K, str):
            K = settings.kernel = kernel_for(K, len(X))
        c_o, c_i, *size = K.shape
        if c_i != len(X):
            word = "mismatch_one" if c_i == 1 else "mismatch"
            self.refuse(word, kernel=c_i, input=len(X))
        must_fit(self, X.shape[1:], size, settings.padding)
        # What Python sets follows the kernel, see `reconcile`; what the page sends has followed it.
        asked = {"bias", "channel"} if self._busy else {settings.changed}
        if settings.changed == "bias" and not len(settings.bias):
            settings.bias = torch.zeros(c_o)
        if "bias" in asked and len(settings.bias) != c_o:
            self.refuse("wrong_bias", count=c_o, got=len(settings.bias))
        if "channel" in asked and settings.channel >= c_o:
            self.refuse("no_channel", most=c_o, got=settings.channel + 1, channel=settings.channel)

    def reconcile(self):
        """Let the bias and the output in view follow a kernel with other output channels."""
        bias, c_o = self.bias, len(self.kernel)
        if len(bias) == c_o and self.channel < c_o:
            return
        with self.hold_trait_notifications():
            self.bias = torch.cat((bias, torch.zeros(c_o)))[:c_o]
            self.channel = min(self.channel, c_o - 1)

    def _summary(self):
        shapes = [sizes(tensor.shape) for tensor in (self.input, self.kernel, self.output)]
        return "input {}, kernel {}, output {}".format(*shapes)
