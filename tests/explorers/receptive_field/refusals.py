"""What ReceptiveFieldExplorer refuses: (start, in Python, in the page, the sentence)."""

from remedies import DENSER, SMALLER

REFUSALS = [
    ({}, {"size": 0}, {"size": 0}, "size must be from 1 to 64, got 0"),
    ({}, {"size": 65}, {"size": 65}, "size must be from 1 to 64, got 65"),
    ({}, {"size": 7.5}, {"size": 7.5}, "size must be a whole number, got 7.5"),
    ({}, {"layers": []}, {"count": 0}, "number of layers must be from 1 to 6, got 0"),
    ({}, {"layers": [1] * 7}, {"count": 7}, "number of layers must be from 1 to 6, got 7"),
    *(
        (
            {"layers": [3, 3]},
            {"layers": [3, {"kernel": 3, part: value}]},
            {f"{part}_2": value},
            f"layer 2: {part} must be from {least} to {most}, got {str(value).replace('-', '−')}",
        )
        for part, (least, most) in {
            "kernel": (1, 11),
            "stride": (1, 8),
            "padding": (0, 8),
            "dilation": (1, 8),
        }.items()
        for value in (least - 1, most + 1)
    ),
    (
        {"layers": [3, 3]},
        {"layers": [3, {"kernel": 2, "kind": "max", "padding": 2}]},
        {"kernel_2": 2, "kind_2": "max", "padding_2": 2},
        "layer 2: padding must be at most half the window 2×2, got 2",
    ),
    (
        {},
        {"layers": [5, {"kernel": 2, "stride": 2, "dilation": 2, "kind": "avg"}]},
        {"dilation_2": 2},
        "layer 2: average pooling has no dilation: expected dilation 1, got 2",
    ),
    (
        {},
        {"size": 3},
        {"size": 3},
        "layer 1: kernel 5×5 does not fit the padded input 3×3" + SMALLER,
    ),
    (
        {"layers": [5, (2, 2)], "size": 12},
        {"layers": [5, (2, 2), 5]},
        {"count": 3, "kernel_3": 5},
        "layer 3: kernel 5×5 does not fit the padded input 4×4" + SMALLER,
    ),
    (
        {"layers": [5], "size": 12},
        {"layers": [{"kernel": 5, "padding": 1, "dilation": 4}]},
        {"padding_1": 1, "dilation_1": 4},
        "layer 1: kernel 5×5 with dilation 4 spans 17×17 and does not fit the padded input 14×14"
        + DENSER,
    ),
    ({}, {"unit": (0, 2, 2)}, {"unit_layer": 0}, "the unit's layer must be from 1 to 6, got 0"),
    ({}, {"unit": (7, 2, 2)}, {"unit_layer": 7}, "the unit's layer must be from 1 to 6, got 7"),
    ({}, {"unit": (5, 2, 2)}, {"unit_layer": 5}, "the unit's layer must be from 1 to 4, got 5"),
    ({}, {"unit": (4, -1, 2)}, {"unit_row": -1}, "the unit's row must be from 0 to 63, got −1"),
    ({}, {"unit": (4, 64, 2)}, {"unit_row": 64}, "the unit's row must be from 0 to 63, got 64"),
    (
        {},
        {"unit": (4, 2, -1)},
        {"unit_column": -1},
        "the unit's column must be from 0 to 63, got −1",
    ),
    (
        {},
        {"unit": (4, 2, 64)},
        {"unit_column": 64},
        "the unit's column must be from 0 to 63, got 64",
    ),
    ({}, {"unit": (4, 5, 2)}, {"unit_row": 5}, "layer 4 has 5×5 units, got unit [5, 2]"),
    (
        {},
        {"unit": (3, 0, 10)},
        {"unit_layer": 3, "unit_row": 0, "unit_column": 10},
        "layer 3 has 10×10 units, got unit [0, 10]",
    ),
]
