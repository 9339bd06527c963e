"""What KernelLearner says."""

# Every word the stage shows. {…} is filled in by the page.
WORDS = {
    "input": "input",
    "true_kernel": "true kernel",
    "learned_kernel": "learned kernel",
    "input_title": "Input {shape}",
    "true_title": "True kernel {shape}",
    "learned_title": "Learned kernel {shape}, step {step}",
    "brush": "Drag paints",
    # The loss
    "loss_title": "Loss: the sum of squared errors",
    "loss": "loss",
    "step": "step",
    "readout": "Step {step} of {steps}: loss {loss}.",
    "readout_true": "Step {step} of {steps}: loss {loss}, farthest weight off by {apart}.",
    "curve_text": "Loss on a logarithmic axis: {list}.",
    "curve_point": "{loss} at step {step}",
    "and": ", ",
    "too_large": "From step {step} on the loss is too large for the computer’s numbers; it is "
    "drawn at the upper edge.",
    "zero": "At step {step} the loss is exactly 0; it is drawn at the lower edge.",
    # The outcome
    "found": "Converges to the true kernel.",
    "found_larger": "Converges to the true kernel, with zeros added to make it {size}.",
    "other": "Converges, but to another kernel with the same outputs.",
    "least": "Converges to the kernel of least loss: {least} remains, since no kernel {size} "
    "gives these outputs.",
    "diverges": "Diverges.",
    "edge": "At the edge: neither converges nor diverges.",
    "nothing": "Nothing moves.",
    "pace": "Steps until the error in the slowest direction is down to a tenth: {steps}.",
    "open_why": "The loss goes to 0, yet the input leaves {open} of {count} directions open: "
    "there the kernel stays as it started.",
    "diverges_why": "The learning rate {rate} is above the limit {limit}: in the steepest "
    "direction every step multiplies the error by {factor}.",
    "edge_why": "The learning rate is at its limit {limit}: in the steepest direction every step "
    "only changes the error’s sign.",
    "nothing_why": "The loss is the same for every kernel: this input says nothing about any "
    "weight.",
    # Why
    "curvature_title": "What decides: each direction’s curvature",
    "curvature": "curvature",
    "product": "rate · curvature",
    "factor": "error, each step",
    "curvature_of": "{curvature}",
    "curvature_flat": "{curvature} (×{count})",
    "factor_of": "|1 − {rate}·{curvature}| =",
    "factor_flat": "1: never changes",
    "limit_note": "A bar beyond the line at 2 diverges. The longest sets the limit: 2 / "
    "{curvature} = {limit}.",
    "no_limit": "No curvature, so no limit.",
    "rate_slider": "learning rate beside its limit",
    "rate_text": "{rate}, limit {limit}",
    "limit_mark": "limit {limit}",
    # Two weights
    "surface_title": "The loss over both weights",
    "surface_key": "● each step, ○ the step shown, + least loss",
    "surface_key_true": "● each step, ○ the step shown, + least loss, □ true kernel",
    "surface_text": "Rings of equal loss over the two weights. Start {start}, step {step} {now}, "
    "least loss at {limit}.",
    "weight": "K[{i}, {j}]",
    # What stays open
    "free_title": "The input determines {rank} of {count} directions",
    "all_title": "Nothing stays open: the input determines each of the {count} weights.",
    "free": "free direction {n}",
    "free_note": "Add any multiple of a free direction to the kernel: no output changes. (A basis "
    "with many zeros, not orthonormal.)",
    "sum": "{sum}: has to be {wanted}, is {now}",
    # Shapes and refusals
    "shapes": "input {input}, true kernel {truth}, learned kernel {learned}, outputs {outputs}.",
    "shapes_cropped": "input {input}, true kernel {truth}, learned kernel {learned}. Their "
    "outputs {true_output} and {learned_output} are compared where both have values: {outputs} "
    "from the top left.",
    "height": "height",
    "width": "width",
    "steps": "steps",
    "seed": "seed",
    "out_of_range": "{what} must be a whole number from {least} to {most}, got {got}",
    "no_rate": "learning rate must be more than 0 and finite, got {got}",
    "no_fit": "{what} {kernel} does not fit the input {input}",
    "no_pixel": "input must hold numbers up to {most} in size, got {got}",
    "not_a_number": "expected a number in {where}[{i}, {j}], got “{text}”",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "edges": "edges 6×8",
        "edges with an end": "edges with a lower end 6×8",
        "noise": "noise 6×8",
        "photo": "photo patch 16×16",
        "own": "your own",
    },
    "kernel_name": {
        "edge": "edge [1, −1]",
        "square": "2×2 [[1, −1], [−4, 2]]",
        "sobel x": "Sobel x 3×3",
        "box": "box 2×2",
        "own": "your own",
    },
}
