"""Words that several explorers say; each puts those it needs into its own table."""

TOOLS = {
    "back": "◀ Step",
    "forward": "Step ▶",
    "play": "Play",
    "pause": "Pause",
    "reset": "Reset numbers",
}
EDITING = {
    "brush": "Drag paints",
    "finger": "Finger paints",
    "not_a_number": "expected a number in {where}[{i}, {j}], got “{text}”",
}
PICTURES = {
    "open": "Open a picture…",
    "not_a_picture": "expected a picture (PNG, JPEG, …), got {name}",
}
# How sliding windows lie over an input: the formula of the size, what no window reads.
WINDOWS = {
    "rows": "rows",
    "columns": "columns",
    "padding": "padding",
    "stride": "stride",
    "formula": "{axis}: ⌊({n} + {before} + {after} − {k}) / {s}⌋ + 1 = {out}",
    "never_row": "Never used: row {list}.",
    "never_rows": "Never used: rows {list}.",
    "never_column": "Never used: column {list}.",
    "never_columns": "Never used: columns {list}.",
}
NO_FIT = "kernel {kernel} does not fit the padded input {padded}"
DILATED = {
    "dilation": "dilation",
    "no_fit_dilated": "kernel {kernel} with dilation {dilation} spans {span} "
    "and does not fit the padded input {padded}",
}
LIMITS = {
    "too_small": "{what} must be at least {least}, got {got}",
    "out_of_range": "{what} must be from {least} to {most}, got {got}",
}
