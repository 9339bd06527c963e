"""Answers to exercises and what is said of them: for Python and for the page."""

from convlab import Exercise, ask

LARGE = "Not yet: the number is too large."
SMALL = "Not yet: the number is too small."
PERCENTAGE = "Not yet: this is the percentage. Write it with %, or as a fraction."
ROUNDED = "Not yet: about so many, but the exact number is asked."
EXPECTED = "Expected a number such as 12, −0.75, 3/4 or 1.2e6, got “{}”."
SIZES = "Expected whole numbers with × between them, got “{}”."
EMPTY = "Give an answer first."


def exercise():
    """One question of each kind, and of each whose checking differs."""
    return Exercise(
        ask("rows", 3, [(5, "Without dilation."), (2.5, "Not rounded.")]),
        ask("share", 0.75, [(0.25, "The other share.")]),
        ask("pixels", 1437),
        ask("multiply-adds", 4_200_000),
        ask("exact", 61_706),
        ask("power", 8**4, [(8 * 4, "Multiplied.")]),
        ask("terabytes", 1.9335, [(0.0302, "One channel.")], tolerance=0.04),
        ask("minus", -1),
        ask("tight", 0.5, tolerance=1e-4),
        ask("weights", (32, 16, 5, 5), [((16, 32, 5, 5), "c_o first."), ((32, 16, 5), "2-D.")]),
        ask("padding", (2, 1)),
        ask("length", (5,), [((4,), "Off by one.")]),
        ask("Y", [[1, 2, 3], [4, 5, -6]], [([[3, 2, 1], [-6, 5, 4]], "Flipped.")]),
        ask("means", [[0.5, 2 / 3]]),
        ask("it is", "a", [("b", "Not b.")], options=["a", "b", "neither, or both"]),
    )


RIGHT = {
    "rows": ["3", " 3 ", "+3", "3.0", "6/2", "3e0", "３", "0003", "−3/−1"],
    "share": [
        "0.75",
        "0.755",
        ".75",
        "3/4",
        "¾",
        "0.7549",
        "0.7451",
        "７５／１００",
        "75e-2",
        "6 / 8",
        "0,75",
        "75 %",
        "７５％",
    ],
    "pixels": ["1437", "1,437", "1 437", "1\u202f437", "1.437e3", "1437."],
    "multiply-adds": ["4.2e6", "4.2E+6", "4,200,000", "42e5"],
    "exact": ["61,706", "61 706", "6.1706e4"],
    "power": ["8⁴", "8^4", "8**4", "4096", "64²"],
    "terabytes": ["1.9", "1,93", "1.97"],
    "minus": ["-1", "−1", "–1", "－1"],
    "tight": ["0.50009", "0.49991"],
    "weights": [
        *("32×16×5×5", "32, 16, 5, 5", "(32,16,5,5)", "32x16x5x5", "32X16X5X5", "[32, 16, 5, 5]"),
        *(
            "32 16 5 5",
            "32*16*5*5",
            "torch.Size([32, 16, 5, 5])",
            "（32，16，5，5）",
            "32、16、5、5",
        ),
    ],
    "padding": ["2, 1", "(2, 1)", "2 1", "(2, 1,)"],
    "length": ["5", "(5,)", "[5]", "(5)"],
    "Y": [[["1", "2", "3"], ["4", "5", "−6"]], [["1", "4/2", " 3"], ["4.", "5", "-6.0"]]],
    "means": [[["1/2", "2/3"]], [["0.5", "0.667"]], [[".504", "0.67"]]],
    "it is": ["a"],
}
WRONG = {
    ("rows", "5"): "Without dilation.",
    ("rows", "5/2"): "Not rounded.",
    ("rows", "4"): LARGE,
    ("rows", "3.001"): LARGE,
    ("rows", "2"): SMALL,
    ("rows", "-3"): SMALL,
    ("share", "0.25"): "The other share.",
    ("share", "1/4"): "The other share.",
    ("rows", "3,5"): LARGE,
    ("rows", "1½"): SMALL,
    ("rows", "2.5"): "Not rounded.",
    ("share", "0.7551"): LARGE,
    ("share", "75"): PERCENTAGE,
    ("share", "75.6"): LARGE,
    ("exact", "61,700"): ROUNDED,
    ("exact", "6.2e4"): ROUNDED,
    ("exact", "60000"): ROUNDED,
    ("exact", "61,710"): ROUNDED,
    ("exact", "61,720"): LARGE,
    ("exact", "61,707"): LARGE,
    ("exact", "61,500"): SMALL,
    ("power", "8·10^4"): LARGE,
    ("power", "32"): "Multiplied.",
    ("terabytes", "0.03"): "One channel.",
    ("terabytes", "0.0302"): "One channel.",
    **{("terabytes", text): SMALL for text in ("0", "0.01", "0.0025", "0.05", "-0.005")},
    ("share", "0.7449"): SMALL,
    ("pixels", "1,438"): LARGE,
    ("tight", "0.5002"): LARGE,
    ("weights", "16×32×5×5"): "c_o first.",
    ("weights", "32×16×5"): "2-D.",
    ("weights", "5×5×16×32"): "Not yet: these are the right sizes, in another order.",
    ("weights", "32×1×5×5"): "Not yet: 3 of 4 sizes are right.",
    ("weights", "32×1×1×1"): "Not yet: one of 4 sizes is right.",
    ("weights", "1×1×1×1"): "Not yet: none of the 4 sizes is right.",
    ("padding", "1, 2"): "Not yet: these are the right sizes, in another order.",
    ("padding", "2, 2"): "Not yet: one of 2 sizes is right.",
    ("length", "4"): "Off by one.",
    ("length", "10"): LARGE,
    ("length", "3"): SMALL,
    ("it is", "b"): "Not b.",
    ("it is", "neither, or both"): "Not yet: another answer fits better.",
}
UNREAD = {
    ("rows", ""): EMPTY,
    ("rows", "  "): EMPTY,
    ("it is", ""): EMPTY,
    ("weights", ""): EMPTY,
    ("weights", "32×16"): "Expected 4 sizes, got 2.",
    ("weights", "32×16×5×5×1"): "Expected 4 sizes, got 5.",
    ("length", "5, 1"): "Expected one size, got 2.",
    ("rows", "3 rows"): "Expected the number alone, without “rows”, got “3 rows”.",
    ("terabytes", "1.9 TB"): "Expected the number alone, without “TB”, got “1.9 TB”.",
    ("it is", "c"): "Expected one of a, b, neither, or both, got “c”.",
}
NO_NUMBERS = (
    *("three", "-", "3/0", "3//1", "1/2/3", "0x3", "1e999", "inf", "nan", "3×1"),
    *("1_000", "{i}", "3%%", "٣", "3⁴5"),
)
NO_SHAPES = (
    "a×b",
    "32××16",
    "-1×2×3×4",
    "3.5, 1, 1, 1",
    "()",
    "32×16×5×",
    "1e1×2×3×4",
    "32¹×16×5×5",
)
MATRICES = [
    ([["3", "2", "1"], ["-6", "5", "4"]], "Flipped.", True, ((0, 0), (0, 2), (1, 0), (1, 2))),
    (
        [["1", "2", "3"], ["4", "5", "6"]],
        "Not yet: one of 6 cells is wrong. It is marked.",
        True,
        ((1, 2),),
    ),
    (
        [["1", "0", "3"], ["4", "5", "0"]],
        "Not yet: 2 of 6 cells are wrong. They are marked.",
        True,
        ((0, 1), (1, 2)),
    ),
    ([["1", "0", "3"], ["4", " ", "0"]], "Cell [1, 1] is still empty.", False, ()),
    ([["1", "b", ""], ["", "", ""]], "Expected a number in cell [0, 1], got “b”.", False, ()),
    ([[""] * 3, [" "] * 3], EMPTY, False, ()),
    ([["1", "2"], ["3", "4"]], "Expected 2 rows of 3 numbers each.", False, ()),
    ([["1", "2", "3"]], "Expected 2 rows of 3 numbers each.", False, ()),
    ("1 2 3", "Expected 2 rows of 3 numbers each.", False, ()),
]


def cases():
    """Return (label, given, right, says, wrong, cells) for each."""
    right = [(q, g, True, "Right.", False, ()) for q, given in RIGHT.items() for g in given]
    wrong = [(*key, False, says, True, ()) for key, says in WRONG.items()]
    unread = {
        **UNREAD,
        **{("rows", text): EXPECTED.format(text) for text in NO_NUMBERS},
        **{("weights", text): SIZES.format(text) for text in NO_SHAPES},
    }
    unread = [(*key, False, says, False, ()) for key, says in unread.items()]
    matrices = [("Y", given, False, *rest) for given, *rest in MATRICES]
    return right + wrong + unread + matrices
