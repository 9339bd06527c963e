"""What 6.5 asks: pooling."""

import torch
import torch.nn.functional as F

from convlab.data import load_digit
from convlab.exercises.table import asks
from convlab.ops import corr2d
from convlab.pooling import pool2d
from convlab.receptive import receptive_field, receptive_fields
from convlab.shapes import output_size
from convlab.shifts import equivariance_error, invariance_error

# The image of the chapter, with an 8 and a 9.
X = torch.tensor(
    [
        [1.0, 0, 2, 1, 0, 1],
        [0, 8, 3, 0, 2, 0],
        [2, 4, 1, 1, 9, 4],
        [0, 1, 0, 2, 5, 1],
        [7, 2, 1, 0, 1, 0],
        [3, 0, 2, 6, 0, 2],
    ]
)

# The matrix that is pooled by hand.
FOUR_BY_FOUR = torch.tensor(
    [
        [2.0, 0, 1, 1],
        [4, 3, 0, 5],
        [1, 6, 2, 0],
        [0, 1, 2, 3],
    ]
)


def _gradient(pool, X, *settings):
    """The gradient at X of the sum of the outputs."""
    X = X.clone().requires_grad_()
    pool(X[None, None], *settings).sum().backward()
    return X.grad


def move_the_eight():
    """Which moves by one cell change no output of the explorer's first pooling."""
    names = {(0, -1): "left", (0, 1): "right", (-1, 0): "up", (1, 0): "down"}

    def unseen(row, column):
        """The directions in which this number can go while no output changes."""
        found = []
        for (down, right), name in names.items():
            moved = X.clone()
            moved[row, column] = 0
            moved[row + down, column + right] = X[row, column]
            if pool2d(moved, 2).equal(pool2d(X, 2)):
                found.append(name)
        return found

    eight, nine = unseen(1, 1), unseen(2, 4)
    return {
        "eight": asks(
            len(eight),
            invariant=len(names),
            equivariant=0,
            one_axis=1,
        ),
        "nine": asks("_".join(nine)),
    }


def padding_of_poolings():
    """Default stride, largest padding, and what the padding does."""
    sixes = torch.full((4, 4), -6.0)
    by_zeros = F.max_pool2d(F.pad(sixes, (1, 1, 1, 1))[None], 2)[0]
    real = F.avg_pool2d(sixes[None], 2, padding=1, count_include_pad=False)[0]
    return {
        "rows": asks(
            output_size(10, 3, stride=3),
            stride_1=output_size(10, 3),
            incomplete=output_size(12, 3, stride=3),
        ),
        "padding": asks(5 // 2, rounded_up=-(-5 // 2), convolution=5 - 1),
        "maximum": asks(int(pool2d(sixes, 2, padding=1)[0, 0]), zero_won=int(by_zeros[0, 0])),
        "average": asks(
            pool2d(sixes, 2, "avg", padding=1)[0, 0].item(),
            real_pixels=real[0, 0].item(),
            edge=pool2d(sixes, 2, "avg", padding=1)[0, 1].item(),
        ),
    }


def nine_and_eight():
    """What the explorer's poolings make of an image with an 8 and a 9."""

    def count(value, **settings):
        return int((pool2d(X, 3, **settings) == value).sum())

    places = [f"Y[{i}, {j}]" for i in (0, 1) for j in (0, 1)]
    return {
        "largest_maximum": asks(places[pool2d(X, 3).argmax()]),
        "largest_average": asks(places[pool2d(X, 3, "avg").argmax()]),
        "nines": asks(count(9, stride=1), side_by_side=count(9), inside=3 * 3),
        "eights": asks(count(8, stride=1), side_by_side=count(8), inside=3 * 3),
    }


def four_shifts():
    """For which of four shifts the errors of two poolings are 0."""
    P = F.pad(load_digit(3), (4, 4, 4, 4))
    shifts = [(0, columns) for columns in (1, 2, 3, 4)]

    def max_pool(Z):
        return pool2d(Z, 2)

    def whole(Z):
        return Z.mean()[None, None]

    exact = [by for _, by in shifts if equivariance_error(P, max_pool, (0, by), step=2) == 0]
    same, same_whole = (
        sum(invariance_error(P, f, by) < 1e-6 for by in shifts) for f in (max_pool, whole)
    )
    return {
        "equivariant": asks("_and_".join(map(str, exact))),
        "invariant": asks(same, equivariant=len(exact), all=len(shifts)),
        "global": asks(same_whole, stride=len(exact), none=0),
    }


def gradients():
    """Where the gradient of a pooling goes."""
    wins = _gradient(F.max_pool2d, X, 3, 1)
    spread_out = _gradient(F.avg_pool2d, X, 3, 1)
    return {
        "at_nine": asks(
            int(wins[2, 4]),
            one_window=int(wins[2, 4] > 0),
            number=int(X[2, 4]),
        ),
        "total": asks(
            int(wins.sum()),
            winners=int((wins > 0).sum()),
            cells=X.numel(),
            side_by_side=pool2d(X, 3).numel(),
        ),
        "most": asks(
            spread_out.max().item(),
            one_window=spread_out.min().item(),
            windows=9 * spread_out.max().item(),
        ),
        "least": asks(spread_out.min().item(), none=0, two_by_two=1 / 4),
    }


def cat_and_stack():
    """Shapes after cat and stack."""
    X, K = torch.zeros(5, 3, 8, 8), torch.zeros(6, 2, 2)
    four = (K, K + 1, K + 2, K + 3)
    X2, K4 = torch.cat((X, X + 1), 1), torch.stack(four, 0)
    Y = F.conv2d(X2, K4)
    return {
        "cat": asks(
            tuple(X2.shape),
            stack=tuple(torch.stack((X, X + 1), 1).shape),
            axis_0=tuple(torch.cat((X, X + 1), 0).shape),
            axis_2=tuple(torch.cat((X, X + 1), 2).shape),
            added=tuple(X.shape),
        ),
        "stack": asks(
            tuple(K4.shape),
            cat=tuple(torch.cat(four, 0).shape),
            axis_1=tuple(torch.stack(four, 1).shape),
            last_axis=tuple(torch.stack(four, 3).shape),
        ),
        "output": asks(
            tuple(Y.shape),
            input_channels=(5, 6, *Y.shape[2:]),
            same_size=(5, 4, 8, 8),
            one_window=(5, 4, 8 - 2, 8 - 2),
            no_batch=tuple(Y.shape[1:]),
        ),
    }


def field_and_jump():
    """Fields and jumps through convolutions and poolings."""
    asked = [(5, 1), (3, 3), (3, 1), (2, 2), (3, 1)]
    fields = receptive_fields(asked)
    jumps_after = [field.jump for field in fields]
    own_stride = sum((k - 1) * j for (k, _), j in zip(asked, jumps_after, strict=True))
    return {
        "first_pooling": asks(
            fields[1].size,
            overlap=5 + 3,
            own_stride=5 + 2 * 3,
            pooling_alone=3,
        ),
        "jump": asks(fields[-1].jump, added=3 + 2, last_layer=1),
        "field": asks(
            fields[-1].size,
            no_jump=receptive_field([k for k, _ in asked]),
            own_stride=1 + own_stride,
            added=sum(k for k, _ in asked),
        ),
    }


def fields_in_the_explorer():
    """Fields that the explorer shows."""
    line = torch.zeros(1, 1, receptive_field([(2, 3), 3]), requires_grad=True)
    F.conv1d(F.conv1d(line, torch.ones(1, 1, 2), stride=3), torch.ones(1, 1, 3)).backward()
    paths = line.grad.count_nonzero().item()
    return {
        "fourth_layer": asks(
            receptive_field([(5, 1), (2, 2), (3, 1), (2, 2)]),
            smaller_kernel=receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)]) - 2,
            third_layer=receptive_field([(5, 1), (2, 2), (3, 1)]),
            no_jump=receptive_field([5, 2, 3, 2]),
        ),
        "second_stride": asks(
            receptive_field([3, (3, 2), 3]),
            no_stride=receptive_field([3, 3, 3]),
            own_layer=1 + 2 * 1 + 2 * 2 + 2 * 2,
        ),
        "third_stride": asks(
            receptive_field([3, 3, (3, 2)]), second_stride=receptive_field([3, (3, 2), 3])
        ),
        "gaps": asks(
            receptive_field([(2, 3), 3]),
            no_jump=receptive_field([2, 3]),
            with_path=2 * 3,
        ),
        "square": asks(
            paths**2,
            whole=receptive_field([(2, 3), 3]) ** 2,
            one_axis=2 * 3,
        ),
    }


def four_by_four():
    """Three poolings by hand."""
    asked = FOUR_BY_FOUR
    return {
        "maximum": asks(
            pool2d(asked, 2),
            averages=pool2d(asked, 2, "avg"),
            stride_1=pool2d(asked, 2, stride=1)[:2, :2],
        ),
        "sliding": asks(
            pool2d(asked, 2, stride=1),
            averages=pool2d(asked, 2, "avg", stride=1),
            exchanged=pool2d(asked, 2, stride=1).T,
        ),
        "average": asks(
            pool2d(asked, 2, "avg"),
            sums=4 * pool2d(asked, 2, "avg"),
            two_elements=2 * pool2d(asked, 2, "avg"),
            maxima=pool2d(asked, 2),
        ),
    }


def gradient_by_hand():
    """The gradient at a small input of a sliding maximum."""
    asked = FOUR_BY_FOUR
    wins = _gradient(F.max_pool2d, asked, 2, 1)
    return {
        "gradient": asks(
            wins,
            once=(wins > 0).float(),
            side_by_side=_gradient(F.max_pool2d, asked, 2),
            average=_gradient(F.avg_pool2d, asked, 2, 1),
            times_input=wins * asked,
        ),
    }


def minimum():
    """Minimum pooling from maximum pooling."""
    return {
        "formula": asks("both_minus"),
        "padding": asks("plus_infinity"),
    }


def twice_or_once():
    """Whether two small poolings are one large."""

    def verdict(a, b):
        return "equal" if torch.allclose(a, b) else "different"

    waves = torch.arange(144.0).sin().reshape(1, 1, 12, 12)
    halved, slid = F.max_pool2d(waves, 2), F.max_pool2d(waves, 3, 1)
    blurred, box = F.avg_pool2d(waves, 3, 1), torch.ones(3, 3)
    paths = corr2d(box, box, padding="full")
    return {
        "two_twice": asks(verdict(F.max_pool2d(halved, 2), F.max_pool2d(waves, 4))),
        "three_twice": asks(verdict(F.max_pool2d(slid, 3, 1), F.max_pool2d(waves, 5, 1))),
        "averages": asks(verdict(F.avg_pool2d(blurred, 3, 1), F.avg_pool2d(waves, 5, 1))),
        "middle": asks(
            int(paths[2, 2] / paths[0, 0]),
            one_axis=int(paths[2, 2] ** 0.5),
            one_average=1,
            pixels=5 * 5,
        ),
    }


def shapes_of_ten_digits():
    """Ten digits as a batch, as channels, as a wide picture."""
    blank = [torch.zeros(8, 8)] * 10
    pile = tuple(torch.stack(blank, 0).shape)
    tower, row_of_ten = (tuple(torch.cat(blank, axis).shape) for axis in (0, 1))
    return {
        "batch": asks(
            tuple(torch.stack(blank, 0)[:, None].shape),
            no_channel=pile,
            channels=(1, *pile),
        ),
        "sample": asks(
            tuple(torch.stack(blank, 0)[None].shape),
            no_batch=pile,
            ten_samples=(10, 1, 8, 8),
        ),
        "picture": asks(row_of_ten, tower=tower, pile=pile),
        "cat": asks(tower, wide=row_of_ten, new_axis=pile),
        "stack": asks(
            tuple(torch.stack(blank, 2).shape),
            axis_0=pile,
            axis_1=tuple(torch.stack(blank, 1).shape),
            cat=row_of_ten,
        ),
    }


def layers_until_64():
    """How many layers it takes until a unit sees 64 pixels."""

    def convolutions(layers_of, least=64):
        """How many convolutions it takes until a unit sees so many pixels."""
        n = 1
        while receptive_field(layers_of(n)) < least:
            n += 1
        return n

    def pooled_after_each(n):
        return ([(3, 1), (2, 2)] * n)[:-1]

    enough = convolutions(pooled_after_each)
    asked = pooled_after_each(enough)
    own_stride = sum(
        (k - 1) * field.jump for (k, _), field in zip(asked, receptive_fields(asked), strict=True)
    )
    convolutions_only = sum(2 * 2**m for m in range(enough))
    return {
        "pooled": asks(
            enough,
            with_poolings=len(asked),
            no_jump=convolutions(lambda n: ([3, 2] * n)[:-1]),
            one_less=enough - 1,
            no_poolings=convolutions(lambda n: [3] * n),
        ),
        "seen": asks(
            receptive_field(asked),
            own_stride=1 + own_stride,
            convolutions=1 + convolutions_only,
            no_jump=receptive_field([k for k, _ in asked]),
            fifth_pooling=receptive_field([*asked, (2, 2)]),
        ),
        "plain": asks(
            convolutions(lambda n: [3] * n),
            one_less=convolutions(lambda n: [3] * n) - 1,
            adds_one=convolutions(lambda n: [2] * n),
            adds_k=[convolutions(lambda n: [4] * n), -(-64 // 3)],
        ),
    }


def share_that_stays():
    """How often a pooling's output stays when a dot moves by one."""

    def share(k, s):
        """Share of the steps of a dot, far from the ends, that leave the output as it is."""
        dots = torch.eye(64)[:, None]
        after = F.max_pool1d(dots, k, s)[16:49]
        same = (after[1:] == after[:-1]).flatten(1).all(1)
        return same.double().mean().item()

    return {
        "two": asks(share(2, 2), none=0, last_place=1),
        "four": asks(
            share(4, 4),
            leaves=1 - share(4, 4),
            more_places=share(2, 2),
            last_place=1,
        ),
        "eight": asks(
            share(8, 8),
            leaves=1 - share(8, 8),
            more_places=share(4, 4),
            last_place=1,
        ),
        "overlapping": asks(
            share(3, 2),
            stride_3=2 / 3,
            window_2=1 / 2,
            even_and_odd=1 / 3,
        ),
    }


def cost():
    """What pooling costs, beside the convolution before it."""
    maps, image, kernel, window = 6, 28, 5, 2
    pooled = output_size(image, window, stride=window)
    comparisons = maps * pooled**2 * (window**2 - 1)
    products = maps * output_size(image, kernel, padding=kernel // 2) ** 2 * kernel**2
    return {
        "comparisons": asks(
            comparisons,
            all_numbers=maps * pooled**2 * window**2,
            one_map=comparisons // maps,
            sliding=[maps * image**2 * (window**2 - 1), maps * (image - 1) ** 2 * (window**2 - 1)],
        ),
        "products": asks(
            products,
            one_map=products // maps,
            no_padding=maps * (image - kernel + 1) ** 2 * kernel**2,
        ),
        "share": asks(comparisons / products, reversed=products / comparisons, tolerance=0.001),
    }


def softmax():
    """A window's numbers, weighted by their softmax."""
    window = X[:2, :2].flatten()

    def weighted(beta):
        return (torch.softmax(beta * window, 0) @ window).item()

    return {
        "zero": asks(weighted(0), no_weights=0, maximum=window.max().item()),
        "large": asks(weighted(100), average=weighted(0), weights=1),
        "rare": asks("exponentials"),
    }


def maximum_by_relu():
    """A maximum from ReLUs, and how many rounds a window takes."""

    def rounds(numbers):
        """How often the numbers can be halved until one is left."""
        count = 0
        while 2**count < numbers:
            count += 1
        return count

    channels = ("a - b", "b", "-b")
    return {
        "formula": asks("difference_plus_b"),
        "two": asks(rounds(2 * 2), one_by_one=2 * 2 - 1, one_axis=1),
        "three": asks(rounds(3 * 3), one_by_one=3 * 3 - 1, eight=3, one_axis=2),
        "channels": asks(len(channels), negative=2, only_difference=1),
    }


def stripes():
    """Columns 1, 0, 1, 0, …, shifted by one and made half as many."""
    row = torch.tensor([[0.0, 1] * 4])
    before = row.roll(1)
    return {
        "second": asks(row[0, 0].item(), before=before[0, 0].item()),
        "maximum": asks(pool2d(row, (1, 2))[0, 0].item(), shifted=0),
        "average": asks(pool2d(row, (1, 2), "avg")[0, 0].item(), maximum=1, shifted=0),
        "wider": asks("maximum_changes"),
    }
