"""What the pages of 6.1 say in words, and do not show by a cell."""

from itertools import product

import pytest
import torch
import torch.nn.functional as F

from convlab import LocalityExplorer, ShiftLab, load_photo, number_image
from convlab.data import KERNELS
from convlab.shapes import use_counts
from convlab.shifts import equivariance_error, invariance_error
from convlab.weights import by_offset, centre, shared_weights

SOBEL = torch.tensor(KERNELS["sobel x"]).double()
N = 4


def drawn(seed, *shape):
    torch.manual_seed(seed)
    return torch.randint(-2, 3, shape).float()


def dense(X, W, U):
    return U + (W * X).sum((2, 3))


def on_a_ring(X):
    return F.conv2d(F.pad(X[None, None], (1, 1, 1, 1), mode="circular"), SOBEL[None, None])[0, 0]


def test_the_sums_by_hand():
    X, W, U = number_image()[:N, :N], drawn(2, N, N, N, N), torch.arange(16.0).reshape(N, N)
    assert dense(X, W, U)[1, 2] == -10 + 6 == -4
    assert by_offset(W)[1, 2, 3 + 2, 3 - 2] == W[1, 2, 3, 0]
    local = shared_weights(centre(drawn(18, 7, 7), 1), N)
    assert dense(X, local, torch.ones(N, N))[1, 2] == 10


def test_the_table_of_three_functions():
    x, moved = torch.tensor([0, 0, 2, 1, 0, 0]), torch.tensor([0, 0, 0, 2, 1, 0])
    assert torch.equal(x.roll(1), moved)
    differences, by_place = (
        [f(row).tolist() for row in (x, moved)]
        for f in (lambda row: row - row.roll(-1), lambda row: row * torch.arange(6))
    )
    assert differences == [[0, -2, 1, 1, 0, 0], [0, 0, -2, 1, 1, 0]]
    assert by_place == [[0, 0, 4, 3, 0, 0], [0, 0, 0, 6, 4, 0]]


def groups_of_equal_weights(n, ring):
    """How many weights are left if a shift by one row or column must not change them."""
    stands_for = {weight: weight for weight in product(range(n), repeat=4)}

    def first(weight):
        while stands_for[weight] != weight:
            weight = stands_for[weight]
        return weight

    for (i, j, k, m), (down, right) in product(stands_for.copy(), ((1, 0), (0, 1))):
        other = (i + down, j + right, k + down, m + right)
        other = tuple(index % n for index in other) if ring else other
        if other in stands_for:
            stands_for[first((i, j, k, m))] = first(other)
    return len({first(weight) for weight in stands_for})


@pytest.mark.parametrize("n", [2, 3, 4])
def test_equal_neighbours_leave_a_weight_for_each_offset(n):
    assert groups_of_equal_weights(n, ring=False) == (2 * n - 1) ** 2
    assert groups_of_equal_weights(n, ring=True) == n**2


def test_on_a_ring_shared_weights_are_equivariant_and_a_mean_over_shifts_shares():
    X, W, U = drawn(0, N, N), drawn(2, N, N, N, N), torch.arange(16.0).reshape(N, N)
    shifts = list(product(range(N), repeat=2))

    def mean(X):
        outputs = [dense(X.roll(m, (0, 1)), W, U).roll((-m[0], -m[1]), (0, 1)) for m in shifts]
        return torch.stack(outputs).mean(0)

    for m in shifts:
        torch.testing.assert_close(mean(X.roll(m, (0, 1))), mean(X).roll(m, (0, 1)))
    bias = mean(torch.zeros(N, N))
    torch.testing.assert_close(bias, U.mean().expand(N, N))
    dots = torch.eye(16).reshape(16, N, N)
    first = mean(dots[0]) - bias
    for m, dot in zip(shifts, dots, strict=True):
        torch.testing.assert_close(mean(dot) - bias, first.roll(m, (0, 1)))


def test_the_explorer_shows_what_the_answers_say():
    explorer = LocalityExplorer(weights="dense")
    assert explorer.input[2, 2] == explorer.input.sum() == 1
    explorer.weights = "local"
    assert torch.equal(explorer.output[1:4, 1:4], explorer.kernel.flip(0, 1))
    assert explorer.output[1:4, 1].tolist() == [1, 2, 1]
    explorer.size, explorer.delta = 8, 7
    assert explorer.parameters == 15**2
    explorer.kernel = [[3.0]]
    assert torch.equal(explorer.output, 3 * explorer.input)


def test_the_lab_shows_what_the_core_says():
    lab = ShiftLab(map="conv circular", border="circular", shift=(0, 12))
    assert lab.equivariance_error < 1e-9 < lab.invariance_error
    lab.map = "global max"
    assert lab.invariance_error == 0
    lab.map = "dense"
    assert min(lab.equivariance_error, lab.invariance_error) > 0.1


def test_the_lab_shows_what_the_deeper_page_says():
    lab = ShiftLab()
    for columns, wrong in ((3, [2, 63]), (-3, [0, 61]), (2, [1, 63])):
        lab.shift = (0, columns)
        gap = (lab.output - lab.shifted_output).abs() > 1e-9
        assert gap.any(0).nonzero().flatten().tolist() == wrong
    lab.map = "conv stride 2"
    for by, exact in (((0, 1), False), ((0, 2), True), ((1, 1), False), ((2, 4), True)):
        lab.shift = by
        assert (lab.inside_equivariance_error < 1e-9) == exact
    lab.shift = (0, 2)
    assert lab.equivariance_error < 1e-9
    lab.map, lab.shift = "dense", (0, 1)
    assert lab.output_shift == (0, 0)
    assert lab.equivariance_error < 0.1
    lab.shift = (0, 2)
    assert lab.equivariance_error > 1


@pytest.mark.parametrize(("name", "furthest"), [("global avg", 5), ("global max", 14)])
def test_how_far_the_digit_may_go(name, furthest):
    lab = ShiftLab(input="digit", map=name)
    exact = []
    for columns in range(1, 29):
        lab.shift = (0, columns)
        exact += [columns] if lab.invariance_error < 1e-9 else []
    assert exact == list(range(1, furthest + 1))


@pytest.mark.parametrize("s", [1, 2, 4])
def test_a_stride_follows_its_multiples(s):
    photo = load_photo("china", size=64).double()

    def f(x):
        return on_a_ring(x)[::s, ::s]

    for d in range(9):
        error = equivariance_error(photo, f, (0, d), border="circular", step=s)
        assert (error < 1e-9) == (d % s == 0)


def test_the_four_boxes():
    photo = load_photo("china", size=32).double()
    maps = {
        "divided": (lambda x: x / x.max(), True, False, False),
        "plus the column": (lambda x: x + torch.arange(32), False, False, True),
        "transposed": (lambda x: x.T, False, False, False),
        "filled": (lambda x: x.max().expand(32, 32), True, True, False),
    }
    for f, equivariant, invariant, local in maps.values():
        errors = [
            e(photo, f, (3, 5), border="circular") for e in (equivariance_error, invariance_error)
        ]
        assert [error < 1e-9 for error in errors] == [equivariant, invariant]
        far = photo.clone()
        far[20, 5] = 9
        change = (f(far) - f(photo)).abs() > 1e-12
        change[20, 5] = False
        assert (not change.any()) == local


def test_locality_alone():
    """The formula of the solution, against the places that a local kernel has in the matrix."""
    for n in range(3, 8):
        for delta in range(n):
            side = 2 * delta + 1
            formula = side * n - delta * (delta + 1)
            assert shared_weights(torch.ones(side, side), n).sum() == formula**2
            assert sum(use_counts(n, side, padding=delta)) == formula


def test_brightness_and_contrast():
    scene = load_photo("china", size=160).double()
    detector = scene[40:55, 64:79] - scene[40:55, 64:79].mean()

    def responses(image, padding=0):
        return F.conv2d(image[None, None], detector[None, None], padding=padding)[0, 0]

    torch.testing.assert_close(responses(scene + 0.3), responses(scene))
    torch.testing.assert_close(responses(2 * scene), 2 * responses(scene))
    change = (responses(scene + 0.3, 7) - responses(scene, 7)).abs()
    assert change[7:-7, 7:-7].max() < 1e-9 < change.max()
