"""ShiftLab: move a picture, and measure whether a map's output moves with it or stays as it is."""

import torch
import torch.nn.functional as F
from torch import Tensor
from traitlets import Any, Dict, Int, List, validate

from convlab import data
from convlab.checks import pair
from convlab.explorers.core.legacy import Explorer, Option, as_matrix, as_rows, choice, number
from convlab.explorers.core.legacy_axes import pair_traits, read_pair
from convlab.explorers.core.legacy_inputs import look_up, named
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.shift_lab.maps import mapped, sliding_of
from convlab.explorers.shift_lab.words import BORDERS, CONTROLS, LABELS, MAPS, WORDS
from convlab.shifts import output_shift, relative_error, shift, undisturbed

FARTHEST = 32  # rows or columns to shift by
SMALLEST, LARGEST = 8, 128  # rows or columns of a picture


def lab_inputs() -> dict[str, Tensor]:
    """The named pictures, with three decimals: a digit on black as in MNIST, and two photos."""
    digit = F.interpolate(data.load_digit(3)[None, None], (20, 20), mode="bilinear")[0, 0]
    photos = {name: data.load_photo(name, size=64) for name in data.PHOTOS}
    images = {"digit": F.pad(digit, (4, 4, 4, 4))} | photos
    return {name: X.round(decimals=3) for name, X in images.items()}


class ShiftLabStage(Stage):
    """The picture, its shift, and the two ways to the output in the page."""

    inputs = Dict(help="named pictures, each a list of rows").tag(sync=True)
    source = Int(0, help="which picture").tag(sync=True)
    image = List(help="the picture's rows").tag(sync=True)
    kernel = List(help="the convolutions' kernel, three rows").tag(sync=True)
    map = Int(0, help="which map").tag(sync=True)
    border = Int(0, help="what enters: zeros, or the opposite edge").tag(sync=True)
    shift_rows = Int(0).tag(sync=True)
    shift_columns = Int(0).tag(sync=True)

    table = WORDS
    labels = LABELS


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

    settings = ("input", "shift", "border", "map")

    input = Any()
    shift = Any((0, 3))
    border = Option(BORDERS, "zero")
    map = Option(MAPS, "conv zero")

    def __init__(self, input="china", **settings):
        self._inputs = lab_inputs()
        self.kernel = torch.tensor(data.KERNELS["sobel x"])
        stage = ShiftLabStage(
            inputs={name: as_rows(image) for name, image in self._inputs.items()},
            kernel=as_rows(self.kernel),
        )
        super().__init__(stage, shift_lab_controls(), input=input, **settings)

    def f(self, X: Tensor) -> Tensor:
        """The present map of a picture of shape (rows, columns), by torch: a matrix in float64."""
        return mapped(self.map, X, self.kernel, self._sliding.step)

    @property
    def shifted(self) -> Tensor:
        """The moved picture, shift x, the shape of `input`."""
        return shift(self.input, self.shift, self.border)

    @property
    def output(self) -> Tensor:
        """f(shift x), by torch, in float64."""
        return self.f(self.shifted)

    @property
    def shifted_output(self) -> Tensor:
        """Shift f(x): the output before the shift, moved by as much as its own scale asks for."""
        Y = self.f(self.input)
        return Y if Y.numel() == 1 else shift(Y, self.output_shift, self.border)

    @property
    def output_shift(self) -> tuple[int, int]:
        """By how many of its own pixels the output is moved: the nearest whole numbers."""
        if self.map.startswith("global"):
            return 0, 0
        return output_shift(self.shift, self._sliding.step)

    @property
    def equivariance_error(self) -> float:
        """‖f(shift x) − shift f(x)‖ / ‖f(x)‖; zero: the output moved with the input."""
        return relative_error(self.output, self.shifted_output, self.f(self.input))

    @property
    def invariance_error(self) -> float:
        """‖f(shift x) − f(x)‖ / ‖f(x)‖; zero: the output did not change."""
        Y = self.f(self.input)
        return relative_error(self.output, Y, Y)

    @property
    def inside(self) -> Tensor:
        """Which outputs keep clear of the border before and after the shift, bool, as `output`.

        A ring has no border, and a window as large as the picture always meets it.
        """
        sliding, shape = self._sliding, tuple(self.output.shape)
        ring = self.map == "conv circular" and self.border == "circular"
        if ring or not sliding.window:
            return torch.full(shape, ring)
        return undisturbed(tuple(self.input.shape), shape, self.shift, *sliding)

    @property
    def inside_equivariance_error(self) -> float:
        """The equivariance error where `inside` holds; nan if it holds nowhere."""
        Y = self.f(self.input)
        return relative_error(self.output, self.shifted_output, Y, self.inside)

    @property
    def inside_invariance_error(self) -> float:
        """The invariance error where `inside` holds; nan if it holds nowhere."""
        Y = self.f(self.input)
        return relative_error(self.output, Y, Y, self.inside)

    @property
    def _sliding(self):
        return sliding_of(self.map, tuple(self.input.shape))

    @validate("input", "shift")
    def _checked(self, proposal):
        return self._by_itself(proposal)

    def _normal(self, name, value):
        if name == "shift":
            return short_enough(pair(value, name))
        return of_a_size(look_up(value, self._inputs, name))

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "input":
            name = named(self._inputs, value)
            return {"image": as_rows(value), "source": choose("source", name)}
        if setting == "shift":
            return pair_traits("shift", value)
        return {setting: choose(setting, value)}

    def _read(self):
        stage = self.stage
        return {
            "input": as_matrix(stage.image, "input"),
            "shift": read_pair(stage, "shift"),
            "border": stage.chosen("border"),
            "map": stage.chosen("map"),
        }

    def _summary(self):
        shapes = [f"{a}×{b}" for a, b in (self.input.shape, self.output.shape)]
        return f"{self.map}: input {shapes[0]} moved by {self.shift}, output {shapes[1]}"


def short_enough(by):
    """A shift; ValueError if it is too far for the page's controls."""
    if max(abs(d) for d in by) > FARTHEST:
        raise ValueError(f"shift must be from {-FARTHEST} to {FARTHEST}, got {by}")
    return by


def of_a_size(X):
    """A picture; ValueError if it is too small or too large."""
    rows, columns = X.shape
    if min(rows, columns) < SMALLEST or max(rows, columns) > LARGEST:
        sizes = f"{SMALLEST}×{SMALLEST} to {LARGEST}×{LARGEST}"
        raise ValueError(f"input must be {sizes}, got {rows}×{columns}")
    return X


def shift_lab_controls():
    """Rows of (stage trait, control)."""
    options = [choice(name, CONTROLS[name], LABELS[name]) for name in ("map", "source", "border")]
    names = ("shift_rows", "shift_columns")
    shifts = [number(name, CONTROLS[name], -FARTHEST, FARTHEST) for name in names]
    return [options[:2], [*shifts, options[2]]]
