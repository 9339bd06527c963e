"""The words of ConvolutionExplorer."""

from convlab.explorers.ui.legacy_words import (
    DILATED,
    EDITING,
    LIMITS,
    NO_FIT,
    PICTURES,
    TOOLS,
    WINDOWS,
)

# Every word the explorer shows. {…} is filled in by the page.
WORDS = {
    **TOOLS,
    **EDITING,
    **PICTURES,
    **WINDOWS,
    **DILATED,
    **LIMITS,
    "input": "input",
    "kernel": "kernel",
    "output": "output",
    "flipped": "flipped kernel",
    "window": "window",
    "counts": "times used",
    "input_title": "Input {shape}",
    "kernel_title": "Kernel {shape}",
    "output_title": "Output {shape}",
    "counts_title": "Times each pixel is used",
    "hint": "Point at an output cell to see its sum, or at an input pixel to see its outputs.",
    "output_cell": "Y[{i}, {j}]",
    "input_cell": "X[{i}, {j}] = {x}",
    "product": "{x}·{k}",
    "used_by": "is used by {n} of the outputs: {list}",
    "used_by_none": "is used by no output",
    "formula": "{axis}: ⌊({n} + {before} + {after} − {d}·({k} − 1) − 1) / {s}⌋ + 1 = {out}",
    "no_fit": NO_FIT,
    "shapes": "input {input}, padded {padded}, kernel {kernel}, output {output}.",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "edges": "edges 6×8",
        "numbers": "numbers 5×5",
        "digit": "digit 8×8",
        "china": "photo: temple",
        "flower": "photo: flower",
        "own": "your own",
    },
    "kernel_name": {
        "edge": "edge [1, −1]",
        "identity": "identity",
        "box": "box",
        "gaussian": "Gaussian",
        "sharpen": "sharpen",
        "sobel x": "Sobel x",
        "sobel y": "Sobel y",
        "laplacian": "Laplacian",
        "emboss": "emboss",
        "own": "your own",
    },
    "padding_mode": {"numbers": "numbers", "valid": "valid", "same": "same", "full": "full"},
    "operation": {"cross-correlation": "cross-correlation", "convolution": "convolution"},
    "axes": {"together": "together", "apart": "apart"},
    "view": {"values": "values", "counts": "values and times used"},
}
# What the controls are called.
CONTROLS = {
    "source": "Input",
    "kernel_name": "Kernel",
    "kernel_rows": "Height",
    "kernel_columns": "Width",
    "padding_rows": "Padding",
    "stride_rows": "Stride",
    "dilation_rows": "Dilation",
    "padding_columns": "Pad columns",
    "stride_columns": "Step columns",
    "dilation_columns": "Dilate columns",
    "padding_mode": "Border",
    "axes": "Rows, columns",
    "view": "Show",
}
