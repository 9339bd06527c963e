"""ConvolutionExplorer: an input, a kernel and what sliding the one over the other gives."""

from functools import cache

import torch
import torch.nn.functional as F

from convlab.checks import MATRIX
from convlab.data import KERNELS
from convlab.explorers.core.blocks import sizes
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.fitting import must_fit
from convlab.explorers.core.inputs import load_inputs
from convlab.explorers.core.settings import Choice, Kernel, NamedPair, Numbers, Pair
from convlab.shapes import resolve_padding

LARGEST_KERNEL, LARGEST_DILATION = 7, 8


@cache
def kernels() -> dict[str, torch.Tensor]:
    """The named kernels, that of the notes first."""
    names = ["edge", *(name for name in KERNELS if name != "edge")]
    return {name: torch.tensor(KERNELS[name]) for name in names}


class ConvolutionExplorer(Explorer):
    """Slide a kernel over an input and watch the output, every number of it editable.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns); may be set by name ("edges", "numbers", "digit", "china",
            "flower") or from any nested list or array.
        kernel: tensor (k_h, k_w), sizes 1 to 7; may be set by a name of `convlab.data.KERNELS`.
        padding: pair (rows, columns) counted on one side, 0 to 12, or "valid", "same", "full".
        stride, dilation: pairs (rows, columns), 1 to 16 and 1 to 8; an int sets both.
        operation: "cross-correlation" or "convolution" (the kernel flipped).
        view: "values", or "counts" to show also how often each pixel is used.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = Numbers(MATRIX, "edges", load_inputs, page=("image", "source"), library="inputs")
    kernel = Kernel(
        MATRIX,
        "edge",
        kernels,
        page=("kernel", "kernel_name"),
        library="kernels",
        most=(LARGEST_KERNEL, LARGEST_KERNEL),
    )
    padding = NamedPair(
        (0, 0),
        least=0,
        most=12,
        names=("valid", "same", "full"),
        most_named=LARGEST_DILATION * (LARGEST_KERNEL - 1),
    )
    stride = Pair((1, 1), least=1, most=16)
    dilation = Pair((1, 1), least=1, most=LARGEST_DILATION)
    operation = Choice("cross-correlation", "convolution").tag(buttons=True)
    view = Choice("values", "counts")

    rows = (
        "source kernel_name kernel_rows kernel_columns",
        "padding_rows padding_columns padding_mode",
        "stride_rows stride_columns dilation_rows dilation_columns axes",
        "view operation",
    )
    in_sight = ("input", "kernel")

    def __init__(self, input="edges", kernel="edge", **settings):
        super().__init__(input=input, kernel=kernel, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (rows, columns)."""
        K = self.kernel.flip(0, 1) if self.operation == "convolution" else self.kernel
        (top, bottom), (left, right) = resolve_padding(self.padding, K.shape, self.dilation)
        X = F.pad(self.input[None, None], (left, right, top, bottom))
        return F.conv2d(X, K[None, None], stride=self.stride, dilation=self.dilation)[0, 0]

    def fits(self, settings):
        """Refuse a kernel that is larger than the padded input."""
        shapes = settings.input.shape, settings.kernel.shape
        must_fit(self, *shapes, settings.padding, settings.dilation)

    def _summary(self):
        shapes = [sizes(X.shape) for X in (self.input, self.kernel, self.output)]
        return "input {}, kernel {}, output {}".format(*shapes)
