"""Whether a kernel fits its input, for every explorer that slides one over it."""

from convlab.checks import Pair
from convlab.explorers.core.blocks import sizes
from convlab.shapes import Padding, resolve_padding


def must_fit(explorer, n: Pair, kernel: Pair, padding: Padding, dilation: Pair = (1, 1)) -> None:
    """Refuse a kernel that reaches over more than the padded input; the page's `misfit` does.

    Args:
        explorer: says the sentence.
        n: size of the input, (rows, columns).
        kernel: size of the kernel.
        padding: any form that `convlab.shapes.resolve_padding` takes.
        dilation: step between the kernel's elements.
    """
    sides = resolve_padding(padding, tuple(kernel), dilation)
    padded = tuple(size + sum(side) for size, side in zip(n, sides, strict=True))
    spans = tuple(d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True))
    if all(span <= size for span, size in zip(spans, padded, strict=True)):
        return
    explorer.refuse(
        "no_fit" if spans == tuple(kernel) else "no_fit_dilated",
        kernel=sizes(kernel),
        dilation=dilation[0] if dilation[0] == dilation[1] else dilation,
        span=sizes(spans),
        padded=sizes(padded),
    )
