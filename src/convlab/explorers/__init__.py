"""The explorers: standard ipywidgets controls tied to stages that draw and compute in the page.

Each has a folder with its Python, its words, its scripts and its style. It is loaded when it is
first asked for.
"""

from importlib import import_module

_FOLDERS = {
    "ChannelsExplorer": "channels",
    "ConvolutionExplorer": "convolution",
    "KernelLearner": "kernel_learner",
    "LeNetExplorer": "lenet",
    "LocalityExplorer": "locality",
    "PoolingExplorer": "pooling",
    "ReceptiveFieldExplorer": "receptive_field",
    "ShiftLab": "shift_lab",
    "TrainingLab": "training",
}
__all__ = sorted(_FOLDERS)


def __getattr__(name):
    if name not in _FOLDERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    explorer = getattr(import_module(f"{__name__}.{_FOLDERS[name]}"), name)
    globals()[name] = explorer
    return explorer


def __dir__():
    return __all__
