"""The words of ChannelsExplorer."""

from convlab.explorers.shared_words import EDITING, LIMITS, NO_FIT, PICTURES, TOOLS, WINDOWS

# Every word the explorer shows. {…} is filled in by the page.
WORDS = {
    **TOOLS,
    **EDITING,
    **PICTURES,
    **WINDOWS,
    **LIMITS,
    "input": "input",
    "input_of": "input {n}",
    "kernel_of": "kernel {o},{i}",
    "bias": "bias",
    "partial": "partial",
    "partial_of": "partial {n}",
    "output": "output",
    "output_of": "output {n}",
    "matrix": "matrix",
    "pixel": "pixel",
    "added": "added",
    "result": "result",
    "input_title": "Input · {shape}",
    "input_title_of": "Input {n} · {shape}",
    "partial_title": "Partial · {shape}",
    "partial_title_of": "Partial {n} · {shape}",
    "output_title": "Output · {shape}",
    "output_title_of": "Output {n} · {shape}",
    "photo": "Red, green and blue together",
    "inputs_head": "Input channels",
    "kernel_title": "Kernel {o},{i}",
    "kernel_head": "Kernel",
    "kernel_head_of": "Kernel of output\u00a0{n}",
    "partials_head": "Partial sums",
    "partials_head_of": "Partial sums of output\u00a0{n}",
    "bias_head": "Bias",
    "matrix_title": "Matrix {shape}",
    "pixel_title": "Pixel",
    "added_title": "Bias",
    "result_title": "Result",
    "kernel_size": "kernel size",
    "output_channels": "output channels",
    "selected": "output in view",
    "hint": "Names count channels from 1; indices in [ ] count from 0, as in code.",
    "output_cell": "Y[{o}, {i}, {j}]",
    "input_cell": "X[{c}, {i}, {j}]",
    "product": "{x}·{k}",
    "plus": " + ",
    "and": ", ",
    "more": "…",
    "bias_term": "bias {b}",
    "makes": "=\u00a0output",
    "makes_of": "=\u00a0output\u00a0{n}",
    "total": "{cell} = {partials} + {bias} = {value}",
    "sum_of_channel": "partial {n}: {products} = {sum}",
    "used_by": "{cell} = {x} is used by {n} cells of each output: {list}.",
    "used_by_none": "{cell} = {x} is used by no output.",
    "pixel_cell": "[{i}, {j}]",
    "vector": "({list})",
    "used_cell": "Y[·, {i}, {j}]",
    "dense": "A 1×1 kernel is a matrix c_o×c_i, the same at each pixel: a dense layer "
    "over the channels. At {cell} it acts on the vector {vector}.",
    "parameters": "parameters: c_o·c_i·k_h·k_w + c_o = {c_o}·{c_i}·{k_h}·{k_w} + {c_o} = {count}",
    "multiply_adds": "multiply-adds: c_o·c_i·k_h·k_w·h′·w′ = "
    "{c_o}·{c_i}·{k_h}·{k_w}·{h}·{w} = {count}",
    "shapes": "input {input}, kernel {kernel}, output {output}.",
    "no_fit": NO_FIT,
    "mismatch": "kernel has {kernel} input channels, the input has {input}",
    "mismatch_one": "kernel has 1 input channel, the input has {input}",
    "not_a_picture": "expected a picture (PNG, JPEG, …), got {name}",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "three channels": "numbers 3×4×4",
        "two channels": "numbers 2×4×5",
        "china": "photo: temple",
        "flower": "photo: flower",
        "own": "your own",
    },
    "kernel_name": {
        "numbers": "numbers 2×2",
        "luminance": "luminance 1×1",
        "colour opponents": "colour opponents 1×1",
        "identity per channel": "identity per channel",
        "edges per channel": "edges per channel",
        "edges of luminance": "edges of luminance",
        "own": "your own",
    },
}
# The output channels by number, for the Dropdown of the one in view.
OUTPUTS = ("output 1", "output 2", "output 3")
# What the controls are called.
CONTROLS = {
    "source": "Input",
    "kernel_name": "Kernel",
    "output_channels": "Output channels",
    "kernel_size": "Kernel size",
    "padding": "Padding",
    "stride": "Stride",
    "selected": "In view",
}
