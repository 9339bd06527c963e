"""Checks of what is given, each with a sentence of what was expected and what came."""

from collections.abc import Iterable
from numbers import Integral, Real
from sys import float_info

from torch import Tensor

Pair = tuple[int, int]
Size = int | Pair

# What the axes of a tensor are called in an error.
MATRIX = ("rows", "columns")
IMAGE = ("channels", "rows", "columns")
CHANNELS_FIRST = "channels come first: X.permute(2, 0, 1)"


def whole(value: int, name: str, least: int | None = None, most: int | None = None) -> int:
    """Return `value` as an int; ValueError if it is no whole number from `least` to `most`.

    Without `most` there is no upper limit, without `least` none at all.
    """
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise ValueError(f"{name} must be a whole number, got {value!r}")
    if most is not None and not least <= value <= most:
        raise ValueError(f"{name} must be from {least} to {most}, got {value}")
    if least is not None and value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)


def positive(value: float, name: str) -> float:
    """Return `value` as a float; ValueError if it is no finite number above 0."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise ValueError(f"{name} must be a number, got {value!r}")
    if not 0 < value <= float_info.max:
        raise ValueError(f"{name} must be more than 0 and finite, got {value!r}")
    return float(value)


def one_of(value: str, name: str, known: Iterable[str]) -> str:
    """Return `value` if it is one of the known names; ValueError otherwise."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, got {value!r}")
    return value


def pair(value: Size, name: str, least: int | None = None) -> Pair:
    """Return `value` as (rows, columns).

    Args:
        value: one whole number for both axes, or a pair of them.
        name: what the value is called in an error.
        least: the smallest number allowed.

    Raises:
        ValueError: for anything else, such as a bool, a float or three numbers.
    """
    items = tuple(value) if isinstance(value, tuple | list) else (value, value)
    if len(items) != 2 or any(not isinstance(i, Integral) or isinstance(i, bool) for i in items):
        raise ValueError(f"{name} must be a whole number or a pair of whole numbers, got {value!r}")
    return whole(items[0], name, least), whole(items[1], name, least)


def one_for_both(*sizes: Size | str) -> bool:
    """Return whether no size is a pair: each number holds for the rows and for the columns."""
    return all(isinstance(size, Integral | str) for size in sizes)


def check_tensor(T: Tensor, name: str, *forms: tuple[str, ...]) -> Tensor:
    """Return `T`; ValueError if it is no tensor of real numbers with the axes of a form.

    Args:
        T: what is given.
        name: what it is called in an error.
        forms: the names of the axes, such as `MATRIX`; of several forms, one must fit.
    """
    if not isinstance(T, Tensor):
        raise ValueError(f"{name} must be a torch tensor, got {type(T).__name__}")
    if T.is_complex():
        raise ValueError(f"{name} must hold real numbers, got {T.dtype}")
    shape = tuple(T.shape)
    if T.ndim not in map(len, forms):
        expected = " or ".join(
            f"{len(axes)} {'axis' if len(axes) == 1 else 'axes'} ({', '.join(axes)})"
            for axes in forms
        )
        hint = f"; {CHANNELS_FIRST}" if has_channels_last(shape) else ""
        raise ValueError(f"{name} must have {expected}, got shape {shape}{hint}")
    if 0 in shape[:-2]:
        axes = next(axes for axes in forms if len(axes) == T.ndim)
        one = axes[shape.index(0)].removesuffix("s")
        raise ValueError(f"{name} must have at least 1 {one}, got shape {shape}")
    return T


def check_matrix(T: Tensor, name: str) -> Tensor:
    """Return `T`; ValueError if it is no tensor of real numbers with two axes."""
    return check_tensor(T, name, MATRIX)


def has_channels_last(shape: tuple[int, ...]) -> bool:
    """Return whether a shape looks like (h, w, c), as files and matplotlib have photos."""
    return len(shape) == 3 and shape[2] in (3, 4) and shape[0] not in (1, 3, 4)
