"""Cases with torch's answers, for every arithmetic of the book: Python's and JavaScript's.

All numbers are plain lists, so that the cases can be sent to a browser as JSON.
"""

import random

import torch
import torch.nn.functional as F
from hypothesis import settings

from convlab import KERNELS, data, learning, learning_directions

# Every property test: the same examples in every run, no limit on a slow first call.
steady = settings(derandomize=True, deadline=None, max_examples=150)


def reference(X, K, padding, stride, dilation, operation="corr2d"):
    """Return torch's answer; padding is [[top, bottom], [left, right]]."""
    (top, bottom), (left, right) = padding
    K = K.flip(0, 1) if operation == "convolve2d" else K
    P = F.pad(X[None, None], (left, right, top, bottom))
    return F.conv2d(P, K[None, None], stride=tuple(stride), dilation=tuple(dilation))[0, 0]


def parity_case(X, K, padding=((0, 0), (0, 0)), stride=(1, 1), dilation=(1, 1), operation="corr2d"):
    X, K = (torch.as_tensor(T, dtype=torch.float64) for T in (X, K))
    return {
        "operation": operation,
        "X": X.tolist(),
        "K": K.tolist(),
        "padding": [list(side) for side in padding],
        "stride": list(stride),
        "dilation": list(dilation),
        "expected": reference(X, K, padding, stride, dilation, operation).tolist(),
    }


def parity_cases(count=200, seed=6):
    """Return hand-made cases, then generated ones up to `count`."""
    cases = made_by_hand()
    chance = random.Random(seed)
    while len(cases) < count:
        case = generated(chance)
        if case is not None:
            cases.append(case)
    return cases


def made_by_hand():
    numbers, edge = data.number_image(), data.edge_image()
    skew = [[1, -2], [3, 0.5]]
    cases = [
        parity_case([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[0, 1], [2, 3]]),
        parity_case([[2]], [[-3]]),
        parity_case([[2]], [[1, 2], [3, 4]], padding=((1, 1), (1, 1))),
        parity_case(edge, [[1, -1]]),
        parity_case(edge.T, [[1, -1]]),
        parity_case(numbers, skew, stride=(2, 1)),
        parity_case(numbers, skew, stride=(7, 9)),
        parity_case(numbers, skew, dilation=(4, 3)),
        parity_case(numbers, skew, padding=((0, 1), (0, 1))),
        parity_case(numbers, skew, padding=((2, 0), (0, 3)), stride=(2, 3)),
        parity_case(numbers, [[1]], padding=((2, 2), (2, 2)), stride=(3, 3)),
        parity_case(numbers, numbers),
        parity_case(numbers * 1e8, [[1e-8, 1e8]]),
    ]
    for kernel in KERNELS.values():
        for operation in ("corr2d", "convolve2d"):
            cases.append(parity_case(numbers, kernel, ((1, 1), (1, 1)), operation=operation))
    return cases


def generated(chance):
    """Return a random case, or None if its kernel does not fit."""
    whole = chance.random() < 0.5

    def matrix(h, w):
        number = (lambda: chance.randint(-9, 9)) if whole else (lambda: chance.uniform(-2, 2))
        return [[number() for _ in range(w)] for _ in range(h)]

    def two(low, high):
        return [chance.randint(low, high), chance.randint(low, high)]

    n, kernel, stride, dilation = two(1, 10), two(1, 5), two(1, 4), two(1, 3)
    padding = [two(0, 3), two(0, 3)]
    spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    if any(s > m + sum(p) for s, m, p in zip(spans, n, padding, strict=True)):
        return None
    operation = chance.choice(["corr2d", "convolve2d"])
    return parity_case(matrix(*n), matrix(*kernel), padding, stride, dilation, operation)


def learning_case(X, true_kernel, size, learning_rate, steps, start=None, seed=0):
    X, K = X.double(), torch.tensor(true_kernel, dtype=torch.float64)
    start = (
        learning.initial_kernel(size, seed=seed) if start is None else torch.tensor(start).double()
    )
    run = learning.learn_kernel(X, K, size, learning_rate=learning_rate, steps=steps, start=start)
    return {
        "X": X.tolist(),
        "true_kernel": K.tolist(),
        "size": list(size),
        "start": start.tolist(),
        "learning_rate": learning_rate,
        "steps": steps,
        "target": run.target.tolist(),
        "kernels": run.kernels.tolist(),
        "losses": run.losses.tolist(),
        "curvatures": learning_directions.curvatures(X, size, true_size=K.shape).tolist(),
        "stability_limit": learning_directions.stability_limit(X, size, true_size=K.shape),
        "rank": learning_directions.free_directions(X, size, true_size=K.shape)[0],
    }


def learning_cases():
    """Return runs that converge, diverge and stall, with the true kernel smaller and larger."""
    edge, rows = data.edge_image(), data.edge_image_with_rows()
    down, sobel = ((1.0, -1.0), (-4.0, 2.0)), KERNELS["sobel x"]
    noise, digit = data.noise_image(9, 7, seed=3), data.load_digit(0)
    return [
        learning_case(edge, KERNELS["edge"], (1, 2), 0.03, 10),
        learning_case(edge, KERNELS["edge"], (2, 2), 0.03, 10),
        learning_case(edge, KERNELS["edge"], (2, 2), 0.015, 30),
        learning_case(edge, down, (2, 2), 0.03, 10, seed=1),
        learning_case(edge, down, (2, 2), 0.015, 30, seed=1),
        learning_case(edge, KERNELS["edge"], (3, 3), 0.005, 20, seed=2),
        learning_case(edge, KERNELS["edge"], (1, 2), 1 / 30, 8, start=[[0.0, 0.0]]),
        learning_case(rows, KERNELS["edge"], (2, 2), 0.03, 10),
        learning_case(rows, down, (2, 2), 0.012, 60, seed=3),
        learning_case(rows, sobel, (2, 2), 0.01, 10, seed=4),
        learning_case(noise, sobel, (3, 3), 0.005, 40, seed=5),
        learning_case(noise, sobel, (2, 3), 0.005, 20, seed=6),
        learning_case(noise, KERNELS["edge"], (3, 1), 0.005, 20, seed=7),
        learning_case(digit, KERNELS["laplacian"], (3, 3), 0.002, 20, seed=8),
        learning_case(digit, KERNELS["box"], (1, 1), 0.01, 5, seed=9),
    ]


def pooling_case(X, window, mode, padding=(0, 0), stride=None):
    """Return one matrix pooled by torch; the gradient is that of the sum of the outputs."""
    X = torch.as_tensor(X, dtype=torch.float64).clone().requires_grad_()
    stride = window if stride is None else stride
    pool = {"max": F.max_pool2d, "avg": F.avg_pool2d}[mode]
    Y = pool(X[None], window, tuple(stride), tuple(padding))[0]
    Y.sum().backward()
    return {
        "mode": mode,
        "X": X.tolist(),
        "window": list(window),
        "padding": [[rows_or_columns] * 2 for rows_or_columns in padding],
        "stride": list(stride),
        "expected": Y.tolist(),
        "gradient": X.grad.tolist(),
    }


def pooling_cases(count=120, seed=65):
    """Return hand-made cases, then generated ones up to `count`; whole numbers have many ties."""
    numbers, digit = data.number_image(), data.load_digit(0)
    cases = []
    for mode in ("max", "avg"):
        cases += [
            pooling_case([[0, 1, 2], [3, 4, 5], [6, 7, 8]], (2, 2), mode, stride=(1, 1)),
            pooling_case([[-2]], (1, 1), mode),
            pooling_case([[-2]], (2, 2), mode, (1, 1)),
            pooling_case(numbers, (2, 2), mode),
            pooling_case(-1 - numbers, (3, 3), mode, (1, 1), (2, 2)),
            pooling_case(numbers, (2, 3), mode, (1, 0), (3, 1)),
            pooling_case(numbers, (5, 5), mode),
            pooling_case(torch.ones(4, 6), (2, 3), mode),
            pooling_case(digit, (2, 2), mode),
        ]
    chance = random.Random(seed)
    while len(cases) < count:
        n, window, stride = ([chance.randint(1, top) for _ in "hw"] for top in (9, 4, 4))
        padding = [chance.randint(0, k // 2) for k in window]
        number = chance.choice([lambda: chance.randint(-2, 2), lambda: chance.uniform(-2, 2)])
        X = [[number() for _ in range(n[1])] for _ in range(n[0])]
        if all(k <= m + 2 * p for k, m, p in zip(window, n, padding, strict=True)):
            cases.append(pooling_case(X, window, chance.choice(["max", "avg"]), padding, stride))
    return cases


def channel_case(X, K, bias=None, padding=(0, 0), stride=(1, 1), dilation=(1, 1)):
    """Return torch's answer, with the partial sum of each pair of output and input channel."""
    X, K = (torch.as_tensor(T, dtype=torch.float64) for T in (X, K))
    bias = [0.0] * len(K) if bias is None else bias
    numbers = tuple(stride), tuple(padding), tuple(dilation)
    partial = [
        [F.conv2d(x[None, None], k[None, None], None, *numbers)[0, 0].tolist() for x, k in both]
        for both in (zip(X, kernel, strict=True) for kernel in K)
    ]
    Y = F.conv2d(X[None], K, torch.tensor(bias, dtype=torch.float64), *numbers)[0]
    return {
        "X": X.tolist(),
        "K": K.tolist(),
        "bias": list(bias),
        "padding": [[rows_or_columns] * 2 for rows_or_columns in padding],
        "stride": list(stride),
        "dilation": list(dilation),
        "partial": partial,
        "expected": Y.tolist(),
    }


def channel_cases(count=80, seed=64):
    """Return hand-made cases, then generated ones up to `count`."""
    numbers, photo = data.number_image(), data.load_photo("flower", 8, grey=False)
    X = torch.stack((torch.arange(9.0), torch.arange(1.0, 10.0))).reshape(2, 3, 3)
    K = torch.tensor([[[0.0, 1.0], [2.0, 3.0]], [[1.0, 2.0], [3.0, 4.0]]])
    grey = [[[[0.299]], [[0.587]], [[0.114]]]]
    cases = [
        channel_case(X, K[None]),
        channel_case(X, torch.stack((K, K + 1, K + 2), 0)),
        channel_case(X, torch.stack((K, -K), 0), [1.0, -2.0], (1, 1), (2, 1)),
        channel_case(numbers[None], [[KERNELS["sobel x"]], [KERNELS["sobel y"]]], padding=(1, 1)),
        channel_case(photo, grey),
        channel_case(photo, [[KERNELS["sobel x"]] * 3, [KERNELS["box"]] * 3], [0.5, 0.0], (1, 1)),
    ]
    chance = random.Random(seed)
    generator = torch.Generator().manual_seed(seed)
    while len(cases) < count:
        c_i, c_o = chance.randint(1, 4), chance.randint(1, 4)
        n, kernel, stride, dilation = (
            [chance.randint(1, top) for _ in "hw"] for top in (7, 3, 3, 2)
        )
        padding = [chance.randint(0, 2) for _ in "hw"]
        spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
        if any(s > m + 2 * p for s, m, p in zip(spans, n, padding, strict=True)):
            continue
        X, K = (
            torch.randn(shape, generator=generator, dtype=torch.float64)
            for shape in ((c_i, *n), (c_o, c_i, *kernel))
        )
        bias = [chance.uniform(-1, 1) for _ in range(c_o)]
        cases.append(channel_case(X, K, bias, padding, stride, dilation))
    return cases
