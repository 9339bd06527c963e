"""Settings: what can be set in an explorer, each declared once.

A setting is a trait of its explorer, in the form that torch uses (`padding=(1, 2)`). The page has
it in the form that its controls use (`padding_rows`, `padding_columns`). From the declaration
follow: the trait and the ValueError of a value that cannot be; the page's traits, their limits and
presets; the controls; and how the two forms become each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from numbers import Integral, Real

import torch
import traitlets
from ipywidgets import BoundedFloatText, BoundedIntText, Dropdown, ToggleButtons
from traitlets import TraitType

from convlab.explorers.core.blocks import as_block, for_page, from_page, same, sizes
from convlab.explorers.core.words import not_whole, quoted

OWN = "own"  # the name of numbers that are no preset's


class SettingsError(traitlets.TraitError, ValueError):
    """Settings that cannot be, or do not go together; it says what was expected and what came."""


@dataclass(frozen=True)
class Field:
    """One of the page's traits: a number, an index, or a block of numbers.

    Attributes:
        first: what it is at the start; None if that follows from something else.
        limits: of a number, its ends and `what` a sentence calls it, as the page takes them.
        options: of an index, the names that it stands for.
    """

    first: object = None
    limits: dict | None = None
    options: list | None = None


class Setting(TraitType):
    """One thing that can be set.

    A kind of setting says with these what it is:
        fields(): the page's traits; most have one, of the setting's name.
        validate(explorer, value): a value in its normal form, which traitlets asks for when it is
            set; `explorer.refuse` if it has none.
        write(explorer, value): the page's traits that say the value, by name.
        read(explorer): the value, from `explorer.stage`.
        library, presets(): the page's trait that has the named values, and these, by name.
    In the metadata, `what` is what a sentence calls it, if that is not its name.
    """

    library: str | None = None
    follows: tuple[str, ...] = ()  # settings that change what the page has of this one

    def __init__(self, first=None, **metadata):
        super().__init__(default_value=first)
        self.tag(**metadata)
        self.first = first

    def fields(self) -> dict[str, Field]:
        """The page's traits."""
        return {self.name: Field(self.first)}

    def write(self, explorer, value):
        """The page's traits that say the value."""
        return {self.name: value}

    def read(self, explorer):
        """The value that the page's traits say."""
        return getattr(explorer.stage, self.name)

    def control(self, trait, words):
        """The widget that sets one of the page's traits."""
        field, label = self.fields()[trait], words["controls"][trait]
        if field.options:
            shown_as = words["options"][trait]
            options = [shown_as[str(name)] for name in field.options]
            kind = ToggleButtons if self.metadata.get("buttons") else Dropdown
            return kind(description=label, options=options)
        least, most = (field.limits[end] for end in ("least", "most"))
        return BoundedIntText(description=label, min=least, max=most)

    @property
    def what(self):
        """What a sentence calls it."""
        return self.metadata.get("what") or self.name.replace("_", " ")

    def get(self, obj, cls=None):
        """A tensor as a copy: what is on screen stays what it is, whatever is done with it."""
        value = super().get(obj, cls)
        return value.clone() if isinstance(value, torch.Tensor) else value


class Whole(Setting):
    """A whole number from `least` to `most`."""

    def __init__(self, first, least, most, **metadata):
        super().__init__(first, **metadata)
        self.least, self.most = least, most

    @property
    def limits(self):
        """Its ends, as the page takes them."""
        return {"what": self.what, "least": self.least, "most": self.most}

    def fields(self):
        """One number."""
        return {self.name: Field(self.first, self.limits)}

    def validate(self, explorer, value):
        """The value as an int."""
        if not is_whole(value):
            explorer.refuse("not_whole", what=self.what, got=not_whole(value))
        if not self.least <= value <= self.most:
            explorer.refuse("out_of_range", **self.limits, got=value)
        return int(value)


class Positive(Setting):
    """A number above 0; `step` is what an arrow key adds."""

    def __init__(self, first, most, step, **metadata):
        super().__init__(first, **metadata)
        self.most, self.step = most, step

    def fields(self):
        """One number."""
        ends = {"above": 0, "most": self.most, "step": self.step}
        return {self.name: Field(self.first, {"what": self.what, **ends})}

    def control(self, trait, words):
        """A field for decimals."""
        label = words["controls"][trait]
        field = BoundedFloatText(description=label, min=0, max=self.most, step=self.step)
        field.add_class("convlab-rate")
        return field

    def validate(self, explorer, value):
        """The value as a float."""
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not (number and 0 < value <= self.most):
            explorer.refuse("not_positive", what=self.what, most=self.most, got=quoted(value))
        return float(value)


class Choice(Setting):
    """One of a few names, of a few numbers, or of True and False; the page has its index."""

    def __init__(self, *names, first=None, **metadata):
        super().__init__(names[0] if first is None else first, **metadata)
        self.names = names

    def fields(self):
        """The index of the name."""
        return {self.name: Field(self.names.index(self.first), options=[*self.names])}

    def validate(self, explorer, value):
        """The value, if it is one of the names."""
        for name in self.names:
            alike = is_whole(value) if is_whole(name) else type(name) is type(value)
            if alike and name == value:
                return name
        options = ", ".join(map(str, self.names))
        explorer.refuse("not_an_option", what=self.what, options=options, got=not_whole(value))

    def write(self, explorer, value):
        """The index."""
        return {self.name: self.names.index(value)}

    def read(self, explorer):
        """The name."""
        return explorer.stage.chosen(self.name)


class Pair(Whole):
    """A whole number for the rows and one for the columns; one number sets both.

    The page has two traits. Where `tied`, both follow each other until they are set apart, and the
    columns' own control is shown only then, unless it stands `beside` that of the rows.
    """

    def __init__(self, first, least, most, tied=True, beside=False, **metadata):
        super().__init__(first, least, most, **metadata)
        self.tied, self.beside = tied, beside

    @property
    def both(self):
        """The names of the page's two traits."""
        return rows_and_columns(self.name)

    def fields(self):
        """Rows and columns, with the same limits."""
        first = self.first or (None, None)
        return {name: Field(n, self.limits) for name, n in zip(self.both, first, strict=True)}

    def validate(self, explorer, value):
        """The value as (rows, columns)."""
        two = isinstance(value, tuple | list) and len(value) == 2
        rows, columns = value if two else (value, value)
        if not is_whole(rows) or not is_whole(columns):
            explorer.refuse("not_a_pair", what=self.what, got=not_whole(value))
        return super().validate(explorer, rows), super().validate(explorer, columns)

    def write(self, explorer, value):
        """Both numbers, and the axes apart if they differ."""
        apart = self.tied and value[0] != value[1]
        axes = {"axes": explorer.stage.choose("axes", "apart")} if apart else {}
        return axes | dict(zip(self.both, value, strict=True))

    def read(self, explorer):
        """(rows, columns)."""
        return tuple(getattr(explorer.stage, name) for name in self.both)

    def control(self, trait, words):
        """A number; the columns' own is shown while the axes are apart."""
        field = super().control(trait, words)
        if self.tied and not self.beside and trait.endswith("_columns"):
            field.add_class("convlab-apart")
        return field


class FollowingPair(Pair):
    """A pair that is None by default: then it is another pair, `follows`.

    The page has a third trait, `steps`, which says whether it follows.
    """

    def __init__(self, least, most, follows, **metadata):
        super().__init__(None, least, most, **metadata)
        self.source, self.follows = follows, (follows,)

    def fields(self):
        """Rows, columns, and what they come from."""
        return super().fields() | {"steps": Field(0, options=[self.source, "numbers"])}

    def validate(self, explorer, value):
        """None, or (rows, columns)."""
        return None if value is None else super().validate(explorer, value)

    def write(self, explorer, value):
        """The numbers, those of the other pair if they follow it."""
        steps = self.source if value is None else "numbers"
        numbers = getattr(explorer, self.source) if value is None else value
        return {"steps": explorer.stage.choose("steps", steps)} | super().write(explorer, numbers)

    def read(self, explorer):
        """None, or (rows, columns)."""
        follows = explorer.stage.chosen("steps") == self.source
        return None if follows else super().read(explorer)


class NamedPair(Pair):
    """A pair, or one of a few names that stand for numbers; the page has a third trait.

    Args:
        first, least, most: as a pair's.
        names: what the page finds the numbers for.
        most_named: how large these may be.
    """

    def __init__(self, first, least, most, names: Iterable[str], most_named: int, **metadata):
        super().__init__(first, least, most, **metadata)
        self.names, self.most_named = tuple(names), most_named

    @property
    def mode(self):
        """The name of the page's third trait."""
        return f"{self.name}_mode"

    @property
    def limits(self):
        """As a pair's, for numbers alone."""
        return super().limits | {"when": [self.mode, "numbers"]}

    def fields(self):
        """Rows, columns, and the name."""
        return super().fields() | {self.mode: Field(0, options=["numbers", *self.names])}

    def control(self, trait, words):
        """A pair's, which also shows what the names stand for."""
        field = super().control(trait, words)
        if trait in self.both:
            field.max = self.most_named
        return field

    def validate(self, explorer, value):
        """One of the names, or (rows, columns)."""
        if not isinstance(value, str):
            return super().validate(explorer, value)
        if value not in self.names:
            options = ", ".join(self.names)
            explorer.refuse("not_named", what=self.what, options=options, got=quoted(value))
        return value

    def write(self, explorer, value):
        """The name alone: the page finds its numbers; or the numbers."""
        choose = explorer.stage.choose
        if isinstance(value, str):
            return {self.mode: choose(self.mode, value)}
        return {self.mode: choose(self.mode, "numbers")} | super().write(explorer, value)

    def read(self, explorer):
        """The name, or (rows, columns)."""
        mode = explorer.stage.chosen(self.mode)
        return super().read(explorer) if mode == "numbers" else mode


class Numbers(Setting):
    """A block of numbers, one of several named ones or the reader's own.

    Args:
        axes: what its axes are called.
        first: the name of the first one.
        presets: a function that gives the named ones.
        page: the names of the page's two traits, for the numbers and for their name.
        library: the name of the page's trait with the named ones.
        least, most: sizes that it may have, for each axis; None for no limit, of one axis or all.
        largest: how large a number may be in size.
        dtype: torch's, float32 or float64.
    """

    def __init__(
        self,
        axes: tuple[str, ...],
        first: str,
        presets: Callable[[], dict],
        page: tuple[str, str],
        library: str,
        least: tuple[int, ...] | None = None,
        most: tuple[int | None, ...] | None = None,
        largest: float = 3.4e38,  # what float32 holds
        dtype: torch.dtype = torch.float32,
        **metadata,
    ):
        super().__init__(first, **metadata)
        self.axes, self.presets, self.library = axes, presets, library
        self.trait, self.named = page
        self.least = least or (1,) * len(axes)
        self.most, self.largest, self.dtype = most, largest, dtype

    def fields(self):
        """The numbers and their name, that of a preset or the reader's own."""
        if not self.named:
            return {self.trait: Field()}
        names = [*self.presets(), OWN]
        return {self.trait: Field(), self.named: Field(names.index(self.first), options=names)}

    @property
    def block(self):
        """What the page must know of them."""
        names = {"trait": self.trait, "name": self.named, "library": self.library}
        ends = {"least": self.least, "most": self.most, "largest": self.largest}
        return {"what": self.what, **names, **ends}

    def validate(self, explorer, value):
        """A tensor of its own."""
        if isinstance(value, str) and self.library:
            if value not in self.presets():
                options = ", ".join(self.presets())
                explorer.refuse("not_named", what=self.what, options=options, got=quoted(value))
            return self.preset(value)
        block = as_block(explorer, value, self)
        if not within(block.shape, self.least, self.most):
            most = ["∞" if n is None else n for n in self.most or ()]
            least, most, got = map(sizes, (self.least, most, block.shape))
            word = "out_of_range" if self.most else "too_small"
            explorer.refuse(word, what=self.what, least=least, most=most, got=got)
        return block

    def preset(self, name):
        """The numbers that have a name."""
        return self.presets()[name].clone()

    def name_of(self, value):
        """The name of the preset that a value is, or "own"."""
        return next((name for name, known in self.presets().items() if same(known, value)), OWN)

    def write(self, explorer, value):
        """The numbers and their name."""
        numbers = {self.trait: for_page(value)}
        if not self.named:
            return numbers
        return numbers | {self.named: explorer.stage.choose(self.named, self.name_of(value))}

    def read(self, explorer):
        """The tensor."""
        return as_block(explorer, from_page(getattr(explorer.stage, self.trait)), self)


class Kernel(Numbers):
    """A matrix whose size the page can set: its rows and columns are traits too."""

    @property
    def both(self):
        """The names of the page's traits for its size."""
        return rows_and_columns(self.name)

    def fields(self):
        """The numbers, their name, and their size."""
        size = zip(self.both, ("height", "width"), self.least, self.most, strict=True)
        return super().fields() | {
            name: Field(limits={"what": f"{self.what} {side}", "least": least, "most": most})
            for name, side, least, most in size
        }

    def write(self, explorer, value):
        """The numbers, their name and their size."""
        return super().write(explorer, value) | dict(zip(self.both, value.shape, strict=True))


def is_whole(value) -> bool:
    """Whether a value is a whole number."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def rows_and_columns(name: str) -> tuple[str, str]:
    """The names of the page's traits for the two axes of a setting."""
    return f"{name}_rows", f"{name}_columns"


def within(shape, least, most) -> bool:
    """Whether a shape lies between two others, on every axis; None is no limit."""
    most = most or (None,) * len(shape)
    ends = zip(least, shape, most, strict=True)
    return all(low <= n and (high is None or n <= high) for low, n, high in ends)
