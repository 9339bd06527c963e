"""Reads the numbers that people type: right, or not at all, and never another number.

`numbers.js` beside it is the mirror for the page; one list of cases is asked of both.

    signs       -3  +3  − 3  – 3
    digits      1437  1,437  1 437  １４３７
    decimals    0.5  .5  0,5  12,5  1,437.5     (a comma before three digits groups them, as in
    powers      8⁴  8^4  8**4  10⁻³              1,437, except after a leading 0: 0,444)
    ten         4.2e6  4.2·10⁶  4.2×10^6
    fractions   3/4  3÷4  ¾  1½  1 1/2
    percent     75 %                            (0.75)
"""

import math
import re
from unicodedata import normalize

_RAISED = "[⁰¹²³⁴-⁹⁺⁻]+"
_VULGAR = "[¼-¾⅐-⅞]"
_ASCII = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full-width forms
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)),  # unseen
    **{ord(dash): "-" for dash in "−‐‑‒–—―﹣－"},
    **{ord(slash): "/" for slash in "⁄∕÷"},
    **{ord(times): "×" for times in "·⋅∙•"},
    **{ord("。"): ".", ord("｡"): ".", ord("﹪"): "%", ord("∗"): "*"},
}

_GROUPS = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+"
_POINT = rf"(?:{_GROUPS})(?:\.[0-9]*)?|\.[0-9]+"
_COMMA = r"(?:[1-9][0-9]{0,2}(?: [0-9]{3})+|0|[1-9][0-9]*|),[0-9]+"
_POWER = r"(?: *\^ *([+-]?[0-9]+(?:\.[0-9]+)?)|\^\(([+-]?[0-9]+)\))"
_TEN = r"[eE]([+-]?[0-9]+)| *[×*xX] *10(?: *\^ *([+-]?[0-9]+)|\^\(([+-]?[0-9]+)\))"
_TERM = re.compile(rf"({_POINT}|{_COMMA})(?:{_TEN}|{_POWER})?")
_MIXED = re.compile(r"([0-9]*) *\(([0-9]+):([0-9]+)\)|([0-9]+) +([0-9]+) */ *([0-9]+)")
_GROUPED = re.compile(_POINT)
_IN_EXPONENT = re.compile(r"\^ *[+-]?[0-9.]+$|\^\([+-]?1\)$")  # what stands before a slash


def read_number(text: str) -> float:
    """The number that a text says, or nan if it says none, or could say two.

    Args:
        text: what somebody typed, in any of the forms above.
    """
    sign, body = _signed(plain(text))
    percent = body.endswith("%") and "/" not in body  # 1/2 % could be 1/(2 %)
    try:
        value = sign * _read(body[:-1].strip() if percent else body) / (100 if percent else 1)
    except (OverflowError, ZeroDivisionError):
        return math.nan
    return value if math.isfinite(value) else math.nan


def unit_of(text: str) -> str:
    """The letters after a number, such as "bytes" in "6912 bytes"; else an empty text."""
    for start, sign in enumerate(text):
        if sign.isalpha() and not re.search("[0-9]", text[start:]):
            return "" if math.isnan(read_number(text[:start])) else text[start:].strip()
    return ""


def plain(text: str) -> str:
    """A text in ASCII where it can be; 8⁴ becomes 8^(4), and 1½ becomes 1(1:2).

    Parentheses that were there become braces, so that nobody can type these two forms.
    """
    text = text.translate(_ASCII).replace("(", "{").replace(")", "}").replace("**", "^")
    text = re.sub(_RAISED, lambda raised: f"^({_plain_digits(raised[0])})", text)
    return re.sub(_VULGAR, lambda vulgar: f"({_plain_digits(vulgar[0])})", text)


def _plain_digits(signs):
    """What Unicode says that signs stand for: 4 for ⁴, 1:2 for ½."""
    return normalize("NFKC", signs).replace("−", "-").replace("⁄", ":")


def _signed(text):
    """(1 or −1, the rest) of a text."""
    text = text.strip()
    return -1.0 if text.startswith("-") else 1.0, re.sub("^[+-]", "", text).strip()


def _read(body):
    """The value of a text without its sign and percent."""
    if mixed := _MIXED.fullmatch(body):
        whole, top, bottom = (mixed[n] or mixed[n + 3] or "0" for n in (1, 2, 3))
        # 1 125/200 could be 1125/200, and 1 3/2 is no mixed number.
        sure = mixed[2] or (len(top) != 3 and float(top) < float(bottom))
        return float(whole) + float(top) / float(bottom) if sure else math.nan
    top, slash, bottom = body.partition("/")
    if not slash:
        return _read_term(top)
    sign, bottom = _signed(bottom)
    # 3/4·10² could be 75, 9^1/2 could be 3, and 1¹/2 could be 1½.
    if re.search("[×*xX]", bottom) or _IN_EXPONENT.search(top.strip()):
        return math.nan
    return _read_term(top.strip()) / (sign * _read_term(bottom))


def _read_term(text):
    """The value of digits, with a power or a power of ten."""
    match = _TERM.fullmatch(text)
    if not match:
        return math.nan
    digits, *tens, typed, raised = match.groups()
    ten = next(filter(None, tens), "0")
    value = float(f"{_ungrouped(digits)}e{ten}") ** float(typed or raised or 1)
    vanished = value == 0 and re.search("[1-9]", digits)
    return value if math.isfinite(value) and not vanished else math.nan


def _ungrouped(digits):
    """Digits as a computer writes them: without groups, with a decimal point."""
    if _GROUPED.fullmatch(digits):
        return re.sub("[, ]", "", digits)
    return digits.replace(" ", "").replace(",", ".")
