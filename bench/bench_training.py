"""Examples per second in training LeNet: this book's loop, and the usual one.

The usual loop is a DataLoader that turns each image by itself into a tensor, as most tutorials do:
`transforms.ToTensor()` on a PIL image, 256 images a batch, in four worker processes and in none.
Ours keeps all images in one tensor on the device and takes batches out of it by index. Both train
the same network with the same optimiser and batch size. 'Feeding' goes through the data without a
network. Torch computes on one thread, as in `train`; workers have the other cores. Without a GPU,
only the CPU is measured.
"""

import time

import numpy as np
import torch
import torch.nn.functional as F
from measure import line_of_rates
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import ToTensor

from convlab import LeNet, load_images
from convlab.datasets import Images
from convlab.lenet import initialise
from convlab.training import batches, one_thread

BATCH, ROUNDS = 256, 5
COUNT = {"cpu": 12_000, "cuda": 60_000}


class OneByOne(Dataset):
    """Images as a folder of files gives them: each is opened and transformed by itself."""

    def __init__(self, images):
        pixels = (255 * images.X[:, 0]).round().to(torch.uint8).numpy()
        self.images = [Image.fromarray(one) for one in pixels]
        self.labels = images.y.tolist()
        self.transform = ToTensor()

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return self.transform(self.images[i]), self.labels[i]


def many_digits(count):
    """The training digits, repeated up to `count`."""
    images = load_images()
    chosen = torch.from_numpy(np.resize(np.arange(len(images)), count))
    return Images(images.X[chosen], images.y[chosen], images.classes)


def feeds(images, device):
    """By name, functions that return an iterator over one epoch's batches on the device."""
    slow, here = OneByOne(images), images.to(device)
    generator = torch.Generator().manual_seed(0)
    loaders = {
        f"DataLoader, {workers} workers": DataLoader(
            slow, BATCH, shuffle=True, num_workers=workers, persistent_workers=workers > 0
        )
        for workers in (0, 4)
    }
    usual = {
        name: lambda loader=loader: ((X.to(device), y.to(device)) for X, y in loader)
        for name, loader in loaders.items()
    }
    return {"one tensor, by index": lambda: batches(here, BATCH, generator)} | usual


def epoch(feed, device, net=None):
    """Seconds for one epoch; without a network, only the feeding."""
    if net is not None:
        optimiser = torch.optim.SGD(net.parameters(), 0.01, 0.9)
    start = time.perf_counter()
    for X, y in feed():
        if net is not None:
            optimiser.zero_grad()
            F.cross_entropy(net(X), y).backward()
            optimiser.step()
    if device == "cuda":
        torch.cuda.synchronize()
    return time.perf_counter() - start


@one_thread()
def main():
    """Measure in turn, and print."""
    for device in ["cpu", "cuda"] if torch.cuda.is_available() else ["cpu"]:
        count = COUNT[device]
        ways = feeds(many_digits(count), device)
        net = initialise(LeNet("relu", "max"), gain=2**0.5).to(device)
        for task, network in (("feeding only", None), ("training", net)):
            print(f"{task} on {device}, {count:,} images of 28×28, batches of {BATCH}")
            rates = {name: [] for name in ways}
            for round_ in range(ROUNDS + 1):
                for name, feed in ways.items():
                    seconds = epoch(feed, device, network)
                    if round_:  # the first is to warm up
                        rates[name].append(count / seconds)
            line_of_rates(rates)


if __name__ == "__main__":
    main()
