"""Settings: what can be set in an explorer, each declared once.

A setting is a trait of its explorer, in the form that torch uses (`padding=(1, 2)`). The page has
it in the form that its controls use (`padding_rows`, `padding_columns`). From the declaration
follow: the trait and the ValueError of a value that cannot be; the page's traits, their limits and
presets; the controls; and how the two forms become each other.
"""

from collections.abc import Callable, Iterable
from numbers import Integral, Real

import torch
import traitlets
from ipywidgets import BoundedFloatText, BoundedIntText, Dropdown, ToggleButtons
from traitlets import Float, Int, List, TraitType

from convlab.explorers.core.blocks import as_block, as_nested, for_page, same, sizes
from convlab.explorers.core.words import fill, not_whole, quoted, shown

OWN = "own"  # the name of numbers that are no preset's
ROWS_COLUMNS = ("rows", "columns")


class SettingsError(traitlets.TraitError, ValueError):
    """Settings that cannot be, or do not go together; it says what was expected and what came."""


class Setting(TraitType):
    """One thing that can be set.

    A kind of setting says with these what it is; most have the setting's name as the one trait
    of the page:
        traits(): the page's traits, by name.
        limits(): of these, those that are numbers: {trait: {"what", "least", "most"}}.
        options(): of these, those that are one of several: {trait: names}.
        numbers(): of these, those that hold a block of numbers, as the page's `follow` takes them.
        normal(explorer, value): a value in its normal form; `explorer.refuse` if it has none.
        write(explorer, value): the page's traits that say the value, by name.
        read(explorer): the value, from `explorer.stage`.
    In the metadata, `what` is what a sentence calls it, if that is not its name.
    """

    library: str | None = None  # the page's trait with its presets
    follows: tuple[str, ...] = ()  # settings that change what the page has of this one

    def __init__(self, first=None, **metadata):
        super().__init__(default_value=first)
        self.tag(**metadata)
        self.first = first

    def traits(self):
        """The page's traits."""
        return {self.name: Int(self.first)}

    def limits(self):
        """The limits of the page's numbers."""
        return {}

    def options(self):
        """The names that the page's choices have."""
        return {}

    def numbers(self):
        """The page's blocks of numbers."""
        return []

    def constants(self):
        """What the page gets besides, once: {trait: value}."""
        return {}

    def normal(self, explorer, value):
        """The value in its normal form."""
        return value

    def write(self, explorer, value):
        """The page's traits that say the value."""
        return {self.name: value}

    def read(self, explorer):
        """The value that the page's traits say."""
        return getattr(explorer.stage, self.name)

    def resting(self):
        """The page's traits that say the first value, as far as they say it for all."""
        names = self.options().get(self.name)
        return {self.name: names.index(str(self.first)) if names else self.first}

    def control(self, trait, words):
        """The widget that sets one of the page's traits."""
        label = words["controls"].get(trait, "")
        if trait in self.options():
            shown_as = words["options"][trait]
            options = [shown_as[name] for name in self.options()[trait]]
            kind = ToggleButtons if self.metadata.get("buttons") else Dropdown
            return kind(description=label, options=options)
        least, most = (self.limits()[trait][end] for end in ("least", "most"))
        return BoundedIntText(description=label, min=least, max=most)

    @property
    def what(self):
        """What a sentence calls it."""
        return self.metadata.get("what") or self.name.replace("_", " ")

    def validate(self, obj, value):
        """Return the normal form: traitlets calls this when the trait is set."""
        return self.normal(obj, value)

    def get(self, obj, cls=None):
        """A tensor as a copy: what is on screen stays what it is, whatever is done with it."""
        value = super().get(obj, cls)
        return value.clone() if isinstance(value, torch.Tensor) else value

    def whole(self, explorer, value, least, most):
        """A whole number from `least` to `most`."""
        if not isinstance(value, Integral) or isinstance(value, bool):
            explorer.refuse("not_whole", what=self.what, got=not_whole(value))
        if not least <= value <= most:
            explorer.refuse("out_of_range", what=self.what, least=least, most=most, got=value)
        return int(value)


class Whole(Setting):
    """A whole number."""

    def __init__(self, first, least, most, **metadata):
        super().__init__(first, **metadata)
        self.least, self.most = least, most

    def limits(self):
        """Least and most."""
        return {self.name: {"what": self.what, "least": self.least, "most": self.most}}

    def normal(self, explorer, value):
        """The value as an int."""
        return self.whole(explorer, value, self.least, self.most)


class Positive(Setting):
    """A number above 0."""

    def __init__(self, first, most, step, **metadata):
        super().__init__(first, **metadata)
        self.most, self.step = most, step

    def traits(self):
        """One number."""
        return {self.name: Float(self.first)}

    def limits(self):
        """More than 0, and most; `step` is what an arrow key adds."""
        ends = {"above": 0, "most": self.most, "step": self.step}
        return {self.name: {"what": self.what, **ends}}

    def control(self, trait, words):
        """A field for decimals."""
        label = words["controls"][trait]
        field = BoundedFloatText(description=label, min=0, max=self.most, step=self.step)
        field.add_class("convlab-rate")
        return field

    def normal(self, explorer, value):
        """The value as a float."""
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not (number and 0 < value <= self.most):
            explorer.refuse("not_positive", what=self.what, most=self.most, got=quoted(value))
        return float(value)


class Choice(Setting):
    """One of a few names, or of a few numbers; the page has its index."""

    def __init__(self, *names, first=None, **metadata):
        super().__init__(names[0] if first is None else first, **metadata)
        self.names = names

    def traits(self):
        """The index of the name."""
        return {self.name: Int(self.names.index(self.first))}

    def options(self):
        """The names, as words know them."""
        return {self.name: [str(name) for name in self.names]}

    def normal(self, explorer, value):
        """The value, if it is one of the names."""
        whole = isinstance(value, Integral) and not isinstance(value, bool)
        for name in self.names:
            alike = whole if isinstance(name, int) else type(name) is type(value)
            if alike and name == value:
                return name
        options = ", ".join(map(str, self.names))
        explorer.refuse("not_an_option", what=self.what, options=options, got=not_whole(value))

    def write(self, explorer, value):
        """The index."""
        return {self.name: self.names.index(value)}

    def read(self, explorer):
        """The name."""
        return dict(zip(self.options()[self.name], self.names, strict=True))[
            explorer.stage.chosen(self.name)
        ]


class Pair(Setting):
    """A number for the rows and one for the columns; one number sets both.

    The page has two traits. Where `tied`, both follow each other until they are set apart, and the
    columns' own control is shown only then, unless it stands `beside` that of the rows.
    """

    def __init__(self, first, least, most, tied=True, beside=False, **metadata):
        super().__init__(first, **metadata)
        self.least, self.most, self.tied, self.beside = least, most, tied, beside

    @property
    def both(self):
        """The names of the page's two traits."""
        return tuple(f"{self.name}_{axis}" for axis in ROWS_COLUMNS)

    def traits(self):
        """Rows and columns."""
        return {name: Int(n) for name, n in zip(self.both, self.first, strict=True)}

    def limits(self):
        """Both have the same limits."""
        ends = {"what": self.what, "least": self.least, "most": self.most}
        return dict.fromkeys(self.both, ends)

    def resting(self):
        """Both numbers."""
        return dict(zip(self.both, self.first, strict=True))

    def normal(self, explorer, value):
        """The value as (rows, columns)."""
        two = isinstance(value, tuple | list) and len(value) == 2
        items = tuple(value) if two else (value, value)
        if any(not isinstance(item, Integral) or isinstance(item, bool) for item in items):
            explorer.refuse("not_a_pair", what=self.what, got=not_whole(value))
        return tuple(self.whole(explorer, item, self.least, self.most) for item in items)

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

    def traits(self):
        """Rows, columns, and whether they follow."""
        return {name: Int(self.least) for name in self.both} | {"steps": Int(0)}

    def options(self):
        """What the numbers come from."""
        return {"steps": [self.source, "numbers"]}

    def resting(self):
        """That it follows."""
        return {"steps": 0}

    def normal(self, explorer, value):
        """None, or (rows, columns)."""
        return None if value is None else super().normal(explorer, value)

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

    def traits(self):
        """Rows, columns, and the name."""
        return super().traits() | {self.mode: Int(0)}

    def limits(self):
        """As a pair's, for numbers alone."""
        ends = {"when": [self.mode, "numbers"]}
        return {name: limit | ends for name, limit in super().limits().items()}

    def control(self, trait, words):
        """A pair's, which also shows what the names stand for."""
        field = super().control(trait, words)
        if trait in self.both:
            field.max = self.most_named
        return field

    def options(self):
        """Numbers, or one of the names."""
        return {self.mode: ["numbers", *self.names]}

    def resting(self):
        """Both numbers, and no name."""
        return super().resting() | {self.mode: 0}

    def normal(self, explorer, value):
        """One of the names, or (rows, columns)."""
        if not isinstance(value, str):
            return super().normal(explorer, value)
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

    def traits(self):
        """The numbers and their name."""
        return {self.trait: List(), self.named: Int(0)}

    def options(self):
        """The presets' names, then the reader's own."""
        return {self.named: [*self.presets(), OWN]}

    def constants(self):
        """The presets."""
        return {self.library: for_page(self.presets())}

    def numbers(self):
        """What the page must know of them."""
        sizes_of = {"least": self.least, "most": self.most and list(self.most)}
        names = {"trait": self.trait, "name": self.named, "library": self.library}
        return [names | sizes_of | {"what": self.what, "largest": self.largest}]

    def resting(self):
        """The name."""
        return {self.named: self.options()[self.named].index(self.first)} if self.named else {}

    def normal(self, explorer, value):
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
        largest = block.abs().max().item()
        if largest > self.largest:
            most = shown(self.largest)
            explorer.refuse("too_large_number", what=self.what, most=most, got=largest)
        return block

    def preset(self, name):
        """The numbers that have a name."""
        return self.presets()[name].clone()

    def name_of(self, value):
        """The name of the preset that a value is, or "own"."""
        return next((name for name, known in self.presets().items() if same(known, value)), OWN)

    def write(self, explorer, value):
        """The numbers and their name."""
        name = explorer.stage.choose(self.named, self.name_of(value))
        return {self.trait: as_nested(value), self.named: name}

    def read(self, explorer):
        """The tensor."""
        return as_block(explorer, getattr(explorer.stage, self.trait), self)


class Kernel(Numbers):
    """A matrix whose size the page can set: its rows and columns are traits too."""

    @property
    def both(self):
        """The names of the page's traits for its size."""
        return tuple(f"{self.name}_{axis}" for axis in ROWS_COLUMNS)

    def traits(self):
        """The numbers, their name, and their size."""
        return super().traits() | {name: Int(1) for name in self.both}

    def limits(self):
        """Of its size."""
        ends = zip(self.both, self.least, self.most, strict=True)
        words = dict(zip(self.both, ("height", "width"), strict=True))
        return {
            name: {"what": f"{self.what} {words[name]}", "least": least, "most": most}
            for name, least, most in ends
        }

    def write(self, explorer, value):
        """The numbers, their name and their size."""
        return super().write(explorer, value) | dict(zip(self.both, value.shape, strict=True))


def within(shape, least, most) -> bool:
    """Whether a shape lies between two others, on every axis; None is no limit."""
    most = most or (None,) * len(shape)
    ends = zip(least, shape, most, strict=True)
    return all(low <= n and (high is None or n <= high) for low, n, high in ends)


def refusal(template: str, values: dict) -> SettingsError:
    """The error with a sentence whose places are filled in."""
    return SettingsError(fill(template, **values))
