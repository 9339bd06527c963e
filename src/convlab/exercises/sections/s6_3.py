"""What 6.3 asks: padding and stride."""

import torch
import torch.nn.functional as F

from convlab.data import KERNELS, number_image
from convlab.exercises.table import asks
from convlab.ops import corr2d
from convlab.receptive import receptive_field
from convlab.shapes import output_size, resolve_padding, unreached, use_counts


def one_side():
    """What padding=1 means."""
    return {
        "rows": asks(5 + 2, one=5 + 1, total=5 + 4),
        "output": asks(output_size(5, 3, padding=1), without=output_size(5, 3), padded=5 + 2),
        "total": asks(2, one_side=1),
    }


def sizes():
    """Rows after each of three layers, and an output with numbers of its own on each axis."""
    image, kernel, padding, stride = (8, 8), (3, 5), (0, 1), (3, 4)
    return {
        "first": asks(
            output_size(32, 5),
            last_row=32 - 5,
            padding=output_size(32, 5, padding=2),
        ),
        "second": asks(
            output_size(28, 3, padding=1, stride=2),
            no_padding=output_size(28, 3, stride=2),
            rounded_up=-(-27 // 2) + 1,
            stride_1=output_size(28, 3, padding=1),
        ),
        "third": asks(
            output_size(14, 2, stride=2),
            stride_1=output_size(14, 2),
            steps=(14 - 2) // 2,
        ),
        "pairs": asks(
            output_size(image, kernel, padding=padding, stride=stride),
            stride_1=output_size(image, kernel, padding=padding),
            no_padding=output_size(image, kernel, stride=stride),
        ),
    }


def what_stride_buys():
    """What stride 2 does to sound and to images."""
    samples = 44_100
    return {
        "samples": asks(samples // 2, same=samples),
        "tone": asks(samples // 4, samples=samples // 2),
        "products": asks(1 / 4, half=1 / 2),
        "gain": asks("less_redundant"),
    }


def mirror():
    """A mirror that repeats the border pixel."""
    line = torch.arange(1.0, 6)
    reflect = F.pad(line[None], (2, 2), "reflect")[0, :2]
    before = line[:2].flip(0)
    return {
        "before": asks(
            before[None],
            reflect=reflect[None],
            order=line[None, :2],
        ),
        "flat": asks(1, zeros=4 / 9),
    }


def stride_one_half():
    """A row made longer: zeros between its pixels, then a kernel."""
    row, kernel = torch.tensor([[1.0, 3, 2]]), torch.tensor([[0.5, 1, 0.5]])
    spread = torch.zeros(1, 5)
    spread[:, ::2] = row
    half = (0, 1)
    return {
        "row": asks(
            corr2d(spread, kernel, padding=half),
            sums=corr2d(spread, torch.ones(1, 3), padding=half),
            nearest=row.repeat_interleave(2, 1)[:, :5],
        ),
    }


def fourth_layer():
    """What a dilated layer leaves of the seven rows after three others."""
    return {
        "span": asks(2 * (3 - 1) + 1, kernel=3, gaps=2 * 3),
        "rows": asks(
            output_size(7, 3, dilation=2),
            no_dilation=output_size(7, 3),
            span=output_size(7, 2 * 3),
        ),
    }


def halving():
    """Which kernels and paddings halve 224 rows with stride 2."""
    pairs = [
        (k, p)
        for k in range(1, 8)
        for p in range(k)
        if output_size(224, k, padding=p, stride=2) == 112
    ]
    skipping = [k for k, p in pairs if 0 in use_counts(224, k, padding=p, stride=2)]
    return {
        "pairs": asks(
            len(pairs),
            odd_only=len([k for k, _ in pairs if k % 2]),
            one_missing=len(pairs) - 1,
        ),
        "padding": asks(
            dict(pairs)[6],
            both_sides=2 * dict(pairs)[6],
            too_many=6 // 2,
            none=0,
        ),
        "skipping": asks(skipping[0], side_by_side=2, overlap=3),
    }


def even_kernels_drift():
    """How far even kernels move a picture."""
    before, after = resolve_padding("same", 4)[0]
    return {
        "distance": asks(
            6 * (after - before) / 2,
            one_layer=(after - before) / 2,
            whole_row=6 * (after - before),
            sign=-6 * (after - before) / 2,
        ),
        "direction": asks("up_and_left"),
        "padding": asks((after, before), same_again=(before, after)),
    }


def dim_border():
    """A blur that padding makes dim, and its repair."""
    X, box = number_image(), torch.tensor(KERNELS["box"])
    shares = corr2d(torch.ones(3, 3), box, padding=1)
    return {
        "shares": asks(shares, counts=9 * shares, inverse=1 / shares),
        "corner": asks(
            6 / 4,
            dim=corr2d(X, box, padding=1)[0, 0],
            sum=corr2d(X, torch.ones(3, 3), padding=1)[0, 0],
        ),
    }


def unread_padding():
    """When stride 2 leaves the padding below unread."""
    left_over = {n: unreached(n, 3, padding=1, stride=2) for n in (8, 9)}
    return {
        "unread": asks("even" if left_over[8] else "odd"),
        "mirrored": asks("odd" if left_over[8] else "even"),
    }


def one_layer_for_two():
    """Two layers with stride 2, and one with stride 4."""
    two, one = [(3, 2), (3, 2)], [(7, 4)]
    assert receptive_field(two) == receptive_field(one)
    return {
        "span": asks(
            receptive_field(two),
            stride_1=receptive_field([3, 3]),
            added=3 + 3,
            multiplied=3 * 3,
        ),
        "first_row": asks(5 * 2 * 2, between=5 * 2, stride_1=5),
        "numbers": asks(2 * 3 * 3, one=3 * 3, added=3 + 3, single=7 * 7),
    }


def ring_filling():
    """The filling that makes an image a ring."""
    line = torch.arange(8.0)[None]
    row_before = {
        f: int(F.pad(line, (1, 1), f)[0, 0]) for f in ("replicate", "reflect", "circular")
    }
    return {
        "name": asks("circular"),
        "row": asks(
            row_before["circular"],
            outermost=row_before["replicate"],
            mirror=row_before["reflect"],
        ),
    }
