"""What LocalityExplorer refuses: (settings to start from, in Python, in the page, the sentence)."""


def zeros(rows, columns):
    return [[0] * columns] * rows


FAR = "delta must be at most"
REFUSALS = [
    ({}, {"delta": -1}, {"delta": -1}, "delta must be from 0 to 7, got −1"),
    ({}, {"delta": 8}, {"delta": 8}, "delta must be from 0 to 7, got 8"),
    ({}, {"delta": 5}, {"delta": 5}, f"{FAR} 4 for an image of 5×5, got 5"),
    (
        {"delta": 4},
        {"input": zeros(3, 3), "delta": 3},
        {"image": zeros(3, 3), "delta": 3},
        f"{FAR} 2 for an image of 3×3, got 3",
    ),
    ({}, {"size": 2}, {"size": 2}, "size must be from 3 to 8, got 2"),
    ({}, {"size": 9}, {"size": 9}, "size must be from 3 to 8, got 9"),
    (
        {},
        {"input": zeros(2, 2)},
        {"image": zeros(2, 2)},
        "input must be from 3×3 to 8×8, got 2×2",
    ),
    (
        {},
        {"input": zeros(8, 9)},
        {"image": zeros(8, 9)},
        "input must be from 3×3 to 8×8, got 8×9",
    ),
    ({}, {"input": zeros(4, 5)}, {"image": zeros(4, 5)}, "input must be square, got 4×5"),
    (
        {},
        {"shared": zeros(9, 9)},
        {"shared": zeros(9, 9)},
        "shared must be from 15×15 to 15×15, got 9×9",
    ),
    (
        {},
        {"input": [[1e39, 0, 0], [0] * 3, [0] * 3]},
        {"image": [[1e39, 0, 0], [0] * 3, [0] * 3]},
        "input must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
    (
        {},
        {"shared": [[-1e39] * 15] * 15},
        {"shared": [[-1e39] * 15] * 15},
        "shared must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
]
