"""Stacks of layers as the ReceptiveFieldExplorer takes them: by name, or layer by layer."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, asdict, dataclass, fields

from convlab.receptive import Layer

MOST_LAYERS = 6
KINDS = ("conv", "max", "avg")
LIMITS = {"kernel": (1, 11), "stride": (1, 8), "padding": (0, 8), "dilation": (1, 8)}


@dataclass(frozen=True)
class StackLayer(Layer):
    """A layer of a stack: the sizes of a `Layer`, each one number for both axes, and its kind.

    Attributes:
        kind: "conv", "max" or "avg".
    """

    _: KW_ONLY
    kind: str = "conv"

    def __post_init__(self):
        """The explorer checks its layers: its sentences say which one it is."""

    def output_size(self, n: int) -> int:
        """The size of the layer's map of an n×n input; 0 or less where the kernel does not fit."""
        span = self.dilation * (self.kernel - 1) + 1
        return (n + 2 * self.padding - span) // self.stride + 1


PARTS = tuple(field.name for field in fields(StackLayer))
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


def as_sizes(item) -> dict | None:
    """A layer's parts by name, of a `Layer`, a dict, a kernel or (kernel, stride, …); else None."""
    if isinstance(item, Layer):
        return asdict(item)
    if isinstance(item, tuple | list):
        item = dict(zip(PARTS, item, strict=False)) if len(item) <= len(PARTS) else {}
    said = item if isinstance(item, dict) else {"kernel": item}
    return said if "kernel" in said and set(said) <= set(PARTS) else None


def map_sizes(n: int, layers: Sequence[StackLayer]) -> tuple[int, ...]:
    """The size of the input and of every map."""
    sizes = [n]
    for layer in layers:
        sizes.append(layer.output_size(sizes[-1]))
    return tuple(sizes)


def middle_unit(sizes: Sequence[int]) -> tuple[int, int, int]:
    """The unit in the middle of the last map."""
    at = (sizes[-1] - 1) // 2
    return len(sizes) - 1, at, at
