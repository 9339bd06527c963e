"""PoolingExplorer: an input, what pooling leaves of it, and where a gradient would go back to."""

from functools import cache

import torch
import torch.nn.functional as F

from convlab.checks import MATRIX
from convlab.explorers.core.blocks import sizes
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.fitting import must_fit
from convlab.explorers.core.inputs import load_inputs
from convlab.explorers.core.settings import Choice, FollowingPair, Numbers, Pair

# Like a feature map: a few peaks on a low ground.
PEAKS = (
    (1, 0, 2, 1, 0, 1),
    (0, 8, 3, 0, 2, 0),
    (2, 4, 1, 1, 9, 4),
    (0, 1, 0, 2, 5, 1),
    (7, 2, 1, 0, 1, 0),
    (3, 0, 2, 6, 0, 2),
)


@cache
def presets() -> dict[str, torch.Tensor]:
    """The named inputs."""
    return {"peaks": torch.tensor(PEAKS, dtype=torch.float32)} | load_inputs()


class PoolingExplorer(Explorer):
    """Pool an input: the largest or the average element of each window.

    Settings, all readable and settable at any time:
        input: tensor (rows, columns); may be set by name ("peaks", "numbers", "edges", "digit",
            "china", "flower") or from any nested list or array.
        window: pair (rows, columns), 1 to 8; an int sets both.
        mode: "max" or "avg".
        padding: pair (rows, columns) counted on one side, at most half the window: −∞ for a
            maximum, zeros that count for an average.
        stride: pair (rows, columns), 1 to 16, or None, torch's default: the window.
        view: "values", or "gradient" to show also where a gradient flows back.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = Numbers(MATRIX, "peaks", presets, page=("image", "source"), library="inputs")
    window = Pair((2, 2), least=1, most=8, beside=True)
    mode = Choice("max", "avg")
    padding = Pair((0, 0), least=0, most=4)
    stride = FollowingPair(least=1, most=16, follows="window")
    view = Choice("values", "gradient")

    rows = (
        "source mode view",
        "window_rows window_columns",
        "stride_rows stride_columns steps",
        "padding_rows padding_columns axes",
    )
    in_sight = ("input", "mode", "window")

    def __init__(self, input="peaks", **settings):
        super().__init__(input=input, **settings)

    @property
    def output(self) -> torch.Tensor:
        """What torch computes for the present settings, shape (rows, columns)."""
        return self._pooled(self.input)

    @property
    def gradient(self) -> torch.Tensor:
        """What torch's autograd gives the input from the sum of the outputs, in its shape."""
        X = self.input.requires_grad_()
        self._pooled(X).sum().backward()
        return X.grad

    def _pooled(self, X):
        pool = F.max_pool2d if self.mode == "max" else F.avg_pool2d
        return pool(X[None, None], self.window, self.stride, self.padding)[0, 0]

    def fits(self, settings):
        """Refuse a window that does not go with the padding, or does not fit the padded input."""
        window, padding = settings.window, settings.padding
        if any(2 * p > k for p, k in zip(padding, window, strict=True)):
            got = padding[0] if len(set(padding)) == 1 else f"({padding[0]}, {padding[1]})"
            self.refuse("too_much_padding", window=sizes(window), padding=got)
        must_fit(self, settings.input.shape, window, padding)

    def _summary(self):
        shapes = [sizes(shape) for shape in (self.input.shape, self.window, self.output.shape)]
        return "{}, input {}, window {}, output {}".format(self.mode, *shapes)
