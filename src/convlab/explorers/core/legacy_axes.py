"""Settings with a number for the rows and one for the columns: their stage traits and controls.

The explorer has one pair, `stride=(1, 2)`; the stage has `stride_rows` and `stride_columns`. Where
its trait `axes` is "together", the page shows one control for both.
"""

from convlab.explorers.core.legacy import number


def read_pair(stage, setting: str) -> tuple[int, int]:
    """A setting's (rows, columns), as its stage has them."""
    return getattr(stage, f"{setting}_rows"), getattr(stage, f"{setting}_columns")


def pair_traits(setting: str, pair: tuple[int, int]) -> dict[str, int]:
    """The stage traits that say a setting's (rows, columns)."""
    return {f"{setting}_rows": pair[0], f"{setting}_columns": pair[1]}


def written_pair(stage, setting: str, pair: tuple[int, int]) -> dict[str, int]:
    """The same, and the axes apart if the numbers differ."""
    apart = {"axes": stage.choose("axes", "apart")} if pair[0] != pair[1] else {}
    return apart | pair_traits(setting, pair)


def pair_controls(labels: dict[str, str], limits: dict[str, tuple[int, int]]) -> list[tuple]:
    """The (stage trait, control)s of settings with such limits: for the rows, then the columns.

    Those for the columns are shown while the axes are apart.
    """
    rows, columns = (
        [number(f"{name}_{axis}", labels[f"{name}_{axis}"], *ends) for name, ends in limits.items()]
        for axis in ("rows", "columns")
    )
    for _, control in columns:
        control.add_class("convlab-apart")
    return [*rows, *columns]
