"""What 6.5 and its deeper page state in answers and solutions, and no cell of theirs shows."""

import pytest
import torch
import torch.nn.functional as F

from convlab import PoolingExplorer, ReceptiveFieldExplorer, ShiftLab, pool2d, receptive_field
from convlab.data import load_digit
from convlab.receptive import receptive_fields
from convlab.shifts import invariance_error

X = PoolingExplorer().input


def lab(name, columns, border="zero"):
    return ShiftLab(map=name, input="digit", shift=(0, columns), border=border)


def test_the_explorers_3x3_windows():
    assert pool2d(X, 3).tolist() == [[8, 9], [7, 6]]
    assert (9 * pool2d(X, 3, "avg")).round().tolist() == [[21, 18], [16, 17]]
    places = {value: (pool2d(X, 3, stride=1) == value).nonzero().tolist() for value in (8, 9)}
    assert places[9] == [[i, j] for i in (0, 1, 2) for j in (2, 3)]
    assert places[8] == [[i, j] for i in (0, 1) for j in (0, 1)]


def test_rows_6_and_7_of_8_are_in_no_window_of_3():
    Z = torch.rand(1, 1, 8, 8, requires_grad=True)
    F.max_pool2d(Z, 3).sum().backward()
    assert not Z.grad[..., 6:, :].any()
    small = torch.rand(1, 3, 3)
    assert F.max_pool2d(small, 2).shape[1:] == (1, 1)  # torch's default
    assert F.max_pool2d(small, 2, stride=1).shape[1:] == (2, 2)  # the loop of D2L


def test_max_pooling_is_equivariant_to_whole_strides_only():
    labs = [lab("max pool", columns) for columns in (1, 2, 3, 4)]
    assert [one.equivariance_error < 1e-9 for one in labs] == [False, True, False, True]
    errors = [one.invariance_error for one in labs]
    assert 0.1 < errors[0] < errors[1] < errors[2] < errors[3]
    assert all(lab("global avg", columns).invariance_error < 1e-9 for columns in (1, 2, 3, 4))


def test_three_ways_to_halve():
    maps = ("max pool", "avg pool", "conv stride 2")
    errors = [lab(name, 1).equivariance_error for name in maps]
    assert errors == pytest.approx([0.26, 0.28, 0.61], abs=0.005)
    digit = lab("conv zero", 1)
    assert digit.invariance_error > 1.5 * invariance_error(digit.input, lambda Z: Z, (0, 1))


@pytest.mark.parametrize(("name", "first"), [("global max", 15), ("global avg", 6)])
def test_when_a_global_pooling_changes(name, first):
    still = lab(name, 0).output.item()
    changed = [abs(lab(name, by).output.item() - still) > 1e-9 for by in range(16)]
    assert changed.index(True) == first
    assert abs(lab(name, 32, "circular").output.item() - still) < 1e-9


def test_gradients_of_the_explorer():
    explorer = PoolingExplorer(window=3, stride=1, view="gradient")
    assert (explorer.gradient[2, 4], explorer.gradient.sum()) == (6, 16)
    assert (explorer.gradient == 1).nonzero().tolist() == [[2, 1]]
    explorer.mode = "avg"
    most = (explorer.gradient > 0.999).nonzero().tolist()
    assert most == [[2, 2], [2, 3], [3, 2], [3, 3]]
    assert explorer.gradient[0, 0].item() == pytest.approx(1 / 9)
    tied = X.clone()
    tied[0, 0] = 8
    explorer = PoolingExplorer(tied)
    assert explorer.gradient[:2, :2].tolist() == [[1, 0], [0, 0]]


def test_a_relu_stops_the_gradient_of_a_tie_of_zeros():
    Z = torch.tensor([[-1.0, -3], [-2, -1]], requires_grad=True)
    F.max_pool2d(Z.relu()[None], 2).sum().backward()
    assert not Z.grad.any()


def test_a_bright_pixel_becomes_a_square():
    dot = torch.zeros(20, 20)
    dot[10, 10] = 1
    assert pool2d(dot, 8, stride=1).sum() == 64
    explorer = PoolingExplorer("china", window=8, stride=1)
    assert explorer.output.shape == (121, 121)
    assert PoolingExplorer("china", window=(8, 1)).output.shape == (16, 128)


def test_weights_by_softmax_lie_between_average_and_maximum():
    x = X[:2, :2].flatten()
    kept = [(torch.softmax(beta * x, 0) @ x).item() for beta in (0.0, 0.1, 0.5, 1.0, 100.0)]
    assert kept == sorted(kept)
    assert (kept[0], kept[-1]) == (x.mean(), x.max())
    assert kept[3] == pytest.approx(7.99, abs=0.005)


def test_two_channels_make_a_maximum_of_numbers_that_are_not_negative():
    pairs = torch.tensor([[1.0, -1], [0, 1]]).reshape(2, 1, 1, 2)
    add = torch.ones(1, 2, 1, 1)
    Z = torch.rand(1, 1, 9, 9)
    largest = F.conv2d(F.conv2d(Z, pairs).relu(), add)
    torch.testing.assert_close(largest, F.max_pool2d(Z, (1, 2), 1))


def test_minimum_pooling_is_not_won_by_its_padding():
    def min_pool(Z, *settings):
        return -F.max_pool2d(-Z, *settings)

    assert min_pool(torch.ones(1, 1, 4, 4), 2, 2, 1).equal(torch.ones(1, 1, 3, 3))
    digit = load_digit(3)
    bright = pool2d(digit, 2, stride=1)
    torch.testing.assert_close(1 - min_pool((1 - digit)[None], 2, 1)[0], bright)


def test_ten_digits_as_samples_and_as_channels():
    digits = [load_digit(i) for i in range(10)]
    batch, sample = torch.stack(digits, 0)[:, None], torch.stack(digits, 0)[None]
    assert batch[7, 0].equal(sample[0, 7])
    assert torch.cat(digits, 1)[:, 56:64].equal(digits[7])


def test_fields_in_the_receptive_field_explorer():
    sizes = [field.size for field in receptive_fields([(5, 1), (2, 2), (3, 1), (2, 2)])]
    assert sizes[2:] == [10, 12]
    gaps = ReceptiveFieldExplorer([(2, 3), 3])
    assert gaps.fields[-1].size == 8
    assert (gaps.influence > 0).sum() == 36
    corner = ReceptiveFieldExplorer("pyramid", unit=(4, 0, 0))
    assert (corner.fields[-1].start, corner.fields[-1].size) == (-15, 31)
    assert (corner.influence > 0).nonzero().max(0).values.tolist() == [15, 15]


def test_layers_until_64():
    stack = [3, (2, 2)] * 5
    sizes = [field.size for field in receptive_fields(stack)]
    assert sizes == [3, 4, 8, 10, 18, 22, 38, 46, 78, 94]
    assert receptive_field([3] * 31) < 64 <= receptive_field([3] * 32)


def test_growth_with_strides_as_the_figure_says():
    assert receptive_field([(3, 2)] * 7) == 255
    assert receptive_field([3] * 18) == 37
