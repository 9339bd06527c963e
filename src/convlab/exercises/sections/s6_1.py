"""What 6.1 asks: from dense layers to convolutions."""

from itertools import product

import torch
import torch.nn.functional as F
from torch import nn

from convlab.channels import parameters
from convlab.data import KERNELS, load_photo
from convlab.exercises.table import asks
from convlab.ops import convolve2d, corr2d
from convlab.receptive import receptive_field, receptive_fields
from convlab.shapes import use_counts
from convlab.shifts import equivariance_error, invariance_error
from convlab.weights import parameter_counts, shared_weights

SOBEL = torch.tensor(KERNELS["sobel x"]).double()


def _photo(size):
    return load_photo("china", size=size).double()


def three_functions():
    """Which of three functions on a ring are equivariant or invariant."""
    x = torch.tensor([0, 0, 2, 1, 0, 0])

    def property_of(f):
        shifts = range(1, 6)
        if all(torch.equal(f(x.roll(s)), f(x)) for s in shifts):
            return "invariant"
        moves_along = all(torch.equal(f(x.roll(s)), f(x).roll(s)) for s in shifts)
        return "equivariant" if moves_along else "neither"

    return {
        "neighbour_sum": asks(property_of(lambda x: x + x.roll(1))),
        "sorted": asks(property_of(lambda x: x.sort().values)),
        "running_sum": asks(property_of(lambda x: x.cumsum(0))),
    }


def two_keywords():
    """What the two principles say of an eye that moves, and of how far a stack sees."""

    def on_a_ring(X):
        return F.conv2d(F.pad(X[None, None], (1, 1, 1, 1), "circular"), SOBEL[None, None])[0, 0]

    photo = _photo(64)
    follows = torch.allclose(on_a_ring(photo.roll(5, 1)), on_a_ring(photo).roll(5, 1))
    layers_of_5 = [5] * 4
    return {
        "eye": asks("moves" if follows else "stays"),
        "exact_word": asks("equivariance" if follows else "invariance"),
        "rows": asks(
            receptive_field(layers_of_5),
            upwards=2 * len(layers_of_5),
            upwards_and_own=2 * len(layers_of_5) + 1,
            own_missing=2 * 2 * len(layers_of_5),
            own_counted_again=sum(layers_of_5),
            one_layer=layers_of_5[0],
        ),
    }


def in_the_explorer():
    """How many weights sharing leaves, and what a dot makes."""
    shared = {side: parameter_counts(side, delta=1)["shared"] for side in (8, 9)}
    dot = F.pad(torch.ones(1, 1, 1, 1).double(), (1, 1, 1, 1))
    response = F.conv2d(dot, SOBEL[None, None], padding=1)[0, 0]
    return {
        "shared": asks(
            shared[8],
            ring=8**2,
            zero_twice=(2 * 8) ** 2,
            too_far=shared[9],
            dense=8**4,
        ),
        "left": asks(response[None, :, 0], not_rotated=SOBEL[None, :, 0]),
    }


def weights_in_the_explorer():
    """At how many places of the matrix weights stand."""
    corner_use, inner_use = (use_counts(5, 3, padding=1)[i] ** 2 for i in (0, 2))
    first_of_kernel = torch.zeros(3, 3)
    first_of_kernel[0, 0] = 1
    top_left = int(shared_weights(first_of_kernel, 5).sum())
    shared = parameter_counts(8, delta=1)["shared"]
    full_delta = next(d for d in range(20) if parameter_counts(8, d)["local"] == shared)
    return {
        "corner": asks(
            corner_use,
            middle_pixel=inner_use,
            own_output=corner_use - 1,
            neighbours=1,
        ),
        "top_left": asks(
            top_left,
            middle_weight=5 * 5,
            row_and_column=5 * 5 - 5,
            corner_twice=5 * 5 - 5 - 5,
            both_corners=2 * top_left,
        ),
        "delta": asks(
            full_delta,
            rows_away=8,
            from_middle=8 // 2,
            offsets=2 * 8 - 1,
        ),
    }


def strides_and_moves():
    """How far an output moves when there are strides."""
    jump = receptive_fields([(3, 2), (3, 3)])[-1].jump
    return {
        "moves_by": asks(
            12 // 4,
            stride_1=12,
            multiplied=12 * 4,
            subtracted=12 - 4,
        ),
        "smallest": asks(
            jump,
            half_column=1,
            second_layer=2,
            one_and_a_half=3,
            added=2 + 3,
        ),
        "whole": asks("invariant"),
    }


def one_weight():
    """One weight of a dense layer on 6×6, and the local layer that keeps it."""
    pixel_numbers = torch.arange(36).reshape(6, 6)
    offset_a, offset_b = 5 - 2, 1 - 3
    delta = max(abs(offset_a), abs(offset_b))
    return {
        "row": asks(
            int(pixel_numbers[2, 3]),
            exchanged=int(pixel_numbers[3, 2]),
            from_zero=int(pixel_numbers[2, 3]) + 1,
            pixel=int(pixel_numbers[5, 1]),
        ),
        "column": asks(
            int(pixel_numbers[5, 1]),
            exchanged=int(pixel_numbers[1, 5]),
            from_zero=int(pixel_numbers[5, 1]) + 1,
            output=int(pixel_numbers[2, 3]),
        ),
        "offset_a": asks(offset_a, direction=-offset_a, other_offset=offset_b),
        "offset_b": asks(offset_b, direction=-offset_b, other_offset=offset_a),
        "delta": asks(
            delta,
            columns_only=abs(offset_b),
            added=abs(offset_a) + abs(offset_b),
        ),
        "local": asks(
            parameter_counts(6, delta)["local"],
            square_of_delta=3**2,
            one_side=(3 + 1) ** 2,
            delta_2=5**2,
        ),
    }


def memory():
    """How much memory dense layers take."""

    def largest_side(limit, bytes_each=4):
        return max(side for side in range(1, 1000) if bytes_each * side**4 <= limit)

    dense_bytes_here = 4 * 224**4 * 3 * 64
    kernels_here = nn.Conv2d(3, 64, 3, device="meta")
    weight_bytes = 4 * kernels_here.weight.numel()
    return {
        "largest_n": asks(
            largest_side(10**9),
            too_large=largest_side(10**9) + 1,
            one_byte=largest_side(10**9, bytes_each=1),
            power_of_two=largest_side(2**30),
            one_output=int((10**9 / 4) ** 0.5),
        ),
        "dense": asks(
            dense_bytes_here / 1e12,
            weights=dense_bytes_here / 4 / 1e12,
            one_channel=dense_bytes_here / 3 / 1e12,
            one_output=dense_bytes_here / 64 / 1e12,
            no_channels=dense_bytes_here / (3 * 64) / 1e12,
            no_channels_no_bytes=dense_bytes_here / (4 * 3 * 64) / 1e12,
            tolerance=0.04,
        ),
        "convolution": asks(
            weight_bytes,
            weights=weight_bytes // 4,
            one_channel=weight_bytes // 3,
            one_output=weight_bytes // 64,
            biases=weight_bytes + 4 * kernels_here.bias.numel(),
        ),
    }


def delta_zero():
    """What a layer with Δ = 0 does from 3 channels to 16."""
    return {
        "layer": asks("dense"),
        "parameters": asks(
            parameters(3, 16, 1),
            biases=parameters(3, 16, 1, bias=False),
            delta_1=parameters(3, 16, 3),
            input_biases=parameters(3, 16, 1) + 3 - 16,
        ),
    }


def sound_text_tables():
    """Which of the two principles hold for data that are no images."""
    sound = nn.Conv1d(1, 8, 5, device="meta")
    weights = sound.weight.numel()
    return {
        "weights": asks(
            weights,
            one_output=weights // 8,
            two_axes=weights * 5,
            biases=weights + sound.bias.numel(),
            one_side=3 * 8,
        ),
        "click": asks("both"),
        "spectrogram": asks("time"),
        "not_good": asks("both"),
        "pronoun": asks("rule"),
        "passport": asks("near"),
        "persons": asks("neither"),
    }


def commutes():
    """The convolution of two short rows, and what exchanging them does."""
    f, g = torch.tensor([[1.0, 2]]), torch.tensor([[3.0, 4]])
    convolved, correlated = convolve2d(f, g, padding="full"), corr2d(g, f, padding="full")
    exchanged = corr2d(f, g, padding="full")
    reversed_row = torch.equal(exchanged, correlated.flip(1))
    return {
        "product": asks(
            convolved,
            correlated=[correlated, exchanged],
        ),
        "step": asks("pairs"),
        "exchange": asks("reversed" if reversed_row else "same"),
    }


def one_principle_alone():
    """How many weights each principle leaves by itself."""
    pairs_of_axis = sum(use_counts(1000, 5, padding=2))
    shared_only = parameter_counts(1000, delta=2)["shared"]
    return {
        "small_locality": asks(
            sum(use_counts(4, 3, padding=1)) ** 2,
            border=4**2 * 3**2,
            one_axis=sum(use_counts(4, 3, padding=1)),
            shared=3**2,
        ),
        "large_locality": asks(
            pairs_of_axis**2,
            border=(5 * 1000) ** 2,
            second_row=(5 * 1000 - 2 * 2) ** 2,
            one_axis=pairs_of_axis,
            shared=5**2,
        ),
        "large_sharing": asks(
            shared_only,
            ring=1000**2,
            zero_twice=(2 * 1000) ** 2,
            both=5**2,
        ),
        "saves_more": asks("sharing" if shared_only < pairs_of_axis**2 else "locality"),
    }


def local_or_equivariant():
    """Which functions of an image are local, and which equivariant."""
    photo = _photo(64)
    boxes = ("equivariant_and_local", "equivariant_only", "local_only", "neither")

    def box_of(f):
        far_pixel = photo.clone()
        far_pixel[40, 10] += 1
        differs = (f(far_pixel) - f(photo)).abs() > 1e-12
        differs[39:42, 9:12] = False
        moves_along = equivariance_error(photo, f, (3, 5), border="circular") < 1e-9
        return boxes[2 * (not moves_along) + bool(differs.any())]

    all_largest = [
        error(photo, lambda x: x.max().expand(64, 64), (3, 5), border="circular") < 1e-9
        for error in (equivariance_error, invariance_error)
    ]
    return {
        "divide": asks(box_of(lambda x: x / x.max())),
        "add_column": asks(box_of(lambda x: x + torch.arange(64))),
        "transpose": asks(box_of(lambda x: x.T)),
        "largest": asks(
            {
                (True, False): "equivariant",
                (False, True): "invariant",
                (True, True): "both",
            }[tuple(all_largest)]
        ),
    }


def mean_over_moves():
    """What is left of a dense layer after a mean over all moves."""
    n = 4
    moves = list(product(range(n), repeat=2))
    U = torch.arange(16.0).reshape(n, n)
    ring_offsets = {((k - i) % n, (m - j) % n) for i, j in moves for k, m in moves}
    bias_left = torch.stack([U.roll(m, (0, 1)) for m in moves]).mean(0)
    one_mean = torch.equal(bias_left, U.mean().expand(n, n))
    return {
        "terms": asks("reordered"),
        "weights": asks(
            len(ring_offsets),
            before_mean=n**4,
            border=(2 * n - 1) ** 2,
            one=1,
        ),
        "bias": asks("mean" if one_mean else "U"),
    }


def brightness_and_contrast():
    """What a brighter picture does to a detector."""
    patch = _photo(160)[40:55, 64:79]
    detector = patch - patch.mean()

    def change_of(K, at):
        brighter = F.conv2d(torch.full((1, 1, 8, 8), 0.3).double(), K[None, None], padding=1)
        return round(brighter[0, 0, *at].item(), 6)

    return {
        "detector": asks(
            abs(round((0.3 * detector).sum().item(), 6)),
            sum_is_one=0.3,
            all_ones=0.3 * detector.numel(),
        ),
        "normalised": asks("both"),
        "border": asks(
            change_of(SOBEL, (4, 0)),
            inside=change_of(SOBEL, (4, 4)),
            last_column=change_of(SOBEL, (4, 7)),
            corner=change_of(SOBEL, (0, 0)),
            weights=change_of(SOBEL, (4, 0)) / 0.3,
        ),
    }
