"""What travels from TrainingLab to its page: the digits."""

import base64

import numpy as np

from convlab.datasets import digit_split


def for_worker() -> dict:
    """Return the digits as they travel: bytes from 0 to 16, the training digits first.

    Of the test digits, the page shows from each class the one farthest from the class's mean.
    """
    (images, labels), (test_images, test_labels) = digit_split("train"), digit_split("test")
    shown = [unusual(test_images, test_labels, digit) for digit in range(10)]
    everything = np.concatenate([images, test_images]).astype(np.uint8)
    return {
        "images": base64.b64encode(everything.tobytes()).decode(),
        "labels": "".join(map(str, np.concatenate([labels, test_labels]).tolist())),
        "training": len(labels),
        "shown": [len(labels) + n for n in shown],
    }


def unusual(images: np.ndarray, labels: np.ndarray, digit: int) -> int:
    """Return the index of the image of a digit that is farthest from the mean of its class."""
    own = np.flatnonzero(labels == digit)
    apart = images[own] - images[own].mean(0)
    return int(own[np.square(apart).sum((1, 2)).argmax()])
