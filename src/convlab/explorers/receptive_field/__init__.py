"""ReceptiveFieldExplorer: a stack of layers, and what one unit of it sees of the input."""

from dataclasses import asdict

import torch
import torch.nn.functional as F
from ipywidgets import VBox
from traitlets import Any, Dict, HasTraits, Int, TraitType, default, validate

from convlab.checks import whole
from convlab.explorers.core.legacy import Explorer, choice, number, refusing
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.receptive_field.stack import (
    KINDS,
    LIMITS,
    MOST_LAYERS,
    PRESETS,
    StackLayer,
    as_stack,
    as_unit,
    map_sizes,
    middle_unit,
)
from convlab.explorers.receptive_field.words import CONTROLS, LABELS, WORDS
from convlab.receptive import receptive_fields

LARGEST_INPUT = 64


def layer_numbers() -> range:
    """Layers count from 1; 0 is the input."""
    return range(1, MOST_LAYERS + 1)


def layer_traits() -> dict[str, TraitType]:
    """The traits of every layer that a stack can have, in use or not."""
    start = {"kind": 0} | {name: getattr(StackLayer(3), name) for name in LIMITS}
    return {
        f"{part}_{n}": Int(start[part]).tag(sync=True) for n in layer_numbers() for part in start
    }


LayerTraits = type("LayerTraits", (HasTraits,), layer_traits())


class ReceptiveFieldStage(Stage, LayerTraits):
    """The maps of the stack in the page; layers have traits of their own, such as kernel_1."""

    presets = Dict(help="named stacks, each a list of layers").tag(sync=True)
    preset = Int(0, help="which stack").tag(sync=True)
    count = Int(2, help="how many layers are in use").tag(sync=True)
    size = Int(32, help="rows and columns of the input").tag(sync=True)
    unit_layer = Int(2, help="the chosen unit's layer, from 1").tag(sync=True)
    unit_row = Int(13).tag(sync=True)
    unit_column = Int(13).tag(sync=True)

    table = WORDS
    labels = {"preset": LABELS["preset"]} | {f"kind_{n}": LABELS["kind"] for n in layer_numbers()}

    @default("presets")
    def _presets(self):
        return {name: [asdict(layer) for layer in stack] for name, stack in PRESETS.items()}


class ReceptiveFieldExplorer(Explorer):
    """Stack convolutions and poolings and see what one unit sees in every map below it.

    Settings, all readable and settable at any time:
        layers: tuple of 1 to 6 `StackLayer`; may be set by name ("two 3×3", "three 3×3",
            "one 7×7", "LeNet", "dilated", "pyramid", "VGG") or from a list whose items are
            `StackLayer`, `Layer`, a kernel's size, a tuple (kernel, stride) or a dict.
        size: rows and columns of the input, 1 to 64.
        unit: (layer, row, column), where layer 1 is the first; None is the middle of the last.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    settings = ("layers", "size", "unit")

    layers = Any(PRESETS["LeNet"])
    size = Any(32)
    unit = Any(None, allow_none=True)

    def __init__(self, layers="LeNet", **settings):
        super().__init__(ReceptiveFieldStage(), controls(), layers=layers, **settings)
        # What meets the eye first is the picture: the rows of the single layers stand below it.
        panel, stage = self.children
        editor = VBox(panel.children[2:])
        editor.add_class("convlab-controls")
        editor.add_class("convlab-layers")
        panel.children = panel.children[:2]
        self.children = [panel, stage, editor]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Rows (and columns) of the input and of every layer's map."""
        return map_sizes(self.size, self.layers)

    @property
    def fields(self) -> list:
        """What the units of each layer see: `receptive_fields` of the layers."""
        return receptive_fields(self.layers)

    @property
    def influence(self) -> torch.Tensor:
        """How much each pixel of the input moves the unit, shape (size, size), by torch's autograd.

        It is the gradient of the unit when all kernels are uniform, 1/k² everywhere: a pixel's
        share of all paths to the unit. Which element wins a maximum depends on the picture; here
        each element of the window wins equally often, as an average over all pictures.
        """
        layer, row, column = self._unit()
        X = torch.zeros(1, 1, self.size, self.size, dtype=torch.float64, requires_grad=True)
        Y = X
        for one in self.layers[:layer]:
            K = torch.full((1, 1, one.kernel, one.kernel), 1 / one.kernel**2, dtype=torch.float64)
            if one.kind == "avg":
                Y = F.avg_pool2d(Y, one.kernel, one.stride, one.padding)
            else:
                Y = F.conv2d(Y, K, None, one.stride, one.padding, one.dilation)
        Y[0, 0, row, column].backward()
        return X.grad[0, 0].float()

    @property
    def output(self) -> torch.Tensor:
        """The influence of the input on the unit: what the page shows at the input."""
        return self.influence

    def _unit(self):
        return middle_unit(self.sizes) if self.unit is None else self.unit

    @validate("layers", "size", "unit")
    def _together(self, proposal):
        """One setting in its normal form, if it goes together with the others."""
        name, value = proposal.trait.name, proposal.value
        with refusing():
            layers = as_stack(value if name == "layers" else self.layers)
            size = whole(value if name == "size" else self.size, "size", 1, LARGEST_INPUT)
            sizes = map_sizes(size, layers)
            if name == "unit":
                return None if value is None else as_unit(value, sizes)
        return layers if name == "layers" else size

    def _to_stage(self, setting):
        # A unit that the new layers do not have gives way to the middle of the last.
        if setting != "unit" and self.unit is not None and not self._busy:
            try:
                as_unit(self.unit, self.sizes)
            except ValueError:
                self.unit = None
        super()._to_stage(setting)

    def _write(self, setting):
        names = ("unit_layer", "unit_row", "unit_column")
        unit = dict(zip(names, self._unit(), strict=True))
        if setting == "unit":
            return unit
        if setting == "size":
            return {"size": self.size} | unit
        preset = next((name for name, stack in PRESETS.items() if stack == self.layers), "own")
        written = {"preset": self.stage.choose("preset", preset), "count": len(self.layers)}
        for n, layer in enumerate(self.layers, 1):
            written |= {f"{name}_{n}": getattr(layer, name) for name in LIMITS}
            written[f"kind_{n}"] = KINDS.index(layer.kind)
        return written | unit

    def _read(self):
        stage = self.stage
        with refusing():
            layers = tuple(
                StackLayer(
                    **{name: getattr(stage, f"{name}_{n}") for name in LIMITS},
                    kind=stage.chosen(f"kind_{n}"),
                )
                for n in range(1, stage.count + 1)
            )
            sizes = map_sizes(stage.size, layers)
            unit = as_unit((stage.unit_layer, stage.unit_row, stage.unit_column), sizes)
        return {
            "layers": layers,
            "size": stage.size,
            "unit": None if unit == middle_unit(sizes) else unit,
        }

    def _summary(self):
        sizes = " → ".join(f"{n}×{n}" for n in self.sizes)
        return f"{sizes}, receptive field {self.fields[-1].size}"


def controls():
    """Rows of (stage trait, control): for the stack, for the unit, then one for each layer."""
    stack = {"count": (1, MOST_LAYERS), "size": (1, LARGEST_INPUT)}
    place = (0, LARGEST_INPUT - 1)
    unit = {"unit_layer": (1, MOST_LAYERS), "unit_row": place, "unit_column": place}

    def numbers(limits):
        return [number(trait, CONTROLS[trait], *ends) for trait, ends in limits.items()]

    def layer_row(n):
        position = {"n": n, "sub": "₀₁₂₃₄₅₆"[n]}
        kind = choice(f"kind_{n}", CONTROLS["kind"].format(**position), LABELS["kind"])
        return [kind] + [
            number(f"{name}_{n}", CONTROLS[name].format(**position), *ends)
            for name, ends in LIMITS.items()
        ]

    rows = [layer_row(n) for n in layer_numbers()]
    preset = choice("preset", CONTROLS["preset"], LABELS["preset"])
    return [[preset, *numbers(stack)], numbers(unit), *rows]
