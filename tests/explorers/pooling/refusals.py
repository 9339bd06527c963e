"""What PoolingExplorer refuses: (settings to start from, in Python, in the page, the sentence)."""

REFUSALS = [
    ({}, {"window": 0}, {"window_rows": 0}, "window must be from 1 to 8, got 0"),
    ({}, {"window": (2, 9)}, {"window_columns": 9}, "window must be from 1 to 8, got 9"),
    ({}, {"stride": 0}, {"stride_rows": 0}, "stride must be from 1 to 16, got 0"),
    ({}, {"stride": 17}, {"stride_rows": 17}, "stride must be from 1 to 16, got 17"),
    ({}, {"padding": -1}, {"padding_rows": -1}, "padding must be from 0 to 4, got −1"),
    ({}, {"padding": 20}, {"padding_rows": 20}, "padding must be from 0 to 4, got 20"),
    (
        {},
        {"padding": 2},
        {"padding_rows": 2},
        "padding must be at most half the window 2×2, got 2",
    ),
    (
        {"window": 3},
        {"padding": (1, 2)},
        {"padding_rows": 1, "padding_columns": 2, "axes": "apart"},
        "padding must be at most half the window 3×3, got (1, 2)",
    ),
    (
        {},
        {"window": 7},
        {"window_rows": 7},
        "window 7×7 does not fit the padded input 6×6: take a smaller window",
    ),
    (
        {},
        {"input": [[1.0]]},
        {"image": [[1]]},
        "window 2×2 does not fit the padded input 1×1: take a smaller window",
    ),
    (
        {},
        {"input": [[1e39, 0], [0, -2]]},
        {"image": [[1e39, 0], [0, -2]]},
        "input must hold numbers of at most 3.4e+38 in size, got 1e+39",
    ),
]
