"""A stage: the part of an explorer that draws and computes in the page."""

import sys
from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from convlab.explorers.core.linker import link

EXPLORERS = Path(__file__).resolve().parents[1]


class Stage(anywidget.AnyWidget):
    """Draws an explorer and computes in the page; a subclass brings its script.

    The script `stage.js`, and maybe a `style.css`, lie beside the Python file of the subclass. It
    sets `table`, every sentence and label the script shows; and `labels`, by trait the options and
    what the reader sees of each. The page gets them as `words` and `choices`: a Dropdown in a page
    knows the number of its option, not the name, so a trait tied to one is an index into its list
    of `choices`; `choose` and `chosen` translate.

    Scripts and styles are read when a stage is made, so a changed file is seen in the next one.
    """

    folder: ClassVar[Path]
    script: ClassVar[str] = "stage.js"
    styles: ClassVar[tuple[Path, ...]] = (EXPLORERS / "ui" / "style.css",)  # all explorers' own
    table: ClassVar[dict[str, str]] = {}
    labels: ClassVar[dict[str, dict[str, str]]] = {}

    _esm = traitlets.Unicode(help="the script, linked").tag(sync=True)
    _css = traitlets.Unicode(help="the style sheets, joined").tag(sync=True)
    words = traitlets.Dict(help="What the stage says; it fills in {names}").tag(sync=True)

    choices = traitlets.Dict(help="Names of the options, by trait, in order").tag(sync=True)

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.folder = Path(sys.modules[cls.__module__].__file__).parent

    def __init__(self, **traits):
        sheets = [*self.styles, self.folder / "style.css"]
        texts = [sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()]
        super().__init__(_esm=link(self.folder / self.script), _css="".join(texts), **traits)

    @traitlets.default("words")
    def _words(self):
        return self.table

    @traitlets.default("choices")
    def _choices(self):
        return {trait: list(names) for trait, names in self.labels.items()}

    def choose(self, trait: str, name: str) -> int:
        """The index that stands for `name` in the choices of a trait."""
        return self.choices[trait].index(name)

    def chosen(self, trait: str) -> str:
        """The name that a trait's present index stands for."""
        return self.choices[trait][getattr(self, trait)]
