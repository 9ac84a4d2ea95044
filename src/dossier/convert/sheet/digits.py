"""The digits of a number in a format, and numbers in Chinese characters."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from dossier.convert.sheet.formats import kind_of, literal

CHARACTERS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖"}
"""The digits of [DBNum1] and [DBNum2]."""

_UNITS = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟")}
_GROUPS = ("", "万", "亿", "兆")
_PLAIN = 11  # digits of a whole number that General shows
_CONTEXT = Context(prec=400)


def general(value: float) -> str:
    """A number in the format General, where there is room enough for it."""
    number = Decimal(repr(value))
    if number == number.to_integral_value() and abs(number) < 10**_PLAIN:
        return str(int(number))
    if not Decimal("1e-4") <= abs(number) < 10**_PLAIN:
        return f"{value:.5E}".replace(".00000E", "E")
    whole = len(str(int(abs(number))))
    return format(round(number, max(0, _PLAIN - 1 - whole)).normalize(), "f")


def in_words(number: int, kind: str = "1") -> str:
    """A whole number in Chinese: 10203 → 一万〇二百〇三; `kind` "2": 壹万零贰佰零叁."""
    digits, units = CHARACTERS[kind], _UNITS[kind]
    if number == 0:
        return digits[0]
    text, gap, group = "", False, 0
    while number and group < len(_GROUPS):
        number, four = divmod(number, 10**4)
        part, empty = "", False
        for place in range(4):
            digit = four // 10**place % 10
            if digit:
                part = digits[digit] + units[place] + (digits[0] if empty and part else "") + part
            empty = not digit
        if part:
            text = part + _GROUPS[group] + (digits[0] if gap and text else "") + text
            gap = four < 10**3
        else:
            gap = True
        group += 1
    return text


def filled(value: float, section: tuple[str, ...]) -> str:
    """A number in the places of the `section` of a format that is none of a date."""
    places = [n for n, piece in enumerate(section) if piece in {"0", "#", "?"}]
    if not places:
        return ("-" if value < 0 else "") + "".join(map(literal, section))
    if "/" in section:
        return f"{value:.0f} 00/00"
    last = places[-1]
    point = section.index(".") if "." in section else len(section)
    whole = [n for n in places if n < point]
    end = whole[-1] if whole else -1
    commas = [n for n, piece in enumerate(section) if piece == ","]
    scale = sum(n > last or end < n < point for n in commas)
    grouped = any(whole[0] < n < end for n in commas if whole)
    decimals = sum(n > point for n in places)
    exponent = any(piece[:1] in "Ee" and piece[1:] in {"+", "-"} for piece in section)
    if exponent:
        return f"{value:.{decimals}E}"
    try:
        number = Decimal(repr(value)).scaleb(2 * section.count("%") - 3 * scale, _CONTEXT)
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)
    except InvalidOperation:
        return general(value)
    return ("-" if number < 0 else "") + _filled(
        abs(number), section, places, point, grouped=grouped
    )


def _filled(
    number: Decimal, section: tuple[str, ...], places: list[int], point: int, *, grouped: bool
) -> str:
    """The digits of a number in the places of its format, and what stands between them."""
    integer, _, fraction = format(number, "f").partition(".")
    integer = integer.lstrip("0")
    kind, written = kind_of(section), dict[int, str]()
    whole = [n for n in places if n < point]
    for count, n in enumerate(reversed(whole)):
        digit = (
            integer[-1 - count]
            if count < len(integer)
            else {"0": "0", "?": " "}.get(section[n], "")
        )
        if n == whole[0] and len(integer) > count:
            digit = integer[: len(integer) - count]
        written[n] = digit
    for count, n in enumerate(n for n in places if n > point):
        rest = fraction[count:].strip("0")
        written[n] = fraction[count] if section[n] == "0" or rest else ""
    if grouped and whole:
        digits = "".join(written[n] for n in whole)
        text = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
        written.update(dict.fromkeys(whole, ""))
        written[whole[0]] = text
    if kind:
        table = str.maketrans("0123456789", CHARACTERS[kind])
        written = {n: text.translate(table) for n, text in written.items()}
    return "".join(
        written[n] if n in written else "" if piece == "," and places[0] < n else literal(piece)
        for n, piece in enumerate(section)
    )
