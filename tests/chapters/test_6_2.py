"""What 6.2 says and does not prove: its numbers by hand, its limits, and what explorers show."""

import pytest
import torch
import torch.nn.functional as F
from scipy import signal
from torch import nn

from convlab import (
    KernelLearner,
    convolve2d,
    corr2d,
    edge_image,
    learn_kernel,
    noise_image,
    number_image,
    receptive_field,
)
from convlab.data import KERNELS, edge_image_with_rows
from convlab.learning import windows
from convlab.learning_directions import curvatures, free_directions, stability_limit

EDGE = torch.tensor([[1.0, -1.0]])
SQUARE = torch.tensor([[1.0, -1.0], [-4.0, 2.0]])
SEEDS = range(10)


def full(operation, *kernels):
    """The operation from left to right, with all overlaps."""
    result = kernels[0]
    for kernel in kernels[1:]:
        result = operation(result, kernel, padding="full")
    return result


def farthest(run):
    return (run.kernels[-1] - SQUARE).abs().max().item()


def test_the_first_explorer_has_the_numbers_of_its_question():
    Y = corr2d(number_image(), torch.tensor([[1.0, 2], [0, -1]]))
    assert (Y.shape, Y[1, 1], Y[3, 3]) == ((4, 4), 5, 4)


def test_the_loop_learns_with_the_gradients_of_torch():
    X, weight = torch.rand(5, 6), torch.rand(2, 3, requires_grad=True)
    reference = nn.Conv2d(1, 1, (2, 3), bias=False)
    reference.weight.data[0, 0] = weight.data
    (corr2d(X, weight) ** 2).sum().backward()
    (reference(X[None, None]) ** 2).sum().backward()
    torch.testing.assert_close(weight.grad, reference.weight.grad[0, 0])


def test_light_added_to_all_pixels_changes_no_edge():
    X = edge_image()
    assert torch.equal(corr2d(X + 5, EDGE), corr2d(X, EDGE))
    assert torch.equal(corr2d(X.T, EDGE.T), corr2d(X, EDGE).T)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_laws_hold_for_convolution_and_not_for_cross_correlation(seed):
    f, g, h = (noise_image(3, n, seed=10 * seed + n).double() for n in (2, 3, 4))
    torch.testing.assert_close(full(convolve2d, f, g), full(convolve2d, g, f))
    torch.testing.assert_close(full(corr2d, f, g), full(corr2d, g, f).flip(0, 1))
    assert not torch.allclose(full(corr2d, f, g), full(corr2d, g, f))
    right = full(convolve2d, f, full(convolve2d, g, h))
    torch.testing.assert_close(full(convolve2d, f, g, h), right)
    assert not torch.allclose(full(corr2d, f, g, h), full(corr2d, f, full(corr2d, g, h)))
    X = noise_image(9, 9, seed=seed).double()
    joined = corr2d(X, full(convolve2d, g, h))
    torch.testing.assert_close(corr2d(corr2d(X, g), h), joined)


def test_scipy_has_both_operations_under_their_names():
    X, K = number_image(), SQUARE
    for ours, theirs in ((corr2d, signal.correlate2d), (convolve2d, signal.convolve2d)):
        assert (ours(X, K).numpy() == theirs(X.numpy(), K.numpy(), mode="valid")).all()


@pytest.mark.parametrize(
    ("names", "factor"), [(("box", "gaussian", "laplacian"), 1), (("edge", "sobel x"), -1)]
)
def test_what_the_flip_does_to_named_kernels(names, factor):
    for K in (torch.tensor(KERNELS[name]) for name in names):
        assert torch.equal(K.flip(0, 1), factor * K)


def test_the_flip_changes_emboss_and_not_only_in_sign():
    K = torch.tensor(KERNELS["emboss"])
    assert not torch.equal(K.flip(0, 1), K)
    assert not torch.equal(K.flip(0, 1), -K)


def test_a_2x2_network_has_another_size_than_the_output_of_the_notes():
    conv = nn.Conv2d(1, 1, kernel_size=(2, 2), bias=False)
    says = r"The size of tensor a \(5\) must match the size of tensor b \(6\)"
    with pytest.raises(RuntimeError, match=says):
        conv(edge_image()[None, None]) - corr2d(edge_image(), EDGE)[None, None]


def test_with_1x2_ten_steps_come_near_from_a_hundred_starts():
    ends = [
        learn_kernel(edge_image(), EDGE, (1, 2), learning_rate=0.03, steps=10, seed=s).kernels[-1]
        for s in range(100)
    ]
    assert max((end - EDGE).abs().max() for end in ends) < 0.08


def test_the_gradient_by_hand_is_60_and_100_for_each_weight():
    for size, curvature in (((1, 2), 60), ((2, 2), 100)):
        A = windows(edge_image(), size)
        assert (2 * A.T @ A.sum(1)).tolist() == [curvature] * A.shape[1]
        assert stability_limit(edge_image(), size) == pytest.approx(2 / curvature)


def test_equal_errors_give_the_loss_of_the_core():
    for true, loss in ((EDGE, 60), (SQUARE, 200)):
        wrong = corr2d(edge_image(), true + 1) - corr2d(edge_image(), true)
        assert (wrong**2).sum() == loss
    row = corr2d(edge_image(), torch.ones(1, 2))[0]
    assert row.tolist() == [2, 1, 0, 0, 0, 1, 2]


def test_opposite_errors_shrink_by_0_64():
    error = torch.tensor([[1.0, -1.0]], requires_grad=True)
    loss = (corr2d(edge_image(), error) ** 2).sum()
    assert loss == 12
    (gradient,) = torch.autograd.grad(loss, error)
    assert gradient.tolist() == [[12, -12]]
    torch.testing.assert_close(error - 0.03 * gradient, 0.64 * error)


def test_without_zeros_a_convolution_begins_later_in_the_table():
    X, K = torch.arange(20.0).reshape(4, 5) ** 2, torch.tensor([[1.0, 2, 3], [0, -1, 5]])
    table = convolve2d(X, K, padding="full")
    assert torch.equal(convolve2d(X, K), table[1:4, 2:5])


def test_what_the_second_derivative_responds_to():
    second, dot = torch.tensor([[1.0, -2, 1]]), torch.zeros(5, 5)
    dot[2, 2] = 1
    across = dot.sum(0).expand(5, 5)
    edge, slope = (across.cumsum(1), torch.arange(5.0).expand(5, 5))
    for image, strongest in ((across, -2), (dot, -2), (across.T, 0), (slope, 0)):
        assert corr2d(image, second).min() == strongest
    assert corr2d(edge, second)[0].unique().tolist() == [-1, 0, 1]


@pytest.mark.parametrize("v", [(2, 1), (1, 0), (0, 1), (-1, 3)])
def test_a_kernel_finds_edges_orthogonal_to_a_direction(v):
    K = torch.tensor([[v[0] + v[1], -v[1]], [-v[0], 0]]).float()
    i, j = torch.meshgrid(torch.arange(5.0), torch.arange(5.0), indexing="ij")
    along, across = v[0] * i + v[1] * j, v[1] * i - v[0] * j
    assert corr2d(along, K).unique().tolist() == [-(v[0] ** 2) - v[1] ** 2]
    assert not corr2d(across, K).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sum_of_the_errors_doubles_from_any_random_start(seed):
    run = learn_kernel(edge_image(), SQUARE, 2, learning_rate=0.03, steps=10, seed=seed)
    errors = run.kernels.sum((1, 2)) - SQUARE.sum()
    torch.testing.assert_close(errors[1:] / errors[:-1], torch.full((10,), -2.0).double())
    assert run.losses[-1] > 1e5 * run.losses[0]
    assert run.losses[-1] / run.losses[-2] == pytest.approx(4, rel=1e-3)


@pytest.mark.parametrize("start", [[[0.0, 0], [-1, -1]], [[0.3, -0.7], [-0.6, -1.0]]])
def test_from_a_start_with_the_right_sum_0_03_works_until_rounding_has_grown(start):
    run = learn_kernel(
        edge_image(), SQUARE, 2, learning_rate=0.03, steps=100, start=torch.tensor(start)
    )
    assert run.losses[20] < 1e-13
    assert run.losses[60] > 1
    assert run.losses[100] > run.losses[0]


@pytest.mark.parametrize(("rate", "lowest", "highest"), [(0.02, 116, 118), (0.019, 13.5, 14.5)])
def test_the_tasks_of_the_learner_at_and_below_the_limit(rate, lowest, highest):
    learner = KernelLearner("square", (2, 2), "edges", learning_rate=rate)
    assert learner.losses[0].item() == pytest.approx(153, abs=0.5)
    assert lowest < learner.losses[-1] < highest
    assert learner.rank == 2


def test_the_learner_on_noise_converges_at_the_rate_that_diverged():
    learner = KernelLearner("square", (2, 2), "noise", learning_rate=0.03, steps=100)
    assert (learner.rank, round(learner.stability_limit, 3)) == (4, 0.033)
    assert (learner.output - SQUARE).abs().max() < 1e-3


@pytest.mark.parametrize("seed", SEEDS)
def test_on_the_edge_image_loss_is_zero_and_the_kernel_is_its_start_s(seed):
    run = learn_kernel(edge_image(), SQUARE, 2, learning_rate=0.015, steps=60, seed=seed)
    assert run.losses[-1] < 1e-12
    assert farthest(run) > 1
    torch.testing.assert_close(run.kernels[-1].sum(0), SQUARE.sum(0).double())
    torch.testing.assert_close(run.kernels[-1].diff(dim=0), run.kernels[0].diff(dim=0))


@pytest.mark.parametrize("seed", SEEDS)
def test_on_noise_every_start_finds_the_true_kernel(seed):
    noise = noise_image(6, 8)
    assert free_directions(noise_image(6, 8, seed=seed), 2)[0] == 4
    assert farthest(learn_kernel(noise, SQUARE, 2, steps=100, seed=seed)) < 1e-3


def test_a_chessboard_is_not_enough():
    chess = (torch.arange(6.0)[:, None] + torch.arange(8.0)) % 2
    assert free_directions(chess, 2)[0] == 2


def test_zeros_are_split_equally_when_the_true_kernel_is_one_row():
    start = torch.zeros(2, 2)
    run = learn_kernel(edge_image(), EDGE, 2, learning_rate=0.015, steps=100, start=start)
    expected = torch.tensor([[0.5, -0.5], [0.5, -0.5]]).double()
    torch.testing.assert_close(run.kernels[-1], expected)


def test_the_limits_of_the_deeper_tasks():
    lower_end = edge_image_with_rows()
    assert round(stability_limit(lower_end, (1, 2)), 4) == 0.0208
    slow = learn_kernel(lower_end, SQUARE, 2, learning_rate=0.013, steps=200)
    assert farthest(slow) == pytest.approx(0.19, abs=0.005)
    assert 0.013 * curvatures(lower_end, 2)[-1] == pytest.approx(0.01, abs=0.003)
    larger = stability_limit(noise_image(6, 8), 3, true_size=2)
    assert round(larger, 4) == 0.0235
    run = learn_kernel(noise_image(6, 8), SQUARE, 3, learning_rate=0.023, steps=200)
    assert (run.kernels[-1] - F.pad(SQUARE, (0, 1, 0, 1))).abs().max() < 0.05


def test_seed_1_falls_first_and_grows_then():
    losses = learn_kernel(edge_image(), SQUARE, 2, learning_rate=0.03, steps=5, seed=1).losses
    assert losses[1] < losses[0] < losses[2] < losses[5]


def test_a_convolution_learns_the_flipped_kernel():
    noise = noise_image(6, 8).double()
    learned = []
    for operation in (corr2d, convolve2d):
        W = torch.zeros(2, 2).double()
        for _ in range(200):
            W.requires_grad_()
            ((operation(noise, W) - corr2d(noise, SQUARE.double())) ** 2).sum().backward()
            W = W.detach() - 0.03 * W.grad
        learned.append(W)
    torch.testing.assert_close(learned[1], learned[0].flip(0, 1))


def test_the_exercise_on_a_3x3_kernel_counts_right():
    expected = 24 * torch.tensor([2 + 2**0.5, 2, 2 - 2**0.5]).double()
    torch.testing.assert_close(curvatures(edge_image(), 3)[:3], expected, rtol=1e-6, atol=1e-6)


def test_the_limit_for_the_mean():
    below, above = (
        learn_kernel(edge_image(), SQUARE, 2, learning_rate=rate / 35, steps=200).losses
        for rate in (0.69, 0.71)
    )
    assert below[-1] < 0.01
    assert above[-1] > 10 * above[0]


def test_the_corner_kernel_responds_at_the_two_corners():
    corner = torch.tensor([[1.0, -1], [-1, 1]])
    Y = corr2d(edge_image_with_rows(), corner)
    assert (Y.nonzero().tolist(), Y[Y != 0].tolist()) == ([[3, 1], [3, 5]], [1, -1])
    assert not corr2d(edge_image(), corner).any()
    assert not corr2d(edge_image().T, corner).any()


def test_receptive_fields_by_gradient():
    X = torch.rand(1, 1, 8, 8, requires_grad=True)
    maps = [X]
    for k in (3, 3, 2):
        maps.append(F.conv2d(maps[-1], torch.ones(1, 1, k, k)))
    seen = torch.autograd.grad(maps[-1][0, 0, 1, 1], maps[:-1])
    assert [int(g.count_nonzero()) for g in seen] == [36, 16, 4]
    assert (receptive_field([3, 3, 2]), receptive_field([3, 3])) == (6, 5)
