"""What all explorers share: controls above a stage, and settings that are traits.

The settings live twice: on the explorer, in the form torch uses (`padding=(1, 2)`), and on the
stage, in the form a page's controls use (`padding_rows`, `padding_columns`). Controls are tied to
the stage by `jslink`, so they work in a page that has no kernel; where there is a kernel,
`Explorer` keeps the two forms equal.
"""

from contextlib import contextmanager, suppress

import numpy as np
import torch
import traitlets
from ipywidgets import BoundedIntText, Box, Dropdown, VBox, jslink

from convlab.checks import MATRIX


class SettingsError(traitlets.TraitError, ValueError):
    """Settings that do not go together; the message says what was expected and what came."""


class Option(traitlets.Enum):
    """A setting that is one of a few names."""

    def validate(self, obj, value):
        """The value, if it is one of the names."""
        if value in self.values:
            return value
        raise SettingsError(f"{self.name} must be one of {', '.join(self.values)}, got {value!r}")


class Explorer(VBox):
    """Controls above a stage.

    A subclass declares its settings as traits, lists their names in `settings`, and has these
    hooks:
        _write(setting): the stage's traits that say what a setting now is, by name.
        _read(): all settings as the stage has them, by name.
        _summary(): the present state in a line.
        _normal(name, value): a setting's value in its normal form, whatever the other settings
            are; ValueError if it has none. It serves `_by_itself` and `_asked`, one of which the
            subclass's own `@validate` method calls. One that needs neither has no such hook.
    """

    settings: tuple[str, ...] = ()

    def __init__(self, stage, controls, **settings):
        """Show `controls`, a list of rows of (stage trait, widget), above `stage`."""
        self.stage = stage
        self._busy = False
        self._known = {}  # the settings that the stage has, by name
        super().__init__(**settings)
        for name in self.settings:
            self._to_stage(name)
        self.observe(lambda change: self._to_stage(change.name), self.settings)
        stage.observe(self._from_stage)
        rows = [Box([self._tie(*pair) for pair in row]) for row in controls]
        for row in rows:
            row.add_class("convlab-row")
        panel = VBox(rows)
        panel.add_class("convlab-controls")
        self.children = [panel, stage]
        self.add_class("convlab-explorer")

    def _tie(self, trait, control):
        """Tie one control to one stage trait, in the page and from the stage's present value."""
        attribute = "index" if hasattr(control, "index") else "value"
        setattr(control, attribute, getattr(self.stage, trait))
        control.tooltip = ""  # of None, a label's tooltip would say "null"
        jslink((self.stage, trait), (control, attribute))
        return control

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
        now = {name: getattr(self, name) for name in self.settings}
        changed = [name for name in now if now[name] is not self._known.get(name, now)]
        with self._passing_on(), self.stage.hold_sync(), self.stage.hold_trait_notifications():
            for written in dict.fromkeys([*changed, setting]):
                for name, value in self._write(written).items():
                    setattr(self.stage, name, value)
        self._known = now

    def _from_stage(self, _change):
        if self._busy:
            return
        # What the page has refused, it says itself and takes back.
        with self._passing_on(), suppress(SettingsError), self.hold_trait_notifications():
            for name, value in self._read().items():
                if not same(getattr(self, name), value):
                    setattr(self, name, value)
        self._known = {name: getattr(self, name) for name in self.settings}

    def _by_itself(self, proposal):
        """What a change of one trait asks for, in its normal form; SettingsError if none."""
        with refusing():
            return self._normal(proposal.trait.name, proposal.value)

    def _asked(self, proposal, names):
        """What a change of one trait asks for: all settings `names` in their normal forms."""
        asked = {name: getattr(self, name) for name in names}
        asked[proposal.trait.name] = proposal.value
        return {name: self._normal(name, value) for name, value in asked.items()}

    def __repr__(self):
        return f"{type(self).__name__}({self._summary()})"


@contextmanager
def refusing():
    """Refuse a setting with the sentence of a ValueError: traitlets passes a TraitError on."""
    try:
        yield
    except ValueError as problem:
        raise SettingsError(str(problem)) from problem


def number(trait: str, label: str, least: int, most: int):
    """A (stage trait, control) for a whole number."""
    return trait, BoundedIntText(description=label, min=least, max=most)


def choice(trait: str, label: str, options: dict[str, str]):
    """A (stage trait, control) for one of several options, by what the reader sees of each."""
    return trait, Dropdown(description=label, options=list(options.values()))


def same(a, b) -> bool:
    """Whether two settings are equal, tensors by shape and value."""
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return a.shape == b.shape and torch.equal(a, b)
    return type(a) is type(b) and a == b


def as_block(value, name: str, axes: tuple[str, ...], dtype=torch.float32) -> torch.Tensor:
    """A tensor of its own with such axes, from numbers in any nested or array form.

    Raises:
        SettingsError: if the values are not finite numbers in a full, non-empty block.
    """
    try:
        block = torch.as_tensor(value, dtype=dtype).detach().clone()
    except (TypeError, ValueError, RuntimeError) as problem:
        form = "rectangle" if len(axes) == 2 else "block"
        raise SettingsError(f"{name} must be a {form} of numbers, got {value!r}") from problem
    if block.ndim != len(axes) or block.numel() == 0:
        count = "1 non-empty axis" if len(axes) == 1 else f"{len(axes)} non-empty axes"
        got = tuple(block.shape)
        raise SettingsError(f"{name} must have {count} ({', '.join(axes)}), got shape {got}")
    if not torch.isfinite(block).all():
        raise SettingsError(f"{name} must hold finite numbers, got nan or inf")
    return block


def as_matrix(value, name: str, dtype=torch.float32) -> torch.Tensor:
    """A tensor of shape (rows, columns); errors are those of `as_block`."""
    return as_block(value, name, MATRIX, dtype)


def as_rows(matrix: torch.Tensor) -> list[list[float]]:
    """The rows of a matrix as plain numbers, written as shortly as float32 allows."""
    return [
        [float(np.format_float_positional(v, unique=True)) for v in row] for row in matrix.numpy()
    ]
