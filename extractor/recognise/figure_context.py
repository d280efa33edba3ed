"""What stands around a number: whether it numbers a thing, is part of a date, a code, a slogan; its comparator."""

from __future__ import annotations

import re

from extractor.core.characters import UPPER
from extractor.core.record import Comparator
from extractor.lexicon.units import comparator_words, units
from extractor.recognise.figure_numbers import Numeral
from extractor.recognise.figure_units import Unit

_WINDOW = 48
_OFTEN = re.compile(r" (?:lần|buổi|ca|lượt|bữa|chuyến|đợt)(?!\w)(?! thứ)")
# a place whose name ends like a word of rank: `thị trấn Phú Thứ 11 hộ`
_NAMED_LIKE_A_RANK = re.compile(rf"[{UPPER}][^\W\d]* (?:Thứ|Kỳ|Bậc|Khóa|Loại) \Z")
_TELEPHONE_CUE = re.compile(
    r"(?:điện thoại|đt|sđt|đtdđ|tel|fax|hotline|di động|zalo|máy lẻ|đường dây nóng)[^\n]{0,40}$", re.I
)


_COUNTED_TWICE = re.compile(r"\d [^\W\d_]{2,}/\Z")  # `120 hộ/450 khẩu`
# the number of the document itself: `Số: 09 TB/CTy`
_NUMBER_OF_PAPER = re.compile(r"(?:\A|\n|\s{2})\s*Số ?: ?\Z")
_BLANKS = re.compile(r"[ \n]+")
_SPACE = re.compile(r"\s+")
_WORD_OR_SIGN = re.compile(r"[\w&'.-]*[\w&']|[<>≥≤≈~]=?")
_SIGN_AT_END = re.compile(r"([<>≥≤≈~]=?)\s?$")
_END_OF_PHRASE = re.compile(r"[,;.:()\d\n]")
_FROM = re.compile(r"(?<!\w)[Tt]ừ (?:khoảng )?$")


def words_before(view: str, start: int, limit: int = 4) -> list[str]:
    """Up to `limit` words right before `start`, in lower case, nearest last; empty where a mark stands between."""
    window = view[max(0, start - _WINDOW) : start]
    stripped = window.rstrip(" \n")
    if len(window) - len(stripped) > 3 or (len(window) == len(stripped) and window):
        return []
    found: list[str] = []
    for part in reversed(_BLANKS.split(stripped)):
        word = part.lstrip("\"'([{")
        if not word or not _WORD_OR_SIGN.fullmatch(word):
            break
        found.append(word.lower())
        if word != part:
            break
        if len(found) == limit:
            break
    return found[::-1]


def in_name_or_code(view: str, start: int, end: int) -> bool:
    """Whether the number is glued to letters or marks of a code: `COVID-19`, `CT.03`, `12+300`, `08:56`, `QĐ/12`."""
    before = view[start - 1 : start]
    two = view[start - 2 : start - 1] if start >= 2 else ""
    after, next_one = view[end : end + 1], view[end + 1 : end + 2]
    if before.isalnum() or before in ("_", "#", "@", "\\"):
        return True
    glued = before in (".", "+", ":", "/", "-", "'") or (before == "," and two.isdigit())
    if (
        glued
        and two.isalnum()
        and not (before == "/" and (two.isdigit() or _COUNTED_TWICE.search(view, max(0, start - 16), start)))
    ):
        return True
    if ":" in (before, two) and _NUMBER_OF_PAPER.search(view, max(0, start - 8), start):
        return True
    if before == "/" and two.isdigit():
        return True
    if after in ("+", ":") and next_one.isdigit():
        return True
    if after == "/" and next_one.isupper() and next_one.isalpha():
        return True
    if after == "-" and next_one.isalpha():
        return True
    if after in ("_", "@") or (after == "x" and next_one.isdigit()):
        return True
    line = view[max(0, start - 60) : start]
    return "://" in line and not line[-1].isspace() and "://" in line.rsplit(None, 1)[-1]


def looks_like_telephone(view: str, numeral: Numeral) -> bool:
    """Digits behind `điện thoại`, or nine and more of them with a leading zero."""
    text = view[numeral.start : numeral.end]
    if numeral.plain and len(text) >= 9 and text.startswith("0"):
        return True
    return len(text) >= 6 and bool(_TELEPHONE_CUE.search(view[max(0, numeral.start - 44) : numeral.start]))


def rank_before(view: str, numeral: Numeral) -> str | None:
    """`strict`, `weak`, `time` or `dotted` where the word before numbers, names or dates with the number; else None."""
    table = units()
    before = words_before(view, numeral.start, 3)
    if not before:
        return None
    last = before[-1]
    tails = {" ".join(before[-count:]) for count in range(1, len(before) + 1)}
    if last in ("ngày", "tháng", "năm", "quý", "tuần", "mùng", "mồng", "lúc"):
        return None if _is_rate_of_days(view, last, numeral) else _time_rank(before, numeral)
    if tails & table.not_ranks:
        return "weak"  # `phân loại 148 hồ sơ`
    if not numeral.plain:
        dotted = "." in view[numeral.start : numeral.end] and numeral.value < 100
        return "dotted" if dotted and tails & (table.ranks | table.date_cues) else None  # `phòng 2.1 nhà 7`, `đêm 12.9`
    if _NAMED_LIKE_A_RANK.search(view, max(0, numeral.start - _WINDOW), numeral.start):
        return None
    if tails & table.ranks_strict:
        if len(before) > 1 and before[-2] in ("mỗi", "từng"):
            return None  # `mỗi lớp 1 luống`
        return None if last == "số" and len(before) > 1 and before[-2] in ("tổng", "trong", "trên") else "strict"
    if tails & table.ranks and not (len(before) > 1 and before[-2] in units().every):
        return "weak"
    return None


def _is_rate_of_days(view: str, last: str, numeral: Numeral) -> bool:
    """`ngày 02 lần`, `tuần 3 buổi`: how often in each."""
    often = _OFTEN.match(view, numeral.end, numeral.end + 12)
    return last in ("ngày", "tuần", "tháng", "năm") and numeral.plain and numeral.value < 32 and often is not None


def _time_rank(before: list[str], numeral: Numeral) -> str | None:
    if not numeral.plain:
        return None
    if len(before) > 1 and before[-2] in units().every and before[-2] != "trong" and numeral.value < 1900:
        return None
    if before[-1] == "năm" and numeral.value < 1900:
        return None
    return "time"


def is_set_phrase(view: str, start: int, unit: Unit) -> bool:
    """Slogans: `4 tại chỗ`, `3 ca, 4 kíp`, and a short quotation that opens with the number (`"3 sẵn sàng"`)."""
    head = view[start : start + 16].lower()
    if any(head.startswith(phrase) for phrase in units().phrases):
        return True
    quoted = view[start - 1 : start] in ('"', "'") and start > 0
    if not quoted or unit.source not in ("guess", "noun"):
        return False
    closing = re.search(r"[\"']", view[start : start + 40])
    return closing is not None


def looks_like_scale(view: str, part: Numeral, whole: Numeral) -> bool:
    """A map scale: `1/500`, `1/2.000` behind `quy hoạch chi tiết`, `tỷ lệ`, `bản đồ`."""
    if part.value != 1 or whole.value < 100:
        return False
    before = words_before(view, part.start, 2)
    tails = {" ".join(before[-count:]) for count in range(1, len(before) + 1)}
    return bool(tails & units().scale_cues) or whole.value in (200, 500, 1000, 2000, 5000, 10000, 25000, 50000)


def looks_like_date(view: str, part: Numeral, whole: Numeral, unit: Unit) -> bool:
    """Whether `7/9` in this place is a day and month (or `9/2023` a month and year) rather than a ratio."""
    if not (part.plain and whole.plain):
        return part.value > whole.value and unit.weak
    if 1900 <= whole.value <= 2100 and part.value <= 12 and unit.weak:
        return True
    before = words_before(view, part.start, 3)
    last = before[-1] if before else ""
    tails = {" ".join(before[-count:]) for count in range(1, len(before) + 1)}
    if not (1 <= part.value <= 31 and 1 <= whole.value <= 12):
        if part.value > whole.value and (unit.weak or last not in units().ratio_verbs):
            return True
        return bool(tails & {"tháng", "ngày"}) and part.value <= 12
    if tails & units().date_cues:
        return True
    if part.value > whole.value:
        return last not in units().ratio_verbs
    if last in units().weak_date_cues:
        named = re.match(r"\s+[^\W\d_]", view[unit.end : unit.end + 3])
        follows = view[unit.end :].lstrip()[:1] if named else ""
        return unit.weak or (unit.name.lower() in units().admin_units and follows.isupper())
    return unit.weak and last not in units().ratio_verbs


def comparator_before(view: str, start: int, kind: str) -> Comparator | None:
    """The comparator that the words right before the number give. Verbs of change give none before a percent."""
    window = view[max(0, start - 40) : start]
    found = _longest_at_end(window)
    if found is None:
        return None
    phrase, lead = found
    table = units()
    sign = comparator_words()[phrase]
    before = lead.rstrip().lower()
    last = re.search(r"[\w]+$", before)
    word = last.group() if last else ""
    if phrase in ("vượt", "vượt mức", "quá") and kind == "percent" and word != "không":
        return None if phrase != "quá" else sign
    if phrase == "vượt" and re.match(r"[^.;\n]{0,40}so (?:với|cùng)", view[start : start + 50]):
        return None
    if phrase == "hơn" and word in ("cao", "thấp", "nhiều", "ít", "lớn", "nhỏ", "nhanh", "chậm", "kém", "rộng", "dài"):
        return None
    if phrase in ("lớn hơn", "nhiều hơn", "nhỏ hơn", "ít hơn") and kind == "percent":
        return None
    if phrase == "trên" and any(before.endswith(verb) for verb in table.on_not_more):
        return None
    if phrase in ("độ", "tầm", "non", "cỡ") and word in (
        "tốc",
        "mức",
        "chế",
        "trình",
        "cường",
        "mật",
        "tiến",
        "nhiệt",
        "góc",
        "quy",
        "một",
        "nước",
    ):
        return None
    return sign


def _longest_at_end(window: str) -> tuple[str, str] | None:
    """The longest comparing phrase that ends the window (a linking word may follow it), and what stands before it."""
    low = _SPACE.sub(" ", window.lower())
    signs = _SIGN_AT_END.search(low)
    if signs and signs.group(1) in comparator_words():
        return signs.group(1), low[: signs.start()]
    if not low.endswith(" "):
        return None
    words = low.split(" ")[:-1]
    stops = [len(words)]
    if len(words) > 1:
        stops += [
            len(words) - count for count in (1, 2) if " ".join(words[len(words) - count :]) in units().comparator_links
        ]
    for stop in stops:
        for count in range(min(4, stop), 0, -1):
            phrase = " ".join(words[stop - count : stop])
            if phrase in comparator_words():
                return phrase, " ".join(words[: stop - count])
    return None


def comparator_behind(view: str, start: int, end: int) -> Comparator | None:
    """`từ 17 tiêu chí trở lên`, `90% trở lên`, `từ 60 tuổi trở xuống`."""
    table = units()
    tail = view[end : end + 48]
    stop = _END_OF_PHRASE.search(tail)
    tail = tail[: stop.start()] if stop else tail
    from_before = _FROM.search(view, max(0, start - 12), start) is not None
    for phrase, sign in ((table.at_least_tail, ">="), (table.at_most_tail, "<=")):
        at = tail.find(phrase)
        if at >= 0 and (from_before or at <= 1):
            return sign  # type: ignore[return-value]
    return None
