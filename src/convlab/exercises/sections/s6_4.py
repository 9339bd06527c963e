"""What 6.4 asks: multiple channels."""

import torch
import torch.nn.functional as F
from torch import nn

from convlab.channels import corr2d_multi_in, corr2d_multi_in_out, multiply_adds, parameters
from convlab.data import KERNELS
from convlab.exercises.table import asks
from convlab.ops import corr2d
from convlab.shapes import output_size, use_counts

# The image of two channels and its three kernels, as the chapter has them.
X = torch.tensor([[[1.0, 2, 0], [0, 3, 1], [2, 1, 0]], [[0, 1, 2], [1, 0, 1], [3, 1, 0]]])
K = torch.tensor(
    [
        [[[1.0, 0], [0, -1]], [[0, 1], [1, 0]]],
        [[[0, 1], [-1, 0]], [[1, 1], [0, 0]]],
        [[[1, 0], [0, 0]], [[-1, 0], [0, 0]]],
    ]
)


def several_inputs():
    """What one output is made of."""
    return {
        "products": asks(
            torch.ones(3, 5, 5).numel(),
            (5 * 5, "one_channel"),
            (3 * 5, "one_row"),
        ),
        "bias": asks(10, (3 * 10, "each_channel"), (10 / 3, "mean")),
    }


def code_from_memory():
    """The function for several outputs, from memory."""
    X, K = torch.zeros(3, 6, 8), torch.zeros(4, 3, 2, 2)
    maps = [corr2d_multi_in(X, k) for k in K]
    return {
        "function": asks("corr2d_multi_in"),
        "axis": asks(
            0,
            (1, "rows_first"),
            (-1, "channels_last"),
        ),
        "k": asks(
            tuple(K[0].shape),
            (tuple(K.shape), "all_kernels"),
            (tuple(K[0, 0].shape), "one_slice"),
            (tuple(K[:, 0].shape), "other_axis"),
        ),
        "matrix": asks(
            tuple(maps[0].shape),
            (tuple(X.shape[1:]), "input"),
            ((6 - 2, 8 - 2), "one_window"),
            ((3, *maps[0].shape), "input_channels"),
        ),
        "result": asks(
            tuple(torch.stack(maps, 0).shape),
            (tuple(torch.stack(maps, 1).shape), "axis_1"),
            (tuple(torch.cat(maps, 0).shape), "cat"),
            ((3, *maps[0].shape), "input_channels"),
            (tuple(maps[0].shape), "one_map"),
        ),
    }


def one_pixel():
    """What one pixel changes, and a partial sum."""
    raised = X.clone()
    raised[0, 0, 0] = 9
    change = corr2d_multi_in_out(raised, K) - corr2d_multi_in_out(X, K)
    parts = [corr2d(x, k)[0, 1].int().item() for x, k in zip(X, K[1], strict=True)]
    return {
        "changes": asks(
            int(change.count_nonzero()),
            (len(K), "each_output"),
            (change.numel(), "all_windows"),
        ),
        "amount": asks(
            int(change.max()),
            (int(raised[0, 0, 0]), "new_number"),
            (int(change.sum()), "together"),
        ),
        "partial": asks(
            parts[0],
            (sum(parts), "total"),
            (parts[1], "other_input"),
        ),
    }


def fourth_kernel():
    """One more kernel, with a bias."""
    asked = torch.tensor([[[0.0, 0], [1, 0]], [[0, 0], [0, 2]]])
    without_bias = corr2d_multi_in(X, asked).int()
    turned = corr2d_multi_in(X, asked.flip(1, 2)).int()
    exchanged_slices = corr2d_multi_in(X, asked.flip(0)).int()
    return {
        "channel": asks(
            without_bias - 1,
            (without_bias, "no_bias"),
            (without_bias - len(X), "bias_per_input"),
            (turned - 1, "turned"),
            (exchanged_slices - 1, "exchanged"),
        ),
        "shape": asks(
            (4, *without_bias.shape),
            ((3, *without_bias.shape), "three_kernels"),
            ((2, *without_bias.shape), "input_channels"),
            ((4, 2, *without_bias.shape), "kernels"),
            ((4, *X.shape[1:]), "same_size"),
        ),
    }


def strided_layer():
    """Shapes, parameters and work of a layer with padding and stride."""
    n, wider = (output_size(28, 5, padding=p, stride=2) for p in (2, 4))
    weights_only = parameters(16, 32, 5, bias=False)
    return {
        "weights": asks(
            tuple(nn.Conv2d(16, 32, 5, device="meta").weight.shape),
            ((16, 32, 5, 5), "exchanged"),
            ((32, 5, 5), "one_slice"),
            ((16, 5, 5), "one_kernel"),
        ),
        "output": asks(
            (32, n, n),
            ((32, n - 1, n - 1), "one_less"),
            ((32, n + 1, n + 1), "one_more"),
            ((32, output_size(28, 5, stride=2), output_size(28, 5, stride=2)), "no_padding"),
            ((32, 28, 28), "stride_1"),
        ),
        "parameters": asks(
            parameters(16, 32, 5),
            (weights_only, "no_bias"),
            (weights_only + 16, "bias_per_input"),
            (weights_only + 16 * 32, "bias_per_slice"),
            (parameters(1, 32, 5), "one_slice"),
        ),
        "products": asks(
            multiply_adds(16, 32, 5, n),
            (multiply_adds(16, 32, 5, 1), "one_place"),
            (multiply_adds(16, 32, 5, 28), "input_places"),
            (multiply_adds(16, 1, 5, n), "one_output"),
            (parameters(16, 32, 5) * n * n, "biases"),
            (16 * 32 * sum(use_counts(28, 5, padding=2, stride=2)) ** 2, "real_only"),
        ),
        "channels": asks(
            multiply_adds(32, 64, 5, n) / multiply_adds(16, 32, 5, n),
            (2, "one_of_two"),
        ),
        "padding": asks(
            multiply_adds(16, 32, 5, wider) / multiply_adds(16, 32, 5, n),
            (wider / n, "rows_only"),
            (2, "doubled"),
            (4, "doubled"),
        ),
    }


def backward():
    """Memory and work of the backward pass, for the layer of `strided_layer`."""
    c_i, c_o, k, n = 16, 32, 5, 28
    n_out = output_size(n, k, padding=2, stride=2)
    sums = {"weights": 1, "pixels": 1}
    return {
        "input": asks(c_i * n * n, (n * n, "one_channel"), (c_o * n_out * n_out, "output")),
        "output": asks(c_o * n_out * n_out, (n_out * n_out, "one_channel"), (c_i * n * n, "input")),
        "kept": asks("input"),
        "products": asks(sum(sums.values()), (sums["weights"], "one_sum"), (3, "forward")),
    }


def same_numbers():
    """Why two ways to the same sum differ."""
    return {
        "first": asks(
            (torch.tensor(1.0) + 1e8 - 1e8).item(),
            ((torch.tensor(1.0, dtype=torch.float64) + 1e8 - 1e8).item(), "exact"),
        ),
        "reason": asks("order"),
    }


def two_kernels():
    """Two kernels of one channel are one; the converse."""
    return {
        "operation": asks("convolution"),
        "size": asks(
            3 + 5 - 1,
            (3 + 5, "twice"),
            (3 * 5, "multiplied"),
            (5, "larger"),
        ),
        "numbers": asks(2 * 3 * 3, (3 * 3, "one"), (5 * 5, "needed"), (2 * 3, "rows")),
        "converse": asks("no"),
    }


def one_product():
    """A layer as a product of two matrices."""
    windows = F.unfold(X[None], 2)[0]
    uses = F.fold(torch.ones(1, *windows.shape), X.shape[1:], 2)[0, 0]
    return {
        "kernels": asks(
            tuple(K.flatten(1).shape),
            (tuple(K.flatten(1).T.shape), "exchanged"),
            (tuple(K[:, 0].flatten(1).shape), "one_slice"),
        ),
        "windows": asks(
            tuple(windows.shape),
            (tuple(windows.T.shape), "exchanged"),
            (tuple(F.unfold(X[None, :1], 2)[0].shape), "one_slice"),
            ((windows.shape[0], X[0].numel()), "places"),
        ),
        "middle": asks(
            int(uses[1, 1]),
            (1, "once"),
            (X[0].numel(), "places"),
        ),
    }


def strips():
    """How often a strip of the image is read."""
    k, width = 3, 8
    return {
        "one": asks(k, (1, "no_overlap"), (k * k, "both_axes")),
        "strip": asks(
            (k + width - 1) / width, ((k + width) / width, "one_more"), (1, "no_overlap")
        ),
        "limit": asks("memory"),
    }


def product_of_two():
    """Which kernels are a column times a row."""
    kernels = {name: torch.tensor(KERNELS[name]) for name in ("sobel x", "gaussian", "laplacian")}
    rank = {name: torch.linalg.matrix_rank(kernel).item() for name, kernel in kernels.items()}
    return {
        "sobel": asks(rank["sobel x"], (2, "two_columns")),
        "laplacian": asks(rank["laplacian"], (1, "one"), (3, "equal_rows")),
        "saved": asks(2 * 5 / 5**2, (1 - 2 * 5 / 5**2, "saved"), (5 / 5**2, "one_of_two")),
    }


def groups():
    """Groups of channels."""
    asked = nn.Conv2d(6, 4, kernel_size=2, groups=2, device="meta").weight
    full_size = nn.Conv2d(6, 4, kernel_size=2, device="meta").weight
    return {
        "joins": asks("cat"),
        "shape": asks(
            tuple(asked.shape),
            (tuple(full_size.shape), "no_groups"),
            ((2, *asked.shape[1:]), "one_group"),
            (tuple(asked.transpose(0, 1).shape), "exchanged"),
        ),
        "blocks": asks(
            multiply_adds(64, 64, 1, 1) / multiply_adds(64, 64, 1, 1, groups=4),
            (1 / 4, "share"),
            (4 * 4, "squared"),
        ),
        "missing": asks("across"),
    }


def rank_of_colours():
    """When a 1×1 layer can be undone."""
    rank = torch.linalg.matrix_rank
    # Luminance, red minus green, blue minus yellow.
    opponents = torch.tensor([[0.299, 0.587, 0.114], [1, -1, 0], [-0.5, -0.5, 1]])
    return {
        "opponents": asks(
            rank(opponents).item(),
            (rank(opponents[1:]).item(), "differences"),
            (opponents.numel(), "weights"),
        ),
        "luminance": asks(
            rank(opponents[:1]).item(),
            (opponents.shape[1], "weights"),
        ),
        "undone": asks("inputs"),
    }


def taken_apart():
    """A 2×2 layer with stride 2 as a 1×1 layer."""

    def channel_of(c, a, b, order=(0, 1, 2)):
        """The channel in which element [c, a, b] of a window of 3×2×2 is found."""
        window = torch.zeros(3, 2, 2)
        window[c, a, b] = 1
        return window.permute(order).flatten().argmax().item()

    one = torch.zeros(3, 2, 2)
    one[2, 1, 0] = 1
    return {
        "shape": asks(
            (5, len(F.pixel_unshuffle(one, 2)), 1, 1),
            ((5, 3, 1, 1), "channels"),
            ((5 * 4, 3, 1, 1), "outputs"),
            ((3 * 4, 5, 1, 1), "exchanged"),
            ((5, 4, 1, 1), "one_channel"),
        ),
        "channel": asks(
            F.pixel_unshuffle(one, 2).flatten().argmax().item(),
            (channel_of(2, 1, 0, (0, 2, 1)), "columns_first"),
            (channel_of(2, 1, 0, (1, 2, 0)), "channels_together"),
            (channel_of(2, 1, 0) + 1, "from_zero"),
        ),
    }


def bottleneck():
    """What a bottleneck saves."""

    def times_c2(r, small=2, c=64):
        """Weights of a bottleneck with so many 1×1 layers, divided by c²."""
        narrow, middle = (c, c // r, 1), (c // r, c // r, 3)
        ones = small * parameters(*narrow, bias=False)
        return (ones + parameters(*middle, bias=False)) / c**2

    return {
        "weights": asks(
            times_c2(4),
            (times_c2(4, small=1), "one_of_two"),
            (times_c2(4, small=0), "none_of_two"),
            (2 / 4 + 9 / 4, "inputs_only"),
            (2 / 4**2 + 9 / 4**2, "both_sides"),
        ),
        "equal": asks(
            (1 + 82**0.5) / 9,
            ((1 + 325**0.5) / 18, "one_of_two"),
            (1, "no_reduction"),
        ),
        "four": asks(
            9 / times_c2(4),
            (9 / times_c2(4, small=0), "middle_alone"),
            (9 / times_c2(4, small=1), "one_of_two"),
            (times_c2(4) / 9, "other_way"),
            tolerance=0.05,
        ),
        "eight": asks(
            9 / times_c2(8),
            (9 / times_c2(8, small=0), "middle_alone"),
            (9 / times_c2(8, small=1), "one_of_two"),
            (2 * 9 / times_c2(4), "twice"),
            tolerance=0.05,
        ),
    }


def two_layers_joined():
    """Two layers without an activation are one."""

    def plain(c_i, c_o, k):
        return parameters(c_i, c_o, k, bias=False)

    return {
        "paths": asks("added"),
        "two_layers": asks(
            plain(16, 64, 3) + plain(64, 16, 3),
            (plain(16, 64, 3), "one"),
            (2 * plain(16, 16, 3), "no_middle"),
            (plain(16, 64, 3) * plain(64, 16, 3), "multiplied"),
        ),
        "one_layer": asks(
            plain(16, 16, 5),
            (plain(16, 16, 3), "too_small"),
            (plain(16, 64, 5), "middle"),
            (plain(16, 16, 6), "middle_twice"),
            (plain(1, 16, 5), "one_slice"),
        ),
    }
