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
            one_channel=5 * 5,
            one_row=3 * 5,
        ),
        "bias": asks(10, each_channel=3 * 10, mean=10 / 3),
    }


def code_from_memory():
    """The function for several outputs, from memory."""
    X, K = torch.zeros(3, 6, 8), torch.zeros(4, 3, 2, 2)
    maps = [corr2d_multi_in(X, k) for k in K]
    return {
        "function": asks("corr2d_multi_in"),
        "axis": asks(0, rows_first=1, channels_last=-1),
        "k": asks(
            tuple(K[0].shape),
            all_kernels=tuple(K.shape),
            one_slice=tuple(K[0, 0].shape),
            other_axis=tuple(K[:, 0].shape),
        ),
        "matrix": asks(
            tuple(maps[0].shape),
            input=tuple(X.shape[1:]),
            one_window=(6 - 2, 8 - 2),
            input_channels=(3, *maps[0].shape),
        ),
        "result": asks(
            tuple(torch.stack(maps, 0).shape),
            axis_1=tuple(torch.stack(maps, 1).shape),
            cat=tuple(torch.cat(maps, 0).shape),
            input_channels=(3, *maps[0].shape),
            one_map=tuple(maps[0].shape),
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
            each_output=len(K),
            all_windows=change.numel(),
        ),
        "amount": asks(
            int(change.max()),
            new_number=int(raised[0, 0, 0]),
            together=int(change.sum()),
        ),
        "partial": asks(parts[0], total=sum(parts), other_input=parts[1]),
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
            no_bias=without_bias,
            bias_per_input=without_bias - len(X),
            turned=turned - 1,
            exchanged=exchanged_slices - 1,
        ),
        "shape": asks(
            (4, *without_bias.shape),
            three_kernels=(3, *without_bias.shape),
            input_channels=(2, *without_bias.shape),
            kernels=(4, 2, *without_bias.shape),
            same_size=(4, *X.shape[1:]),
        ),
    }


def strided_layer():
    """Shapes, parameters and work of a layer with padding and stride."""
    n, wider = (output_size(28, 5, padding=p, stride=2) for p in (2, 4))
    weights_only = parameters(16, 32, 5, bias=False)
    return {
        "weights": asks(
            tuple(nn.Conv2d(16, 32, 5, device="meta").weight.shape),
            exchanged=(16, 32, 5, 5),
            one_slice=(32, 5, 5),
            one_kernel=(16, 5, 5),
        ),
        "output": asks(
            (32, n, n),
            one_less=(32, n - 1, n - 1),
            one_more=(32, n + 1, n + 1),
            no_padding=(32, output_size(28, 5, stride=2), output_size(28, 5, stride=2)),
            stride_1=(32, 28, 28),
        ),
        "parameters": asks(
            parameters(16, 32, 5),
            no_bias=weights_only,
            bias_per_input=weights_only + 16,
            bias_per_slice=weights_only + 16 * 32,
            one_slice=parameters(1, 32, 5),
        ),
        "products": asks(
            multiply_adds(16, 32, 5, n),
            one_place=multiply_adds(16, 32, 5, 1),
            input_places=multiply_adds(16, 32, 5, 28),
            one_output=multiply_adds(16, 1, 5, n),
            biases=parameters(16, 32, 5) * n * n,
            real_only=16 * 32 * sum(use_counts(28, 5, padding=2, stride=2)) ** 2,
        ),
        "channels": asks(multiply_adds(32, 64, 5, n) / multiply_adds(16, 32, 5, n), one_of_two=2),
        "padding": asks(
            multiply_adds(16, 32, 5, wider) / multiply_adds(16, 32, 5, n),
            rows_only=wider / n,
            doubled=[2, 4],
        ),
    }


def backward():
    """Memory and work of the backward pass, for the layer of `strided_layer`."""
    c_i, c_o, k, n = 16, 32, 5, 28
    n_out = output_size(n, k, padding=2, stride=2)
    sums = {"weights": 1, "pixels": 1}
    return {
        "input": asks(c_i * n * n, one_channel=n * n, output=c_o * n_out * n_out),
        "output": asks(c_o * n_out * n_out, one_channel=n_out * n_out, input=c_i * n * n),
        "kept": asks("input"),
        "products": asks(sum(sums.values()), one_sum=sums["weights"], forward=3),
    }


def same_numbers():
    """Why two ways to the same sum differ."""
    return {
        "first": asks(
            (torch.tensor(1.0) + 1e8 - 1e8).item(),
            exact=(torch.tensor(1.0, dtype=torch.float64) + 1e8 - 1e8).item(),
        ),
        "reason": asks("order"),
    }


def two_kernels():
    """Two kernels of one channel are one; the converse."""
    return {
        "operation": asks("convolution"),
        "size": asks(3 + 5 - 1, twice=3 + 5, multiplied=3 * 5, larger=5),
        "numbers": asks(2 * 3 * 3, one=3 * 3, needed=5 * 5, rows=2 * 3),
        "converse": asks("no"),
    }


def one_product():
    """A layer as a product of two matrices."""
    windows = F.unfold(X[None], 2)[0]
    uses = F.fold(torch.ones(1, *windows.shape), X.shape[1:], 2)[0, 0]
    return {
        "kernels": asks(
            tuple(K.flatten(1).shape),
            exchanged=tuple(K.flatten(1).T.shape),
            one_slice=tuple(K[:, 0].flatten(1).shape),
        ),
        "windows": asks(
            tuple(windows.shape),
            exchanged=tuple(windows.T.shape),
            one_slice=tuple(F.unfold(X[None, :1], 2)[0].shape),
            places=(windows.shape[0], X[0].numel()),
        ),
        "middle": asks(int(uses[1, 1]), once=1, places=X[0].numel()),
    }


def strips():
    """How often a strip of the image is read."""
    k, width = 3, 8
    return {
        "one": asks(k, no_overlap=1, both_axes=k * k),
        "strip": asks((k + width - 1) / width, one_more=(k + width) / width, no_overlap=1),
        "limit": asks("memory"),
    }


def product_of_two():
    """Which kernels are a column times a row."""
    kernels = {name: torch.tensor(KERNELS[name]) for name in ("sobel x", "gaussian", "laplacian")}
    rank = {name: torch.linalg.matrix_rank(kernel).item() for name, kernel in kernels.items()}
    return {
        "sobel": asks(rank["sobel x"], two_columns=2),
        "laplacian": asks(rank["laplacian"], one=1, equal_rows=3),
        "saved": asks(2 * 5 / 5**2, saved=1 - 2 * 5 / 5**2, one_of_two=5 / 5**2),
    }


def groups():
    """Groups of channels."""
    asked = nn.Conv2d(6, 4, kernel_size=2, groups=2, device="meta").weight
    full_size = nn.Conv2d(6, 4, kernel_size=2, device="meta").weight
    return {
        "joins": asks("cat"),
        "shape": asks(
            tuple(asked.shape),
            no_groups=tuple(full_size.shape),
            one_group=(2, *asked.shape[1:]),
            exchanged=tuple(asked.transpose(0, 1).shape),
        ),
        "blocks": asks(
            multiply_adds(64, 64, 1, 1) / multiply_adds(64, 64, 1, 1, groups=4),
            share=1 / 4,
            squared=4 * 4,
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
            differences=rank(opponents[1:]).item(),
            weights=opponents.numel(),
        ),
        "luminance": asks(rank(opponents[:1]).item(), weights=opponents.shape[1]),
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
            channels=(5, 3, 1, 1),
            outputs=(5 * 4, 3, 1, 1),
            exchanged=(3 * 4, 5, 1, 1),
            one_channel=(5, 4, 1, 1),
        ),
        "channel": asks(
            F.pixel_unshuffle(one, 2).flatten().argmax().item(),
            columns_first=channel_of(2, 1, 0, (0, 2, 1)),
            channels_together=channel_of(2, 1, 0, (1, 2, 0)),
            from_zero=channel_of(2, 1, 0) + 1,
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
            one_of_two=times_c2(4, small=1),
            none_of_two=times_c2(4, small=0),
            inputs_only=2 / 4 + 9 / 4,
            both_sides=2 / 4**2 + 9 / 4**2,
        ),
        "equal": asks(
            (1 + 82**0.5) / 9,
            one_of_two=(1 + 325**0.5) / 18,
            no_reduction=1,
        ),
        "four": asks(
            9 / times_c2(4),
            middle_alone=9 / times_c2(4, small=0),
            one_of_two=9 / times_c2(4, small=1),
            other_way=times_c2(4) / 9,
            tolerance=0.05,
        ),
        "eight": asks(
            9 / times_c2(8),
            middle_alone=9 / times_c2(8, small=0),
            one_of_two=9 / times_c2(8, small=1),
            twice=2 * 9 / times_c2(4),
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
            one_of_two=plain(16, 64, 3),
            no_middle=2 * plain(16, 16, 3),
            multiplied=plain(16, 64, 3) * plain(64, 16, 3),
        ),
        "one_layer": asks(
            plain(16, 16, 5),
            too_small=plain(16, 16, 3),
            middle=plain(16, 64, 5),
            middle_twice=plain(16, 16, 6),
            one_slice=plain(1, 16, 5),
        ),
    }
