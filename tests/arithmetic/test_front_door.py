"""`from convlab import …`: the names that a reader types, each loaded when it is asked for."""

import importlib
import json
import subprocess
import sys

import pytest

import convlab

# What takes longer to import than the arithmetic itself, or has nothing to do with it.
HEAVY = ("IPython", "PIL", "ipywidgets", "matplotlib", "scipy", "sklearn", "torchvision")
# The names that tests from outside rely on.
CONTRACT = [
    *("corr2d", "convolve2d", "pad2d", "pool2d", "output_size", "receptive_field", "LeNet"),
    *("corr2d_multi_in", "corr2d_multi_in_out", "corr2d_multi_in_out_1x1", "Exercise", "ask"),
    *("ChannelsExplorer", "ConvolutionExplorer", "KernelLearner", "LeNetExplorer"),
    *("LocalityExplorer", "PoolingExplorer", "ReceptiveFieldExplorer", "ShiftLab", "TrainingLab"),
]
FIGURES = ("figures", "network_figures", "thumbnails")


def loaded_after(code):
    """Return which heavy packages a new Python has loaded after `code`."""
    code = f"{code}\nimport json, sys\nprint(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_the_contracts_names_are_there_and_no_more_than_a_reader_can_look_over():
    assert set(CONTRACT) <= set(convlab.__all__)
    assert len(convlab.__all__) <= 36
    assert set(convlab.__all__) <= set(dir(convlab))


def test_every_name_is_that_of_its_module():
    for name in convlab.__all__:
        value = getattr(convlab, name)
        home = getattr(value, "__module__", None)
        assert home is None or getattr(importlib.import_module(home), name) is value


def test_other_names_are_refused_as_python_refuses_them():
    with pytest.raises(AttributeError, match="module 'convlab' has no attribute 'conv2d'"):
        _ = convlab.conv2d
    with pytest.raises(ImportError, match="cannot import name 'conv2d' from 'convlab'"):
        from convlab import conv2d  # noqa: F401


def test_all_names_at_once():
    names = {}
    exec("from convlab import *", names)
    assert set(convlab.__all__) <= set(names)


def arithmetic():
    """Return the modules beside the explorers that draw nothing."""
    folder = importlib.resources.files("convlab")
    modules = sorted(file.name[:-3] for file in folder.iterdir() if file.name.endswith(".py"))
    return [name for name in modules if name not in (*FIGURES, "__init__")]


def test_the_arithmetic_needs_torch_alone():
    lines = [f"import convlab.{name}" for name in arithmetic()]
    assert len(lines) > 12
    assert loaded_after("\n".join(["from convlab import corr2d, pool2d, LeNet", *lines])) == []


@pytest.mark.parametrize(
    ("call", "needs"),
    [
        ("load_digit(3)", []),
        ("load_photo('china', 64)", ["PIL"]),
        ("load_trained()", []),
        ("load_images()", ["scipy", "sklearn"]),
    ],
)
def test_a_loader_pays_for_what_it_uses_alone(call, needs):
    assert set(loaded_after(f"import convlab\nconvlab.{call}")) <= set(needs)
