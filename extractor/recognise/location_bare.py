"""Locations by their name alone: on a date line, regions, provinces, what the text named with its unit word before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.core.mentions import EntityMention
from extractor.core.record import Level
from extractor.lexicon.admin_units import find_units, name_key, upper_units
from extractor.lexicon.names import name_words
from extractor.lexicon.places import place_words, region_openers, region_pattern
from extractor.recognise.location_names import CAPITAL_NEXT, Names, Taken, place_mention
from extractor.recognise.name_shapes import (
    LEVEL_WORD,
    capital_pattern,
    capital_run,
    known_upper_name,
)
from extractor.recognise.tokens import opened_by

_DATE_LINE = capital_pattern(
    r"(?m)(?:^ *|[|\t] *|(?<=   ))(\p{Lu}[\w'.]*(?:(?: ?- ?| )\p{Lu}[\w'.]*){0,5}),? ?"
    r"(?:ngày|hồi|lúc) ?[\d.… ]{1,8} ?(?:tháng|giờ)"
)
_CAPITAL = capital_pattern(r"\p{Lu}(?<![\w']\p{Lu})[\w']*")  # the capital first: then the search leaps to the next


def on_date_line(text: str, taken: Taken, names: Names) -> Iterator[EntityMention]:
    for line in _DATE_LINE.finditer(text):
        start, end = line.span(1)
        while end > start and text[end - 1] in " ,-":
            end -= 1
        unit = LEVEL_WORD.match(text, start)
        if unit or not taken.free(start, end) or text[start:end] in _NO_DATE_PLACE:
            continue
        name = text[start:end]
        known = sorted({u.level for u in find_units(name)}, key=("province", "district", "commune").index)
        level: Level = names.last_before(name, start) or (known[0] if known else "commune")
        names.learn(name, level, start)
        yield place_mention(start, end, level, "date_line")


_NO_DATE_PLACE = frozenset(
    (
        "Vào",
        "Lúc",
        "Từ",
        "Đến",
        "Trong",
        "Sáng",
        "Chiều",
        "Tối",
        "Trưa",
        "Trước",
        "Sau",
        "Hồi",
        "Cùng",
        "Đúng",
        "Riêng",
        "Qua",
    )
)
_WIDE_CUE = re.compile(
    r"(?i:(?<!\w)(?:tại|ở|đến|từ|về|vào|sang|với|của|nước|bạn|và|giữa|phía|biên giới|thị trường|vùng|đi|qua) $|\($)"
)
_NARROW_CUE = re.compile(r"(?i:(?<!\w)(?:tại|ở|đến|từ|vào|sang|về) $|\($)")
_SHORT_COUNTRIES = frozenset(("Lào", "Pháp", "Mỹ", "Nga", "Bỉ"))


def regions(view: str, text: str, taken: Taken) -> Iterator[EntityMention]:
    for region in opened_by(region_openers(), region_pattern(), text, view):
        start, end = region.span()
        if _neighbour_capital(text, start, end) or not taken.free(start, end) or _joined_left(text, start):
            continue
        if region[0] in ("Tây Bắc", "Đông Bắc") and re.search(
            r"(?i:(?:hướng|phía|tây|đông|bắc|gió|giữa) (?:\w+ )?$)", text[max(0, start - 14) : start]
        ):
            continue
        country = region["country"]
        if country in _SHORT_COUNTRIES and not _WIDE_CUE.search(text[max(0, start - 12) : start]):
            continue
        if country == "Việt Nam" and not _NARROW_CUE.search(text[max(0, start - 5) : start]):
            continue
        wide = _VAST.search(text, max(0, start - 11), start) if not country and not region[0].isupper() else None
        yield place_mention(wide.start() if wide else start, end, "other", "region")


_VAST = re.compile(r"(?<!\w)(?:[Tt]iểu vùng|[Vv]ùng)\s$")  # vùng duyên hải miền Trung
# a unit word that was passed over: the lower line of a letterhead cut in two by its columns
_UNIT_LEFT = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) $")


# `tư tưởng, đạo đức, phong cách Hồ Chí Minh`, `Huân chương Hồ Chí Minh`: the man, and no city
_OF_THE_MAN = re.compile(
    r"(?:[Tt]ư tưởng|đạo đức|phong cách|tác phong|chương|[Gg]iải thưởng|[Ll]ăng|[Cc]ộng sản|TNCS|[Tt]iền phong|TNTP"
    r"|thời đại|tấm gương|[Bb]ảo tàng|vĩ đại|cháu ngoan|[Tt]hanh niên)\s$"
)


def bare_names(text: str, taken: Taken, names: Names) -> Iterator[EntityMention]:
    """Provinces anywhere, other units where the text knows the name from its unit word."""
    for word in _CAPITAL.finditer(text):
        start = word.start()
        if not taken.free(start, start + 1):
            continue
        if text.startswith("Hồ Chí Minh", start) and _OF_THE_MAN.search(text, max(0, start - 30), start):
            continue
        if start and (_joined_left(text, start) or _UNIT_LEFT.search(text[max(0, start - 10) : start])):
            continue
        place = _known_here(text, start, names)
        if place and taken.free(start, place[0]) and not _neighbour_capital(text, start, place[0]):
            names.learn(text[start : place[0]], place[1], start)
            yield place_mention(start, place[0], place[1], "bare")


def _known_here(text: str, start: int, names: Names) -> tuple[int, Level] | None:
    ends = capital_run(text, start, 5)
    for end in reversed(ends):
        key = name_key(text[start:end])
        if level := names.levels.get(key):
            return (end, level) if end == ends[-1] or len(ends) > 3 else None
    province = known_upper_name(text, start)
    if (
        not province
        or province.level != "province"
        or (province.end not in ends[-1:] and "-" not in text[start : province.end])
    ):
        return _after_cue(text, start, ends)
    if (
        text[start : province.end].isupper()
        and not text[start : province.end].istitle()
        and len(text[start : province.end]) <= 3
    ):
        return None
    return province.end, "province"


_WORD_BEFORE = re.compile(r"(\w+) $")


def _after_cue(text: str, start: int, ends: list[int]) -> tuple[int, Level] | None:
    """A bare district or town after a preposition of place (`tại Sa Pa`, `từ Buôn Ma Thuột`) or with a name that no
    person has (`của Đà Lạt`); a commune after a preposition that only places follow."""
    name = text[start : ends[-1]] if ends else ""
    if " " not in name and len(name) < _LEAST_LETTERS:
        return None
    before = _WORD_BEFORE.search(text[max(0, start - 8) : start])
    cue = before[1].lower() if before else ""
    bracketed = text.startswith("(", start - 1) and text.startswith(")", ends[-1])
    units = upper_units(name)
    if units and units[0].level == "district":
        cued = cue in place_words().place_cues or bracketed
        return (ends[-1], "district") if cued or _no_persons(text, start, name) else None
    strong = cue in place_words().strong_cues or (cue == "từ" and text.startswith((" đến ", " tới ", " đi "), ends[-1]))
    if strong and find_units(name, "commune") and " " in name and not name.isupper():
        return ends[-1], "commune"
    return None


_LEAST_LETTERS = 6  # of a name in one word (Pleiku)


def _no_persons(text: str, start: int, name: str) -> bool:
    """Whether the name of a district can be no person's, heading's or brand's where it stands."""
    first = name.split()[0].casefold()
    end = start + len(name)
    branded = text[start - 1 : start] in ('"', "#") or text.startswith('"', end)  # "Cam sành Hàm Yên"
    wordy = name.isupper() or name.casefold() in place_words().doubtful
    return not wordy and not branded and first not in name_words().surnames


def _dashed_place(text: str, start: int) -> bool:
    """Whether a known place and a dash without blanks stand before (`từ Thanh Hóa-Khánh Hòa`)."""
    left = _DASH_LEFT.search(text, max(0, start - 24), start)
    words = left[1].split() if left else []
    return any(upper_units(" ".join(words[i:])) for i in range(len(words)))


_WORD_LEFT = re.compile(r"([^\W\d_]['\w]*) ?(-? ?)$")
_SENTENCE_OPENS = re.compile(r"(?:\A|[.!?:;\n\"“(•|] ?[-+]? ?)$")
_DASH_LEFT = re.compile(r"([^\W\d_]\w*(?: [^\W\d_]\w*){0,3})-$")


def _joined_left(text: str, start: int) -> bool:
    """Whether a capitalised word stands right before: then this is the rest of a longer name (`Trần Thái Bình`)."""
    last = text[text.rfind(" ", max(0, start - 17), start - 1) + 1 : start - 1]
    if text[start - 1] == " " and last.isalpha() and last.islower():
        return False  # as most often
    if text.startswith(" - ", start - 3) or (text.startswith("-", start - 1) and _dashed_place(text, start)):
        return False
    before = _WORD_LEFT.search(text, max(0, start - 16), start) if text[start - 1] in " -" else None
    if not before:
        return text[start - 1] in "_#/@-" and start > 1 and text[start - 2].isalnum()
    left = before[1]
    if not left[0].isupper() or (text[start].isupper() and text[start : start + 2].isupper() and left.isupper()):
        return False
    opens = start - len(left) - 1
    sentence_start = text.startswith(f"{left} ", opens) and _SENTENCE_OPENS.search(text, max(0, start - 20), opens)
    return not (sentence_start and left.casefold() not in name_words().common_surnames)


def _neighbour_capital(text: str, start: int, end: int) -> bool:
    """Whether the name runs on to the right with a capital, or ends a capitalised run of mixed case on the left."""
    right = CAPITAL_NEXT.match(text, end)
    return bool(right) and not (text[start:end].isupper() and right is not None) and not _starts_clause(right)


def _starts_clause(right: re.Match[str] | None) -> bool:
    return right is not None and right[1] in ("Và", "Theo", "Tại", "Ngày", "Ảnh", "Tin")


_BESIDE = capital_pattern(
    r"(\p{Lu}(?<![\w']\p{Lu})[\w']*(?: \p{Lu}[\w']*){0,2})(?:, | và )"
    r"(?=(\p{Lu}[\w']*(?: \p{Lu}[\w']*){0,2})(?!\w| \p{Lu}))"
)


def beside_bare(text: str, taken: Taken, names: Names) -> Iterator[EntityMention]:
    """Known units that stand in one list with names the text has introduced: `Na Son, Xa Dung, Pu Nhi`."""
    for pair in _BESIDE.finditer(text):
        before = pair[1].partition(" ")[2] if pair[1].startswith(("Ở ", "Tại ", "Từ ")) else pair[1]
        level = names.levels.get(name_key(before))
        start, end = pair.span(2)
        if level in ("commune", "district") and taken.free(start, end) and find_units(pair[2], level):
            names.learn(pair[2], level, start)
            yield place_mention(start, end, level, "beside")
