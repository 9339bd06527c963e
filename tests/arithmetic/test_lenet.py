"""LeNet: its sizes, its layers, the weights that travel with the book."""

import re

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from convlab import LeNet, corr2d_multi_in_out, load_trained, pool2d
from convlab.datasets import load_images
from convlab.lenet import VARIANTS, initialise
from convlab.training import accuracy

SHAPES = {
    "conv1": (6, 28, 28),
    "act1": (6, 28, 28),
    "pool1": (6, 14, 14),
    "conv2": (16, 10, 10),
    "act2": (16, 10, 10),
    "pool2": (16, 5, 5),
    "flatten": (400,),
    "dense1": (120,),
    "act3": (120,),
    "dense2": (84,),
    "act4": (84,),
    "dense3": (10,),
}


def test_parameters_and_multiply_adds():
    net = LeNet()
    assert sum(p.numel() for p in net.parameters()) == 61_706
    with FlopCounterMode(display=False) as counter:
        net(torch.zeros(1, 1, 28, 28))
    assert counter.get_total_flops() == 2 * 416_520


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("pooling", ["avg", "max"])
def test_every_layer_has_its_shape_and_the_last_is_the_output(activation, pooling):
    net = LeNet(activation, pooling)
    X = torch.rand(3, 1, 28, 28)
    maps = net.maps(X)
    assert {name: tuple(Y.shape[1:]) for name, Y in maps.items()} == SHAPES
    assert torch.equal(maps["dense3"], net(X))
    kind = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU}[activation]
    assert sum(isinstance(layer, kind) for layer in net) == 4
    kind = {"avg": nn.AvgPool2d, "max": nn.MaxPool2d}[pooling]
    assert sum(isinstance(layer, kind) for layer in net) == 2


def test_the_books_own_loops_compute_the_same_maps():
    net = load_trained("present")
    X = load_images(split="test").X[0]
    maps = net.maps(X[None])
    Y = corr2d_multi_in_out(X, net.conv1.weight.detach(), padding=2)
    Y = Y + net.conv1.bias.detach()[:, None, None]
    torch.testing.assert_close(Y, maps["conv1"][0].detach(), atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(pool2d(Y.relu(), 2), maps["pool1"][0].detach(), atol=1e-5, rtol=1e-5)


IMAGES = torch.rand(2, 1, 28, 28)
LAST = "; channels come first, before rows and columns"


@pytest.mark.parametrize("call", [LeNet.forward, LeNet.maps])
@pytest.mark.parametrize(
    ("X", "got"),
    [
        (torch.rand(3, 1, 8, 8), "shape (3, 1, 8, 8)"),
        (IMAGES[0], "shape (1, 28, 28)"),
        (IMAGES[0, 0], "shape (28, 28)"),
        (IMAGES.permute(0, 2, 3, 1), f"shape (2, 28, 28, 1){LAST}"),
        (torch.rand(28, 28, 3), f"shape (28, 28, 3){LAST}"),
        ((255 * IMAGES).to(torch.uint8), "torch.uint8: X.float() / 255, from 0 to 1"),
        (IMAGES.long(), "torch.int64: X.float() / 255, from 0 to 1"),
        (IMAGES > 0.5, "torch.bool: X.float() / 255, from 0 to 1"),
        (IMAGES.double(), "torch.float64"),
        (IMAGES + 0j, "torch.complex64"),
        (IMAGES.tolist(), "list"),
        (IMAGES.numpy(), "ndarray"),
        (None, "NoneType"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_anything_but_images_is_refused(call, X, got):
    expected = "X must be images of torch.float32 and shape (n, 1, 28, 28), got "
    with pytest.raises(ValueError, match=f"^{re.escape(expected + got)}$"):
        call(LeNet(), X)


def test_images_have_the_weights_type():
    assert LeNet().double()(IMAGES.double()).dtype == torch.float64
    with pytest.raises(ValueError, match=r"images of torch.float64 .*, got torch.float32"):
        LeNet().double()(IMAGES)


def test_other_names_are_refused():
    with pytest.raises(ValueError, match="activation must be one of sigmoid, relu, got 'tanh'"):
        LeNet("tanh")
    with pytest.raises(ValueError, match="pooling must be one of avg, max, got 'sum'"):
        LeNet(pooling="sum")
    with pytest.raises(ValueError, match="name must be one of original, present, got 'best'"):
        load_trained("best")


def test_initial_weights_are_glorots():
    net = initialise(LeNet(), gain=2.0, seed=3)
    bound = 2 * (6 / (400 + 120)) ** 0.5
    assert 0.99 * bound < net.dense1.weight.abs().max() <= bound
    bound = 2 * (6 / (25 + 6 * 25)) ** 0.5
    assert 0.9 * bound < net.conv1.weight.abs().max() <= bound
    assert not net.dense1.bias.any()
    same, other = initialise(LeNet(), gain=2.0, seed=3), initialise(LeNet(), gain=2.0, seed=4)
    assert torch.equal(same.conv2.weight, net.conv2.weight)
    assert not torch.equal(other.conv2.weight, net.conv2.weight)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_trained_networks_are_good_and_in_half_precision(name):
    net = load_trained(name)
    assert accuracy(net, load_images(split="test")) >= 0.98
    for values in net.parameters():
        assert torch.equal(values, values.half().float())
    assert (net.activation, net.pooling) == (VARIANTS[name].activation, VARIANTS[name].pooling)
