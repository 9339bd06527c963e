"""What all explorers share: controls above a stage, and settings that are traits.

An explorer declares its settings (see `settings`). Its stage has them in the form that a page's
controls use. Controls are tied to the stage by `jslink`, so they work in a page that has no
kernel; where there is one, `Explorer` keeps the two forms equal.
"""

import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar, NoReturn

import traitlets
from ipywidgets import Box, VBox, jslink

from convlab.explorers.core.blocks import for_page, same
from convlab.explorers.core.settings import Choice, Numbers, Pair, Setting, SettingsError
from convlab.explorers.core.stage import ExplorerStage
from convlab.explorers.core.words import fill, read_words


class UnknownSetting(SettingsError, TypeError):
    """A name that is no setting's; the message says which there are."""


class Explorer(VBox):
    """Controls above a stage.

    A subclass declares settings as traits, and:
        rows: which controls stand in which row, by the page's traits.
        in_sight: which of them need no "More settings", by settings or traits; none names all.
        constants(): what its page needs besides the settings, by name.
        fits(settings): `self.refuse(…)` for settings that do not go together. The one that is asked
            for is named in `settings.changed`, and may be put into its final form there.
        reconcile(): set what follows from a change made in Python.
        _summary(): the present state in a line.
    What its page alone sets, such as a pen's width, is in `page_only`: settings by name.
    """

    rows: ClassVar[tuple[str, ...]] = ()
    in_sight: ClassVar[tuple[str, ...]] = ()
    page_only: ClassVar[dict[str, Setting]] = {}
    settings: ClassVar[tuple[str, ...]] = ()
    kinds: ClassVar[dict[str, Setting]] = {}

    def __init_subclass__(cls, **kwargs):
        cls.kinds = {name: one for name, one in vars(cls).items() if isinstance(one, Setting)}
        cls.settings = tuple(cls.kinds)
        tied = any(isinstance(one, Pair) and one.tied for one in cls.kinds.values())
        axes = {"axes": Choice("together", "apart")} if tied else {}
        cls.page_only = {**cls.page_only, **axes}
        for name, one in {**cls.kinds, **cls.page_only}.items():
            one.name = name
        cls.folder = Path(sys.modules[cls.__module__].__file__).parent
        super().__init_subclass__(**kwargs)

    def __init__(self, *, title=None, hands=None, controls=None, **given):
        """Show the explorer with the settings that are given, the others as declared.

        Args:
            title: what stands above it.
            hands: what there is to do, in a line.
            controls: the settings whose controls are in sight; the others are behind a button.
            given: settings, by name.
        """
        unknown = sorted(set(given) - set(self.settings) - {"layout"})
        if unknown:
            raise self._unknown("no_setting", unknown[0], self.settings)
        words = self.words()
        own = {"title": title, "hands": hands}
        words["says"] |= {word: text for word, text in own.items() if text is not None}
        hidden = self._hidden(self.in_sight if controls is None else controls)
        told = self._for_page(hidden)
        self.stage = _stage_class(type(self), tuple(told))(words=words["says"], **told)
        self._busy = False
        self._known = {}  # the settings that the stage has, by name
        self._register_validator(Explorer._go_together, self.settings)
        first = {name: one.first for name, one in self.kinds.items()}
        super().__init__(**(first | given))
        for name in self.settings:
            self._to_stage(name)
        self.stage.complete = True
        self.stage.open()
        self.observe(lambda change: self._to_stage(change.name), self.settings)
        self.stage.observe(self._from_stage, self.stage.spec["settings"])
        self.children = [self._controls(words, hidden), self.stage]
        self.add_class("convlab-explorer")

    @classmethod
    def words(cls) -> dict[str, dict]:
        """Every word that the explorer shows."""
        return read_words(cls.folder)

    @classmethod
    def _says(cls, word):
        return cls.words()["says"][word]

    def refuse(self, word: str, **values) -> NoReturn:
        """Raise the error with a sentence of the explorer's words, its places filled in."""
        raise SettingsError(fill(self._says(word), **values))

    def _unknown(self, word, got, known):
        values = {"explorer": type(self).__name__, "got": got, "known": ", ".join(known)}
        return UnknownSetting(fill(self._says(word), **values))

    def fits(self, settings) -> None:
        """Refuse settings that do not go together; each is an attribute of `settings`."""

    def reconcile(self) -> None:
        """Set what follows from a change made in Python; the page has its own `reconcile`."""

    def constants(self) -> dict:
        """What the page gets besides, once."""
        return {}

    def _summary(self) -> str:
        return ""

    @classmethod
    def _fields(cls):
        """The page's traits, by name: each with the setting that it says, and its field."""
        every = (cls.kinds | cls.page_only).values()
        return {trait: (one, field) for one in every for trait, field in one.fields().items()}

    def _for_page(self, hidden):
        """What the page opens with: settings, what it must know of them, and constants."""
        kinds = self.kinds.values()
        fields = {trait: field for trait, (_, field) in self._fields().items()}
        named = {one.library: for_page(one.presets()) for one in kinds if one.library}
        spec = {
            "settings": [*fields],
            "limits": {trait: field.limits for trait, field in fields.items() if field.limits},
            "numbers": [one.block for one in kinds if isinstance(one, Numbers)],
            "libraries": [*named],
            "tied": [one.name for one in kinds if isinstance(one, Pair) and one.tied],
            "more": hidden,
        }
        choices = {trait: field.options for trait, field in fields.items() if field.options}
        first = {trait: field.first for trait, field in fields.items()}
        return {"spec": spec, "choices": choices} | first | named | self.constants()

    def _hidden(self, in_sight):
        """The traits of the controls that are not in sight, with their values at the start."""
        shown = {t: at for t, at in self._fields().items() if t in " ".join(self.rows).split()}
        names = {one.name for one, _ in shown.values()}
        for name in in_sight:
            if name not in names | {*shown}:
                raise self._unknown("no_control", name, sorted(names))
        if not in_sight:
            return {}
        away = {t: at for t, at in shown.items() if not {t, at[0].name} & {*in_sight}}
        return {trait: field.first for trait, (_, field) in away.items()}

    def _controls(self, words, hidden):
        fields = self._fields()
        all_rows = [names.split() for names in self.rows]
        if hidden:  # what is in sight, and the rest
            every = [trait for row in all_rows for trait in row]
            all_rows = [[t for t in every if (t in hidden) is away] for away in (False, True)]
        rows = []
        for names in all_rows:
            row = Box([self._tie(t, fields[t][0].control(t, words), words) for t in names])
            row.add_class("convlab-row")
            if names and names[0] in hidden:
                row.add_class("convlab-more")
            rows.append(row)
        panel = VBox(rows)
        panel.add_class("convlab-controls")
        return panel

    def _tie(self, trait, control, words):
        """Tie one control to one stage trait, in the page and from the stage's present value."""
        attribute = "index" if hasattr(control, "index") else "value"
        setattr(control, attribute, getattr(self.stage, trait))
        control.tooltip = words["help"].get(trait, "")  # of None, a label's would say "null"
        jslink((self.stage, trait), (control, attribute))
        control.add_class(f"convlab-sets-{trait}")
        return control

    def _go_together(self, proposal):
        """Return the value of one setting, if it goes together with the others."""
        changed = proposal.trait.name
        asked = {name: getattr(self, name) for name in self.settings} | {changed: proposal.value}
        settings = SimpleNamespace(**asked, changed=changed)
        try:
            self.fits(settings)
        except SettingsError:
            raise
        except ValueError as problem:  # the arithmetic's own sentence
            raise SettingsError(str(problem)) from problem
        return getattr(settings, changed)

    def _have(self, name):
        """A setting as it is kept, not a copy: the same object as long as nobody sets it."""
        return self._trait_values.get(name)

    def _was_set(self, name):
        """Whether Python has set a setting since the stage got it; not while the first ones are."""
        have = self._have(name)
        return not self._busy and self._known.get(name, have) is not have

    @contextmanager
    def _passing_on(self):
        """Pass a change on in one direction, without its coming back."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def _to_stage(self, setting):
        """Write a setting to the stage, and others that changed with it, in one message.

        One by one, the page would refuse an input and a kernel that only go together.
        """
        if self._busy:
            return
        self.reconcile()
        now = {name: self._have(name) for name in self.settings}
        changed = [name for name in now if now[name] is not self._known.get(name, now)]
        asked = {*changed, setting}
        following = [name for name, kind in self.kinds.items() if asked & {*kind.follows}]
        self._write_all(dict.fromkeys([*changed, setting, *following]))

    def _write_all(self, names):
        stage = self.stage
        with self._passing_on(), stage.hold_sync(), stage.hold_trait_notifications():
            for name in names:
                for trait, value in self.kinds[name].write(self, getattr(self, name)).items():
                    setattr(stage, trait, value)
        self._known = {name: self._have(name) for name in self.settings}

    def _from_stage(self, _change):
        """Take over what the page has set; what cannot be goes back, with the sentence."""
        if self._busy:
            return
        try:
            read = {name: one.read(self) for name, one in self.kinds.items()}
            with self._passing_on(), self.hold_trait_notifications():
                for name, value in read.items():
                    if not same(self._have(name), value):
                        setattr(self, name, value)
        except ValueError as problem:
            self._write_all(self.settings)
            count = self.stage.refused.get("count", 0) + 1
            self.stage.refused = {"sentence": str(problem), "count": count}
        self._known = {name: self._have(name) for name in self.settings}

    def __repr__(self):
        return f"{type(self).__name__}({self._summary()})"


@cache
def _stage_class(explorer: type, names: tuple[str, ...]) -> type[ExplorerStage]:
    """The class of an explorer's stage, which has traits of these names besides its own."""
    traits = {name: traitlets.Any().tag(sync=True) for name in names}
    members = {"__module__": explorer.__module__, "__doc__": "Draws and computes in the page."}
    return type(f"{explorer.__name__}Stage", (ExplorerStage,), traits | members)
