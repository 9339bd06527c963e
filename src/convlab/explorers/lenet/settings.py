"""The setting that only this explorer has: the drawing."""

from pathlib import Path

import torch

from convlab.checks import MATRIX
from convlab.explorers.core.blocks import as_block, sizes
from convlab.explorers.core.settings import Field, Setting, is_whole
from convlab.explorers.core.words import read_words
from convlab.explorers.lenet.page import (
    SIDE,
    digit_drawing,
    digit_pads,
    drawing_of,
    in_levels,
    levels_in,
    pad_of,
)

SAYS = read_words(Path(__file__).parent)["says"]


class Drawing(Setting):
    """Ink from 0 to 1, or the index of a test digit; the page has it as levels, in base64.

    It needs an explorer whose page has the index of the last test digit, `digit`.
    """

    axes, dtype, largest = MATRIX, torch.float32, 3.4e38

    def fields(self):
        """The levels."""
        return {"pad": Field()}

    def validate(self, explorer, value):
        """A tensor of shape (64, 64) in the page's precision."""
        if is_whole(value):
            return digit_drawing(explorer.page_only["digit"].validate(explorer, value))
        X = as_block(explorer, value, self)
        if tuple(X.shape) != (SIDE, SIDE):
            explorer.refuse("bad_size", size=sizes((SIDE, SIDE)), got=sizes(X.shape))
        least, most = (float(f"{end.item():.4g}") for end in (X.min(), X.max()))
        if least < 0 or most > 1:
            explorer.refuse("bad_ink", least=least, most=most)
        return in_levels(X)

    def write(self, explorer, value):
        """The levels, and which test digit they are, if they are one."""
        pad = pad_of(value)
        return {"pad": pad, "digit": digit_pads().get(pad, explorer.stage.digit)}

    def read(self, explorer):
        """The tensor."""
        pad = explorer.stage.pad
        if levels_in(pad) != SIDE * SIDE:
            explorer.refuse("bad_pad", expected=SIDE * SIDE, got=levels_in(pad))
        return drawing_of(pad)
