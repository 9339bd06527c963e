"""What 6.6 asks: LeNet."""

import math

import torch

from convlab.channels import multiply_adds, parameters
from convlab.exercises.table import asks
from convlab.receptive import Layer, receptive_fields
from convlab.shapes import output_size, use_counts

# LeNet's layers up to the second pooling, and its dense layers as 1×1 layers.
STACK = [Layer(5, padding=2), (2, 2), 5, (2, 2)]
SHAPES = [(1, 6, 5), (6, 16, 5), (400, 120, 1), (120, 84, 1), (84, 10, 1)]


def shapes():
    """The shapes between LeNet's layers."""
    rows1 = output_size(28, 5, padding=2)
    rows2 = output_size(rows1, 2, stride=2)
    rows3 = output_size(rows2, 5)
    rows4 = output_size(rows3, 2, stride=2)
    return {
        "conv1": asks(
            (6, rows1, rows1),
            no_padding=(6, output_size(28, 5), output_size(28, 5)),
            in_all=(6, rows1 - 2, rows1 - 2),
            one_map=(1, rows1, rows1),
        ),
        "pool1": asks(
            (6, rows2, rows2),
            stride_1=(6, rows1 - 1, rows1 - 1),
            channels=(3, rows2, rows2),
        ),
        "conv2": asks(
            (16, rows3, rows3),
            padded=(16, rows2, rows2),
            one_window=(16, rows2 - 5, rows2 - 5),
            all_inputs=(6 * 16, rows3, rows3),
        ),
        "pool2": asks(
            (16, rows4, rows4),
            stride_1=(16, rows3 - 1, rows3 - 1),
            channels=(8, rows4, rows4),
        ),
        "flat": asks(
            16 * rows4 * rows4,
            one_map=rows4 * rows4,
            rows_only=16 * rows4,
            before_pooling=16 * rows3 * rows3,
        ),
    }


def parameters_and_work():
    """LeNet's parameters and its work."""
    conv1, conv2, dense1, dense2, dense3 = (parameters(*shape) for shape in SHAPES)
    weights_only = [parameters(*shape, bias=False) for shape in SHAPES]
    return {
        "conv1": asks(
            conv1,
            no_bias=weights_only[0],
            one_kernel=parameters(1, 1, 5),
            one_bias=weights_only[0] + 1,
            places=weights_only[0] * 28 * 28,
        ),
        "conv2": asks(
            conv2,
            no_bias=weights_only[1],
            one_slice=parameters(1, 16, 5),
            bias_per_slice=weights_only[1] + 6 * 16,
            bias_per_input=weights_only[1] + 6,
        ),
        "dense1": asks(
            dense1,
            no_bias=weights_only[2],
            bias_per_input=weights_only[2] + 400,
            image=parameters(28 * 28, 120, 1),
            one_number=parameters(16, 120, 1),
        ),
        "network": asks(
            conv1 + conv2 + dense1 + dense2 + dense3,
            no_bias=sum(weights_only),
            three_layers=conv1 + conv2 + dense1,
            last_layer=conv1 + conv2 + dense1 + dense2,
            convolutions=dense1 + dense2 + dense3,
        ),
        "products1": asks(
            multiply_adds(1, 6, 5, 28),
            one_place=multiply_adds(1, 6, 5, 1),
            no_padding=multiply_adds(1, 6, 5, 24),
            after_pooling=multiply_adds(1, 6, 5, 14),
            biases=conv1 * 28 * 28,
            real_only=6 * sum(use_counts(28, 5, padding=2)) ** 2,
        ),
        "products2": asks(
            multiply_adds(6, 16, 5, 10),
            one_place=multiply_adds(6, 16, 5, 1),
            input_places=multiply_adds(6, 16, 5, 14),
            one_slice=multiply_adds(1, 16, 5, 10),
            after_pooling=multiply_adds(6, 16, 5, 5),
        ),
    }


def one_unit():
    """What one unit reads and sees."""
    sides = [field.size for field in receptive_fields(STACK)]
    return {
        "conv2_products": asks(
            multiply_adds(6, 1, 5, 1),
            one_slice=multiply_adds(1, 1, 5, 1),
            bias=parameters(6, 1, 5),
            all_units=multiply_adds(6, 16, 5, 1),
        ),
        "conv2_rows": asks(
            sides[2],
            pool1_rows=5,
            no_jump=receptive_fields([5, 2, 5])[-1].size,
            pool2=sides[3],
            border=sides[2] - 2,
        ),
        "dense1_products": asks(
            multiply_adds(16 * 5 * 5, 1, 1, 1),
            units=120,
            image=28 * 28,
            maps=16,
            one_map=5 * 5,
        ),
        "dense1_rows": asks(28, pool2=sides[3], padding=sides[3] + 4 * 4),
    }


def without_padding():
    """LeNet on 32×32 without padding."""

    def sides_of_maps(n, padding=0):
        """Rows after conv1, pool1, conv2 and pool2 for an image of n×n."""
        sides = [output_size(n, 5, padding=padding)]
        for k, s in ((2, 2), (5, 1), (2, 2)):
            sides.append(output_size(sides[-1], k, stride=s))
        return sides

    def in_dense1(side):
        return parameters(16 * side**2, 120, 1)

    bare, padded_too, small_image = (
        sides_of_maps(32),
        sides_of_maps(32, 2),
        sides_of_maps(28),
    )
    return {
        "rows": asks(
            bare[0],
            same=32,
            one_window=32 - 5,
            old_image=small_image[0],
        ),
        "shape": asks(
            (16, bare[-1], bare[-1]),
            padded=(16, padded_too[-1], padded_too[-1]),
            old_image=(16, small_image[-1], small_image[-1]),
            before_pooling=(16, bare[2], bare[2]),
            six_maps=(6, bare[-1], bare[-1]),
        ),
        "change": asks(
            abs(in_dense1(bare[-1]) - in_dense1(sides_of_maps(28, 2)[-1])),
            all_parameters=in_dense1(bare[-1]),
            padded=in_dense1(padded_too[-1]) - in_dense1(bare[-1]),
            kernels=sum(parameters(*shape) for shape in SHAPES),
        ),
    }


def other_sizes():
    """LeNet with kernels of 3×3, padding 1, and 32 maps after the second convolution."""
    rows1 = output_size(28, 3, padding=1) // 2
    rows2 = output_size(rows1, 3, padding=1) // 2
    return {
        "conv2": asks(
            parameters(6, 32, 3),
            no_bias=parameters(6, 32, 3, bias=False),
            one_slice=parameters(1, 32, 3),
            old_maps=parameters(6, 16, 3),
            old_kernel=parameters(6, 32, 5),
        ),
        "shape": asks(
            (32, rows2, rows2),
            old_rows=(32, 5, 5),
            no_padding=(32, 6, 6),
            old_maps=(16, rows2, rows2),
            before_pooling=(32, 2 * rows2, 2 * rows2),
        ),
        "inputs": asks(
            32 * rows2**2,
            old_rows=32 * 25,
            old_maps=16 * rows2**2,
            one_map=rows2**2,
            as_before=400,
        ),
        "changed": asks("three"),
    }


def fair_comparison():
    """Which two runs say something about the maximum."""
    return {
        "pair": asks("pooling"),
        "digits": asks(round((0.9972 - 0.9917) * 360), one=1, thousandths=20),
    }


def global_average():
    """LeNet with a global average."""
    convolutional = parameters(1, 6, 5) + parameters(6, 16, 5)
    three_dense = sum(parameters(*pair, 1) for pair in ((16, 120), (120, 84), (84, 10)))
    return {
        "parameters": asks(
            convolutional + parameters(16, 10, 1),
            convolutions=convolutional,
            no_bias=convolutional + parameters(16, 10, 1, bias=False),
            no_average=convolutional + parameters(400, 10, 1),
            three_dense=convolutional + three_dense,
        ),
        "moved": asks("invariant"),
        "lost": asks("place"),
    }


def always_zero():
    """Loss and accuracy of a network that always says zero."""
    zeros, others = 1 / 10, 9 / 10
    loss_zero, loss_other = -math.log(0.91), -math.log(0.01)
    return {
        "loss": asks(loss_zero, probability=0.91, base_ten=-math.log10(0.91)),
        "mean": asks(
            zeros * loss_zero + others * loss_other,
            others=loss_other,
            equally_many=(loss_zero + loss_other) / 2,
            mean_first=-math.log(zeros * 0.91 + others * 0.01),
            exchanged=others * loss_zero + zeros * loss_other,
            tolerance=0.03,
        ),
        "accuracy": asks(zeros, sure=0.91, wrong=others, others=0.01),
    }


def slopes_of_sigmoids():
    """How sigmoids shrink a gradient."""

    def slope(f):
        """The slope of `f` at 0."""
        at_zero = torch.zeros((), requires_grad=True)
        return torch.autograd.grad(f(at_zero), at_zero)[0].item()

    each = round(1 / slope(torch.sigmoid))
    return {
        "two": asks(each**2, added=2 * each, one=each),
        "four_maps": asks(each**3, four=each**4, added=3 * each, one=each),
        "gain": asks(
            1 / slope(torch.tanh),
            sigmoid=each,
            calculate_gain=5 / 3,
            slope=1 / each,
            relu=2**0.5,
            none=0,
        ),
    }


def permuted_pixels():
    """Which network does not mind permuted pixels."""
    return {
        "network": asks("dense"),
    }
