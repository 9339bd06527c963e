"""ShiftLab: move a picture, and measure whether a map's output moves with it or stays as it is."""

from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor

from convlab import data
from convlab.checks import MATRIX
from convlab.explorers.core.blocks import as_nested, sizes
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.settings import Choice, Numbers, Pair
from convlab.explorers.shift_lab.maps import Map, maps_for
from convlab.shifts import BORDERS, output_shift, relative_error, shift, undisturbed

FARTHEST = 32  # rows or columns to shift by
KERNEL = torch.tensor(data.KERNELS["sobel x"])
MAPS = tuple(maps_for((8, 8), KERNEL))


@cache
def presets() -> dict[str, Tensor]:
    """The named pictures, with three decimals: a digit on black as in MNIST, and two photos."""
    digit = F.interpolate(data.load_digit(3)[None, None], (20, 20), mode="bilinear")[0, 0]
    photos = {name: data.load_photo(name, size=64) for name in data.PHOTOS}
    images = {"digit": F.pad(digit, (4, 4, 4, 4))} | photos
    return {name: X.round(decimals=3) for name, X in images.items()}


class ShiftLab(Explorer):
    """Move a picture x, and compare f(shift x) with shift f(x) and with f(x).

    f is equivariant if its output moves with the input, invariant if its output does not change.
    All arithmetic is in float64.

    Settings, all readable and settable at any time:
        input: x, tensor (rows, columns), 8×8 to 128×128; may be set by name ("digit", "china",
            "flower") or from any nested list or array.
        shift: pair (rows, columns), −32 to 32: down and to the right; an int sets both.
        border: what enters: "zero", or "circular" for what has left on the other side.
        map: f: "dense", "conv zero", "conv circular", "conv stride 2", "max pool", "avg pool",
            "global avg" or "global max".

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    input = Numbers(
        MATRIX, "china", presets, ("image", "source"), "inputs", least=(8, 8), most=(128, 128)
    )
    map = Choice(*MAPS, first="conv zero")
    shift = Pair((0, 3), least=-FARTHEST, most=FARTHEST, tied=False)
    border = Choice(*BORDERS)

    rows = ("map source", "shift_rows shift_columns border")

    def __init__(self, input="china", **settings):
        self.kernel = KERNEL.clone()
        super().__init__(input=input, **settings)

    def constants(self):
        """The convolutions' kernel."""
        return {"kernel": as_nested(self.kernel)}

    @property
    def _map(self) -> Map:
        return maps_for(tuple(self.input.shape), self.kernel)[self.map]

    def f(self, X: Tensor) -> Tensor:
        """The present map of a picture of shape (rows, columns), by torch: a matrix in float64."""
        return self._map.f(X.double()[None, None])[0, 0]

    @property
    def shifted(self) -> Tensor:
        """The moved picture, shift x, the shape of `input`."""
        return shift(self.input, self.shift, border=self.border)

    @property
    def output(self) -> Tensor:
        """f(shift x), by torch, in float64."""
        return self.f(self.shifted)

    @property
    def shifted_output(self) -> Tensor:
        """Shift f(x): the output before the shift, moved by as much as its own scale asks for."""
        return shift(self.f(self.input), self.output_shift, border=self.border)

    @property
    def output_shift(self) -> tuple[int, int]:
        """By how many of its own pixels the output is moved: the nearest whole numbers."""
        single = self.map.startswith("global")
        return (0, 0) if single else output_shift(self.shift, self._map.step)

    @property
    def equivariance_error(self) -> float:
        """‖f(shift x) − shift f(x)‖ / ‖f(x)‖; zero: the output moved with the input."""
        return self._error(self.shifted_output)

    @property
    def invariance_error(self) -> float:
        """‖f(shift x) − f(x)‖ / ‖f(x)‖; zero: the output did not change."""
        return self._error(self.f(self.input))

    @property
    def inside(self) -> Tensor:
        """Which outputs keep clear of the border before and after the shift, bool, as `output`.

        A ring has no border, and a window as large as the picture always meets it.
        """
        _, *sliding = self._map
        shapes = tuple(self.input.shape), tuple(self.output.shape)
        ring = self.map == "conv circular" and self.border == "circular"
        if ring or not self._map.window:
            return torch.full(shapes[1], ring)
        return undisturbed(*shapes, self.shift, *sliding)

    @property
    def inside_equivariance_error(self) -> float:
        """The equivariance error where `inside` holds; nan if it holds nowhere."""
        return self._error(self.shifted_output, self.inside)

    @property
    def inside_invariance_error(self) -> float:
        """The invariance error where `inside` holds; nan if it holds nowhere."""
        return self._error(self.f(self.input), self.inside)

    def _error(self, expected, where=None):
        return relative_error(self.output, expected, self.f(self.input), where)

    def _summary(self):
        before, after = sizes(self.input.shape), sizes(self.output.shape)
        return f"{self.map}: input {before} moved by {self.shift}, output {after}"
