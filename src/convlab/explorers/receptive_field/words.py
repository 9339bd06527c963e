"""Every word that the ReceptiveFieldExplorer shows. {…} is filled in by the page."""

from convlab.explorers.ui.legacy_words import DILATED, LIMITS, NO_FIT

WORDS = {
    **DILATED,
    **LIMITS,
    "input": "input",
    "layer": "layer {n}",
    "conv": "conv",
    "max": "max pool",
    "avg": "average pool",
    "layer_kernel": "{kind} {kernel}",
    "layer_stride": "stride {stride}",
    "layer_padding": "padding {padding}",
    "layer_dilation": "dilation {dilation}",
    "comma": ", ",
    "numbered": "{n} · {layer}",
    "head_layer": "Layer",
    "head_size": "Map",
    "head_jump": "Jump",
    "head_field": "Field",
    "head_weights": "Weights",
    "together": "all layers",
    "size": "input size",
    "kernel": "kernel",
    "stride": "stride",
    "padding": "padding",
    "unit": "Unit [{i}, {j}] of layer {layer}",
    "influence": "influence",
    "field_formula": "field: {r} + {d}·({k} − 1)·{jump} = {field}",
    "jump_formula": "jump: {jump}·{s} = {next}",
    "pixel": "X[{i}, {j}]",
    "sees": "{unit} has a receptive field of {field}. It sees rows {rows} and columns {columns} of "
    "the input.",
    "sees_padding": "{unit} has a receptive field of {field}, and sees nothing but padding.",
    "clipped": "The rest of its field lies in the padding.",
    "middle": "The {inner} in the middle hold {share} of its influence; shared evenly, they would "
    "hold {even}.",
    "gaps": "There are gaps: {used} of these {area} pixels have a path to it.",
    "maximum": "A maximum passes on one element only, which one depends on the picture: the "
    "colours are the average, each element winning equally often.",
    "paths": "{pixel}: {paths} of the {total} paths to the unit start here ({share}).",
    "no_paths": "{pixel}: no path leads from here to the unit.",
    "shapes": "Input {input}, maps {maps}; a unit of the last layer sees {field} of the input.",
    "bad_count": "the number of layers must be from 1 to {most}, got {got}",
    "in_layer": "layer {n}: {problem}",
    "too_much_padding": "padding must be at most half the window {kernel}, got {padding}",
    "dilated_average": "average pooling has no dilation: expected dilation 1, got {dilation}",
    "no_fit": NO_FIT,
    "no_such_layer": "the unit's layer must be from 1 to {count}, got {got}",
    "no_such_unit": "layer {layer} has {size} units, got unit [{row}, {column}]",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "preset": {
        "two 3×3": "two 3×3",
        "three 3×3": "three 3×3",
        "one 7×7": "one 7×7",
        "LeNet": "LeNet’s features",
        "dilated": "dilated 1, 2, 4",
        "pyramid": "strided pyramid",
        "VGG": "VGG-like",
        "own": "your own",
    },
    "kind": {"conv": "conv", "max": "max pool", "avg": "average pool"},
}
# What the controls are called; {n} is the layer's number, {sub} the same as a subscript.
CONTROLS = {
    "preset": "Stack",
    "count": "Layers",
    "size": "Input size",
    "unit_layer": "Unit in layer",
    "unit_row": "Unit row",
    "unit_column": "Unit column",
    "kind": "Layer {n}",
    "kernel": "Kernel{sub}",
    "stride": "Stride{sub}",
    "padding": "Padding{sub}",
    "dilation": "Dilation{sub}",
}
