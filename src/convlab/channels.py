"""Several input and output channels: the sums, and what they cost."""

import torch
from torch import Tensor

from convlab.checks import CHANNELS_FIRST, IMAGE, MATRIX, Size, check_tensor, pair, whole
from convlab.ops import corr2d, same_type
from convlab.shapes import Padding

_KERNEL = ("input channels", *MATRIX)
_KERNELS = ("output channels", *_KERNEL)


def corr2d_multi_in(
    X: Tensor, K: Tensor, *, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> Tensor:
    """Return the sum, over the channels, of the cross-correlation of `X` with `K`.

    Args:
        X: input, shape (c_i, h, w).
        K: kernel, one matrix for each channel of the input, shape (c_i, k_h, k_w).
        padding: as in `corr2d`, as are the stride and the dilation.
        stride: step between windows.
        dilation: step between the elements of a window.

    Returns:
        Y, shape (h', w') = `output_size((h, w), (k_h, k_w), padding=…, stride=…, dilation=…)`.

    Raises:
        ValueError: for channels that do not match, another number of axes, or as `corr2d`.
    """
    _match(check_tensor(X, "X", IMAGE), len(check_tensor(K, "K", _KERNEL)))
    return sum(
        corr2d(x, k, padding=padding, stride=stride, dilation=dilation)
        for x, k in zip(X, K, strict=True)
    )


def corr2d_multi_in_out(
    X: Tensor, K: Tensor, *, padding: Padding = 0, stride: Size = 1, dilation: Size = 1
) -> Tensor:
    """Return one output channel for each kernel in `K`, shape (c_o, c_i, k_h, k_w).

    Y, shape (c_o, h', w'), has what `corr2d_multi_in` gives for each kernel, stacked on a new
    axis 0. The other arguments and the errors are those of `corr2d_multi_in`.
    """
    check_tensor(K, "K", _KERNELS)
    return torch.stack(
        [corr2d_multi_in(X, k, padding=padding, stride=stride, dilation=dilation) for k in K], 0
    )


def corr2d_multi_in_out_1x1(X: Tensor, K: Tensor) -> Tensor:
    """Return what `corr2d_multi_in_out` gives for 1×1 kernels, as one product of matrices.

    Each column of the flattened input is the vector of one pixel's channels: the kernel is a dense
    layer that is applied to every pixel.

    Args:
        X: input, shape (c_i, h, w).
        K: kernels, shape (c_o, c_i, 1, 1).

    Returns:
        Y, shape (c_o, h, w).

    Raises:
        ValueError: for a kernel that is not 1×1, or as `corr2d_multi_in`.
    """
    c_i, h, w = check_tensor(X, "X", IMAGE).shape
    c_o, kernel_c_i, k_h, k_w = check_tensor(K, "K", _KERNELS).shape
    if (k_h, k_w) != (1, 1):
        raise ValueError(f"kernel must be 1×1, got {k_h}×{k_w}")
    _match(X, kernel_c_i)
    X, K = same_type(X, K)
    Y = K.reshape(c_o, c_i) @ X.reshape(c_i, h * w)
    return Y.reshape(c_o, h, w)


def parameters(c_in: int, c_out: int, kernel: Size, *, groups: int = 1, bias: bool = True) -> int:
    """Return how many numbers a convolutional layer learns.

    Args:
        c_in: channels of the input.
        c_out: channels of the output.
        kernel: size of the kernel, an int or (rows, columns).
        groups: parts into which the channels are divided; each output channel sees the input
            channels of its own part only. `groups=c_in` is a depthwise convolution.
        bias: count one bias for each output channel.

    Raises:
        ValueError: for groups that do not divide both numbers of channels, or a number below 1.
    """
    return _weights(c_in, c_out, kernel, groups) + (c_out if bias else 0)


def multiply_adds(c_in: int, c_out: int, kernel: Size, output: Size, *, groups: int = 1) -> int:
    """Return how many products a convolutional layer computes and adds up for one image.

    Each weight is used once for each pixel of the output. Products with padding count; the bias,
    which is only added, does not.

    Args:
        c_in: channels of the input.
        c_out: channels of the output.
        kernel: size of the kernel, an int or (rows, columns).
        output: size of the output, an int or (rows, columns), such as `output_size` gives it.
        groups: as in `parameters`.

    Raises:
        ValueError: as `parameters`.
    """
    h, w = pair(output, "output", 1)
    return _weights(c_in, c_out, kernel, groups) * h * w


def _weights(c_in: int, c_out: int, kernel: Size, groups: int) -> int:
    """Return the number of weights: c_out · c_in / groups · k_h · k_w."""
    k_h, k_w = pair(kernel, "kernel", 1)
    c_in, c_out = whole(c_in, "c_in", 1), whole(c_out, "c_out", 1)
    if c_in % whole(groups, "groups", 1) or c_out % groups:
        raise ValueError(
            f"groups must divide both numbers of channels, got {groups} for {c_in} and {c_out}"
        )
    return c_out * (c_in // groups) * k_h * k_w


def _match(X: Tensor, kernel: int) -> None:
    """Raise ValueError if `X` has another number of channels than the kernel."""
    if len(X) != kernel:
        channels = "channel" if kernel == 1 else "channels"
        hint = f"; {CHANNELS_FIRST}" if X.shape[2] == kernel < len(X) else ""
        raise ValueError(f"kernel has {kernel} input {channels}, the input has {len(X)}{hint}")
