"""Seeing Convolutions: the arithmetic that its chapters explain, and the explorers.

Here stand the names that a reader types; what else there is has its module, such as
`from convlab.learning import hessian`. A module is loaded when one of its names is first asked for:
`corr2d` needs torch alone.
"""

from importlib import import_module

from convlab import explorers

_NAMES = {
    "channels": ("corr2d_multi_in", "corr2d_multi_in_out", "corr2d_multi_in_out_1x1"),
    "data": ("KERNELS", "edge_image", "load_digit", "load_photo", "noise_image", "number_image"),
    "datasets": ("load_images",),
    "exercises.exercise": ("Exercise",),
    "exercises.question": ("ask",),
    "explorers": explorers.__all__,
    "learning": ("learn_kernel",),
    "lenet": ("LeNet", "load_trained"),
    "ops": ("convolve2d", "corr2d", "pad2d"),
    "pooling": ("pool2d",),
    "receptive": ("Layer", "receptive_field", "receptive_fields"),
    "shapes": ("output_size",),
    "shifts": ("shift",),
    "training": ("accuracy", "train"),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = sorted(_MODULES)


def __getattr__(name):
    """Return a name of `__all__` from its module, which is loaded now (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value  # the next time it is simply there
    return value


def __dir__():
    return sorted({*globals(), *__all__})
