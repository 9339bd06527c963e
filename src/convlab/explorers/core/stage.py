"""A stage: the part of an explorer that draws and computes in the page."""

import sys
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from convlab.explorers.core.linker import link

EXPLORERS = Path(__file__).resolve().parents[1]


class Stage(anywidget.AnyWidget):
    """Draws and computes in the page.

    The script, and maybe a `style.css`, lie beside the Python file of the subclass.
    Scripts and styles are read when a stage is made, so a changed file is seen in the next one.
    """

    folder: ClassVar[Path]
    script: ClassVar[str] = "stage.js"
    styles: ClassVar[tuple[Path, ...]] = (EXPLORERS / "ui" / "style.css",)  # all explorers' own
    _esm = traitlets.Unicode(help="the script, linked").tag(sync=True)
    _css = traitlets.Unicode(help="the style sheets, joined").tag(sync=True)
    words = traitlets.Dict(help="What the stage says; it fills in {names}").tag(sync=True)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.folder = Path(sys.modules[cls.__module__].__file__).parent

    def __init__(self, **traits):
        sheets = [*self.styles, self.folder / "style.css"]
        texts = [sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()]
        super().__init__(_esm=link(self.folder / self.script), _css="".join(texts), **traits)


class ExplorerStage(Stage):
    """The stage of an explorer; `Explorer` makes a subclass of it for each, with its traits.

    A Dropdown in a page knows the number of its option, not the name, so a trait tied to one is an
    index into its list of `choices`; `choose` and `chosen` translate.

    A page hears of it only when it has all its settings: one that drew it before would find none.
    """

    spec = traitlets.Dict(help="the settings: names, limits, blocks of numbers").tag(sync=True)
    choices = traitlets.Dict(help="names of the options, by trait, in order").tag(sync=True)
    refused = traitlets.Dict(help="the sentence of a refusal by Python, numbered").tag(sync=True)

    def __init__(self, **traits):
        self.complete = False
        super().__init__(**traits)

    def open(self):
        """Tell pages of it, once it is `complete`."""
        if self.complete:
            super().open()

    def choose(self, trait: str, name: str) -> int:
        """The index that stands for `name` in the choices of a trait."""
        return self.choices[trait].index(name)

    def chosen(self, trait: str) -> str:
        """The name that a trait's present index stands for; ValueError if it stands for none."""
        names, index = self.choices[trait], getattr(self, trait)
        if not 0 <= index < len(names):
            raise ValueError(f"{trait} must be from 0 to {len(names) - 1}, got {index}")
        return names[index]
