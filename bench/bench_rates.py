"""The learning rate of each variant of LeNet, chosen without a look at the test digits.

A fifth of the training digits is kept back as a validation part. Each rate trains three networks on
the rest, as the chapter does; the rate with the best median on the validation part is taken.
"""

import statistics

import torch
from sklearn.model_selection import train_test_split

from convlab import load_images, train
from convlab.datasets import Images
from convlab.lenet import VARIANTS

SEEDS = range(3)
RATES = {"present": (0.003, 0.01, 0.03, 0.1), "original": (0.03, 0.1, 0.3, 1.0)}


def parts():
    """The training digits in two parts: to learn from, and to choose with."""
    images = load_images()
    indices = torch.arange(len(images)).numpy()
    split = train_test_split(indices, test_size=0.2, stratify=images.y, random_state=0)
    return [Images(images.X[part], images.y[part], images.classes) for part in split]


def main():
    """Train, and print a table for each variant."""
    learn, validation = parts()
    print(
        f"{len(learn)} digits to learn from, {len(validation)} to choose with, {len(SEEDS)} seeds"
    )
    for name, rates in RATES.items():
        medians = {}
        for rate in rates:
            accuracies = []
            for seed in SEEDS:
                net = VARIANTS[name].build(seed)
                run = train(net, learn, validation, learning_rate=rate, seed=seed)
                accuracies.append(run.test_accuracy[-1])
            medians[rate] = statistics.median(accuracies)
            spread = f"{min(accuracies):.4f}–{max(accuracies):.4f}"
            print(f"{name:<10} rate {rate:<6} median accuracy {medians[rate]:.4f} ({spread})")
        best = max(medians, key=medians.get)
        same = "as" if best == VARIANTS[name].learning_rate else "NOT as"
        print(f"{name:<10} best: {best}, {same} in VARIANTS")


if __name__ == "__main__":
    main()
