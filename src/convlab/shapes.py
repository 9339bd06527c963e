"""The sizes of a convolution: whole numbers only, no tensors.

Padding counts one side, as torch counts it, unless both sides are named.
"""

from numbers import Integral

from convlab.checks import Pair, Size, pair, whole

Padding = int | Pair | tuple[Pair, Pair] | str


def same_padding(kernel: int, dilation: int = 1) -> Pair:
    """Return (before, after) for one axis, so that with stride 1 the size does not change.

    Both together are dilation·(kernel − 1). Where that is odd, the extra one goes after, as in
    torch's `padding='same'`.
    """
    total = whole(dilation, "dilation", 1) * (whole(kernel, "kernel", 1) - 1)
    return total // 2, total - total // 2


def padding_sides(padding: int | Pair | tuple[Pair, Pair]) -> tuple[Pair, Pair]:
    """Return ((top, bottom), (left, right)) from padding that is given in numbers.

    Args:
        padding: an int for every side; a pair (rows, columns), each counted on one side; or a
            pair of pairs ((top, bottom), (left, right)).

    Raises:
        ValueError: for a negative number or any other form.
    """
    two = isinstance(padding, tuple | list) and len(padding) == 2
    rows, columns = padding if two else (padding, padding)
    return pair(rows, "padding", 0), pair(columns, "padding", 0)


def resolve_padding(padding: Padding, kernel: Size, dilation: Size = 1) -> tuple[Pair, Pair]:
    """Return ((top, bottom), (left, right)) from any form of padding.

    Args:
        padding: numbers as in `padding_sides`, or a name. 'valid' adds nothing; 'same' keeps the
            size when the stride is 1; 'full' adds dilation·(kernel − 1) on each side, so that
            every window that touches the input counts.
        kernel: size of the kernel, (rows, columns).
        dilation: step between the kernel's elements, an int or (rows, columns).

    Raises:
        ValueError: for an unknown name, or numbers that `padding_sides` refuses.
    """
    if not isinstance(padding, str):
        return padding_sides(padding)
    sizes, steps = pair(kernel, "kernel", 1), pair(dilation, "dilation", 1)
    if padding == "valid":
        return (0, 0), (0, 0)
    if padding == "same":
        return same_padding(sizes[0], steps[0]), same_padding(sizes[1], steps[1])
    if padding == "full":
        rows, columns = (d * (k - 1) for k, d in zip(sizes, steps, strict=True))
        return (rows, rows), (columns, columns)
    raise ValueError(f"padding must be numbers, 'valid', 'same' or 'full', got {padding!r}")


def output_size(
    n: Size, kernel: Size, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
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
    given = (n, kernel, padding, stride, dilation)
    axes = 1 if all(isinstance(value, Integral | str) for value in given) else 2
    n, kernel = pair(n, "input", 1), pair(kernel, "kernel", 1)
    stride, dilation = pair(stride, "stride", 1), pair(dilation, "dilation", 1)
    sides = resolve_padding(padding, kernel, dilation)
    padded = tuple(size + sum(side) for size, side in zip(n, sides, strict=True))
    spans = tuple(d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True))
    if any(span > size for span, size in zip(spans, padded, strict=True)):
        raise ValueError(_misfit(kernel[:axes], dilation[:axes], spans[:axes], padded[:axes]))
    sizes = tuple((p - k) // s + 1 for p, k, s in zip(padded, spans, stride, strict=True))
    return sizes if axes == 2 else sizes[0]


def _misfit(kernel: tuple, dilation: tuple, spans: tuple, padded: tuple) -> str:
    """Return the sentence for a kernel that is larger than the padded input."""
    k, span, size = ("×".join(map(str, sizes)) for sizes in (kernel, spans, padded))
    if spans == kernel:
        return f"kernel {k} does not fit the padded input {size}"
    d = dilation[0] if len(set(dilation)) == 1 else dilation
    return f"kernel {k} with dilation {d} spans {span} and does not fit the padded input {size}"


def _one_axis(n: int, kernel: int, padding: Size | str, stride: int, dilation: int) -> tuple:
    """Return (padding before, padding after, number of outputs) along one axis."""
    n, kernel = whole(n, "input", 1), whole(kernel, "kernel", 1)
    stride, dilation = whole(stride, "stride", 1), whole(dilation, "dilation", 1)
    named = isinstance(padding, str)
    sides = resolve_padding(padding, kernel, dilation)[0] if named else padding
    before, after = pair(sides, "padding", 0)
    return before, after, output_size(before + n + after, kernel, 0, stride, dilation)


def unreached(
    n: int, kernel: int, padding: Size | str = 0, stride: int = 1, dilation: int = 1
) -> int:
    """Return how many rows at the end of one padded axis no window reaches, because of the floor.

    Args:
        n: size of the input along this axis.
        kernel: size of the kernel along this axis.
        padding: an int for each side, (before, after), or 'valid', 'same', 'full'.
        stride: step between windows.
        dilation: step between the kernel's elements.

    Returns:
        The rows after the last window. Gaps between windows or inside them do not count.

    Raises:
        ValueError: as `output_size`.
    """
    before, after, outputs = _one_axis(n, kernel, padding, stride, dilation)
    last = (outputs - 1) * stride + dilation * (kernel - 1)
    return before + n + after - 1 - last


def use_counts(
    n: int, kernel: int, padding: Size | str = 0, stride: int = 1, dilation: int = 1
) -> list[int]:
    """Return in how many outputs along one axis each input index takes part.

    The count of an element of an image is the product of its row's and its column's count.

    Args:
        n: size of the input along this axis.
        kernel: size of the kernel along this axis.
        padding: an int for each side, (before, after), or 'valid', 'same', 'full'.
        stride: step between windows.
        dilation: step between the kernel's elements.

    Returns:
        A list of `n` counts; padded elements are not among them.

    Raises:
        ValueError: as `output_size`.
    """
    before, _, outputs = _one_axis(n, kernel, padding, stride, dilation)
    counts = [0] * n
    for i in range(outputs):
        for a in range(kernel):
            index = i * stride + a * dilation - before
            if 0 <= index < n:
                counts[index] += 1
    return counts
