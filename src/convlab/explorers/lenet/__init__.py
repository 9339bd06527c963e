"""LeNetExplorer: draw a digit, and follow it through every layer of a trained network."""

from numbers import Integral
from typing import ClassVar

import torch

from convlab.datasets import TEST_DIGITS, digit_split
from convlab.drawings import prepare_drawing, transform_drawing
from convlab.explorers.core.explorer import Explorer
from convlab.explorers.core.settings import Choice, Pair, Setting, Whole
from convlab.explorers.lenet.page import (
    digit_pads,
    digits_for_page,
    load_network,
    networks_for_page,
    pad_of,
)
from convlab.explorers.lenet.settings import SAYS, Drawing


class LeNetExplorer(Explorer):
    """Draw a digit and follow it through every layer of a trained LeNet to ten probabilities.

    Settings, all readable and settable at any time:
        drawing: ink from 0 to 1, tensor (64, 64), kept in steps of 1/255; may be set to the index
            of a test digit, 0 to 359, which turns `fit` off: it is prepared already.
        network: "original" (sigmoid, average pooling) or "present" (ReLU, maximum pooling).
        fit: whether the ink is cut out and stretched to the frame, as the data were.
        shift: pair (down, right) of pixels of the 28×28 image, −14 to 14; an int sets both.
        turn: degrees, clockwise, −180 to 180.
        thicker: how often strokes grow by a pixel all around, −2 (thinner) to 2.

    Args:
        input: the first drawing.

    Raises:
        ValueError: for settings out of range; the last good ones stay.
    """

    drawing = Drawing(0)
    network = Choice("original", "present", first="present")
    fit = Choice(True, False)
    shift = Pair((0, 0), least=-14, most=14, tied=False)
    turn = Whole(0, -180, 180)
    thicker = Whole(0, -2, 2)

    page_only: ClassVar[dict[str, Setting]] = {
        "digit": Whole(0, 0, TEST_DIGITS - 1, what=SAYS["test_digit"]),
        "tool": Choice("pen", "eraser"),
        "pen": Whole(7, 1, 20, what=SAYS["pen_width"]),
        "view": Choice("after", "before"),
    }
    # Shift, turn and thicker have their fields in the stage.
    rows = ("network digit fit", "tool pen view")
    in_sight = ("network", "digit", "fit")

    def __init__(self, input=0, **settings):
        settings = {"drawing": input} | settings
        settings.setdefault("fit", not isinstance(settings["drawing"], Integral))
        super().__init__(**settings)

    def constants(self):
        """The trained networks, the test digits, and what each of these is."""
        _, labels = digit_split("test")
        digits = digits_for_page()
        return {"networks": networks_for_page(), "digits": digits, "answers": labels.tolist()}

    @property
    def image(self) -> torch.Tensor:
        """What the network sees, shape (1, 1, 28, 28)."""
        X = prepare_drawing(self.drawing, fit=self.fit)
        shift = dict(zip(("down", "right"), self.shift, strict=True))
        return transform_drawing(X, **shift, turn=self.turn, thicker=self.thicker)[None, None]

    @property
    def maps(self) -> dict[str, torch.Tensor]:
        """What every layer makes of the image, by the layer's name, without a batch's axis."""
        with torch.no_grad():
            maps = load_network(self.network).maps(self.image)
        return {name: Y[0] for name, Y in maps.items()}

    @property
    def output(self) -> torch.Tensor:
        """The ten logits by torch, shape (10,)."""
        return self.maps["dense3"]

    def _to_stage(self, setting):
        if setting == "drawing" and self._was_set(setting) and pad_of(self.drawing) in digit_pads():
            self.fit = False
        super()._to_stage(setting)

    def _summary(self):
        share, answer = self.output.softmax(0).max(0)
        return f"{self.network} network, says {answer.item()} with {share.item():.2f}"
