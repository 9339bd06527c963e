"""What 6.4 and its deeper page state in words, against torch."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from convlab import (
    KERNELS,
    ChannelsExplorer,
    convolve2d,
    corr2d,
    corr2d_multi_in,
    corr2d_multi_in_out,
    corr2d_multi_in_out_1x1,
    load_photo,
    output_size,
)
from convlab.channels import multiply_adds, parameters
from convlab.exercises.sections.s6_4 import K, X

OPPONENTS = torch.tensor([[0.299, 0.587, 0.114], [1, -1, 0], [-0.5, -0.5, 1]])


def shown(kernel, **settings):
    return ChannelsExplorer(input=X, kernel=kernel, **settings).output


def test_without_the_second_slice_the_output_is_partial_sum_1():
    k = K[:1].clone()
    k[0, 1] = 0
    assert shown(k)[0].tolist() == [[-2, 1], [-1, 3]]


def test_the_bias_is_added_once():
    assert torch.equal(shown(K[:1], bias=[10.0]), shown(K[:1]) + 10)


def test_what_one_changed_pixel_does():
    changed = X.clone()
    changed[0, 0, 0] = 9
    difference = corr2d_multi_in_out(changed, K) - corr2d_multi_in_out(X, K)
    assert difference.nonzero().tolist() == [[0, 0, 0], [2, 0, 0]]
    assert difference[difference != 0].tolist() == [8, 8]
    assert [corr2d(x, k)[0, 1].item() for x, k in zip(X, K[1], strict=True)] == [-3, 3]


def test_reshape_has_the_right_shape_and_other_numbers():
    file = load_photo("flower", grey=False).permute(1, 2, 0).contiguous()
    right, wrong = file.permute(2, 0, 1), file.reshape(3, *file.shape[:2])
    assert right.shape == wrong.shape
    assert not torch.equal(right, wrong)


def test_halves_and_the_same_work():
    stages = [(64 * 2**n, 112 // 2**n) for n in range(4)]
    numbers = [c * n * n for c, n in stages]
    assert [2 * after for after in numbers[1:]] == numbers[:-1]
    assert len({multiply_adds(c, c, 3, n) for c, n in stages}) == 1
    assert multiply_adds(512, 512, 3, 112) == 64 * multiply_adds(512, 512, 3, 14)


def test_products_with_the_padding_count():
    """All inputs and weights are 1, and the padding as well: the sum of all outputs counts them."""
    ones = torch.ones(1, 2, 20 + 2 * 2, 20 + 2 * 2).double()
    out = F.conv2d(ones, torch.ones(8, 2, 5, 5).double(), stride=2)
    size = output_size(20, 5, padding=2, stride=2)
    assert out.sum() == multiply_adds(2, 8, 5, size)


def test_grey_gives_nothing_and_colours_change_places():
    grey = torch.full((3, 1, 1), 0.7)
    assert corr2d_multi_in_out_1x1(grey, OPPONENTS[1:, :, None, None]).abs().max() < 1e-6
    photo = load_photo("flower", size=8, grey=False)
    swap = torch.tensor([[0.0, 0, 1], [0, 1, 0], [1, 0, 0]])
    assert torch.equal(corr2d_multi_in_out_1x1(photo, swap[:, :, None, None]), photo.flip(0))


def test_the_exercises_of_the_core():
    fourth = torch.tensor([[[0.0, 0], [1, 0]], [[0, 0], [0, 2]]])
    assert (corr2d_multi_in(X, fourth) - 1).tolist() == [[-1, 4], [3, 0]]
    layer = nn.Conv2d(16, 32, 5, padding=2, stride=2)
    out = layer(torch.rand(1, 16, 28, 28))
    assert (layer.weight.numel(), tuple(out.shape[1:])) == (12_800, (32, 14, 14))
    assert parameters(16, 32, 5) == 12_832
    wider = nn.Conv2d(16, 32, 5, padding=4, stride=2)(torch.rand(1, 16, 28, 28))
    assert wider.shape[2:].numel() / 196 == pytest.approx(1.31, abs=0.005)


@pytest.mark.parametrize(("pixels", "times"), [(True, 2), (False, 1)])
def test_backward_is_twice_the_work_and_half_of_it_without_pixels(pixels, times):
    layer = nn.Conv2d(16, 32, 5, padding=2, stride=2)
    image = torch.rand(1, 16, 28, 28, requires_grad=pixels)
    with FlopCounterMode(display=False) as forward:
        out = layer(image)
    with FlopCounterMode(display=False) as backward:
        out.sum().backward()
    assert forward.get_total_flops() == 2 * multiply_adds(16, 32, 5, 14)
    assert backward.get_total_flops() == times * forward.get_total_flops()


def test_another_order_of_a_sum():
    one, large = torch.tensor(1.0), torch.tensor(1e8)
    assert one + large - large == 0
    assert one + (large - large) == 1


def test_two_layers_of_one_channel_are_their_convolution():
    A, B, Z = torch.randn(3, 3).double(), torch.randn(5, 5).double(), torch.randn(12, 12).double()
    joined = convolve2d(A, B, padding="full")
    assert joined.shape == (7, 7)
    torch.testing.assert_close(corr2d(corr2d(Z, A), B), corr2d(Z, joined))


def test_larger_kernels_as_a_product():
    product = K.reshape(3, 8) @ F.unfold(X[None], 2)[0]
    assert torch.equal(product.reshape(3, 2, 2), corr2d_multi_in_out(X, K))


def test_a_second_slice_in_the_explorer_of_the_temple():
    rise = torch.tensor([0.0, 0, 1, 1]).repeat(3, 1)
    sobel, second = torch.tensor(KERNELS["sobel x"]), torch.zeros(3, 3)
    second[1] = torch.tensor([2.0, 0, -2])
    slices = torch.stack([sobel, second])
    assert corr2d(rise, sobel)[0].tolist() == [4, 4]
    assert corr2d_multi_in(torch.stack([rise, rise]), slices)[0].tolist() == [2, 2]
    assert corr2d_multi_in(torch.stack([rise, 1 - rise]), slices)[0].tolist() == [6, 6]


def test_the_costs_of_the_temple():
    explorer = ChannelsExplorer(input="china", kernel="edges per channel")
    sides = [explorer.output.shape[1]]
    for explorer.stride, explorer.padding in ((2, 0), (2, 1)):
        sides.append(explorer.output.shape[1])
    assert sides == [62, 31, 32]
    more = multiply_adds(3, 3, 3, sides[2]) / multiply_adds(3, 3, 3, sides[1])
    assert more == pytest.approx(1.07, abs=0.005)


def test_edges_in_three_colours_are_alike():
    sobel = torch.tensor(KERNELS["sobel x"])
    temple = load_photo("china", size=64, grey=False)
    alike = torch.corrcoef(torch.stack([corr2d(x, sobel).flatten() for x in temple]))
    red_green, red_blue, green_blue = alike[0, 1], alike[0, 2], alike[1, 2]
    assert red_green == pytest.approx(0.88, abs=0.005)
    assert green_blue == pytest.approx(0.94, abs=0.005)
    assert red_blue == pytest.approx(0.75, abs=0.005)


def test_a_strided_layer_is_a_trade_and_a_matrix():
    A, B = torch.randn(3, 8, 6), torch.randn(5, 3, 2, 2)
    traded = corr2d_multi_in_out_1x1(F.pixel_unshuffle(A, 2), B.reshape(5, 12, 1, 1))
    torch.testing.assert_close(F.conv2d(A[None], B, stride=2)[0], traded)


def test_what_can_be_undone():
    photo = load_photo("flower", size=8, grey=False)
    there = corr2d_multi_in_out_1x1(photo, OPPONENTS[:, :, None, None])
    back = corr2d_multi_in_out_1x1(there, torch.linalg.inv(OPPONENTS)[:, :, None, None])
    torch.testing.assert_close(back, photo, atol=1e-5, rtol=1e-5)
    tall = torch.tensor([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
    identity = torch.linalg.pinv(tall) @ tall
    torch.testing.assert_close(identity, torch.eye(3), atol=1e-5, rtol=0)


@pytest.mark.parametrize(("r", "factor"), [(4, 8.5), (8, 23.0)])
def test_a_bottleneck(r, factor):
    layers = (256, 256 // r, 1), (256 // r, 256 // r, 3), (256 // r, 256, 1)
    weights = sum(parameters(*layer, bias=False) for layer in layers)
    saved = parameters(256, 256, 3, bias=False) / weights
    assert saved == pytest.approx(factor, abs=0.05)
    assert saved == pytest.approx(9 * r**2 / (2 * r + 9))


def test_grouped_by_list_and_cat():
    A, B = torch.randn(6, 7, 8), torch.randn(4, 3, 2, 2)
    pairs = zip(A.chunk(2), B.chunk(2), strict=True)
    grouped = torch.cat([corr2d_multi_in_out(x, k) for x, k in pairs], 0)
    torch.testing.assert_close(grouped, F.conv2d(A[None], B, groups=2)[0])


def test_most_5x5_kernels_are_not_two_of_3x3():
    """From a product, 17 directions lead to others: the 18 numbers, but for one that is wasted."""
    A, B = torch.randn(3, 3).double(), torch.randn(3, 3).double()

    def join(a, b):
        return convolve2d(a, b, padding="full").flatten()

    units = torch.eye(9).double().reshape(9, 3, 3)
    moves = [*(join(u, B) for u in units), *(join(A, u) for u in units)]
    assert torch.linalg.matrix_rank(torch.stack(moves)) == 17


def test_on_one_axis_every_5_are_two_times_3():
    five = np.random.default_rng(0).normal(size=(20, 5))
    for numbers in five:
        roots = sorted(np.roots(numbers), key=lambda z: (z.imag != 0, z.real))
        first, second = numbers[0] * np.poly(roots[:2]), np.poly(roots[2:])
        assert np.isrealobj(first)
        assert np.isrealobj(second)
        np.testing.assert_allclose(np.convolve(first, second), numbers)
