"""The weights of a dense layer, re-indexed by offset, shared and cut: against corr2d."""

import pytest
import torch
from cases import steady
from hypothesis import given
from hypothesis import strategies as st

from convlab import corr2d
from convlab.weights import by_offset, centre, parameter_counts, shared_weights


def random(*shape, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(shape, generator=generator, dtype=torch.float64)


@steady
@given(n=st.integers(1, 6), reach=st.integers(0, 6), seed=st.integers(0, 9))
def test_shared_weights_are_a_cross_correlation_with_zeros_around(n, reach, seed):
    X, V = random(n, n, seed=seed), random(2 * reach + 1, 2 * reach + 1, seed=seed + 1)
    W = shared_weights(V, n)
    H = torch.einsum("ijkl,kl->ij", W, X)
    torch.testing.assert_close(H, corr2d(X, V, padding=reach))


def test_re_indexing_names_the_same_weights_by_offset():
    W = random(4, 4, 4, 4)
    V = by_offset(W)
    for i, j, k, l in torch.cartesian_prod(*[torch.arange(4)] * 4).tolist():  # noqa: E741
        assert V[i, j, 3 + k - i, 3 + l - j] == W[i, j, k, l]
    assert (V != 0).sum() == W.numel()


def test_shared_weights_have_the_same_v_everywhere():
    V = random(7, 7)
    rebuilt = by_offset(shared_weights(V, 4))
    inside = by_offset(torch.ones(4, 4, 4, 4)).bool()
    assert torch.equal(rebuilt[inside], V.expand(4, 4, 7, 7)[inside])


def test_an_offset_beyond_v_has_weight_zero_also_beside_infinite_ones():
    W = shared_weights(torch.full((3, 3), torch.inf), 4)
    near = shared_weights(torch.ones(3, 3), 4) == 1
    assert torch.equal(W, torch.zeros(4, 4, 4, 4).masked_fill(near, torch.inf))


def test_the_centre_of_v_holds_the_offsets_up_to_delta():
    V = torch.arange(49.0).reshape(7, 7)
    assert centre(V, 0).tolist() == [[24]]
    assert centre(V, 1).tolist() == [[16, 17, 18], [23, 24, 25], [30, 31, 32]]
    assert torch.equal(centre(V, 2), V[1:-1, 1:-1])
    assert torch.equal(centre(V, 3), V)


def test_parameters_are_counted_at_each_step():
    assert parameter_counts(5, 1) == {"dense": 625, "shared": 81, "local": 9}
    assert parameter_counts(1, 0) == {"dense": 1, "shared": 1, "local": 1}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: shared_weights(torch.ones(2, 2), 3), "V must be square with an odd side, got 2×2"),
        (lambda: shared_weights(torch.ones(3, 5), 3), "V must be square with an odd side, got 3×5"),
        (lambda: shared_weights(torch.ones(3, 3), 0), "n must be at least 1, got 0"),
        (lambda: by_offset(torch.ones(2, 2, 2, 3)), r"W must have shape \(n, n, n, n\), got"),
        (lambda: centre(torch.ones(3, 3), 2), "delta must be from 0 to 1, got 2"),
        (lambda: parameter_counts(0, 0), "n must be at least 1, got 0"),
        (lambda: parameter_counts(3, -1), "delta must be at least 0, got -1"),
    ],
)
def test_bad_weights_are_refused(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
