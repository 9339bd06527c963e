"""What 6.3 says of torch and of the picture, and does not show by a cell."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from convlab import corr2d


def test_torch_knows_valid_and_same_and_same_for_stride_1_only():
    for word, rows in (("valid", 6), ("same", 8)):
        assert nn.Conv2d(1, 1, 3, padding=word)(torch.rand(1, 1, 8, 8)).shape[2] == rows
    with pytest.raises(ValueError, match="full"):
        nn.Conv2d(1, 1, 3, padding="full")
    with pytest.raises(ValueError, match="strided"):
        nn.Conv2d(1, 1, 3, padding="same", stride=2)
    assert corr2d(torch.rand(8, 8), torch.rand(3, 3), padding="full").shape == (10, 10)


def test_the_layer_to_compare_with():
    layer = nn.Conv2d(1, 1, (3, 5), padding=(0, 1), stride=(3, 4))
    assert layer(torch.rand(1, 1, 8, 8)).shape == (1, 1, 2, 2)


def test_a_mirror_for_rows_and_then_for_columns_is_one_for_the_image():
    def mirrored(x):
        return torch.cat([x[:2].flip(0), x, x[-2:].flip(0)])

    image = torch.rand(5, 6)
    ours = mirrored(mirrored(image).T).T
    assert np.array_equal(ours.numpy(), np.pad(image.numpy(), 2, "symmetric"))


def test_zeros_between_the_pixels_and_a_kernel_are_a_transposed_convolution():
    row, kernel = torch.tensor([[[1.0, 3, 2]]]), torch.tensor([[[0.5, 1, 0.5]]])
    enlarged = F.conv_transpose1d(row, kernel, stride=2, padding=1)
    assert enlarged.flatten().tolist() == [1, 2, 3, 2.5, 2]


def test_the_middle_of_a_blob_moves_by_three_pixels_in_six_layers():
    Z = torch.zeros(41, 41)
    Z[20, 20] = 1
    for _ in range(6):
        Z = corr2d(Z, torch.full((4, 4), 1 / 16), padding="same")
    middle = (Z.sum(1) * torch.arange(41.0)).sum() / Z.sum()
    assert middle.item() == pytest.approx(20 - 3, abs=1e-3)
