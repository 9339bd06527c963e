"""What ChannelsExplorer refuses: (settings at first, in Python, in the page, the sentence)."""

from remedies import AS_MANY, SMALLER

GREY = [[0.0] * 5] * 4
SLICE = [[1.0, 0.0], [0.0, 1.0]]

REFUSALS = [
    ({}, {"padding": -1}, {"padding": -1}, "padding must be from 0 to 3, got −1"),
    ({}, {"padding": 4}, {"padding": 4}, "padding must be from 0 to 3, got 4"),
    ({}, {"stride": 0}, {"stride": 0}, "stride must be from 1 to 4, got 0"),
    ({}, {"stride": 5}, {"stride": 5}, "stride must be from 1 to 4, got 5"),
    ({}, {"channel": -1}, {"channel": -1}, "channel must be from 0 to 2, got −1"),
    ({}, {"channel": 3}, {"channel": 3}, "channel must be from 0 to 2, got 3"),
    (
        {},
        {"channel": 2},
        {"channel": 2},
        "output in view must be from 1 to 2, got 3 (channel = 2)",
    ),
    (
        {},
        {"input": [GREY] * 4},
        {"image": [GREY] * 4},
        "input must be from 1×1×1 to 3×∞×∞, got 4×4×5",
    ),
    (
        {},
        {"kernel": [[SLICE] * 3] * 4},
        {"kernel": [[SLICE] * 3] * 4},
        "kernel must be from 1×1×1×1 to 3×3×3×3, got 4×3×2×2",
    ),
    (
        {},
        {"kernel": [[[[1] * 4]] * 3]},
        {"kernel": [[[[1] * 4]] * 3]},
        "kernel must be from 1×1×1×1 to 3×3×3×3, got 1×3×1×4",
    ),
    (
        {"input": "two channels"},
        {"kernel": "luminance"},
        {"kernel_name": "luminance"},
        "kernel has 3 input channels, the input has 2" + AS_MANY,
    ),
    (
        {},
        {"input": [[[1.0]]] * 3},
        {"image": [[[1.0]]] * 3},
        "kernel 2×2 does not fit the padded input 1×1" + SMALLER,
    ),
    (
        {"input": [[[1.0, 2.0]] * 2] * 2, "kernel": [[SLICE] * 2]},
        {"kernel": "edges per channel"},
        {"kernel_name": "edges per channel"},
        "kernel 3×3 does not fit the padded input 2×2" + SMALLER,
    ),
    (
        {},
        {"bias": [0, -1e39]},
        {"bias": [0, -1e39]},
        "bias must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
    (
        {},
        {"input": [GREY, GREY, [[3.5e38] * 5] * 4]},
        {"image": [GREY, GREY, [[3.5e38] * 5] * 4]},
        "input must hold numbers of at most 3.4e+38 in size, got 3.5e+38",
    ),
]
