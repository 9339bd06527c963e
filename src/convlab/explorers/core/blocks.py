"""Blocks of numbers: from whatever holds some to tensors, and from tensors to the page."""

import base64
import math

import numpy as np
import torch

FORMS = {1: "list", 2: "rectangle"}


def as_block(explorer, value, setting) -> torch.Tensor:
    """A tensor of its own with a setting's axes, from numbers in any form.

    Args:
        explorer: says what is refused.
        value: a tensor, an array, a picture of PIL, or nested lists of numbers.
        setting: a `Numbers`; it names the axes and the type.

    Raises:
        SettingsError: if the values are not finite real numbers in a full, non-empty block.
    """
    array = _as_array(value)
    if array is None or array.dtype.kind not in "biuf":
        form = FORMS.get(len(setting.axes), "block")
        explorer.refuse("not_numbers", what=setting.what, form=form, got=_brief(value))
    if array.ndim != len(setting.axes) or array.size == 0:
        count = "1 non-empty axis" if len(setting.axes) == 1 else None
        count = count or f"{len(setting.axes)} non-empty axes"
        axes = ", ".join(setting.axes)
        got = str(tuple(array.shape))
        explorer.refuse("wrong_axes", what=setting.what, count=count, axes=axes, got=got)
    if (
        setting.axes[0] == "channels"
        and array.shape[2] <= 4
        and array.shape[0] > max(3, array.shape[2])
    ):
        got = str(tuple(array.shape))
        explorer.refuse("channels_first", what=setting.what, axes=", ".join(setting.axes), got=got)
    if not np.isfinite(array).all():
        got = "NaN" if np.isnan(array).any() else "∞"
        explorer.refuse("not_finite", what=setting.what, got=got)
    exact = array.astype(np.float64)
    if np.abs(exact).max() > setting.largest:
        most, got = setting.largest, np.abs(exact).max()
        explorer.refuse("too_large_number", what=setting.what, most=most, got=float(got))
    return torch.from_numpy(np.ascontiguousarray(exact)).to(setting.dtype)


def _as_array(value):
    """An array of what `value` holds; None if it holds no full block."""
    try:
        if isinstance(value, torch.Tensor):
            if value.is_complex():
                return None
            return value.detach().cpu().to_dense().resolve_neg().double().numpy(force=True)
        if isinstance(value, list | tuple) and any(isinstance(v, torch.Tensor) for v in value):
            return _as_array(torch.stack([torch.as_tensor(v) for v in value]))
        return np.asarray(value)
    except (TypeError, ValueError, RuntimeError):
        return None


def _brief(value):
    """A value in a sentence: whole if it is short."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"


def same(a, b) -> bool:
    """Whether two settings are equal, tensors by shape and value."""
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return a.shape == b.shape and torch.equal(a, b)
    return type(a) is type(b) and a == b


def sizes(shape) -> str:
    """A shape as a sentence has it: 3×4."""
    return "×".join(map(str, shape))


def as_nested(tensor: torch.Tensor) -> list:
    """Nested lists of plain numbers, those of float32 written as shortly as it allows."""
    if tensor.dtype == torch.float64:
        return tensor.tolist()
    if tensor.ndim > 1:
        return [as_nested(part) for part in tensor]
    return [float(np.format_float_positional(v, unique=True)) for v in tensor.numpy()]


def for_page(value):
    """A block as the page takes it: nested lists, a photo as base64 of its bytes; so for all in it.

    `from_page` and the page's `photoOf` turn photos back: level k is the number k / 255, to three
    decimals.
    """
    if isinstance(value, dict):
        return {str(name): for_page(one) for name, one in value.items()}
    if not isinstance(value, torch.Tensor):
        return value
    return _photo(value) if is_photo(value) else as_nested(value)


def is_photo(X: torch.Tensor) -> bool:
    """Whether a block is a large square, or three, of levels k / 255 with three decimals."""
    square = X.ndim > 1 and X.shape[-2] == X.shape[-1]
    if not square or tuple(X.shape[:-2]) not in ((), (3,)) or X.numel() < 1024:
        return False
    return torch.equal(levels((255 * X).round()), X)


def levels(bytes_: torch.Tensor) -> torch.Tensor:
    """Levels from 0 to 255 as numbers from 0 to 1, with three decimals."""
    return (bytes_ / 255).round(decimals=3)


def _photo(X: torch.Tensor) -> str:
    flat = (255 * X).round().to(torch.uint8).flatten().tolist()
    return base64.b64encode(bytes(flat)).decode()


def from_page(value):
    """A block as the page has it, with a photo as numbers; any other text stays what it is.

    A grey photo has as many levels as a square of whole numbers; three times as many never make
    one.
    """
    if not isinstance(value, str):
        return value
    try:
        flat = torch.tensor(list(base64.b64decode(value, validate=True)), dtype=torch.float64)
    except ValueError:
        return value
    for shape, count in (((), len(flat)), ((3,), len(flat) // 3)):
        side = math.isqrt(count)
        if side and len(flat) == math.prod(shape) * side**2:
            return levels(flat.reshape(*shape, side, side))
    return value
