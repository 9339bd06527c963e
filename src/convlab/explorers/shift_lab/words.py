"""The words of ShiftLab."""

from convlab.explorers.ui.legacy_words import LIMITS, PICTURES

# Every word the explorer shows. {…} is filled in by the page.
WORDS = {
    **PICTURES,
    **LIMITS,
    "input": "input",
    "moved": "moved input",
    "before": "output before the shift",
    "output": "output",
    "after": "moved output",
    "difference": "difference",
    "input_title": "x {shape}",
    "moved_title": "shift x {shape}",
    "before_title": "f(x) {shape}",
    "output_title": "f(shift x) {shape}",
    "after_title": "shift f(x) {shape}",
    "difference_title": "f(shift x) − shift f(x)",
    "nothing": "0 everywhere",
    "first_shift": "first shift, then f",
    "first_map": "first f, then shift",
    "up": "▲ Up",
    "down": "▼ Down",
    "left": "◀ Left",
    "right": "Right ▶",
    "back": "Back to 0",
    "hint": "Drag x, or press arrow keys on it: it moves by one pixel, with Shift by eight.",
    "errors": "measured errors",
    "everywhere": "all outputs",
    "inside": "away from the border",
    "equivariance": "equivariance error",
    "invariance": "invariance error",
    "equivariance_formula": "‖f(shift x) − shift f(x)‖ / ‖f(x)‖",
    "invariance_formula": "‖f(shift x) − f(x)‖ / ‖f(x)‖",
    "rounding": "≈ 0",
    "no_inside": "–",
    # What each map does.
    "dense": "f is a dense layer: the averages of blocks of {step}×{step} pixels, {count} in all, "
    "times a fixed random matrix of {count}×{count} weights.",
    "dense_pixels": "f is a dense layer: the {count} pixels times a fixed random matrix of "
    "{count}×{count} weights.",
    "conv zero": "f is a cross-correlation with Sobel's kernel for vertical edges; zeros surround "
    "the input.",
    "conv circular": "f is a cross-correlation with Sobel's kernel for vertical edges; beyond an "
    "edge of the input follows its opposite edge.",
    "conv stride 2": "f is a cross-correlation with Sobel's kernel for vertical edges, at every "
    "second row and column; zeros surround the input.",
    "max pool": "f takes the maximum of each 2×2 window, with stride 2.",
    "avg pool": "f takes the average of each 2×2 window, with stride 2.",
    "global avg": "f takes the average of all pixels.",
    "global max": "f takes the maximum of all pixels.",
    # What one output pixel stands for.
    "divides": "One output pixel stands for a block of {step}×{step} input pixels, so the output "
    "moves by ({rows}, {columns}).",
    "nearest": "One output pixel stands for a block of {step}×{step} input pixels, so the output "
    "would have to move by ({exact_rows}, {exact_columns}). It can move by whole numbers only: "
    "the nearest, halves rounded up, are ({rows}, {columns}).",
    "one_number": "f(x) = {before}, f(shift x) = {after}. A single number has no place to move to, "
    "so shift f(x) is f(x), and both errors are the same.",
    # The verdict.
    "still": "Nothing has moved yet. Move x.",
    "equivariant": "Equivariant for this shift: the output moved with the input.",
    "equivariant_inside": "Equivariant for this shift, but only away from the border: inside the "
    "dashed frame, the output moved with the input.",
    "not_equivariant": "Not equivariant for this shift: even away from the border, the output did "
    "not simply move.",
    "not_equivariant_at_all": "Not equivariant for this shift: the output did not simply move. "
    "No output keeps clear of the border.",
    "not_equivariant_dense": "Not equivariant: each output has its own weight for each block of "
    "pixels, so a moved input meets other weights.",
    "not_equivariant_dense_pixels": "Not equivariant: each output has its own weight for each "
    "pixel, so a moved input meets other weights.",
    "invariant": "Invariant for this shift: the output did not change.",
    "not_invariant": "Not invariant: the output changed.",
    "not_invariant_number": "Not invariant for this shift: what left the picture, or entered, "
    "changed the output.",
    "shapes": "input {input}, output {output}, shift ({rows}, {columns}).",
    "shift_rows": "rows to shift",
    "shift_columns": "columns to shift",
    "not_a_picture": "expected a picture (PNG, JPEG, …), got {name}",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "digit": "digit 28×28",
        "china": "photo: temple",
        "flower": "photo: flower",
        "own": "your own",
    },
    "map": {
        "dense": "dense layer",
        "conv zero": "convolution, zero padding",
        "conv circular": "convolution, circular padding",
        "conv stride 2": "convolution, stride 2",
        "max pool": "max pooling 2×2",
        "avg pool": "average pooling 2×2",
        "global avg": "global average pooling",
        "global max": "global max pooling",
    },
    "border": {"zero": "zeros", "circular": "the opposite edge"},
}
# What the controls are called.
CONTROLS = {
    "map": "Map f",
    "source": "Input",
    "shift_rows": "Shift rows",
    "shift_columns": "Shift columns",
    "border": "At the border enter",
}
MAPS, BORDERS = tuple(LABELS["map"]), tuple(LABELS["border"])
