"""What ConvolutionExplorer refuses: (settings at first, in Python, in the page, the sentence)."""

from remedies import DENSER, SMALLER

REFUSALS = [
    ({}, {"padding": -1}, {"padding_rows": -1}, "padding must be from 0 to 12, got −1"),
    ({}, {"padding": 20}, {"padding_rows": 20}, "padding must be from 0 to 12, got 20"),
    (
        {"padding": "same"},
        {"padding": (0, 13)},
        {"padding_columns": 13},
        "padding must be from 0 to 12, got 13",
    ),
    ({}, {"stride": 0}, {"stride_rows": 0}, "stride must be from 1 to 16, got 0"),
    ({}, {"stride": (1, 17)}, {"stride_columns": 17}, "stride must be from 1 to 16, got 17"),
    ({}, {"dilation": 0}, {"dilation_rows": 0}, "dilation must be from 1 to 8, got 0"),
    ({}, {"dilation": 9}, {"dilation_rows": 9}, "dilation must be from 1 to 8, got 9"),
    (
        {},
        {"kernel": [[1] * 8]},
        {"kernel": [[1] * 8]},
        "kernel must be from 1×1 to 7×7, got 1×8",
    ),
    (
        {},
        {"kernel": [[1]] * 7},
        {"kernel_rows": 7, "kernel_columns": 1},
        "kernel 7×1 does not fit the padded input 6×8" + SMALLER,
    ),
    (
        {"kernel": "box", "padding": (0, 1)},
        {"input": [[1.0]]},
        {"image": [[1]]},
        "kernel 3×3 does not fit the padded input 1×3" + SMALLER,
    ),
    (
        {"kernel": "box"},
        {"dilation": 3},
        {"dilation_rows": 3},
        "kernel 3×3 with dilation 3 spans 7×7 and does not fit the padded input 6×8" + DENSER,
    ),
    (
        {"kernel": "box", "padding": (1, 0)},
        {"dilation": (2, 4)},
        {"dilation_rows": 2, "dilation_columns": 4, "axes": "apart"},
        "kernel 3×3 with dilation (2, 4) spans 5×9 and does not fit the padded input 8×8" + DENSER,
    ),
    (
        {},
        {"kernel": [[-1e39, 0]]},
        {"kernel": [[-1e39, 0]]},
        "kernel must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
    (
        {},
        {"input": [[0, 3.5e38], [1, 1]]},
        {"image": [[0, 3.5e38], [1, 1]]},
        "input must hold numbers of at most 3.4e+38 in size, got 3.5e+38",
    ),
]
