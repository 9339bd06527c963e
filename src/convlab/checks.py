"""Checks of what is given, each with a sentence of what was expected and what came."""

from collections.abc import Iterable
from numbers import Integral, Real
from sys import float_info

Pair = tuple[int, int]
Size = int | Pair


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


def positive(value: float, name: str, most: float | None = None) -> float:
    """Return `value` as a float; ValueError if it is no finite number above 0, up to `most`."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise ValueError(f"{name} must be a number, got {value!r}")
    if not 0 < value <= (float_info.max if most is None else most):
        limit = "finite" if most is None else f"at most {most}"
        raise ValueError(f"{name} must be more than 0 and {limit}, got {value!r}")
    return float(value)


def one_of(value: str, name: str, known: Iterable[str], besides: str = "") -> str:
    """Return `value` if it is one of the known names; ValueError otherwise.

    The error says what may be given besides, such as "numbers".
    """
    if value not in known:
        forms = f"{besides} or one of" if besides else "one of"
        raise ValueError(f"{name} must be {forms} {', '.join(known)}, got {value!r}")
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
