"""The page's LeNet against torch's: maps, gradients, steps, and what travels to it."""

import base64

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.transforms import v2

from convlab import data

VARIANTS = [(act, pool) for act in ("sigmoid", "relu") for pool in ("avg", "max")]
variants = pytest.mark.parametrize(("activation", "pooling"), VARIANTS)


def lenet(activation, pooling, seed=0, scale=2.0):
    """Return torch's network in float64; `scale` makes the weights large enough to matter."""
    act = nn.Sigmoid if activation == "sigmoid" else nn.ReLU
    pool = nn.AvgPool2d if pooling == "avg" else nn.MaxPool2d
    torch.manual_seed(seed)
    net = nn.Sequential()
    layers = {
        "conv1": nn.Conv2d(1, 6, 5, padding=2),
        "act1": act(),
        "pool1": pool(2, 2),
        "conv2": nn.Conv2d(6, 16, 5),
        "act2": act(),
        "pool2": pool(2, 2),
        "flatten": nn.Flatten(),
        "dense1": nn.Linear(400, 120),
        "act3": act(),
        "dense2": nn.Linear(120, 84),
        "act4": act(),
        "dense3": nn.Linear(84, 10),
    }
    for name, layer in layers.items():
        net.add_module(name, layer)
    with torch.no_grad():
        for value in net.parameters():
            value *= scale
    return net.double()


def flat(net):
    return torch.cat([value.flatten() for value in net.state_dict().values()])


def digits(indices):
    images = torch.stack([data.load_digit(n) for n in indices])
    return v2.functional.resize(images, [28, 28], antialias=True).double()


@variants
def test_every_layers_output_equals_torchs(modules, activation, pooling):
    net, images = lenet(activation, pooling), digits([0, 7])
    answers = modules.evaluate(
        """async ({ values, variant, images }) => {
          const { LAYERS, forward, newMaps, parametersFrom } = await import("./lenet.js");
          const parameters = parametersFrom(values);
          const maps = newMaps(); // written over by the second image
          return images.map((image) => {
            const made = forward(parameters, variant, image, maps);
            const shaped = ({ name, shape }) => {
              if (String(shape) !== String(made[name].shape)) throw new Error(name);
              return [name, { shape, data: [...made[name].data] }];
            };
            return LAYERS.map(shaped);
          });
        }""",
        {
            "values": flat(net).tolist(),
            "variant": {"activation": activation, "pooling": pooling},
            "images": images.flatten(1).tolist(),
        },
    )
    for image, layers in zip(images, answers, strict=True):
        X = image[None, None]
        said = dict(layers)
        assert list(said) == [name for name, _ in net.named_children() if name != "flatten"]
        for name, layer in net.named_children():
            X = layer(X)
            if name == "flatten":
                continue
            assert said[name]["shape"] == list(X.shape[1:])
            np.testing.assert_allclose(
                said[name]["data"], X.flatten().detach(), rtol=1e-10, atol=1e-12, err_msg=name
            )


def test_weights_in_float32_are_taken_as_views(modules):
    """As LeNetExplorer uses the network: float32 weights, and maps of its own for each image."""
    net, image = lenet("relu", "max"), digits([3])
    logits, seen = modules.evaluate(
        """async ({ values, image }) => {
          const { forward, parametersFrom } = await import("./lenet.js");
          const flat = Float32Array.from(values);
          const parameters = parametersFrom(flat);
          const maps = forward(parameters, { activation: "relu", pooling: "max" }, image);
          flat[0] = 123;
          return [[...maps.dense3.data], parameters["conv1.weight"][0]];
        }""",
        {"values": flat(net).tolist(), "image": image.flatten().tolist()},
    )
    np.testing.assert_allclose(logits, net(image[:, None])[0].detach(), atol=1e-4)
    assert seen == 123


def test_another_number_of_parameters_is_refused(modules):
    said = modules.evaluate(
        """async () => {
          const { parametersFrom } = await import("./lenet.js");
          try { parametersFrom([1, 2]); } catch (problem) { return String(problem); }
        }"""
    )
    assert said == "RangeError: expected 61706 parameters, got 2"


@variants
def test_gradients_of_a_batch_equal_autograds(modules, activation, pooling):
    net, images, labels = lenet(activation, pooling), digits(range(4)), [0, 1, 2, 9]
    images[3] = 0  # equal elements everywhere: which one wins, and the slope of ReLU at 0
    loss = F.cross_entropy(net(images[:, None]), torch.tensor(labels), reduction="sum")
    loss.backward()
    said = modules.evaluate(
        """async ({ values, variant, images, labels }) => {
          const { PARAMETER_COUNT, forward, parametersFrom } = await import("./lenet.js");
          const { backward } = await import("./lenet_gradients.js");
          const parameters = parametersFrom(values);
          const flat = new Float64Array(PARAMETER_COUNT);
          let loss = 0;
          images.forEach((image, n) => {
            const maps = forward(parameters, variant, image);
            const into = parametersFrom(flat);
            loss += backward(parameters, variant, maps, labels[n], into);
          });
          return { loss, gradients: [...flat] };
        }""",
        {
            "values": flat(net).tolist(),
            "variant": {"activation": activation, "pooling": pooling},
            "images": images.flatten(1).tolist(),
            "labels": labels,
        },
    )
    assert said["loss"] == pytest.approx(loss.item(), rel=1e-12)
    place = 0
    for name, value in net.named_parameters():
        gradient = np.array(said["gradients"][place : place + value.numel()])
        place += value.numel()
        expected = value.grad.flatten().numpy()
        assert np.abs(expected).max() > 0, name
        apart = np.linalg.norm(gradient - expected) / np.linalg.norm(expected)
        assert apart < 1e-10, f"{name}: {apart}"


@variants
def test_steps_with_momentum_are_those_of_torchs_sgd(modules, activation, pooling):
    net = lenet(activation, pooling, scale=1)
    images, labels = digits(range(12)), torch.arange(12) % 10
    start = flat(net).tolist()
    optimiser = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    losses = []
    for at in (0, 4, 8):
        loss = F.cross_entropy(net(images[at : at + 4, None]), labels[at : at + 4])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    said = modules.evaluate(
        """async ({ start, variant, images, labels }) => {
          const { forward, parametersFrom } = await import("./lenet.js");
          const { backward } = await import("./lenet_gradients.js");
          const { descend } = await import("./explorers/training/run.js");
          const values = Float64Array.from(start);
          const [sums, velocities] = [values, values].map((all) => new Float64Array(all.length));
          const [parameters, gradients] = [parametersFrom(values), parametersFrom(sums)];
          const losses = [];
          for (const at of [0, 4, 8]) {
            sums.fill(0);
            let total = 0;
            for (let n = at; n < at + 4; n++) {
              const maps = forward(parameters, variant, images[n]);
              total += backward(parameters, variant, maps, labels[n], gradients);
            }
            descend(values, sums, velocities, { rate: 0.05, momentum: 0.9, count: 4 });
            losses.push(total / 4);
          }
          return { losses, values: [...values] };
        }""",
        {
            "start": start,
            "variant": {"activation": activation, "pooling": pooling},
            "images": images.flatten(1).tolist(),
            "labels": labels.tolist(),
        },
    )
    np.testing.assert_allclose(said["losses"], losses, rtol=1e-10)
    np.testing.assert_allclose(said["values"], flat(net), rtol=1e-9, atol=1e-12)
    assert np.abs(np.array(start) - said["values"]).max() > 1e-3


def test_half_precision_is_read_bit_for_bit(modules):
    every = np.arange(2**16, dtype="<u2").view("<f2")
    text = base64.b64encode(every.tobytes()).decode()
    said = modules.evaluate(
        """async (text) => {
          const numbers = (await import("./explorers/core/bytes.js")).float16(text);
          return [numbers.constructor.name, [...new Uint32Array(numbers.buffer)]];
        }""",
        text,
    )
    assert said[0] == "Float32Array"
    found = np.array(said[1], dtype=np.uint32).view(np.float32)
    np.testing.assert_array_equal(found, every.astype(np.float32))


@pytest.mark.parametrize(("size", "to"), [(8, 28), (8, 8), (5, 17), (1, 4)])
def test_an_enlarged_image_is_torchvisions(modules, size, to):
    image = torch.rand(size, size, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    said = modules.evaluate(
        """async ([image, size, to]) =>
          [...(await import("./drawings.js")).resize(image, size, to)]""",
        [image.flatten().tolist(), size, to],
    )
    expected = v2.Resize((to, to), antialias=True)(image[None])[0]
    np.testing.assert_allclose(np.reshape(said, (to, to)), expected, atol=1e-12)


@pytest.mark.parametrize("logits", [[0, 1, 2], [1e4, -1e4, 9999], [-1e300, -1e300, 0], [800, 800]])
def test_softmax_and_loss_of_logits_of_any_size(modules, logits):
    said = modules.evaluate(
        """async (logits) => {
          const { softmax } = await import("./lenet.js");
          const { crossEntropy } = await import("./lenet_gradients.js");
          return [softmax(logits), logits.map((_, label) => crossEntropy(logits, label))];
        }""",
        logits,
    )
    scores = torch.tensor(logits, dtype=torch.float64)
    np.testing.assert_allclose(said[0], scores.softmax(0), atol=1e-15)
    np.testing.assert_allclose(said[1], -scores.log_softmax(0), rtol=1e-12)
