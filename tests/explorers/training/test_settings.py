"""TrainingLab in Python: its start, its batches, torch's steps, and its settings in two forms."""

import base64
import json
import re
from itertools import islice

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from convlab import LeNet
from convlab.datasets import digit_split, load_images
from convlab.explorers import TrainingLab
from convlab.explorers.core.linker import link
from convlab.explorers.training.page import for_worker
from convlab.explorers.training.run import batches, revised, training_digits
from convlab.explorers.training.start import epoch_order, initial_net, stream
from convlab.training import gradient_sizes


def mulberry32(state):
    """The generator as it was published, one number after the other."""
    mask = 0xFFFFFFFF
    while True:
        state = (state + 0x6D2B79F5) & mask
        t = ((state ^ (state >> 15)) * (1 | state)) & mask
        t = (t + ((t ^ (t >> 7)) * (61 | t))) & mask ^ t
        yield (t ^ (t >> 14)) / 2**32


@pytest.mark.parametrize("seed", [0, 1, 99])
def test_the_stream_is_mulberry32_and_can_be_entered_anywhere(seed):
    expected = list(islice(mulberry32(seed), 300))
    np.testing.assert_array_equal(stream(seed, 0, 300), expected)
    np.testing.assert_array_equal(stream(seed, 250, 50), expected[250:])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("pooling", ["avg", "max"])
def test_a_start_is_within_torchs_own_bounds_and_fills_them(activation, pooling):
    """torch draws other numbers, from the same range."""
    torch.manual_seed(0)
    gain = nn.init.calculate_gain("relu") if activation == "relu" else 4.0
    for name, layer in LeNet(activation, pooling).named_children():
        if not isinstance(layer, nn.Conv2d | nn.Linear):
            continue
        bounds = {"torch": layer.weight.abs().max().item()}
        for start, factor in (("xavier", 1.0), ("gain", gain)):
            nn.init.xavier_uniform_(layer.weight, factor)
            bounds[start] = layer.weight.abs().max().item()
        for start, bound in bounds.items():
            ours = initial_net(activation, pooling, start, seed=3).get_submodule(name)
            assert ours.weight.abs().max().item() == pytest.approx(bound, rel=0.05), (name, start)
            assert abs(ours.weight.mean()) < 0.2 * bound
            assert bool(ours.bias.any()) == (start == "torch")
    zeros = initial_net(activation, pooling, "zeros", seed=3)
    assert not any(value.any() for value in zeros.parameters())


def test_every_epoch_takes_all_digits_in_an_order_of_its_own():
    orders = [epoch_order(seed, epoch, 1437) for seed in (0, 1) for epoch in (0, 1)]
    for n, order in enumerate(orders):
        assert sorted(order.tolist()) == list(range(1437))
        assert all(not torch.equal(order, other) for other in orders[:n])


def test_batches_follow_the_schedule_and_end_with_the_epoch():
    schedule = ((0, 0.1, 4), (2, 0.2, 3))
    taken = list(islice(batches(schedule, 5, 10), 6))
    assert [len(chosen) for chosen, _ in taken] == [4, 4, 2, 3, 3, 3]
    assert [rate for _, rate in taken] == [0.1, 0.1, 0.2, 0.2, 0.2, 0.2]
    assert torch.equal(torch.cat([chosen for chosen, _ in taken[:3]]), epoch_order(5, 0, 10))
    assert torch.equal(torch.cat([c for c, _ in taken[3:]]), epoch_order(5, 1, 10)[:9])


def test_a_revised_schedule_keeps_the_past():
    assert revised((), 0, 0.1, 32) == ((0, 0.1, 32),)
    assert revised((), 7, 0.1, 32) == ((0, 0.1, 32),)
    assert revised(((0, 0.1, 32),), 5, 0.2, 32) == ((0, 0.1, 32), (5, 0.2, 32))
    assert revised(((0, 0.1, 32), (5, 0.2, 32)), 5, 0.1, 32) == ((0, 0.1, 32),)
    assert revised(((0, 0.1, 32), (5, 0.2, 32)), 3, 0.2, 16) == ((0, 0.1, 32), (3, 0.2, 16))
    assert revised(((0, 0.1, 32), (5, 0.2, 32)), 0, 0.3, 64) == ((0, 0.3, 64),)


def test_the_output_is_what_the_textbook_formulas_learn():
    """v = 0.9·v + g and w = w − rate·v, written out, with a batch size that changes."""
    lab = TrainingLab("sigmoid", "avg", seed=2, learning_rate=0.2, steps=3)
    lab.batch_size = 16
    lab.steps = 5
    assert lab.schedule == ((0, 0.2, 32), (3, 0.2, 16))
    net = initial_net("sigmoid", "avg", "gain", 2)
    X, y = training_digits()
    order, place, losses = epoch_order(2, 0, 1437), 0, []
    velocities = [torch.zeros_like(value) for value in net.parameters()]
    for size in (32, 32, 32, 16, 16):
        chosen = order[place : place + size]
        place += size
        loss = F.cross_entropy(net(X[chosen]), y[chosen])
        gradients = torch.autograd.grad(loss, list(net.parameters()))
        losses.append(loss.item())
        with torch.no_grad():
            for value, v, g in zip(net.parameters(), velocities, gradients, strict=True):
                v.mul_(0.9).add_(g)
                value -= 0.2 * v
    torch.testing.assert_close(lab.output, net.conv1.weight[:, 0].detach(), rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(lab.run.losses.tolist(), losses, rtol=1e-9, atol=0)
    assert lab.output.shape == (6, 5, 5)


def test_one_epoch_learns_with_the_defaults():
    lab = TrainingLab()
    start = lab.output
    lab.steps = 45
    assert not torch.equal(lab.output, start)
    assert lab.run.losses[-5:].mean() < 0.5 * lab.run.losses[0]
    images = load_images("digits", "test")
    right = lab.net(images.X.double()).argmax(1) == images.y
    assert right.float().mean() > 0.8


def test_with_xaviers_start_the_gradient_fades_from_layer_to_layer_of_a_sigmoid_only():
    X, y = training_digits()
    X, y = X[:64], y[:64]
    fading = gradient_sizes(initial_net("sigmoid", "avg", "xavier", 0), X, y)
    assert list(fading.values()) == sorted(fading.values())
    assert fading["conv1"] < fading["dense3"] / 100
    kept = gradient_sizes(initial_net("sigmoid", "avg", "gain", 0), X, y)
    assert kept["conv1"] > fading["conv1"] * 50


def test_a_copy_of_the_network_can_be_changed_freely():
    lab = TrainingLab(steps=1)
    before = lab.output.clone()
    net = lab.net
    with torch.no_grad():
        net.conv1.weight.zero_()
    assert torch.equal(lab.output, before)


def test_settings_reach_the_stage_in_its_own_form():
    lab = TrainingLab(learning_rate=0.05)
    lab.activation, lab.pooling, lab.initialisation = "sigmoid", "avg", "zeros"
    lab.batch_size, lab.seed, lab.steps = 128, 7, 2
    stage = lab.stage
    names = {name: stage.chosen(name) for name in stage.choices}
    assert names == {
        "activation": "sigmoid",
        "pooling": "avg",
        "initialisation": "zeros",
        "batch_size": 128,
    }
    assert (stage.learning_rate, stage.seed, stage.steps) == (0.05, 7, 2)
    assert stage.schedule == [[0, 0.05, 128]]
    assert repr(lab) == (
        "TrainingLab(sigmoid, avg pooling, zeros start, learning rate 0.05, batches of 128, "
        "2 steps)"
    )


def test_what_the_page_sets_reaches_the_settings():
    lab = TrainingLab()
    stage = lab.stage
    with stage.hold_trait_notifications():
        stage.activation, stage.batch_size = stage.choose("activation", "sigmoid"), 0
        stage.learning_rate, stage.seed = 0.3, 4
        stage.steps, stage.schedule = 3, [[0, 0.1, 16], [2, 0.3, 16]]
    assert (lab.activation, lab.batch_size, lab.learning_rate, lab.seed) == ("sigmoid", 16, 0.3, 4)
    assert (lab.steps, lab.schedule) == (3, ((0, 0.1, 16), (2, 0.3, 16)))
    assert len(lab.run.losses) == 3


@pytest.mark.parametrize(
    ("setting", "value"),
    [("activation", "sigmoid"), ("pooling", "avg"), ("initialisation", "torch"), ("seed", 1)],
)
def test_another_run_begins_with_step_0(setting, value):
    lab = TrainingLab(steps=2)
    lab.learning_rate = 0.5
    setattr(lab, setting, value)
    assert (lab.steps, lab.stage.steps) == (0, 0)
    assert lab.schedule == ((0, 0.5, 32),)


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("activation", "tanh", "activation must be one of relu, sigmoid, got 'tanh'"),
        ("pooling", "min", "pooling must be one of max, avg, got 'min'"),
        ("initialisation", "ones", "must be one of gain, xavier, torch, zeros, got 'ones'"),
        ("learning_rate", float("nan"), "more than 0 and at most 100, got NaN"),
        ("learning_rate", "fast", "more than 0 and at most 100, got 'fast'"),
        ("learning_rate", True, "more than 0 and at most 100, got True"),
        ("batch_size", 33, "batch size must be one of 16, 32, 64, 128, got 33"),
        ("batch_size", "32", "batch size must be one of 16, 32, 64, 128, got '32'"),
        ("batch_size", 32.0, "batch size must be one of 16, 32, 64, 128, got 32.0"),
        ("steps", 1.5, "steps must be a whole number, got 1.5"),
        ("steps", None, "steps must be a whole number, got None"),
    ],
)
def test_bad_settings_raise_and_the_last_good_ones_stay(setting, value, message):
    lab = TrainingLab()
    before = lab.stage.get_state()
    with pytest.raises(ValueError, match=message):
        setattr(lab, setting, value)
    assert lab.stage.get_state() == before


def test_the_digits_travel_whole():
    sent = for_worker()
    levels = np.frombuffer(base64.b64decode(sent["images"]), dtype=np.uint8).reshape(-1, 8, 8)
    parts = [digit_split(split) for split in ("train", "test")]
    np.testing.assert_array_equal(levels, np.concatenate([images for images, _ in parts]))
    labels = np.concatenate([labels for _, labels in parts])
    assert sent["labels"] == "".join(map(str, labels.tolist()))
    assert sent["training"] == 1437
    assert [sent["labels"][n] for n in sent["shown"]] == list("0123456789")
    assert min(sent["shown"]) >= 1437


def test_controls_are_tied_to_the_stage():
    lab = TrainingLab(learning_rate=0.015)
    controls = {c.description: c for row in lab.children[0].children for c in row.children}
    assert list(controls) == [
        *("Activation", "Pooling", "Initialisation"),
        *("Learning rate", "Batch size", "Seed"),
    ]
    assert controls["Learning rate"].value == 0.015
    assert list(controls["Activation"].options) == ["ReLU", "sigmoid"]


def test_every_word_is_used_by_the_script():
    own = json.loads((TrainingLab.folder / "words.json").read_text(encoding="utf-8"))["says"]
    script = link(TrainingLab.folder / "stage.js")
    outcomes = set(re.findall(r'return "(\w+)";', script))
    chosen = {f"key_{name}" for name in ("test", "train", "before")} | outcomes
    unused = {word for word in own if f"words.{word}" not in script}
    assert unused <= chosen | {"learns", "begins"}
    assert outcomes & set(own) >= {"diverged", "dead", "silent", "equal", "fresh", "worse"}


def test_a_numpy_integer_is_a_batch_size():
    assert TrainingLab(batch_size=np.int64(64)).batch_size == 64


def test_a_bad_state_from_the_page_changes_nothing_and_is_said():
    lab = TrainingLab()
    lab.stage.set_state({"seed": 100})
    assert (lab.seed, lab.stage.seed) == (0, 0)
    assert lab.stage.refused["sentence"] == "seed must be from 0 to 99, got 100"


def test_another_seed_and_its_steps_go_to_the_page_in_one_message():
    lab = TrainingLab(steps=2)
    seen = []
    lab.stage.observe(lambda _: seen.append((lab.stage.seed, lab.stage.steps)), ["seed", "steps"])
    lab.seed = 5
    assert set(seen) == {(5, 0)}


def test_a_run_can_be_asked_for_where_gradients_are_off():
    lab = TrainingLab(steps=2)
    with torch.no_grad():
        inside = lab.output
    assert torch.equal(inside, lab.output)
