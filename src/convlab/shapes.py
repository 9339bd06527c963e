"""The sizes of a convolution: whole numbers only, no tensors.

Padding counts one side, as torch counts it, unless both sides are named.
"""

from typing import NamedTuple

from convlab.checks import Pair, Size, one_for_both, pair

Padding = int | Pair | tuple[Pair, Pair] | str


class Axis(NamedTuple):
    """How windows lie along one axis.

    Attributes:
        n: elements of the input.
        kernel: elements of the kernel, or of a pooling's window.
        before: elements of padding before the input.
        after: elements of padding after it.
        stride: step between windows.
        dilation: step between the elements of a window.
    """

    n: int
    kernel: int
    before: int
    after: int
    stride: int
    dilation: int

    @property
    def padded(self) -> int:
        """The input's elements and the padding's."""
        return self.before + self.n + self.after

    @property
    def span(self) -> int:
        """From the first element of a window to its last."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def outputs(self) -> int:
        """How many windows fit."""
        return (self.padded - self.span) // self.stride + 1

    def window(self, i: int) -> slice:
        """What output i reads of the padded axis."""
        first = i * self.stride
        return slice(first, first + self.span, self.dilation)


def resolve_padding(
    padding: Padding, kernel: Size | None = None, dilation: Size = 1
) -> tuple[Pair, Pair]:
    """Return ((top, bottom), (left, right)) from any form of padding.

    Args:
        padding: an int for every side; a pair (rows, columns), each counted on one side; a pair of
            pairs ((top, bottom), (left, right)); or a name. 'valid' adds nothing; 'full' adds
            dilation·(kernel − 1) on each side, so that every window that touches the input counts;
            'same' adds half of it, an odd one after as in torch: with stride 1 the size stays.
        kernel: size of the kernel, an int or (rows, columns); without one, names are refused.
        dilation: step between the kernel's elements, an int or (rows, columns).

    Raises:
        ValueError: for a negative number, an unknown name or any other form.
    """
    if kernel is None or not isinstance(padding, str):
        two = isinstance(padding, tuple | list) and len(padding) == 2
        rows, columns = padding if two else (padding, padding)
        return pair(rows, "padding", 0), pair(columns, "padding", 0)
    kernel, dilation = pair(kernel, "kernel", 1), pair(dilation, "dilation", 1)
    totals = [d * (k - 1) for k, d in zip(kernel, dilation, strict=True)]
    if padding == "valid":
        return (0, 0), (0, 0)
    if padding == "same":
        return tuple((total // 2, total - total // 2) for total in totals)
    if padding == "full":
        return tuple((total, total) for total in totals)
    raise ValueError(f"padding must be numbers, 'valid', 'same' or 'full', got {padding!r}")


def sliding(
    n: Size, kernel: Size, padding: Padding, stride: Size, dilation: Size = 1, name: str = "kernel"
) -> tuple[Axis, Axis]:
    """Return how windows lie along the rows and along the columns; arguments as `output_size`.

    Here all that is said about sizes is checked. In an error the kernel has the `name`.
    """
    one = one_for_both(n, kernel, padding, stride, dilation)
    n, kernel = pair(n, "input", 1), pair(kernel, name, 1)
    stride, dilation = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    sides = resolve_padding(padding, kernel, dilation)
    rows, columns = (Axis(n[a], kernel[a], *sides[a], stride[a], dilation[a]) for a in range(2))
    if any(axis.span > axis.padded for axis in (rows, columns)):
        raise ValueError(_misfit(name, (rows,) if one else (rows, columns)))
    return rows, columns


def _misfit(name: str, axes: tuple[Axis, ...]) -> str:
    """Return the sentence for a window that is larger than the padded input."""

    def sizes(numbers):
        return "×".join(map(str, numbers))

    sentence = f"{name} {sizes(axis.kernel for axis in axes)}"
    if any(axis.span > axis.kernel for axis in axes):
        steps = tuple(axis.dilation for axis in axes)
        sentence += f" with dilation {steps if len(set(steps)) > 1 else steps[0]}"
        sentence += f" spans {sizes(axis.span for axis in axes)} and"
    return f"{sentence} does not fit the padded input {sizes(axis.padded for axis in axes)}"


def output_size(
    n: Size, kernel: Size, *, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> int | Pair:
    """Return the size of a convolution's output: ⌊(n + p − d·(k − 1) − 1) / s⌋ + 1 on each axis.

    Here p is the padding of both sides together. The formula is the one in the documentation of
    `torch.nn.Conv2d`; unlike torch, 'same' may have a stride, which gives ⌈n / s⌉.

    Args:
        n: size of the input, an int or (rows, columns).
        kernel: size of the kernel, an int or (rows, columns).
        padding: any form that `resolve_padding` takes; a pair is (rows, columns).
        stride: step between windows, an int or (rows, columns).
        dilation: step between the kernel's elements, an int or (rows, columns).

    Returns:
        An int if no argument is a pair, else (rows, columns).

    Raises:
        ValueError: for a kernel that does not fit, or a number out of range.
    """
    rows, columns = sliding(n, kernel, padding, stride, dilation)
    one = one_for_both(n, kernel, padding, stride, dilation)
    return rows.outputs if one else (rows.outputs, columns.outputs)


def unreached(
    n: int, kernel: int, *, padding: int | str = 0, stride: int = 1, dilation: int = 1
) -> int:
    """Return how many rows at the end of one padded axis no window reaches, because of the floor.

    Args:
        n: size of the input along this axis.
        kernel: size of the kernel along this axis.
        padding: an int for each side, or 'valid', 'same', 'full'.
        stride: step between windows.
        dilation: step between the kernel's elements.

    Returns:
        The rows after the last window. Gaps between windows or inside them do not count.

    Raises:
        ValueError: for a pair, or as `output_size`.
    """
    axis = _one_axis(n, kernel, padding, stride, dilation)
    return axis.padded - (axis.outputs - 1) * axis.stride - axis.span


def use_counts(
    n: int, kernel: int, *, padding: int | str = 0, stride: int = 1, dilation: int = 1
) -> list[int]:
    """Return in how many outputs along one axis each input index takes part.

    The count of an element of an image is the product of its row's and its column's count.
    Arguments and errors are those of `unreached`.

    Returns:
        A list of `n` counts; padded elements are not among them.
    """
    axis = _one_axis(n, kernel, padding, stride, dilation)
    counts = [0] * axis.padded
    for i in range(axis.outputs):
        for index in range(axis.padded)[axis.window(i)]:
            counts[index] += 1
    return counts[axis.before : axis.before + n]


def _one_axis(*sizes: int | str) -> Axis:
    """Return how windows lie along one axis; arguments as `sliding`, but no pairs."""
    if not one_for_both(*sizes):
        raise ValueError(f"along one axis, sizes must be whole numbers, got {sizes}")
    return sliding(*sizes)[0]
