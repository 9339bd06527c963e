"""Trains the two networks whose weights travel with the book: `make weights`.

The weights are rounded to half precision, which halves what a page loads. The accuracies that are
printed are those of the rounded weights.
"""

import torch

from convlab.datasets import load_images
from convlab.lenet import TRAINED, VARIANTS, load_trained
from convlab.training import accuracy, train

EPOCHS = 30


def main() -> None:
    """Train, keep and check each variant."""
    images, test = load_images(), load_images(split="test")
    TRAINED.mkdir(exist_ok=True)
    for name, variant in VARIANTS.items():
        net = variant.build(seed=0)
        train(net, images, test, epochs=EPOCHS, learning_rate=variant.learning_rate)
        state = {key: values.cpu().half() for key, values in net.state_dict().items()}
        torch.save(state, TRAINED / f"{name}.pt")
        print(f"{name:<9} test accuracy {accuracy(load_trained(name), test):.4f}")


if __name__ == "__main__":
    main()
