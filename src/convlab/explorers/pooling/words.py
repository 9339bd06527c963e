"""Every word that the PoolingExplorer shows. {…} is filled in by the page."""

from convlab.explorers.ui.words import EDITING, LIMITS, PICTURES, TOOLS, WINDOWS

WORDS = {
    **TOOLS,
    **EDITING,
    **PICTURES,
    **WINDOWS,
    **LIMITS,
    "input": "input",
    "output": "output",
    "gradient": "gradient",
    "input_title": "Input {shape}",
    "output_title": "Output {shape}",
    "gradient_title": "Gradient at the input {shape}",
    "window": "window",
    "max": "Maximum",
    "avg": "Average",
    "hint": "Point at an output cell to see its window, or at an input pixel to see the windows "
    "that hold it.",
    "output_cell": "Y[{i}, {j}]",
    "input_cell": "X[{i}, {j}] = {x}",
    "element": "X[{i}, {j}]",
    "comma": ", ",
    "plus": " + ",
    "lowest": "−∞",
    "largest": "{cell} = max({list}) = {value}. The winner is {winner}.",
    "tie": "The maximum stands there {equal} times; torch takes the first in row order.",
    "average": "{cell} = ({list}) / {count} = {value}.",
    "zeros_count": "Zeros of the padding among the {count}: {outside}. They count, as in torch "
    "(count_include_pad=True).",
    "gradient_whole": "A gradient of 1 at {name} goes whole to {winner}; the others get 0.",
    "gradient_shared": "A gradient of 1 at {name} gives each of them 1/{count}.",
    "gradient_lost": "What goes to the padding is lost.",
    "used_by": "{pixel}: windows that hold it: {n} ({list}).",
    "used_by_none": "{pixel}: no window holds it.",
    "wins": "Windows that it wins: {won} ({won_list}).",
    "wins_none": "It wins none of them.",
    "gradient_won": "Its gradient is the number of its wins: {gradient}.",
    "gradient_sum": "Its gradient is {n} · 1/{count} = {gradient}.",
    "shapes": "{mode} of each window: input {input}, padded {padded}, window {kernel}, "
    "output {output}.",
    "tied": "Rows and columns are set together: the window's height is also its width.",
    "no_fit": "window {window} does not fit the padded input {padded}",
    "too_much_padding": "padding must be at most half the window {window}, got {padding}",
    "not_a_picture": "expected a picture (PNG, JPEG, …), got {name}",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "peaks": "peaks 6×6",
        "numbers": "numbers 5×5",
        "edges": "edges 6×8",
        "digit": "digit 8×8",
        "china": "photo: temple",
        "flower": "photo: flower",
        "own": "your own",
    },
    "mode": {"max": "max", "avg": "average"},
    "steps": {"window": "as the window", "numbers": "numbers"},
    "axes": {"together": "together", "apart": "apart"},
    "view": {"values": "values", "gradient": "gradient"},
}
# What the controls are called.
CONTROLS = {
    "source": "Input",
    "mode": "Pooling",
    "window_rows": "Window height",
    "window_columns": "Window width",
    "stride_rows": "Stride",
    "padding_rows": "Padding",
    "stride_columns": "Step columns",
    "padding_columns": "Pad columns",
    "steps": "Steps",
    "axes": "Rows, columns",
    "view": "Show",
}
