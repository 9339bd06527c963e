"""ReceptiveFieldExplorer: a stack of layers, and what one unit of it sees of the input."""

import torch
import torch.nn.functional as F

from convlab.explorers.core.blocks import sizes as square
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.fitting import must_fit
from convlab.explorers.core.settings import SettingsError, Whole
from convlab.explorers.receptive_field.settings import LARGEST_INPUT, Layers, Unit
from convlab.explorers.receptive_field.stack import map_sizes, middle_unit
from convlab.receptive import receptive_fields


class ReceptiveFieldExplorer(Explorer):
    """Stack convolutions and poolings and see what one unit sees in every map below it.

    Settings, all readable and settable at any time:
        layers: tuple of 1 to 6 `StackLayer`; may be set by name ("two 3×3", "three 3×3",
            "one 7×7", "LeNet", "dilated", "pyramid", "VGG") or from a list whose items are
            `StackLayer`, `Layer`, a kernel's size, a tuple (kernel, stride) or a dict. Kernels are
            from 1 to 11, strides and dilations from 1 to 8, padding from 0 to 8.
        size: rows and columns of the input, 1 to 64.
        unit: (layer, row, column), where layer 1 is the first; None is the middle of the last.

    Raises:
        ValueError: for settings that do not go together; the last good ones stay.
    """

    layers = Layers("LeNet")
    size = Whole(32, 1, LARGEST_INPUT)
    unit = Unit()

    # The single layers are set in the stage's table.
    rows = ("preset count size", "unit_layer unit_row unit_column")

    def __init__(self, layers="LeNet", **settings):
        super().__init__(layers=layers, **settings)

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
        layer, row, column = middle_unit(self.sizes) if self.unit is None else self.unit
        X = torch.zeros(1, 1, self.size, self.size, dtype=torch.float64, requires_grad=True)
        Y = X
        for one in self.layers[:layer]:
            K = torch.full((1, 1, one.kernel, one.kernel), 1 / one.kernel**2, dtype=torch.float64)
            Y = F.conv2d(Y, K, None, one.stride, one.padding, one.dilation)
        Y[0, 0, row, column].backward()
        return X.grad[0, 0].float()

    @property
    def output(self) -> torch.Tensor:
        """The influence of the input on the unit: what the page shows at the input."""
        return self.influence

    def fits(self, settings):
        """Refuse a layer that does not fit the map below it, and a unit that there is not."""
        n = settings.size
        for position, layer in enumerate(settings.layers, 1):
            try:
                self._must_fit(n, layer)
            except SettingsError as problem:
                self.refuse("in_layer", n=position, problem=str(problem))
            n = layer.output_size(n)
        # A unit that other layers do not have gives way to the middle of the last.
        gives_way = settings.unit is self._known.get("unit") and not self._busy
        if settings.unit is not None and not gives_way:
            self._has_unit(settings.unit, map_sizes(settings.size, settings.layers))

    def _must_fit(self, n, layer):
        kernel, dilation = (layer.kernel,) * 2, (layer.dilation,) * 2
        if layer.kind != "conv" and 2 * layer.padding > layer.kernel:
            self.refuse("too_much_padding", window=square(kernel), padding=layer.padding)
        if layer.kind == "avg" and layer.dilation > 1:
            self.refuse("dilated_average", dilation=layer.dilation)
        must_fit(self, (n, n), kernel, layer.padding, dilation)

    def _has_unit(self, unit, sizes):
        layer, row, column = unit
        if layer >= len(sizes):
            ends = {"least": 1, "most": len(sizes) - 1}
            self.refuse("out_of_range", what=self._says("unit_layer"), got=layer, **ends)
        size = sizes[layer]
        if max(row, column) >= size:
            place = {"row": row, "column": column}
            self.refuse("no_such_unit", layer=layer, size=square((size, size)), **place)

    def _to_stage(self, setting):
        if self.unit is not None and not self._busy:
            try:
                self._has_unit(self.unit, self.sizes)
            except ValueError:
                self.unit = None
        super()._to_stage(setting)

    def _summary(self):
        maps = " → ".join(square((n, n)) for n in self.sizes)
        return f"{maps}, receptive field {self.fields[-1].size}"
