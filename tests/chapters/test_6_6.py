"""What 6.6 states without a cell of its own: the explorers' answers, and those of its exercises."""

from pathlib import Path

import nbformat
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from convlab import LeNet, LeNetExplorer, TrainingLab, accuracy, load_images, load_trained
from convlab.explorers.training.run import training_digits
from convlab.training import gradient_sizes

CORE = Path(__file__).absolute().parents[2] / "chapters" / "6-6-lenet.ipynb"


@pytest.fixture(scope="module")
def test_digits():
    return load_images(split="test")


@pytest.fixture(scope="module")
def lenet():
    """The function of the page that builds the network."""
    cells = nbformat.read(CORE, as_version=4).cells
    source = next(c.source for c in cells if c.source.startswith("def lenet("))
    names = {"nn": nn}
    exec(source, names)
    return names["lenet"]


def says(explorer, setting, values):
    """The explorer's answers, one for each value of the setting."""
    answers = []
    for value in values:
        setattr(explorer, setting, value)
        answers.append(explorer.output.argmax().item())
    return answers


def test_the_7_is_read_up_to_a_shift_of_6():
    shifts = [(0, by) for by in range(9)]
    assert says(LeNetExplorer(), "shift", shifts) == [7] * 7 + [3] * 2


def test_the_6_is_read_up_to_60_degrees():
    turned = says(LeNetExplorer(1), "turn", [0, 20, 40, 60, 62, 80, 180])
    assert turned == [6, 6, 6, 6, 8, 9, 9]


def test_the_network_on_the_page_is_the_book_s(lenet):
    net = lenet(nn.Sigmoid, nn.AvgPool2d)
    own = LeNet()
    net.load_state_dict(dict(zip(net.state_dict(), own.state_dict().values(), strict=True)))
    X = torch.rand(3, 1, 28, 28)
    assert torch.equal(net(X), own(X))
    assert sum(p.numel() for p in net.parameters()) == 61_706
    with FlopCounterMode(display=False) as counter:
        net(X[:1])
    assert counter.get_total_flops() == 2 * 416_520


@pytest.mark.parametrize("name", ["original", "present"])
def test_the_trained_networks_have_all_test_digits_right(test_digits, name):
    assert accuracy(load_trained(name), test_digits) == 1


def accuracy_in_lab(test_digits, **settings):
    net = TrainingLab(**settings).net
    return (net(test_digits.X.double()).argmax(1) == test_digits.y).double().mean().item()


@pytest.mark.parametrize(("rate", "right"), [(0.02, 0.95), (0.1, 0.79), (1, 0.1)])
def test_rates_in_the_lab(test_digits, rate, right):
    assert accuracy_in_lab(test_digits, learning_rate=rate, steps=90) == pytest.approx(
        right, abs=0.02
    )


@pytest.mark.parametrize(("initialisation", "right"), [("xavier", 0.1), ("gain", 0.82)])
def test_starts_of_sigmoids_in_the_lab(test_digits, initialisation, right):
    start = {"activation": "sigmoid", "pooling": "avg", "initialisation": initialisation}
    net = TrainingLab(**start, learning_rate=0.1).net
    X, y = training_digits()
    sizes = gradient_sizes(net, X[:256], y[:256])
    ratio = sizes["dense3"] / sizes["conv1"]
    assert ratio > 200 if initialisation == "xavier" else ratio < 12
    found = accuracy_in_lab(test_digits, **start, learning_rate=0.1, steps=90)
    assert found == pytest.approx(right, abs=0.02)


def conv1_gradient(net):
    X, y = training_digits()
    (gradient,) = torch.autograd.grad(F.cross_entropy(net(X[:32]), y[:32]), net.conv1.weight)
    return gradient.abs().max().item()


@pytest.mark.parametrize("steps", [3, 4])
def test_from_zeros_the_gradient_reaches_conv1_at_the_fifth_step(steps):
    lab = TrainingLab(activation="sigmoid", initialisation="zeros", steps=steps)
    assert (conv1_gradient(lab.net) > 0) == (steps == 4)


def test_from_zeros_the_kernels_stay_equal():
    lab = TrainingLab(activation="sigmoid", initialisation="zeros", steps=10)
    assert lab.output.any()
    assert torch.allclose(lab.output, lab.output[:1].expand_as(lab.output))
    lab.activation, lab.steps = "relu", 10
    weights = [p for name, p in lab.net.named_parameters() if name.endswith("weight")]
    assert not any(weight.any() for weight in weights)
    assert lab.net.dense3.bias.any()


def test_without_padding_32_rows_give_the_same_shapes(lenet):
    net = lenet(nn.ReLU, nn.MaxPool2d)
    net[0].padding = (0, 0)
    assert net[:6](torch.rand(1, 1, 32, 32)).shape[1:] == (16, 5, 5)
    assert net(torch.rand(1, 1, 32, 32)).shape == (1, 10)


def test_other_sizes_change_three_layers(lenet):
    old = lenet(nn.ReLU, nn.MaxPool2d)
    new = [nn.Conv2d(1, 6, 3, padding=1), *old[1:3], nn.Conv2d(6, 32, 3, padding=1), *old[4:7]]
    flat = nn.Sequential(*new)(torch.rand(1, 1, 28, 28))
    assert flat.shape == (1, 1568)
    net = nn.Sequential(*new, nn.Linear(1568, 120), *old[8:])
    assert net(torch.rand(2, 1, 28, 28)).shape == (2, 10)
    before, after = ([[p.numel() for p in layer.parameters()] for layer in n] for n in (old, net))
    changed = [n for n in range(len(old)) if before[n] != after[n]]
    assert [type(old[n]).__name__ for n in changed] == ["Conv2d", "Conv2d", "Linear"]
    assert sum(after[3]) == 1760


@pytest.mark.parametrize(
    ("maps", "kernel", "padding", "inputs"), [(16, 3, 1, 784), (32, 5, 0, 800)]
)
def test_what_dense1_reads_after_a_change(lenet, maps, kernel, padding, inputs):
    body = lenet(nn.ReLU, nn.MaxPool2d)[:7]
    body[0] = nn.Conv2d(1, 6, kernel, padding=kernel // 2)
    body[3] = nn.Conv2d(6, maps, kernel, padding=padding)
    assert body(torch.rand(1, 1, 28, 28)).shape == (1, inputs)


def test_a_global_average_leaves_2742_parameters(lenet):
    body = lenet(nn.ReLU, nn.MaxPool2d)[:6]
    net = nn.Sequential(*body, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10))
    assert net(torch.rand(2, 1, 28, 28)).shape == (2, 10)
    assert sum(p.numel() for p in net.parameters()) == 2742


def test_always_zero_loses_4_15(test_digits):
    fixed = torch.full((10,), 0.01).index_fill(0, torch.tensor(0), 0.91).log()
    loss = F.cross_entropy(fixed.expand(len(test_digits), 10), test_digits.y)
    assert loss.item() == pytest.approx(4.15, abs=0.01)


def test_no_mistake_in_360_at_one_in_120():
    assert round((119 / 120) ** 360, 2) == 0.05
