"""What KernelLearner refuses: (settings to start from, in Python, in the page, the sentence)."""

RATES = "learning rate must be more than 0 and at most 1000"
PIXELS = "input must hold numbers of at most 1e+100 in size"


def ones(rows, columns):
    return [[1] * columns] * rows


REFUSALS = [
    ({}, {"size": 0}, {"size_rows": 0}, "size must be from 1 to 4, got 0"),
    ({}, {"size": (1, 5)}, {"size_columns": 5}, "size must be from 1 to 4, got 5"),
    ({}, {"learning_rate": 0}, {"learning_rate": 0}, f"{RATES}, got 0"),
    ({}, {"learning_rate": -0.1}, {"learning_rate": -0.1}, f"{RATES}, got −0.1"),
    ({}, {"learning_rate": 1000.5}, {"learning_rate": 1000.5}, f"{RATES}, got 1000.5"),
    ({}, {"steps": 0}, {"steps": 0}, "steps must be from 1 to 200, got 0"),
    ({}, {"steps": 201}, {"steps": 201}, "steps must be from 1 to 200, got 201"),
    ({}, {"seed": -1}, {"seed": -1}, "seed must be from 0 to 9, got −1"),
    ({}, {"seed": 10}, {"seed": 10}, "seed must be from 0 to 9, got 10"),
    (
        {},
        {"input": ones(65, 3)},
        {"image": ones(65, 3)},
        "input must be from 1×1 to 64×64, got 65×3",
    ),
    (
        {},
        {"true_kernel": ones(8, 2)},
        {"true_kernel": ones(8, 2)},
        "true kernel must be from 1×1 to 7×7, got 8×2",
    ),
    ({}, {"input": [[1e300, 0]]}, {"image": [[1e300, 0]]}, f"{PIXELS}, got 1e+300"),
    ({}, {"input": [[0, -1.5e100]]}, {"image": [[0, -1.5e100]]}, f"{PIXELS}, got 1.5e+100"),
    (
        {},
        {"true_kernel": ones(7, 2)},
        {"true_kernel": ones(7, 2)},
        "true kernel 7×2 does not fit the input 6×8",
    ),
    (
        {"input": ones(3, 3)},
        {"size": 4},
        {"size_rows": 4, "size_columns": 4},
        "learned kernel 4×4 does not fit the input 3×3",
    ),
    (
        {"size": (1, 3)},
        {"input": ones(3, 2)},
        {"image": ones(3, 2)},
        "learned kernel 1×3 does not fit the input 3×2",
    ),
]
