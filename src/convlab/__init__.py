"""The arithmetic behind the book Seeing Convolutions."""

from convlab.data import (
    KERNELS,
    edge_image,
    edge_image_with_rows,
    load_digit,
    load_photo,
    noise_image,
    number_image,
)
from convlab.learning import (
    Run,
    curvatures,
    free_directions,
    hessian,
    initial_kernel,
    learn_kernel,
    stability_limit,
    target,
    uniform_stream,
    windows,
)
from convlab.ops import convolve2d, corr2d, pad2d
from convlab.shapes import output_size, resolve_padding, same_padding, unreached, use_counts

__all__ = [
    "KERNELS",
    "Run",
    "convolve2d",
    "corr2d",
    "curvatures",
    "edge_image",
    "edge_image_with_rows",
    "free_directions",
    "hessian",
    "initial_kernel",
    "learn_kernel",
    "load_digit",
    "load_photo",
    "noise_image",
    "number_image",
    "output_size",
    "pad2d",
    "resolve_padding",
    "same_padding",
    "stability_limit",
    "target",
    "uniform_stream",
    "unreached",
    "use_counts",
    "windows",
]
