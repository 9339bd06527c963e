"""Kinds of settings that only ChannelsExplorer has."""

import torch
from ipywidgets import Dropdown

from convlab.explorers.channels.presets import MOST_CHANNELS, load_kernels
from convlab.explorers.core.blocks import same
from convlab.explorers.core.settings import OWN, Field, Numbers, Whole

LARGEST_KERNEL = 3


class ChannelKernel(Numbers):
    """A kernel (c_o, c_i, k_h, k_w), whose output channels and size the page can set.

    Presets have a version for each number of input channels; a name stays one until that is known.
    """

    def __init__(self):
        super().__init__(
            ("output channels", "input channels", "rows", "columns"),
            "numbers",
            load_kernels,
            page=("kernel", "kernel_name"),
            library="kernels",
            most=(MOST_CHANNELS, MOST_CHANNELS, LARGEST_KERNEL, LARGEST_KERNEL),
        )

    def fields(self):
        """The numbers, their name, and two sizes."""
        mosts = {"output_channels": MOST_CHANNELS, "kernel_size": LARGEST_KERNEL}
        return super().fields() | {
            trait: Field(limits={"what": trait.replace("_", " "), "least": 1, "most": most})
            for trait, most in mosts.items()
        }

    def preset(self, name):
        """The name."""
        return name

    def name_of(self, value):
        """The name of the preset that a kernel is a version of, or "own"."""
        versions = {name: known.get(value.shape[1]) for name, known in self.presets().items()}
        return next((name for name, known in versions.items() if same(known, value)), OWN)

    def write(self, explorer, value):
        """The numbers, their name, and two sizes."""
        c_o, _, k_h, _ = value.shape
        return super().write(explorer, value) | {"output_channels": c_o, "kernel_size": k_h}


class Bias(Numbers):
    """A number for each output channel; None is zeros, for as many as the kernel will have."""

    def __init__(self):
        super().__init__(("output channels",), None, dict, page=("bias", None), library=None)

    def validate(self, explorer, value):
        """A tensor, an empty one for None."""
        return torch.zeros(0) if value is None else super().validate(explorer, value)


class OutputInView(Whole):
    """The index of an output channel, chosen by its number."""

    def control(self, trait, words):
        """A list of all that there may be."""
        return Dropdown(
            description=words["controls"][trait], options=[*words["options"][trait].values()]
        )
