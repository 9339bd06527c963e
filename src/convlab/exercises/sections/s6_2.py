"""What 6.2 asks: convolutions for images."""

import torch
import torch.nn.functional as F

from convlab.data import edge_image, edge_image_with_rows
from convlab.exercises.table import asks
from convlab.learning import learn_kernel
from convlab.learning_directions import curvatures, free_directions, stability_limit
from convlab.ops import convolve2d, corr2d
from convlab.receptive import receptive_field
from convlab.shapes import output_size

TRUE_EDGE = torch.tensor([[1.0, -1.0]])
TRUE_SQUARE = torch.tensor([[1.0, -1.0], [-4.0, 2.0]])


def first_kernel():
    """A cross-correlation by hand, its size and its work."""
    X = torch.tensor([[1.0, 2, 0, 1], [0, 3, 1, 2], [2, 1, 0, 3]])
    K = torch.tensor([[1.0, 0], [2, -1]])
    rows, columns = output_size((28, 28), (5, 3))
    return {
        "output": asks(
            corr2d(X, K),
            turned=convolve2d(X, K),
            example_kernel=corr2d(X, K.T),
            minus_dropped=corr2d(X, K.abs()),
        ),
        "size": asks(
            (rows, columns),
            last_place=(28 - 5, 28 - 3),
            exchanged=(columns, rows),
            same=(28, 28),
        ),
        "products": asks(
            rows * columns * 5 * 3,
            one_output=5 * 3,
            one_product=rows * columns,
            everywhere=28 * 28 * 5 * 3,
        ),
    }


def two_operations():
    """Cross-correlation and convolution."""
    impulse, two_ones = torch.zeros(2, 5, 5)
    impulse[2, 2] = 1
    two_ones[2, 2:4] = 1
    one_to_nine = torch.arange(1.0, 10).reshape(3, 3)
    as_in_scipy = torch.tensor([[1.0, 2], [3, 4]])
    return {
        "middle_row": asks(
            convolve2d(two_ones, one_to_nine, padding=1)[2:3],
            not_flipped=corr2d(two_ones, one_to_nine, padding=1)[2:3],
            first_stamp=convolve2d(impulse, one_to_nine, padding=1)[2:3],
            same_column=2 * convolve2d(impulse, one_to_nine, padding=1)[2:3],
            middle_column=convolve2d(two_ones, one_to_nine.T, padding=1)[2:3],
        ),
        "torch_kernel": asks(
            as_in_scipy.flip(0, 1),
            not_flipped=as_in_scipy,
            transposed=as_in_scipy.T,
            left_right=as_in_scipy.flip(1),
            top_bottom=as_in_scipy.flip(0),
        ),
    }


def joined_kernels():
    """One kernel for two cross-correlations."""
    return {
        "size": asks(
            output_size((3, 3), (4, 4), padding="full"),
            added=(3 + 4, 3 + 4),
            second_kernel=(4, 4),
            multiplied=(3 * 4, 3 * 4),
        ),
        "kernel": asks(
            convolve2d(TRUE_EDGE, TRUE_EDGE.T, padding="full"),
            sign=corr2d(TRUE_EDGE, TRUE_EDGE.T, padding="full"),
            sum=((2, -1), (-1, 0)),
        ),
    }


def edge_direction():
    """A kernel that finds the edges across a direction."""
    below, right = torch.tensor([[[1.0, 0], [-1, 0]], [[1, -1], [0, 0]]])
    rows, columns = torch.arange(3.0)[:, None], torch.arange(3.0)
    kernel = 2 * below + right
    along, across = (corr2d(X, kernel)[0, 0] for X in (2 * rows + columns, rows - 2 * columns))
    return {
        "kernel": asks(
            kernel,
            exchanged=below + 2 * right,
            minus=2 * below - right,
            without_v=below + right,
        ),
        "along": asks(int(along), sign=-int(along), across=0),
        "across": asks(int(across), along=int(along)),
    }


def diagonal_edge():
    """What [1, −1] and its transpose make of a diagonal edge."""
    X = torch.ones(4, 4).triu()
    outputs = {
        "edge": corr2d(X, TRUE_EDGE),
        "transposed_image": corr2d(X.T, TRUE_EDGE),
        "transposed_kernel": corr2d(X, TRUE_EDGE.T),
    }
    return {name: asks(Y, sign=-Y) for name, Y in outputs.items()}


def kernels_by_hand():
    """Derivatives, the Laplace kernel and a blur."""
    second = convolve2d(TRUE_EDGE, TRUE_EDGE, padding="full")
    laplace = F.pad(second, (0, 0, 1, 1)) + F.pad(second.T, (1, 1))
    return {
        "second": asks(
            second,
            wide=((1, 0, -1),),
            doubled=((2, -2, 0),),
            minus=-second,
        ),
        "order": asks(4 + 1, order=4, two_each=2 * 4),
        "laplace": asks(
            laplace,
            minus=-laplace,
            joined=convolve2d(second, second.T, padding="full"),
            rows_only=F.pad(second, (0, 0, 1, 1)),
        ),
        "blur": asks(1 / 5, sum=1),
    }


def matrix_product():
    """The shapes of a cross-correlation that is written as a matrix product."""
    rows, columns = output_size((6, 8), (2, 2))
    return {
        "windows": asks(
            (rows * columns, 4),
            transposed=(4, rows * columns),
            pixels=(6 * 8, 4),
            output=(rows, columns),
        ),
        "product": asks(
            (rows * columns, 1),
            reshaped=(rows, columns),
            row=(1, rows * columns),
        ),
    }


def lucky_start():
    """A start from which a rate above the limit works for a while."""
    total = int(TRUE_SQUARE.sum())
    return {
        "sum": asks(total, zero=0, sign=-total),
        "factor": asks(round(1 - 0.03 * 20, 6), steepest=1 - 0.03 * 100, taken_away=0.03 * 20),
        "end": asks("rounding"),
    }


def rates_and_curvatures():
    """Rates, curvatures and the limit that they set."""
    bright_limit = stability_limit(2 * edge_image(), 2)
    return {
        "error": asks(
            1 - 0.05 * 30,
            taken_away=0.05 * 30,
            error_sign=abs(1 - 0.05 * 30),
        ),
        "loss": asks(
            (1 - 0.05 * 30) ** 2,
            error=1 - 0.05 * 30,
            error_size=abs(1 - 0.05 * 30),
        ),
        "limit": asks(
            2 / 30,
            flatter=2 / 8,
            one_step=1 / 30,
            equal=2 / (30 + 8),
            tolerance=0.001,
        ),
        "bright_limit": asks(
            bright_limit,
            as_it_is=stability_limit(edge_image(), 2),
            both_pixels=2 * bright_limit,
            steeper=2 * stability_limit(edge_image(), 2),
            tolerance=0.0005,
        ),
    }


def three_causes():
    """Why the 2×2 kernel is not learned, and what helps."""
    first_row = torch.tensor([[1.0, -1.0], [0.0, 0.0]])
    rows_known = not corr2d(edge_image().T, first_row).any()
    assert free_directions(edge_image().T, 2)[0] == 2
    return {
        "grows": asks("above_limit"),
        "remedy": asks("image"),
        "transposed": asks("row_sums" if rows_known else "column_sums"),
    }


def by_hand():
    """Both operations by hand."""
    X = torch.tensor([[1.0, 0, 2], [3, 1, 0], [0, 2, 1]])
    K = torch.tensor([[1.0, 1], [0, -1]])
    return {
        "cross_correlation": asks(
            corr2d(X, K),
            convolution=convolve2d(X, K),
            exchanged=corr2d(X, K.T),
            minus_dropped=corr2d(X, K.abs()),
        ),
        "convolution": asks(
            convolve2d(X, K),
            cross_correlation=corr2d(X, K),
            top_bottom=corr2d(X, K.flip(0)),
            left_right=corr2d(X, K.flip(1)),
            transposed=corr2d(X, K.T),
        ),
    }


def corner_detector():
    """A kernel that answers at corners only."""
    corner_kernel = torch.tensor([[1.0, -1], [-1, 1]])
    at_corners = corr2d(edge_image_with_rows(), corner_kernel)
    corner_rows, corner_columns = at_corners.nonzero().T.tolist()
    corner_values = at_corners[at_corners != 0].tolist()
    along_edges = corr2d(edge_image_with_rows(), TRUE_EDGE).count_nonzero().item()
    return {
        "kernel": asks(
            corner_kernel,
            vertical=((1, -1), (1, -1)),
            horizontal=((1, 1), (-1, -1)),
            one_edge=((1, 0), (0, -1)),
            edge_kernel=((1, -1), (0, 0)),
        ),
        "places": asks(
            len(corner_values),
            upper_border=2 * len(corner_values),
            along_edges=along_edges,
        ),
        "row": asks(corner_rows[0], window=corner_rows[0] + 1),
        "column": asks(
            corner_columns[1],
            window=corner_columns[1] + 1,
            left=corner_columns[0],
        ),
        "value": asks(corner_values[1], left=corner_values[0]),
    }


def polynomials():
    """Polynomials are multiplied by a convolution."""
    quadratic, linear = torch.tensor([[2.0, -1, 3]]), torch.tensor([[1.0, 4]])
    termwise = F.pad(quadratic[:, :2] * linear, (0, 2))
    overlaps = {
        padding: convolve2d(quadratic, linear, padding=padding)
        for padding in ("valid", "same", "full")
    }
    return {
        "coefficients": asks(
            overlaps["full"],
            downwards=overlaps["full"].flip(1),
            not_flipped=corr2d(quadratic, linear, padding="full"),
            sign=convolve2d(quadratic.abs(), linear, padding="full"),
            same_powers=termwise,
        ),
        "padding": asks("full"),
    }


def sizes_repaired():
    """The notes' experiment with its sizes repaired."""
    split, split_long = (
        learn_kernel(
            edge_image(), TRUE_EDGE, 2, learning_rate=0.015, steps=steps, start=torch.zeros(2, 2)
        )
        for steps in (100, 1000)
    )
    learned_kernel, learned_long = (
        run.kernels[-1].round(decimals=6) for run in (split, split_long)
    )
    return {
        "kernel": asks(
            learned_kernel,
            one_row=[((1, -1), (0, 0)), ((0, 0), (1, -1))],
            twice=((1, -1), (1, -1)),
            horizontal=((0.5, 0.5), (-0.5, -0.5)),
        ),
        "longer": asks("same" if torch.equal(learned_kernel, learned_long) else "further"),
    }


def three_by_three():
    """What the edge image says of a 3×3 kernel."""
    steepest_3 = curvatures(edge_image(), 3)[0].item()
    rank_3 = free_directions(edge_image(), 3)[0]
    one_row_of_3 = curvatures(edge_image(), (1, 3))[0].item() / 6
    limit_3 = stability_limit(edge_image(), 3)
    return {
        "rank": asks(
            rank_3,
            all_weights=3 * 3,
            free=3 * 3 - rank_3,
            two_columns=2,
        ),
        "curvature": asks(
            steepest_3,
            hessian=steepest_3 / 2,
            rows_inside=steepest_3 / 3,
            rows_of_windows=steepest_3 / 4,
            six_rows=6 * 3 * one_row_of_3,
            tolerance=0.1,
        ),
        "limit": asks(
            limit_3,
            one_step=limit_3 / 2,
            hessian=2 * limit_3,
            smaller_kernel=stability_limit(edge_image(), 2),
            tolerance=0.0005,
        ),
        "training": asks("diverges" if limit_3 < 0.03 else "converges"),
    }


def mean_instead_of_sum():
    """The limit of the rate where the loss is a mean."""
    sum_limit = stability_limit(edge_image(), 2)
    outputs_2x2 = (6 - 2 + 1) * (8 - 2 + 1)
    return {
        "limit": asks(
            sum_limit * outputs_2x2,
            sum=sum_limit,
            other_kernel=sum_limit * corr2d(edge_image(), TRUE_EDGE).numel(),
            pixels=sum_limit * edge_image().numel(),
            one_step=sum_limit / 2 * outputs_2x2,
        ),
        "factor": asks(
            round(1 - 2 * 0.75 / (sum_limit * outputs_2x2), 6),
            sum=round(1 - 2 * 0.75 / sum_limit, 6),
            taken_away=round(2 * 0.75 / (sum_limit * outputs_2x2), 6),
            error_sign=round(2 * 0.75 / (sum_limit * outputs_2x2) - 1, 6),
        ),
    }


def field_backwards():
    """The receptive field, from the output back to the input."""

    def seen_by(*kernels):
        return (receptive_field(kernels),) * 2

    return {
        "second_map": asks(seen_by(2), first_map=seen_by(3), own=(1, 1)),
        "first_map": asks(
            seen_by(3, 2),
            one_unit=seen_by(3),
            added=(3 + 2, 3 + 2),
        ),
        "input": asks(
            seen_by(3, 3, 2),
            added=(3 + 3 + 2, 3 + 3 + 2),
            last_layer=seen_by(3, 3),
            multiplied=(3 * 3 * 2, 3 * 3 * 2),
        ),
    }
