"""Numbers in words, to be read back."""

from __future__ import annotations


def spell(number: int) -> str:
    """The number (0 ≤ number < 10**15) in words, as an office writes it behind `Bằng chữ:`, in lower case."""
    high, low = divmod(number, 10**9)
    if high:
        return (
            _spell_below_billion(high, inner=False)
            + " tỷ"
            + (" " + _spell_below_billion(low, inner=True) if low else "")
        )
    return _spell_below_billion(low, inner=False)


def _spell_below_billion(number: int, *, inner: bool) -> str:
    parts: list[str] = []
    for scale, word in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, scale)
        if group or (scale == 1 and not parts and not inner):
            parts.append(f"{_spell_group(group, inner=bool(parts) or inner)} {word}".strip())
    return " ".join(parts)


_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _spell_group(number: int, *, inner: bool) -> str:
    """Three digits in words; inside a longer number the hundreds are said even where they are none."""
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = [_NAMES[hundreds], "trăm"] if hundreds or inner else []
    if tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [_NAMES[tens], "mươi"]
    elif unit and (hundreds or inner):
        words.append("linh")
    if unit or not (words or tens):
        words.append("mốt" if unit == 1 and tens > 1 else "lăm" if unit == 5 and tens else _NAMES[unit])
    return " ".join(words)
