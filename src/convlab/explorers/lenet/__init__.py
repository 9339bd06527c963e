"""LeNetExplorer: draw a digit, and follow it through every layer of a trained network."""

from numbers import Integral

import torch
from traitlets import Any, Dict, Int, List, Unicode, validate

from convlab.checks import pair, whole
from convlab.datasets import TEST_DIGITS, digit_split
from convlab.drawings import prepare_drawing, transform_drawing
from convlab.explorers.core.legacy import Explorer, Option, choice, number
from convlab.explorers.core.legacy_stage import Stage
from convlab.explorers.lenet.page import (
    as_drawing,
    digit_drawing,
    digit_pads,
    digits_for_page,
    drawing_of,
    load_network,
    networks_for_page,
    pad_of,
)
from convlab.explorers.lenet.words import CONTROLS, LABELS, WORDS

LIMITS = {
    "digit": (0, TEST_DIGITS - 1),
    "pen": (1, 20),
    "shift_rows": (-14, 14),
    "shift_columns": (-14, 14),
    "turn": (-180, 180),
    "thicker": (-2, 2),
}


class LeNetStage(Stage):
    """The pad, the network and a unit's arithmetic in the page."""

    networks = Dict(help="by name: activation, pooling, weights").tag(sync=True)
    digits = Unicode(help="the test digits, base64 of 64 bytes each").tag(sync=True)
    answers = List(help="what each test digit is").tag(sync=True)
    limits = Dict(LIMITS, help="least and most, by trait").tag(sync=True)
    pad = Unicode(help="the drawing, base64 of 64×64 bytes, k for k/255").tag(sync=True)
    network = Int(1, help="which variant").tag(sync=True)
    digit = Int(0, help="the test digit that was put on the pad last").tag(sync=True)
    tool = Int(0, help="pen or eraser").tag(sync=True)
    pen = Int(7, help="width in pixels of the pad").tag(sync=True)
    fit = Int(0, help="cut the ink out and stretch it, or not").tag(sync=True)
    shift_rows = Int(0, help="pixels of the 28×28 image").tag(sync=True)
    shift_columns = Int(0).tag(sync=True)
    turn = Int(0, help="degrees, clockwise").tag(sync=True)
    thicker = Int(0, help="how often the strokes grow by a pixel").tag(sync=True)
    view = Int(0, help="maps after or before the activation").tag(sync=True)

    table = WORDS
    labels = LABELS


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

    settings = ("drawing", "network", "fit", "shift", "turn", "thicker")

    drawing = Any()
    network = Option(tuple(LABELS["network"]), "present")
    fit = Any(True)
    shift = Any((0, 0))
    turn = Any(0)
    thicker = Any(0)

    def __init__(self, input=0, **settings):
        settings = {"drawing": input} | settings
        settings.setdefault("fit", not isinstance(settings["drawing"], Integral))
        _, labels = digit_split("test")
        stage = LeNetStage(
            networks=networks_for_page(), digits=digits_for_page(), answers=labels.tolist()
        )
        super().__init__(stage, controls(), **settings)
        self.observe(self._prepared_already, "drawing")

    @property
    def image(self) -> torch.Tensor:
        """What the network sees, shape (1, 1, 28, 28)."""
        X = prepare_drawing(self.drawing, fit=self.fit)
        moved = dict(zip(("down", "right"), self.shift, strict=True))
        return transform_drawing(X, **moved, turn=self.turn, thicker=self.thicker)[None, None]

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

    @validate("drawing", "fit", "shift", "turn", "thicker")
    def _checked(self, proposal):
        return self._by_itself(proposal)

    def _normal(self, name, value):
        if name == "drawing":
            return digit_drawing(value) if isinstance(value, Integral) else as_drawing(value)
        if name == "fit":
            if not isinstance(value, bool):
                raise ValueError(f"fit must be True or False, got {value!r}")
            return value
        if name == "shift":
            return tuple(whole(d, name, *LIMITS["shift_rows"]) for d in pair(value, name))
        return whole(value, name, *LIMITS[name])

    def _prepared_already(self, _change):
        if not self._busy and pad_of(self.drawing) in digit_pads():
            self.fit = False

    def _write(self, setting):
        value, choose = getattr(self, setting), self.stage.choose
        if setting == "drawing":
            pad = pad_of(value)
            return {"pad": pad, "digit": digit_pads().get(pad, self.stage.digit)}
        if setting == "shift":
            return {"shift_rows": value[0], "shift_columns": value[1]}
        if setting == "fit":
            return {"fit": choose("fit", "on" if value else "off")}
        return {setting: choose(setting, value) if setting == "network" else value}

    def _read(self):
        stage = self.stage
        return {
            "drawing": drawing_of(stage.pad),
            "network": stage.chosen("network"),
            "fit": stage.chosen("fit") == "on",
            "shift": (stage.shift_rows, stage.shift_columns),
            "turn": stage.turn,
            "thicker": stage.thicker,
        }

    def _summary(self):
        share, answer = self.output.softmax(0).max(0)
        return f"{self.network} network, says {answer.item()} with {share.item():.2f}"


def controls():
    """Rows of (stage trait, control)."""

    def count(trait):
        return number(trait, CONTROLS[trait], *LIMITS[trait])

    def option(trait):
        return choice(trait, CONTROLS[trait], LABELS[trait])

    moves = ("shift_rows", "shift_columns", "turn", "thicker")
    return [
        [option("network"), count("digit")],
        [option("tool"), count("pen"), option("fit"), option("view")],
        [count(name) for name in moves],
    ]
