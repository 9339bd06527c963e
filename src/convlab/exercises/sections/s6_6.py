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
            ((6, output_size(28, 5), output_size(28, 5)), "no_padding"),
            ((6, rows1 - 2, rows1 - 2), "in_all"),
            ((1, rows1, rows1), "one_map"),
        ),
        "pool1": asks(
            (6, rows2, rows2),
            ((6, rows1 - 1, rows1 - 1), "stride_1"),
            ((3, rows2, rows2), "channels"),
        ),
        "conv2": asks(
            (16, rows3, rows3),
            ((16, rows2, rows2), "padded"),
            ((16, rows2 - 5, rows2 - 5), "one_window"),
            ((6 * 16, rows3, rows3), "all_inputs"),
        ),
        "pool2": asks(
            (16, rows4, rows4),
            ((16, rows3 - 1, rows3 - 1), "stride_1"),
            ((8, rows4, rows4), "channels"),
        ),
        "flat": asks(
            16 * rows4 * rows4,
            (rows4 * rows4, "one_map"),
            (16 * rows4, "rows_only"),
            (16 * rows3 * rows3, "before_pooling"),
        ),
    }


def parameters_and_work():
    """LeNet's parameters and its work."""
    conv1, conv2, dense1, dense2, dense3 = (parameters(*shape) for shape in SHAPES)
    weights_only = [parameters(*shape, bias=False) for shape in SHAPES]
    return {
        "conv1": asks(
            conv1,
            (weights_only[0], "no_bias"),
            (parameters(1, 1, 5), "one_kernel"),
            (weights_only[0] + 1, "one_bias"),
            (weights_only[0] * 28 * 28, "places"),
        ),
        "conv2": asks(
            conv2,
            (weights_only[1], "no_bias"),
            (parameters(1, 16, 5), "one_slice"),
            (weights_only[1] + 6 * 16, "bias_per_slice"),
            (weights_only[1] + 6, "bias_per_input"),
        ),
        "dense1": asks(
            dense1,
            (weights_only[2], "no_bias"),
            (weights_only[2] + 400, "bias_per_input"),
            (parameters(28 * 28, 120, 1), "image"),
            (parameters(16, 120, 1), "one_number"),
        ),
        "network": asks(
            conv1 + conv2 + dense1 + dense2 + dense3,
            (sum(weights_only), "no_bias"),
            (conv1 + conv2 + dense1, "three_layers"),
            (conv1 + conv2 + dense1 + dense2, "last_layer"),
            (dense1 + dense2 + dense3, "convolutions"),
        ),
        "products1": asks(
            multiply_adds(1, 6, 5, 28),
            (multiply_adds(1, 6, 5, 1), "one_place"),
            (multiply_adds(1, 6, 5, 24), "no_padding"),
            (multiply_adds(1, 6, 5, 14), "after_pooling"),
            (conv1 * 28 * 28, "biases"),
            (6 * sum(use_counts(28, 5, padding=2)) ** 2, "real_only"),
        ),
        "products2": asks(
            multiply_adds(6, 16, 5, 10),
            (multiply_adds(6, 16, 5, 1), "one_place"),
            (multiply_adds(6, 16, 5, 14), "input_places"),
            (multiply_adds(1, 16, 5, 10), "one_slice"),
            (multiply_adds(6, 16, 5, 5), "after_pooling"),
        ),
    }


def one_unit():
    """What one unit reads and sees."""
    sides = [field.size for field in receptive_fields(STACK)]
    return {
        "conv2_products": asks(
            multiply_adds(6, 1, 5, 1),
            (multiply_adds(1, 1, 5, 1), "one_slice"),
            (parameters(6, 1, 5), "bias"),
            (multiply_adds(6, 16, 5, 1), "all_units"),
        ),
        "conv2_rows": asks(
            sides[2],
            (5, "pool1_rows"),
            (receptive_fields([5, 2, 5])[-1].size, "no_jump"),
            (sides[3], "pool2"),
            (sides[2] - 2, "border"),
        ),
        "dense1_products": asks(
            multiply_adds(16 * 5 * 5, 1, 1, 1),
            (120, "units"),
            (28 * 28, "image"),
            (16, "maps"),
            (5 * 5, "one_map"),
        ),
        "dense1_rows": asks(
            28,
            (sides[3], "pool2"),
            (sides[3] + 4 * 4, "padding"),
        ),
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
            (32, "same"),
            (32 - 5, "one_window"),
            (small_image[0], "old_image"),
        ),
        "shape": asks(
            (16, bare[-1], bare[-1]),
            ((16, padded_too[-1], padded_too[-1]), "padded"),
            ((16, small_image[-1], small_image[-1]), "old_image"),
            ((16, bare[2], bare[2]), "before_pooling"),
            ((6, bare[-1], bare[-1]), "six_maps"),
        ),
        "change": asks(
            abs(in_dense1(bare[-1]) - in_dense1(sides_of_maps(28, 2)[-1])),
            (in_dense1(bare[-1]), "all_parameters"),
            (in_dense1(padded_too[-1]) - in_dense1(bare[-1]), "padded"),
            (sum(parameters(*shape) for shape in SHAPES), "kernels"),
        ),
    }


def other_sizes():
    """LeNet with kernels of 3×3, padding 1, and 32 maps after the second convolution."""
    rows1 = output_size(28, 3, padding=1) // 2
    rows2 = output_size(rows1, 3, padding=1) // 2
    return {
        "conv2": asks(
            parameters(6, 32, 3),
            (parameters(6, 32, 3, bias=False), "no_bias"),
            (parameters(1, 32, 3), "one_slice"),
            (parameters(6, 16, 3), "old_maps"),
            (parameters(6, 32, 5), "old_kernel"),
        ),
        "shape": asks(
            (32, rows2, rows2),
            ((32, 5, 5), "old_rows"),
            ((32, 6, 6), "no_padding"),
            ((16, rows2, rows2), "old_maps"),
            ((32, 2 * rows2, 2 * rows2), "before_pooling"),
        ),
        "inputs": asks(
            32 * rows2**2,
            (32 * 25, "old_rows"),
            (16 * rows2**2, "old_maps"),
            (rows2**2, "one_map"),
            (400, "as_before"),
        ),
        "changed": asks("three"),
    }


def fair_comparison():
    """Which two runs say something about the maximum."""
    return {
        "pair": asks("pooling"),
        "digits": asks(
            round((0.9972 - 0.9917) * 360),
            (1, "one"),
            (20, "thousandths"),
        ),
    }


def global_average():
    """LeNet with a global average."""
    convolutional = parameters(1, 6, 5) + parameters(6, 16, 5)
    three_dense = sum(parameters(*pair, 1) for pair in ((16, 120), (120, 84), (84, 10)))
    return {
        "parameters": asks(
            convolutional + parameters(16, 10, 1),
            (convolutional, "convolutions"),
            (convolutional + parameters(16, 10, 1, bias=False), "no_bias"),
            (convolutional + parameters(400, 10, 1), "no_average"),
            (convolutional + three_dense, "three_dense"),
        ),
        "moved": asks("invariant"),
        "lost": asks("place"),
    }


def always_zero():
    """Loss and accuracy of a network that always says zero."""
    zeros, others = 1 / 10, 9 / 10
    loss_zero, loss_other = -math.log(0.91), -math.log(0.01)
    return {
        "loss": asks(
            loss_zero,
            (0.91, "probability"),
            (-math.log10(0.91), "base_ten"),
        ),
        "mean": asks(
            zeros * loss_zero + others * loss_other,
            (loss_other, "others"),
            ((loss_zero + loss_other) / 2, "equally_many"),
            (-math.log(zeros * 0.91 + others * 0.01), "mean_first"),
            (others * loss_zero + zeros * loss_other, "exchanged"),
            tolerance=0.03,
        ),
        "accuracy": asks(
            zeros,
            (0.91, "sure"),
            (others, "wrong"),
            (0.01, "others"),
        ),
    }


def slopes_of_sigmoids():
    """How sigmoids shrink a gradient."""

    def slope(f):
        """The slope of `f` at 0."""
        at_zero = torch.zeros((), requires_grad=True)
        return torch.autograd.grad(f(at_zero), at_zero)[0].item()

    each = round(1 / slope(torch.sigmoid))
    return {
        "two": asks(
            each**2,
            (2 * each, "added"),
            (each, "one"),
        ),
        "four_maps": asks(
            each**3,
            (each**4, "four"),
            (3 * each, "added"),
            (each, "one"),
        ),
        "gain": asks(
            1 / slope(torch.tanh),
            (each, "sigmoid"),
            (5 / 3, "calculate_gain"),
            (1 / each, "slope"),
            (2**0.5, "relu"),
            (0, "none"),
        ),
    }


def permuted_pixels():
    """Which network does not mind permuted pixels."""
    return {
        "network": asks("dense"),
    }
