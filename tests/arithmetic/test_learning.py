"""The learning of a kernel against closed forms, finite differences and nn.Conv2d."""

import json
import re

import pytest
import torch
from cases import learning_cases, steady
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from convlab import KERNELS, corr2d, edge_image, learn_kernel, noise_image
from convlab.data import edge_image_with_rows
from convlab.learning import (
    common_region,
    initial_kernel,
    loss_windows,
    target,
    uniform_stream,
    windows,
)
from convlab.learning_directions import curvatures, free_directions, hessian, stability_limit

EDGE = torch.tensor(KERNELS["edge"])
sizes = st.tuples(st.integers(1, 3), st.integers(1, 3))


def loss(X, K, k):
    """Return the loss of `k` by the book's own loops."""
    rows, columns = common_region(X, tuple(k.shape), true_size=tuple(K.shape))
    return (corr2d(X, k)[:rows, :columns] - corr2d(X, K)[:rows, :columns]).square().sum()


def test_the_edge_image_determines_a_1x2_kernel():
    X, size = edge_image(), (1, 2)
    torch.testing.assert_close(curvatures(X, size).tolist(), [60.0, 12.0])
    assert stability_limit(X, size) == pytest.approx(1 / 30)
    rank, basis = free_directions(X, size)
    assert (rank, basis.shape) == (2, (0, 1, 2))
    run = learn_kernel(X, EDGE, size, learning_rate=0.03, steps=10)
    assert (run.kernels[-1] - EDGE).abs().max() < 0.1
    long = learn_kernel(X, EDGE, size, learning_rate=0.03, steps=200)
    torch.testing.assert_close(long.kernels[-1], EDGE.double())


@pytest.mark.parametrize("true_kernel", [EDGE, torch.tensor([[1.0, -1.0], [-4.0, 2.0]])])
def test_the_edge_image_makes_a_2x2_kernel_diverge_by_2_a_step(true_kernel):
    X, size = edge_image(), (2, 2)
    found = curvatures(X, size, true_size=tuple(true_kernel.shape))
    torch.testing.assert_close(found.tolist(), [100.0, 20.0, 0.0, 0.0])
    assert stability_limit(X, size, true_size=tuple(true_kernel.shape)) == pytest.approx(0.02)
    run = learn_kernel(X, true_kernel, size, learning_rate=0.03, steps=30)
    # Along the steepest direction, all four weights alike, the error doubles and changes sign.
    errors = run.kernels.sum((1, 2)) - true_kernel.sum()
    torch.testing.assert_close(errors[1:] / errors[:-1], torch.full((30,), -2.0).double())
    assert (run.losses[20:] / run.losses[19:-1]).tolist() == pytest.approx([4.0] * 11)


def test_the_edge_image_leaves_two_directions_of_a_2x2_kernel_free():
    X = edge_image()
    rank, basis = free_directions(X, 2)
    assert (rank, basis.shape) == (2, (2, 2, 2))
    # What is added to the upper row is taken from the lower.
    torch.testing.assert_close(basis[:, 0], -basis[:, 1])
    run = learn_kernel(X, EDGE, 2, learning_rate=0.015, steps=300)
    assert run.losses[-1] < 1e-20
    assert (run.kernels[-1].sum(0) - EDGE[0]).abs().max() < 1e-10
    # Along a free direction, the kernel ends where it started.
    moved = (run.kernels[-1] - run.kernels[0]).flatten()
    assert (basis.flatten(1) @ moved).abs().max() < 1e-12


def test_the_edge_image_with_rows_determines_a_2x2_kernel():
    X = edge_image_with_rows()
    assert free_directions(X, 2)[0] == 4
    run = learn_kernel(X, EDGE, 2, learning_rate=0.9 * stability_limit(X, 2), steps=3000)
    expected = torch.tensor([[1.0, -1.0], [0.0, 0.0]]).double()
    torch.testing.assert_close(run.kernels[-1], expected, atol=1e-6, rtol=0)


@given(sizes, sizes, st.integers(0, 99))
@steady
def test_windows_and_hessian_describe_the_loss(size, true_size, seed):
    X, k = noise_image(5, 6, seed=seed).double(), initial_kernel(size, seed=seed)
    K = initial_kernel(true_size, seed=seed + 1)
    torch.testing.assert_close(windows(X, size) @ k.flatten(), corr2d(X, k).flatten())
    A, Y = loss_windows(X, size, true_size=true_size), target(X, K, size)
    torch.testing.assert_close((A @ k.flatten() - Y.flatten()).square().sum(), loss(X, K, k))
    H = torch.autograd.functional.hessian(lambda flat: loss(X, K, flat.view(size)), k.flatten())
    torch.testing.assert_close(hessian(X, size, true_size=true_size), H)
    assert curvatures(X, size, true_size=true_size).sum().item() == pytest.approx(H.trace().item())


@given(sizes, sizes, st.integers(0, 99))
@steady
def test_steps_follow_finite_differences(size, true_size, seed):
    X, K = noise_image(5, 6, seed=seed).double(), initial_kernel(true_size, seed=seed + 1)
    run = learn_kernel(X, K, size, learning_rate=0.01, steps=2, seed=seed)
    nudge, slope = 1e-5, torch.zeros(size).double()
    for i in range(size[0]):
        for j in range(size[1]):
            d = torch.zeros(size).double()
            d[i, j] = nudge
            slope[i, j] = (loss(X, K, run.kernels[1] + d) - loss(X, K, run.kernels[1] - d)) / (
                2 * nudge
            )
    torch.testing.assert_close(run.kernels[2], run.kernels[1] - 0.01 * slope)
    torch.testing.assert_close(run.losses[2], loss(X, K, run.kernels[2]))


@given(st.floats(0.001, 0.05), st.integers(0, 20), st.integers(0, 99))
@steady
def test_runs_follow_the_closed_form(learning_rate, steps, seed):
    X, size = edge_image_with_rows().double(), (2, 2)
    run = learn_kernel(X, EDGE, size, learning_rate=learning_rate, steps=steps, seed=seed)
    A, y = loss_windows(X, size, true_size=(1, 2)), run.target.flatten()
    best = torch.linalg.lstsq(A, y[:, None]).solution[:, 0]
    step = torch.eye(4).double() - learning_rate * hessian(X, size, true_size=(1, 2))
    error = torch.linalg.matrix_power(step, steps) @ (run.kernels[0].flatten() - best)
    torch.testing.assert_close(run.kernels[-1].flatten(), best + error, rtol=1e-6, atol=1e-9)


def test_the_common_region_starts_at_the_top_left():
    X = noise_image(5, 6).double()
    assert common_region(X, (2, 2), true_size=(1, 2)) == (4, 5)
    assert common_region(X, (1, 3), true_size=(2, 2)) == (4, 4)
    assert torch.equal(target(X, EDGE.double(), (3, 1)), corr2d(X, EDGE.double())[:3])


def test_a_run_is_that_of_conv2d():
    X, Y = edge_image()[None, None], corr2d(edge_image(), EDGE)[None, None]
    conv = nn.Conv2d(1, 1, (1, 2), bias=False)
    run = learn_kernel(X[0, 0], EDGE, (1, 2), start=conv.weight[0, 0])
    for i in range(10):
        error = (conv(X) - Y).square().sum()
        assert error.item() == pytest.approx(run.losses[i].item(), rel=1e-4)
        conv.zero_grad()
        error.backward()
        conv.weight.data -= 0.03 * conv.weight.grad
    torch.testing.assert_close(conv.weight[0, 0].double(), run.kernels[10], rtol=1e-4, atol=1e-5)


def test_starts_are_drawn_as_conv2d_draws_them():
    stream = uniform_stream(3)
    assert stream.shape == (49,)
    assert torch.equal(initial_kernel((2, 3), seed=3).flatten(), stream[:6] / 6**0.5)
    starts = torch.stack([initial_kernel(3, seed=seed) for seed in range(300)])
    drawn = torch.stack([nn.Conv2d(1, 1, 3).weight.detach() for _ in range(300)])
    for weights in (starts, drawn):
        assert weights.abs().max() <= 1 / 3
        assert weights.abs().max() > 0.33
        assert weights.std().item() == pytest.approx(1 / 3 / 3**0.5, rel=0.05)


def test_a_run_far_above_the_limit_ends_at_inf_in_silence():
    run = learn_kernel(edge_image(), EDGE, 2, learning_rate=10, steps=400)
    assert run.losses[0].isfinite()
    assert run.losses[-1] == float("inf")
    assert not run.losses.isnan().any()


def test_an_image_of_zeros_tells_nothing():
    X = torch.zeros(4, 4)
    rank, basis = free_directions(X, 2)
    assert (rank, basis.shape) == (0, (4, 2, 2))
    assert stability_limit(X, 2) == float("inf")
    run = learn_kernel(X, EDGE, 2)
    assert torch.equal(run.kernels[0], run.kernels[-1])


def test_learning_cases_are_finite_and_do_not_change():
    cases = learning_cases()
    assert cases == learning_cases()
    assert json.loads(json.dumps(cases, allow_nan=False)) == cases
    for case in cases:
        assert len(case["losses"]) == len(case["kernels"]) == case["steps"] + 1
    assert any(case["rank"] < len(case["curvatures"]) for case in cases)
    assert any(case["losses"][-1] > case["losses"][0] for case in cases)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"learning_rate": 0}, "learning_rate must be more than 0 and finite, got 0"),
        ({"learning_rate": float("inf")}, "learning_rate must be more than 0 and finite, got inf"),
        ({"learning_rate": "a"}, "learning_rate must be a number, got 'a'"),
        ({"learning_rate": True}, "learning_rate must be a number, got True"),
        ({"steps": -1}, "steps must be at least 0, got -1"),
        ({"size": 0}, "size must be at least 1, got 0"),
        ({"size": (7, 2)}, "kernel 7×2 does not fit the padded input 6×8"),
        ({"size": (8, 7), "X": torch.ones(9, 9)}, "size must have at most 49 numbers, got 8×7"),
        ({"start": torch.ones(2, 1)}, "start must have the shape (1, 2), got (2, 1)"),
        ({"start": [[1, 2]]}, "start must be a torch tensor, got list"),
        ({"true_kernel": KERNELS["edge"]}, "true_kernel must be a torch tensor, got tuple"),
        ({"X": torch.ones(3)}, "X must have 2 axes (rows, columns), got shape (3,)"),
    ],
)
def test_refusals(settings, sentence):
    arguments = {"X": edge_image(), "true_kernel": EDGE, "size": (1, 2)} | settings
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        learn_kernel(**arguments)
