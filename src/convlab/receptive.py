"""Receptive fields: which elements of the input a unit deep inside a network can depend on.

The recurrences are those of Araujo, Norris and Sim (2019), 'Computing Receptive Fields of
Convolutional Neural Networks', Distill, https://doi.org/10.23915/distill.00021.
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from numbers import Integral
from typing import NamedTuple

from convlab.checks import Size, one_for_both, pair
from convlab.shapes import Padding, resolve_padding


@dataclass(frozen=True)
class Layer:
    """The sizes of a convolution or of a pooling.

    Attributes:
        kernel: size of the kernel or of the window, an int or (rows, columns).
        stride: step between windows, an int or (rows, columns). A pooling's is often its window.
        padding: any form that `resolve_padding` takes.
        dilation: step between the kernel's elements, an int or (rows, columns).

    Raises:
        ValueError: for a number out of range.
    """

    kernel: Size
    stride: Size = 1
    _: KW_ONLY
    padding: Padding = 0
    dilation: Size = 1

    def __post_init__(self):
        pair(self.kernel, "kernel", 1)
        pair(self.stride, "stride", 1)
        pair(self.dilation, "dilation", 1)
        resolve_padding(self.padding, self.kernel, self.dilation)

    @property
    def is_square(self) -> bool:
        """Whether rows and columns have the same sizes because none is a pair."""
        return one_for_both(self.kernel, self.stride, self.padding, self.dilation)


class Field(NamedTuple):
    """What the units of one layer see of the input; pairs are (rows, columns).

    Unit i sees the elements from start + i·jump to start + i·jump + size − 1.

    Attributes:
        size: elements along the axis.
        jump: how far the field moves from one unit to the next.
        start: the first element that unit 0 sees; negative in the padding.
    """

    size: Size
    jump: Size
    start: Size


def receptive_field(layers: Sequence[Layer | int | tuple[int, int]]) -> Size:
    """Return the size of the region of the input that one unit of the last layer can depend on.

    Each layer adds (its kernel's span − 1) times the product of the strides below it, where the
    span is dilation·(kernel − 1) + 1.

    Args:
        layers: from the input on, each a `Layer`, a kernel or a tuple (kernel, stride).

    Returns:
        An int if no layer has a pair of sizes, else (rows, columns). Without layers it is 1: a
        unit sees itself. At the border, part of the region lies in the padding.

    Raises:
        ValueError: for something else than layers, or a number out of range.
    """
    fields = receptive_fields(layers)
    return fields[-1].size if fields else 1


def receptive_fields(layers: Sequence[Layer | int | tuple[int, int]]) -> list[Field]:
    """Return for each layer what its units see of the input.

    The region in a layer inside the network is what the layers after it see of it:
    `receptive_fields(layers[m:])[-1]` says what the last layer sees of the output of the first m.

    Args:
        layers: from the input on, each a `Layer`, a kernel or a tuple (kernel, stride).

    Returns:
        One `Field` (size, jump, start) for each layer, of ints if no layer has a pair of sizes,
        else of pairs.

    Raises:
        ValueError: as `receptive_field`.
    """
    try:
        layers = list(layers)
    except TypeError as problem:
        raise ValueError(f"layers must be a list of layers, got {layers!r}") from problem
    layers = [_as_layer(layer) for layer in layers]
    rows, columns = _along(layers, 0), _along(layers, 1)
    if all(layer.is_square for layer in layers):
        return rows
    return [Field(*zip(r, c, strict=True)) for r, c in zip(rows, columns, strict=True)]


def _along(layers: list[Layer], axis: int) -> list[Field]:
    """Return the fields of the layers along one axis."""
    size, jump, start = 1, 1, 0
    fields = []
    for layer in layers:
        kernel, dilation = pair(layer.kernel, "kernel")[axis], pair(layer.dilation, "d")[axis]
        before, _ = resolve_padding(layer.padding, layer.kernel, layer.dilation)[axis]
        size += dilation * (kernel - 1) * jump
        start -= before * jump
        jump *= pair(layer.stride, "stride")[axis]
        fields.append(Field(size, jump, start))
    return fields


def _as_layer(layer: Layer | int | tuple[int, int]) -> Layer:
    """Return a `Layer` from a kernel or (kernel, stride); ValueError for anything else."""
    if isinstance(layer, Layer):
        return layer
    if isinstance(layer, Integral):
        return Layer(layer)
    # A third number could be the padding or the dilation: it needs its name.
    if isinstance(layer, tuple | list) and len(layer) == 2:
        return Layer(*layer)
    raise ValueError(
        "a layer must be a kernel, a tuple (kernel, stride) or a Layer, "
        f"which names padding and dilation, got {layer!r}"
    )
