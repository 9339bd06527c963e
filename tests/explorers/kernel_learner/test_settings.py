"""KernelLearner in Python: its settings, their two forms, and torch's answers."""

import json

import pytest
import torch
from torch import nn

from convlab import KERNELS, edge_image, learning
from convlab.data import edge_image_with_rows
from convlab.explorers import KernelLearner
from convlab.explorers.core.linker import link
from convlab.explorers.kernel_learner import SEEDS

SQUARE = torch.tensor([[1.0, -1.0], [-4.0, 2.0]], dtype=torch.float64)


def test_it_opens_with_the_case_that_converges():
    learner = KernelLearner()
    assert torch.equal(learner.input.float(), edge_image())
    assert learner.true_kernel.tolist() == [[1.0, -1.0]]
    assert (learner.size, learner.learning_rate, learner.steps) == ((1, 2), 0.03, 10)
    assert learner.losses.shape == (11,)
    assert learner.losses[-1] < 0.01 * learner.losses[0]
    torch.testing.assert_close(learner.curvatures.tolist(), [60.0, 12.0])
    assert learner.stability_limit == pytest.approx(1 / 30)
    assert learner.rank == 2


def test_a_2x2_kernel_diverges_at_the_same_rate_and_at_half_of_it_finds_another_kernel():
    learner = KernelLearner(size=2, steps=60)
    torch.testing.assert_close(learner.curvatures.tolist(), [100.0, 20.0, 0.0, 0.0])
    assert learner.stability_limit == pytest.approx(0.02)
    assert learner.losses[-1] > 1e30
    learner.learning_rate = 0.015
    assert learner.losses[-1] < 1e-15
    assert (learner.output - torch.tensor([[1.0, -1.0], [0.0, 0.0]])).abs().max() > 0.1
    torch.testing.assert_close(learner.output.sum(0).tolist(), [1.0, -1.0])
    assert learner.rank == 2
    assert learner.free_directions.shape == (2, 2, 2)
    assert learner.free_directions.sum(1).abs().max() < 1e-9


def test_with_a_change_from_row_to_row_all_four_weights_are_learned():
    learner = KernelLearner("square", 2, "edges with an end", learning_rate=0.012)
    assert torch.equal(learner.input.float(), edge_image_with_rows())
    assert learner.rank == 4
    torch.testing.assert_close(learner.curvatures[3].item(), 0.9172, rtol=1e-3, atol=0)
    assert learner.free_directions.shape == (0, 2, 2)


def test_the_output_is_what_torch_learns_with_a_module():
    learner = KernelLearner("square", 2, "noise", learning_rate=0.01, steps=25, seed=4)
    X, K = learner.input[None, None], learner.true_kernel[None, None]
    layer = nn.Conv2d(1, 1, (2, 2), bias=False, dtype=torch.float64)
    with torch.no_grad():
        layer.weight[:] = learning.initial_kernel((2, 2), seed=4)
    for _ in range(25):
        loss = ((layer(X) - nn.functional.conv2d(X, K)) ** 2).sum()
        (gradient,) = torch.autograd.grad(loss, layer.weight)
        with torch.no_grad():
            layer.weight -= 0.01 * gradient
    torch.testing.assert_close(learner.output, layer.weight[0, 0].detach())


def test_settings_reach_the_stage_in_its_own_form():
    learner = KernelLearner()
    learner.true_kernel = "square"
    learner.size = (3, 2)
    learner.input = [[1, 2, 3], [4, 5, 6], [7, 8, 0.1]]
    learner.learning_rate, learner.steps, learner.seed = 0.015, 40, 7
    stage = learner.stage
    assert (stage.true_kernel, stage.chosen("kernel_name")) == (SQUARE.tolist(), "square")
    assert (stage.size_rows, stage.size_columns) == (3, 2)
    assert (stage.image[2], stage.chosen("source")) == ([7.0, 8.0, 0.1], "own")
    assert (stage.learning_rate, stage.steps, stage.seed) == (0.015, 40, 7)
    assert repr(learner) == (
        "KernelLearner(input 3×3, true kernel 2×2, learned kernel 3×2, "
        "learning rate 0.015, 40 steps)"
    )


def test_what_the_page_sets_reaches_the_settings():
    learner = KernelLearner()
    stage = learner.stage
    with stage.hold_trait_notifications():
        stage.true_kernel, stage.kernel_name = [[0.1, 2.0]], stage.choose("kernel_name", "own")
        stage.size_rows, stage.learning_rate, stage.steps, stage.seed = 2, 0.02, 12, 3
    assert learner.true_kernel.tolist() == [[0.1, 2.0]]
    assert (learner.size, learner.learning_rate) == ((2, 2), 0.02)
    assert (learner.steps, learner.seed) == (12, 3)


def test_the_starts_in_the_page_are_torch_s():
    streams = KernelLearner().stage.streams
    assert len(streams) == SEEDS
    for seed, stream in enumerate(streams):
        for size in ((1, 2), (4, 4)):
            count = size[0] * size[1]
            start = torch.tensor(stream[:count], dtype=torch.float64).reshape(size) / count**0.5
            assert torch.equal(start, learning.initial_kernel(size, seed=seed))


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("size", 1.5, "size must be a whole number or a pair of whole numbers, got 1.5"),
        ("size", None, "size must be a whole number or a pair of whole numbers, got None"),
        ("learning_rate", "fast", "learning rate must be more than 0 and .*, got 'fast'"),
        ("learning_rate", True, "learning rate must be more than 0 and .*, got True"),
        ("learning_rate", float("nan"), "learning rate must be more than 0 and .*, got NaN"),
        ("learning_rate", torch.inf, "learning rate must be more than 0 and .*, got ∞"),
        ("steps", 2.5, "steps must be a whole number, got 2.5"),
        ("seed", None, "seed must be a whole number, got None"),
        ("input", "cat", "input must be numbers or one of edges, .*, got 'cat'"),
        ("input", None, "input must be a rectangle of numbers, got None"),
        ("true_kernel", [[float("nan"), 1]], "true kernel must hold finite numbers, got NaN"),
        ("true_kernel", [1, -1], "true kernel must have 2 non-empty axes"),
    ],
)
def test_bad_settings_raise_and_the_last_good_ones_stay(setting, value, message):
    learner = KernelLearner()
    before = learner.output, learner.stage.get_state()
    with pytest.raises(ValueError, match=message):
        setattr(learner, setting, value)
    assert torch.equal(learner.output, before[0])
    assert learner.stage.get_state() == before[1]


def test_numbers_beyond_float32_are_taken():
    learner = KernelLearner(true_kernel=[[1e300, -1.0]], steps=1)
    assert learner.stage.true_kernel == [[1e300, -1.0]]
    assert learner.losses[0] == torch.inf


def test_bad_settings_are_refused_from_the_start():
    with pytest.raises(ValueError, match="learned kernel 4×4 does not fit the input 2×3"):
        KernelLearner(size=4, input=torch.ones(2, 3))


def test_controls_are_tied_to_the_stage_and_take_the_rates_exactly():
    learner = KernelLearner(learning_rate=0.015)
    controls = {c.description: c for row in learner.children[0].children for c in row.children}
    assert list(controls) == [
        *("Input", "True kernel"),
        *("Height", "Width", "Learning rate", "Steps", "Seed"),
    ]
    assert controls["Learning rate"].value == 0.015
    controls["Learning rate"].value = 0.03
    assert controls["Learning rate"].value == 0.03
    shown = KernelLearner.words()["options"]
    for trait, name in (("source", "Input"), ("kernel_name", "True kernel")):
        names = learner.stage.choices[trait]
        assert list(controls[name].options) == [shown[trait][one] for one in names]


def test_every_preset_is_named_once():
    learner = KernelLearner()
    for trait, library in (("source", "inputs"), ("kernel_name", "kernels")):
        assert [*getattr(learner.stage, library), "own"] == learner.stage.choices[trait]
    assert learner.stage.kernels["sobel x"] == [list(row) for row in KERNELS["sobel x"]]


def test_every_word_is_used_by_the_script():
    script = link(KernelLearner.folder / "stage.js")
    words = json.loads((KernelLearner.folder / "words.json").read_text(encoding="utf-8"))["says"]
    built = {f"{kind}_why" for kind in ("diverges", "edge", "nothing")}
    built |= {"true_kernel_title", "learned_kernel_title"}
    unused = [word for word in words if f"words.{word}" not in script and f'"{word}"' not in script]
    assert set(unused) == built
