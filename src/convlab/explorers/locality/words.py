"""The words of LocalityExplorer."""

from convlab.explorers.ui.legacy_words import EDITING, LIMITS

# Every word the explorer shows. {…} is filled in by the page.
WORDS = {
    **EDITING,
    **LIMITS,
    "input": "input",
    "matrix": "weight matrix",
    "output": "output",
    "kernel": "kernel",
    "own": "weights of the output",
    "input_title": "Input X {shape}",
    "matrix_title": "W as a matrix M {shape}",
    "output_title": "Output H {shape}",
    "kernel_title": "Kernel: the centre {shape} of V[a, b]",
    "own_title": "Weights of H[{i}, {j}], as an image {shape}",
    "reset": "Reset numbers",
    "steps": "parameters",
    "dense": "dense",
    "shared": "shared",
    "local": "local",
    "dense_count": "n⁴ = {n}⁴",
    "shared_count": "(2n − 1)² = {side}²",
    "local_count": "(2Δ + 1)² = {side}²",
    "dense_says": "W[i, j, k, l]: a weight for each output and each pixel",
    "shared_says": "V[a, b]: translation equivariance makes it the same at every output",
    "local_says": "V[a, b] with |a|, |b| ≤ Δ: locality cuts it to a kernel",
    "by_pixel": "H[{i}, {j}] = {value} is the sum of W[{i}, {j}, k, l] · X[k, l] over all k and l. "
    "Its weights W[{i}, {j}, ·, ·] are row {i}·{n} + {j} = {row} of the matrix.",
    "by_offset": "The same sum by offset, with k = {i} + a and l = {j} + b: "
    "{v} · X[{i} + a, {j} + b], with a from {a0} to {a1} and b from {b0} to {b1}.",
    "v_dense": "V[{i}, {j}, a, b]",
    "v_shared": "V[a, b]",
    "one_weight": "W[{i}, {j}, {k}, {l}] = {v} = {value}: pixel X[{k}, {l}] = {said} lies at "
    "offset a = {a}, b = {b} from the output, and adds {w} · {x} = {product}.",
    "v_dense_at": "V[{i}, {j}, {a}, {b}]",
    "v_shared_at": "V[{a}, {b}]",
    "kernel_dense": "V[i, j, {a}, {b}]: {count} outputs have a pixel at this offset, "
    "and each has a weight of its own for it: V[{a}, {b}] = {v} plus a deviation.",
    "kernel_shared": "V[{a}, {b}] = {v} stands at {count} places of the matrix: "
    "one for each output that has a pixel at this offset.",
    "kernel_dense_one": "V[i, j, {a}, {b}]: 1 output has a pixel at this offset, "
    "and a weight of its own for it: V[{a}, {b}] = {v} plus a deviation.",
    "kernel_shared_one": "V[{a}, {b}] = {v} stands at 1 place of the matrix: "
    "that of the one output that has a pixel at this offset.",
    "pixel_far": "X[{k}, {l}] = {x} has a weight in every one of the {all} outputs: "
    "column {k}·{n} + {l} = {column} of the matrix.",
    "pixel_local": "X[{k}, {l}] = {x} has a weight in {count} of the {all} outputs, "
    "those at most Δ = {delta} away: column {k}·{n} + {l} = {column} of the matrix.",
    "hint": "Point at an output, a weight, a pixel or a cell of the kernel. "
    "Click it, or press arrow keys on it, and it stays chosen.",
    "shapes": "input {image}, weight matrix {matrix}, output {image}; "
    "parameters of the {stage} layer: {count}.",
    "size": "size",
    "delta": "Delta",
    "too_far": "Delta must be at most {most} for an image of {shape}, got {got}",
    "not_a_number": "expected a number in {where}[{i}, {j}], got “{text}”",
}

# For each trait with options: its values, and what the page calls them.
LABELS = {
    "source": {
        "dot": "one bright pixel",
        "edge": "edge",
        "numbers": "numbers",
        "own": "your own",
    },
    "weights": {"dense": "dense", "shared": "shared", "local": "local"},
}
# What the controls are called.
CONTROLS = {"source": "Input", "size": "Size", "weights": "Weights", "delta": "Delta"}
STAGES = tuple(LABELS["weights"])
