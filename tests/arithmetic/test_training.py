"""The loop is torch's SGD, reproducible, and says what happens."""

import pytest
import torch
import torch.nn.functional as F

from convlab.datasets import Images, load_images
from convlab.lenet import VARIANTS, LeNet, initialise
from convlab.training import accuracy, batches, confusion, gradient_sizes, train


@pytest.fixture(scope="module")
def few():
    images = load_images()
    return Images(images.X[:70], images.y[:70], images.classes)


@pytest.fixture(scope="module")
def test_images():
    return load_images(split="test")


def test_batches_give_each_image_once_in_an_order_of_the_seed(few):
    seen = list(batches(few, 32, torch.Generator().manual_seed(0)))
    assert [len(y) for _, y in seen] == [32, 32, 6]
    X = torch.cat([X for X, _ in seen])
    order = [int((x == few.X).flatten(1).all(1).nonzero()[0, 0]) for x in X]
    assert sorted(order) == list(range(70))
    assert order != list(range(70))
    assert torch.equal(torch.cat([y for _, y in seen]), few.y[order])


def test_a_run_is_torchs_sgd_written_out(few):
    net = initialise(LeNet("relu", "max"), gain=1.0, seed=1)
    train(net, few, few, epochs=2, learning_rate=0.05, schedule=False, augment=None, seed=5)
    other = initialise(LeNet("relu", "max"), gain=1.0, seed=1)
    optimiser = torch.optim.SGD(other.parameters(), 0.05, 0.9)
    generator = torch.Generator().manual_seed(5)
    for _ in range(2):
        for chosen in torch.randperm(70, generator=generator).split(32):
            optimiser.zero_grad()
            F.cross_entropy(other(few.X[chosen]), few.y[chosen]).backward()
            optimiser.step()
    for one, two in zip(net.cpu().parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(one, two)


def test_a_run_is_reproducible_and_keeps_its_history(few):
    runs = [train(VARIANTS["present"].build(0), few, few, epochs=3) for _ in range(2)]
    assert runs[0] == runs[1]
    assert len(runs[0].test_accuracy) == len(runs[0].train_accuracy) == 3
    assert len(runs[0].losses) == 3 * 3
    assert runs[0].losses[0] == pytest.approx(2.3, abs=0.4)


def test_a_few_epochs_learn_most_digits(test_images):
    net = VARIANTS["present"].build(0)
    history = train(net, load_images(), test_images, epochs=5)
    assert history.test_accuracy[-1] > 0.9
    assert accuracy(net, test_images) == history.test_accuracy[-1]
    counts = confusion(net, test_images)
    assert counts.sum() == 360
    assert counts.diagonal().sum() / 360 == pytest.approx(history.test_accuracy[-1])
    assert torch.equal(counts.sum(1), test_images.y.bincount())


def test_confusion_has_the_class_in_the_row(few):
    class AlwaysThree(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.nn.Parameter(torch.zeros(1))

        def forward(self, X):
            return F.one_hot(torch.full((len(X),), 3), 10).float()

    counts = confusion(AlwaysThree(), few)
    assert torch.equal(counts[:, 3], few.y.bincount(minlength=10))
    assert counts.sum() == counts[:, 3].sum() == 70


def test_gradient_sizes_are_autograds_and_small_in_early_sigmoid_layers(few):
    net = initialise(LeNet("sigmoid", "avg"))
    sizes = gradient_sizes(net, few.X, few.y)
    assert list(sizes) == ["conv1", "conv2", "dense1", "dense2", "dense3"]
    F.cross_entropy(net(few.X), few.y).backward()
    for name, size in sizes.items():
        gradient = net.get_submodule(name).weight.grad
        assert size == pytest.approx(gradient.square().mean().sqrt().item(), rel=1e-4)
    assert sizes["dense1"] < 0.05 * sizes["dense3"]


def test_anything_but_images_is_refused(few):
    net = LeNet()
    for call, name in (
        (lambda: train(net, few.X, few), "train"),
        (lambda: train(net, few, [few.X, few.y]), "test"),
        (lambda: accuracy(net, few.X), "images"),
        (lambda: confusion(net, [few]), "images"),
    ):
        with pytest.raises(ValueError, match=f"{name} must be Images, got (Tensor|list)"):
            call()
    with pytest.raises(ValueError, match=r"X must be images of torch.float32 .*, got torch.uint8"):
        gradient_sizes(net, few.X.to(torch.uint8), few.y)


def test_numbers_out_of_range_are_refused(few):
    net = LeNet()
    with pytest.raises(ValueError, match="learning_rate must be more than 0 and finite, got 0"):
        train(net, few, few, learning_rate=0)
    for rate in (True, "a"):
        with pytest.raises(ValueError, match=f"learning_rate must be a number, got {rate!r}"):
            train(net, few, few, learning_rate=rate)
    with pytest.raises(ValueError, match="epochs must be at least 1, got 0"):
        train(net, few, few, epochs=0)
    with pytest.raises(ValueError, match="batch_size must be at least 1, got 0"):
        train(net, few, few, batch_size=0)
