"""The settings that only this explorer has: a stack of layers, and a unit of one of them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from convlab.explorers.core.settings import OWN, Choice, Setting, Whole
from convlab.explorers.core.words import fill, quoted, read_words
from convlab.explorers.receptive_field.stack import (
    KINDS,
    LIMITS,
    MOST_LAYERS,
    PARTS,
    PRESETS,
    StackLayer,
    as_sizes,
    map_sizes,
    middle_unit,
)

LARGEST_INPUT = 64
SAYS = read_words(Path(__file__).parent)["says"]


class Parts(Setting):
    """A setting that the page has in several traits, each of them a setting by itself."""

    def __init__(self, first, parts: dict[str, Setting]):
        super().__init__(first)
        self.parts = parts
        for name, one in parts.items():
            one.name = name

    def fields(self):
        """Those of all parts."""
        return {trait: at for one in self.parts.values() for trait, at in one.fields().items()}


class Layers(Parts):
    """A stack of layers: its preset's name, how many they are, and of each its kind and sizes."""

    library = "stacks"

    def __init__(self, first: str):
        start = StackLayer(3)
        parts = {
            "preset": Choice(*PRESETS, OWN, first=first),
            "count": Whole(len(PRESETS[first]), 1, MOST_LAYERS, what=SAYS["layer_count"]),
        }
        for n in range(1, MOST_LAYERS + 1):
            what = {part: fill(SAYS["in_layer"], n=n, problem=part) for part in PARTS}
            parts[f"kind_{n}"] = Choice(*KINDS, what=what["kind"])
            for part, ends in LIMITS.items():
                parts[f"{part}_{n}"] = Whole(getattr(start, part), *ends, what=what[part])
        super().__init__(first, parts)

    def presets(self):
        """The named stacks."""
        return {name: [asdict(layer) for layer in stack] for name, stack in PRESETS.items()}

    def validate(self, explorer, value):
        """A tuple of `StackLayer`."""
        if isinstance(value, str) and value in PRESETS:
            return PRESETS[value]
        if isinstance(value, str) or not isinstance(value, Sequence):
            explorer.refuse("not_a_stack", options=", ".join(PRESETS), got=quoted(value))
        self.parts["count"].validate(explorer, len(value))
        return tuple(self._layer(explorer, item, n) for n, item in enumerate(value, 1))

    def _layer(self, explorer, item, n):
        sizes = as_sizes(item)
        if sizes is None:
            explorer.refuse("not_a_layer", n=n, got=quoted(item))
        checked = {
            part: self.parts[f"{part}_{n}"].validate(explorer, size) for part, size in sizes.items()
        }
        return StackLayer(**checked)

    def write(self, explorer, value):
        """The preset's name, the number of layers, and the parts of those in use."""
        preset = next((name for name, stack in PRESETS.items() if stack == value), OWN)
        said = {"preset": preset, "count": len(value)}
        for n, layer in enumerate(value, 1):
            said |= {f"{part}_{n}": size for part, size in asdict(layer).items()}
        written = [self.parts[trait].write(explorer, one) for trait, one in said.items()]
        return {trait: one for part in written for trait, one in part.items()}

    def read(self, explorer):
        """A tuple of `StackLayer`, not yet checked."""

        def part(trait):
            return self.parts[trait].read(explorer)

        count = self.parts["count"].validate(explorer, part("count"))
        return tuple(
            StackLayer(**{name: part(f"{name}_{n}") for name in PARTS}) for n in range(1, count + 1)
        )


class Unit(Parts):
    """(layer, row, column), or None for the middle of the last layer; the page always has numbers.

    It needs an explorer with the settings `layers` and `size`.
    """

    follows = ("layers", "size")

    def __init__(self):
        most = LARGEST_INPUT - 1
        parts = {
            "unit_layer": Whole(None, 1, MOST_LAYERS, what=SAYS["unit_layer"]),
            "unit_row": Whole(None, 0, most, what=SAYS["unit_row"]),
            "unit_column": Whole(None, 0, most, what=SAYS["unit_column"]),
        }
        super().__init__(None, parts)

    def validate(self, explorer, value):
        """None, or (layer, row, column)."""
        if value is None:
            return None
        if not isinstance(value, tuple | list) or len(value) != 3:
            explorer.refuse("not_a_unit", got=quoted(value))
        parts = zip(self.parts.values(), value, strict=True)
        return tuple(part.validate(explorer, one) for part, one in parts)

    def write(self, explorer, value):
        """Its three numbers."""
        unit = middle_unit(explorer.sizes) if value is None else value
        return dict(zip(self.parts, unit, strict=True))

    def read(self, explorer):
        """None if it is in the middle of the last layer."""
        stage = explorer.stage
        unit = tuple(getattr(stage, name) for name in self.parts)
        sizes = map_sizes(stage.size, explorer.kinds["layers"].read(explorer))
        return None if unit == middle_unit(sizes) else unit
