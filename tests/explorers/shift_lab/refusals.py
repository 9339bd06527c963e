"""What ShiftLab refuses: (settings to start from, in Python, in the page, the sentence)."""

import torch

LARGE = torch.zeros(8, 8).tolist()
LARGE[2][3] = -1e39

REFUSALS = [
    ({}, {"shift": -33}, {"shift_rows": -33}, "shift must be from −32 to 32, got −33"),
    ({}, {"shift": (0, 33)}, {"shift_columns": 33}, "shift must be from −32 to 32, got 33"),
    (
        {},
        {"input": torch.ones(7, 9)},
        {"image": torch.ones(7, 9).tolist()},
        "input must be from 8×8 to 128×128, got 7×9",
    ),
    (
        {},
        {"input": torch.ones(8, 129)},
        {"image": torch.ones(8, 129).tolist()},
        "input must be from 8×8 to 128×128, got 8×129",
    ),
    (
        {},
        {"input": LARGE},
        {"image": LARGE},
        "input must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
]
