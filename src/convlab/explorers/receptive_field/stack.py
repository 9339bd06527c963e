"""Stacks of layers as the ReceptiveFieldExplorer takes them: checked, by name or in short forms."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from convlab.checks import one_of, whole
from convlab.receptive import Layer
from convlab.shapes import output_size

MOST_LAYERS = 6
KINDS = ("conv", "max", "avg")
LIMITS = {"kernel": (1, 11), "stride": (1, 8), "padding": (0, 8), "dilation": (1, 8)}


@dataclass(frozen=True)
class StackLayer(Layer):
    """A layer of a stack: the sizes of a `Layer`, each one number for both axes, and its kind.

    Attributes:
        kind: "conv", "max" or "avg".
    """

    kind: str = "conv"

    def __post_init__(self):
        for name, ends in LIMITS.items():
            whole(getattr(self, name), name, *ends)
        one_of(self.kind, "kind", KINDS)

    def output_size(self, n: int) -> int:
        """The size of the layer's map of an n×n input; ValueError if torch would refuse."""
        size = f"{self.kernel}×{self.kernel}"
        if self.kind != "conv" and 2 * self.padding > self.kernel:
            raise ValueError(f"padding must be at most half the window {size}, got {self.padding}")
        if self.kind == "avg" and self.dilation > 1:
            raise ValueError(
                f"average pooling has no dilation: expected dilation 1, got {self.dilation}"
            )
        sizes = (self.kernel, self.padding, self.stride, self.dilation)
        return output_size((n, n), *((value, value) for value in sizes))[0]


CONV, HALF = StackLayer(3), {"kernel": 2, "stride": 2}
SAME = StackLayer(3, padding=1)
PRESETS = {
    "two 3×3": (CONV,) * 2,
    "three 3×3": (CONV,) * 3,
    "one 7×7": (StackLayer(7),),
    "LeNet": (StackLayer(5), StackLayer(**HALF, kind="avg")) * 2,
    "dilated": tuple(StackLayer(3, padding=d, dilation=d) for d in (1, 2, 4)),
    "pyramid": (StackLayer(3, stride=2, padding=1),) * 4,
    "VGG": (SAME, SAME, StackLayer(**HALF, kind="max")) * 2,
}


def as_stack(value) -> tuple[StackLayer, ...]:
    """A tuple of `StackLayer` from a preset's name or a list of layers in any form."""
    if isinstance(value, str):
        return PRESETS[one_of(value, "layers", PRESETS, "a list")]
    if not isinstance(value, Sequence) or not 1 <= len(value) <= MOST_LAYERS:
        raise ValueError(f"layers must be a list of 1 to {MOST_LAYERS} layers, got {value!r}")
    return tuple(as_stack_layer(item, n) for n, item in enumerate(value, 1))


def as_stack_layer(item, n: int) -> StackLayer:
    """A `StackLayer` from a layer, a dict, a kernel or (kernel, stride); `n` is for the error."""
    try:
        if isinstance(item, StackLayer):
            return item
        if isinstance(item, Layer):
            return StackLayer(**asdict(item))
        if isinstance(item, dict):
            return StackLayer(**item)
        return StackLayer(*item) if isinstance(item, tuple | list) else StackLayer(item)
    except TypeError as problem:
        raise ValueError(f"layer {n}: expected a kernel and other sizes, got {item!r}") from problem
    except ValueError as problem:
        raise ValueError(f"layer {n}: {problem}") from problem


def map_sizes(n: int, layers) -> tuple[int, ...]:
    """The size of the input and of every map; ValueError if a layer does not fit."""
    sizes = [n]
    for position, layer in enumerate(layers, 1):
        try:
            sizes.append(layer.output_size(sizes[-1]))
        except ValueError as problem:
            raise ValueError(f"layer {position}: {problem}") from problem
    return tuple(sizes)


def middle_unit(sizes) -> tuple[int, int, int]:
    """The unit in the middle of the last map."""
    at = (sizes[-1] - 1) // 2
    return len(sizes) - 1, at, at


def as_unit(value, sizes) -> tuple[int, int, int]:
    """(layer, row, column), if there is such a unit."""
    if not isinstance(value, tuple | list) or len(value) != 3:
        raise ValueError(f"unit must be (layer, row, column) or None, got {value!r}")
    layer, row, column = (whole(one, "unit", 0) for one in value)
    whole(layer, "the unit's layer", 1, len(sizes) - 1)
    if max(row, column) >= sizes[layer]:
        size = f"{sizes[layer]}×{sizes[layer]}"
        raise ValueError(f"layer {layer} has {size} units, got unit [{row}, {column}]")
    return layer, row, column
