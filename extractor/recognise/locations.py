"""Locations: a named place or administrative unit with its unit word, or the bare name.

A bare name counts when it is a province, when the text names it with its unit word elsewhere, in a list after one type
word (`Các huyện Đầm Hà, Hải Hà`), or as the place of a date line. A bare `tỉnh`, `huyện` is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractor.core.mentions import EntityMention
from extractor.core.record import Level
from extractor.lexicon.admin_units import find_units, name_key, upper_units
from extractor.lexicon.bodies import heads_by_first_word
from extractor.lexicon.names import name_words
from extractor.lexicon.places import people_pattern, place_words, region_pattern, unit_word_pattern
from extractor.recognise.name_shapes import (
    LEVEL_WORD,
    LEVELS,
    capital_pattern,
    capital_run,
    join_wraps,
    known_upper_name,
    opens_order,
    place_after,
)

_PLURAL = re.compile(r"(?i:(?<!\w)(?:các|những|hai|ba|bốn|\d{1,2}) {1,2}$)")
_NUMBER_NAMES = re.compile(
    r"(?i:(?:thôn|ấp|khu|tổ|bản|xóm|khóm|khu phố|dân phố|khối|đội|số|phường|quận|ngày|tháng|năm|khu vực|/) ?$)"
)
_COUNTED = re.compile(r"(?<![\w/.,])\d{1,2} {1,2}$")  # 5 tỉnh Kon Tum, Gia Lai, …: the number counts the unit word
_SEP = re.compile(r" ?, ?(?:và )?| và ")
_COLON = re.compile(r" ?: ?")
_NUMBER_NAME = re.compile(r"(?:số )?\d{1,4}[A-ZĐ]?(?:/\d{1,2})?(?:[.-]\d{1,2})?(?![\w/%]|[.,]\d)")
_ROAD = re.compile(r"\d{3}[A-ZĐa-zđ]?(?:\.\d{1,2})?(?![\w/%]|[.,]\d)")  # đường 781; one or two figures count roads
_ROAD_NUMBER = re.compile(r"(?:số )?[A-ZĐ]{0,2}\.? ?\d{1,4}[A-ZĐa-zđ]?(?![\w/%]|[.,]\d)")
_LETTER_NAME = capital_pattern(r"\p{Lu}(?!\w)|[IVX]+(?!\w)")
_CAPITAL_NEXT = capital_pattern(r" (\p{Lu}\w*)")
_DATE_LINE = capital_pattern(
    r"(?m)(?:^ *|[|\t] *|(?<=   ))(\p{Lu}[\w'.]*(?:(?: ?- ?| )\p{Lu}[\w'.]*){0,5}),? ?"
    r"(?:ngày|hồi|lúc) ?[\d.… ]{1,8} ?(?:tháng|giờ)"
)
_CAPITAL = capital_pattern(r"(?<![\w'])\p{Lu}[\w']*")


class _Names:
    """Names that the text gives with their unit word: by key the level, and where it was said."""

    def __init__(self) -> None:
        self.levels: dict[str, Level] = {}
        self._said: dict[str, list[tuple[int, Level]]] = {}

    def learn(self, name: str, level: Level, at: int) -> None:
        if " " in name.strip() or (len(name) > 3 and not (name.isupper() and len(name) <= _LONGEST_SIGN)):
            self.levels.setdefault(name_key(name), level)
            self._said.setdefault(name_key(name), []).append((at, level))

    def last_before(self, name: str, at: int) -> Level | None:
        """The level at which the name was last said before `at`: a letterhead before its date line."""
        said = [level for where, level in self._said.get(name_key(name), ()) if where < at]
        return said[-1] if said else self.levels.get(name_key(name))


_LONGEST_SIGN = 5  # letters of an abbreviation (`HTX DVNN`)


def find_locations(view: str, organisations: Sequence[EntityMention] = ()) -> list[EntityMention]:
    """All locations of a matching view outside the given organisations, in order and without overlaps."""
    text = join_wraps(view)
    taken = _Taken([(o.start, o.end) for o in organisations])
    names = _Names()
    for organisation in organisations:
        _learn_from_body(text, organisation, names)
    found: list[EntityMention] = []
    for finder in (
        _regions(text, taken),
        _in_brackets(text, taken, names),
        _with_unit_word(text, taken, names),
        _with_short_unit(text, names),
        _road_codes(text),
        _date_line(text, taken, names),
        _bare(text, taken, names),
        _beside_bare(text, taken, names),
    ):
        for mention in finder:
            if taken.free(mention.start, mention.end):
                taken.add(mention.start, mention.end)
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


class _Taken:
    """Stretches of the text that belong to a name already."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        i = bisect_right(self._spans, (start, end))
        return all(b <= start or end <= a for a, b in self._spans[max(0, i - 1) : i + 1])

    def add(self, start: int, end: int) -> None:
        self._spans.insert(bisect_right(self._spans, (start, end)), (start, end))


def _mention(start: int, end: int, level: Level, rule: str) -> EntityMention:
    return EntityMention("location", start, end, rule, level=level)


_COMMITTEE = re.compile(r"(?i:(tỉnh|thành|huyện|quận|thị) (?:ủy|đoàn)) ")
_COMMITTEE_LEVELS: dict[str, Level] = {
    "tỉnh": "province",
    "thành": "district",
    "huyện": "district",
    "quận": "district",
    "thị": "district",
}


def _learn_from_body(text: str, organisation: EntityMention, names: _Names) -> None:
    start, end = organisation.start, organisation.end
    for word in LEVEL_WORD.finditer(text, start, end):
        place = place_after(text, word.end() + 1, word[0].lower().rstrip("."))
        if place and place.end <= end:
            names.learn(text[word.end() + 1 : place.end], place.level, start)
    for committee in _COMMITTEE.finditer(text, start, end):
        if units := upper_units(text[committee.end() : end]):
            level = _COMMITTEE_LEVELS[committee[1].lower()]
            if any(u.level == level for u in units) or committee[1].lower() == "thành":
                own: Level = level if any(u.level == level for u in units) else "province"
                names.learn(text[committee.end() : end], own, start)


# --- with a unit word ------------------------------------------------------------------------------------------------
def _with_unit_word(text: str, taken: _Taken, names: _Names) -> Iterator[EntityMention]:
    done = 0
    for word in unit_word_pattern().finditer(text):
        if word.start() < done or not taken.free(word.start(), word.end()) or _no_unit(text, word):
            continue
        for mention in _named_units(text, word):
            name = (
                text[word.end() : mention.end].strip(" :")
                if mention.start == word.start()
                else text[mention.start : mention.end]
            )
            if mention.level is not None and mention.level != "other":
                names.learn(name, mention.level, mention.start)
            done = mention.end
            yield mention


_HEADED = re.compile(r"(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|ĐẢNG ỦY|ĐẢNG BỘ)\b[^\n]*\n[^\n]{0,100}$")


# `KINH TẾ - XÃ HỘI`, `CỘNG HÒA XÃ HỘI CHỦ NGHĨA`: society, no commune
_SOCIETY = re.compile(r"XÃ HỘI(?! *(?!CHỦ NGHĨA)[^\W\d_])")
_SOCIAL = re.compile(r"(?<!\w)(?:TẾ|HÓA|HÒA|TRỊ|SINH|HIỂM|SỐNG|TỰ|SÁCH) {0,2}[-,]? {0,2}$")


def _no_unit(text: str, word: re.Match[str]) -> bool:
    """Whether the unit word is part of another word, or goes on a letterhead that was cut in two by a column."""
    if _SOCIETY.match(text, word.start()) or _SOCIAL.search(text, max(0, word.start() - 12), word.start()):
        return word[0].lower() == "xã"
    before = text[max(0, word.start() - 10) : word.start()].lower().split()
    if before and before[-1] in place_words().no_unit_after.get(word[0].lower(), ()):
        return True
    if not word[0].isupper() or len(word[0]) < 2:
        return False
    if word["village"] and not re.match(r" \d", text[word.end() : word.end() + 2]):
        return True
    return bool(_HEADED.search(text[max(0, word.start() - 240) : word.start()])) and not text[: word.start()].split(
        "\n"
    )[-1].strip(" .|*")


def _named_units(text: str, word: re.Match[str]) -> Iterator[EntityMention]:
    """The place at a unit word, and the further members where it heads a list."""
    unit = word[0].lower().rstrip(".")
    if not word["admin"] and word[0][0].isupper() and known_upper_name(text, word.start()):
        return  # `Bến Tre`, `Cầu Giấy`
    colon = _COLON.match(text, word.end())
    at = colon.end() if colon else _after_blank(text, word)
    if at is None:
        return
    plural = bool(_PLURAL.search(text[max(0, word.start() - 8) : word.start()]))
    if colon and (not plural or opens_order(text, at)):
        return
    place = _name_after(text, at, word, unit)
    if place is None:
        return
    end, level = place
    start = at if _is_counted(text, word, end, bool(colon)) else _own_start(text, word, at, end)
    yield _mention(start, end, level, "unit_list" if colon else "unit_word")
    while joint := _SEP.match(text, end):
        member = _list_member(text, joint.end(), word, unit, level, plural)
        if member is None:
            return
        end = member
        yield _mention(joint.end(), end, level, "list")


def _is_counted(text: str, word: re.Match[str], end: int, colon: bool) -> bool:
    """Whether a number counts the unit word, so that names follow alone (`lãnh đạo 5 tỉnh Kon Tum, Gia Lai, …`), and is
    not the name of a smaller unit (`thôn 7 xã Ea Tul, …`)."""
    number = _COUNTED.search(text, max(0, word.start() - 4), word.start()) if word["admin"] else None
    if number is None or _NUMBER_NAMES.search(text[max(0, number.start() - 14) : number.start()]):
        return False
    joint = _SEP.match(text, end)
    return colon or (
        joint is not None and text[joint.end()].isupper() and not unit_word_pattern().match(text, joint.end())
    )


def _own_start(text: str, word: re.Match[str], at: int, end: int) -> int:
    """Where the name begins: `tuyến đường Hồ Chí Minh` is `đường Hồ Chí Minh`, but with both its ends it is a `tuyến
    đường`; `vùng` before an administrative unit is no part of its name."""
    unit = word[0].lower()
    if unit in place_words().named_after:
        return at
    ring = unit == "tuyến đường vành đai"
    if ring or (unit == "tuyến đường" and "-" not in text[at:end] and not text[at].isdigit()):
        return word.start() + len("tuyến ")
    if unit in ("vùng", "tiểu vùng") and upper_units(text[at:end]):
        return at
    return word.start()


def _after_blank(text: str, word: re.Match[str]) -> int | None:
    blank = re.compile(r" {1,2}").match(text, word.end())
    return blank.end() if blank else (word.end() if word[0].endswith(".") or word[0].lower() in ("ql", "đt") else None)


def _name_after(text: str, at: int, word: re.Match[str], unit: str) -> tuple[int, Level] | None:
    if word["admin"]:
        if unit in LEVELS and (place := place_after(text, at, unit)):
            return place.end, place.level
        return None
    if word["village"]:
        end = _village_name(text, at, unit, word)
        return (end, "village") if end else None
    if unit in ("cổng", "kinh") and word[0] != unit:
        return None  # `Cổng Dịch vụ công`, `KINH PHÍ`
    end = _other_name(text, at, unit, word)
    if unit == "cổng" and " " not in text[at:end]:
        return None  # `cổng TTĐT`
    level: Level = "village" if unit in place_words().named_after else "other"
    return (end, level) if end else None


def _village_name(text: str, at: int, unit: str, word: re.Match[str]) -> int:
    number = _NUMBER_NAME.match(text, at)
    if (
        unit in ("khu", "đội", "khối", "tổ", "bản", "sóc", "làng", "khu dân cư")
        and word[0][0].isupper()
        and _mid_capitals(text, word)
    ):
        return 0
    if number is None and people_pattern().match(text, at) and unit in ("làng", "bản", "buôn"):  # buôn làng K'Ho
        return 0
    if number:
        if (
            unit in ("bản", "khu dân cư", "sóc")
            or _counts(text, number.end())
            or (unit == "đội" and not number[0].startswith("số"))
        ):
            return 0
        return number.end()
    if unit in ("đội", "khu dân cư") or (unit in ("khu", "khối") and not _LETTER_NAME.match(text, at)):
        return 0
    if unit == "tổ":  # a team of an office, no group of houses: those have numbers
        return 0
    ends = capital_run(text, at, 4, digits=True)
    if not ends or unit in ("khu", "khối"):
        return ends[0] if ends else 0
    return ends[-1]


def _mid_capitals(text: str, word: re.Match[str]) -> bool:
    before = text[max(0, word.start() - 2) : word.start()]
    return bool(before) and before[-1] == " " and before[0].isalpha()


def _counts(text: str, end: int) -> bool:
    """Whether the number counts something (`thôn 3 hộ`) rather than names the village."""
    return bool(
        re.match(
            r" (?:hộ|người|xã(?! [A-ZĐÀ-Ỹ])|thôn|ha|km|m|%|tháng|năm|ngày|tiêu chí|đồng|tỷ|triệu|lần|buổi)(?!\w)",
            text[end : end + 9],
        )
    )


_SHORT_UNIT = capital_pattern(r"(?<![\w.&/])(Q|H|P|X|TT|TX)\.? ?(?=\p{Lu}\w)")
_SHORT_UNITS = {"Q": "quận", "H": "huyện", "P": "phường", "X": "xã", "TT": "thị trấn", "TX": "thị xã"}


# QL21, ĐT390B, ĐH 4
_ROAD_CODE = re.compile(
    r"(?<![\w/.-])(?:QL|ĐT|TL|HL|ĐH) ?\d{1,4}[A-ZĐ]?(?:\.\d{1,2})?(?![\w/-]|[.,]\d| (?:năm|tháng|ngày|người|ngành))"
)


def _road_codes(text: str) -> Iterator[EntityMention]:
    for code in _ROAD_CODE.finditer(text):
        yield _mention(code.start(), code.end(), "other", "road_code")


def _with_short_unit(text: str, names: _Names) -> Iterator[EntityMention]:
    """`Q.Sơn Trà`, `H. Hòa Vang`: a letter for the unit word counts before a name of that level alone."""
    for word in _SHORT_UNIT.finditer(text):
        if "." not in word[0]:
            continue
        unit = _SHORT_UNITS[word[1]]
        place = place_after(text, word.end(), unit)
        if place and place.known and not _goes_on(text, place.end):
            names.learn(text[word.end() : place.end], place.level, word.start())
            yield _mention(word.start(), place.end, place.level, "short_unit")


def _other_name(text: str, at: int, unit: str, word: re.Match[str]) -> int:
    if unit in ("đường", "phố", "quảng trường") and (day := _HOLIDAY.match(text, at)):
        return day.end()
    if unit == "kinh" and word[0][0].isupper():  # `Kinh phí`, `người Kinh`
        return 0
    inner = unit_word_pattern().match(text, at) if unit.startswith("tuyến") else None
    if inner and inner[0].lower().rstrip(".") in place_words().numbered:  # tuyến | ĐT.495B
        return 0
    number = _ROAD_NUMBER.match(text, at) if unit in place_words().numbered else None
    street = number and unit in ("hẻm", "ngõ") and _CAPITAL_NEXT.match(text, number.end())  # hẻm 482 Lê Quang Định
    if number and not street:
        return (
            number.end()
            if not _counts(text, number.end())
            and (unit not in ("tuyến", "đường") or not number[0].isdigit() or bool(_ROAD.match(text, at)))
            else 0
        )
    city = _CITY_FIRST.match(text, at) if unit.endswith("cao tốc") else None
    ends = capital_run(text, city.end() if city else at, 6, digits=unit not in ("đường", "phố"), dash=True)
    if not ends:
        return 0
    name = text[at : ends[-1]]
    if unit == "mốc" or _is_body(text, at):
        return 0
    if name.isupper() and not word[0].isupper() and len(name) > (4 if " " not in name and name.isalpha() else 5):
        return 0
    if LEVEL_WORD.match(text, at) or re.match(r"(?:Việt Nam|Đảng|Nhà nước|Quốc hội|Hồ Chí Minh toàn)(?!\w)", name):
        return 0
    if unit == "vùng" and " " not in name:
        return 0
    if unit == "tuyến" and "-" not in name:
        return 0
    if word[0].isupper() and len(word[0]) > _LONGEST_CODE and not name.isupper():
        return 0
    return ends[-1]


# streets and squares that bear a day (30/4, 2/9)
_HOLIDAY = re.compile(
    r"(?:30[/-]0?4|0?2[/-]0?9|0?3[/-]0?2|26[/-]0?3|19[/-]0?5|0?1[/-]0?5|19[/-]0?8|20[/-]10|22[/-]12)(?![/\w-])"
)
_CITY_FIRST = re.compile(r"T[Pp]\.? ?(?=HCM|Hồ Chí Minh)")


_LONGEST_CODE = 3  # letters of a unit word that is a code (KCN, QL)


def _is_body(text: str, at: int) -> bool:
    """Whether a body's name stands here (`20 điểm cầu Sở Y tế`)."""
    first = re.compile(r"\w+").match(text, at)
    heads = heads_by_first_word().get(first[0].lower()) if first else None
    head = heads[0].match(text, at) if heads else None
    return head is not None and (" " in head[0] or head[0].lower() in ("sở", "bộ", "ubnd", "hđnd", "phòng"))


def _list_member(text: str, at: int, word: re.Match[str], unit: str, level: Level, plural: bool) -> int | None:
    """End of a further member `Hải Hà` of a list, or None where the list is over."""
    if word["admin"]:
        if unit not in LEVELS or unit_word_pattern().match(text, at):
            return None
        place = place_after(text, at, unit)
        if place is None or not (place.known or plural) or _goes_on(text, place.end):
            return None
        return None if not plural and _is_province_of(text[at : place.end], unit) else place.end
    if unit_word_pattern().match(text, at):
        return None
    if word["village"]:
        if not plural:
            return None
        number = _NUMBER_NAME.match(text, at)
        if number:
            return None if _counts(text, number.end()) else number.end()
    elif not plural or unit in ("đường", "tuyến"):
        return None
    ends = capital_run(text, at, 4, digits=True)
    return ends[-1] if ends else None


def _is_province_of(name: str, unit: str) -> bool:
    """`huyện Lộc Hà, Hà Tĩnh`: behind one unit the province in which it lies, though a town is called so too."""
    units = () if unit in ("tỉnh", "thành phố", "tp") else upper_units(name)
    return any(found.level == "province" for found in units)


def _goes_on(text: str, end: int) -> bool:
    return bool(_CAPITAL_NEXT.match(text, end))


_BRACKETS = capital_pattern(
    r"(?<!\w)(?i:các|\d{1,3}) (?i:(tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|thôn|bản|buôn|ấp|làng|xóm))"
    r"(?!\w)[^().;:\n]{0,60}?(?:\((?:gồm:? |trong đó có )?|(?:gồm|là|như|sau): ?| (?:là|gồm) (?=\p{Lu}))"
)
_VILLAGES = frozenset(("thôn", "bản", "buôn", "ấp", "làng", "xóm"))


def _in_brackets(text: str, taken: _Taken, names: _Names) -> Iterator[EntityMention]:
    """Names behind their type word in brackets or after `gồm:`: `5 xã biên giới (Na Ngoi, Mường Lống)`."""
    for head in _BRACKETS.finditer(text):
        unit, at = head[1].lower(), head.end()
        level: Level = "village" if unit in _VILLAGES else LEVELS[unit]
        members: list[tuple[int, int]] = []
        while ends := capital_run(text, at, 4):
            if not taken.free(at, ends[-1]):
                break
            members.append((at, ends[-1]))
            joint = _SEP.match(text, ends[-1])
            if not joint:
                break
            at = joint.end()
        named = [" " in text[a:b] or bool(find_units(text[a:b], level)) for a, b in members]
        if len(members) > 1 and all(named):
            for start, end in members:
                names.learn(text[start:end], level, start)
                yield _mention(start, end, level, "bracket_list")


# --- date line, regions, bare names ------------------------------------------------------------------------------
def _date_line(text: str, taken: _Taken, names: _Names) -> Iterator[EntityMention]:
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
        yield _mention(start, end, level, "date_line")


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


def _regions(text: str, taken: _Taken) -> Iterator[EntityMention]:
    for region in region_pattern().finditer(text):
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
        yield _mention(wide.start() if wide else start, end, "other", "region")


_VAST = re.compile(r"(?<!\w)(?:[Tt]iểu vùng|[Vv]ùng)\s$")  # vùng duyên hải miền Trung

# a unit word that was passed over: the lower line of a letterhead cut in two by its columns
_UNIT_LEFT = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) $")


def _bare(text: str, taken: _Taken, names: _Names) -> Iterator[EntityMention]:
    """Provinces anywhere, other units where the text knows the name from its unit word."""
    for word in _CAPITAL.finditer(text):
        start = word.start()
        if not taken.free(start, start + 1):
            continue
        if start and (_joined_left(text, start) or _UNIT_LEFT.search(text[max(0, start - 10) : start])):
            continue
        place = _known_here(text, start, names)
        if place and taken.free(start, place[0]) and not _neighbour_capital(text, start, place[0]):
            names.learn(text[start : place[0]], place[1], start)
            yield _mention(start, place[0], place[1], "bare")


def _known_here(text: str, start: int, names: _Names) -> tuple[int, Level] | None:
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


def _after_cue(text: str, start: int, ends: list[int]) -> tuple[int, Level] | None:
    """A bare district or town after a preposition of place (`tại Sa Pa`, `từ Buôn Ma Thuột`) or with a name that no
    person has (`của Đà Lạt`); a commune after a preposition that only places follow."""
    name = text[start : ends[-1]] if ends else ""
    if " " not in name and len(name) < _LEAST_LETTERS:
        return None
    before = re.search(r"(\w+) $", text[max(0, start - 8) : start])
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
    if text.startswith(" - ", start - 3) or (text.startswith("-", start - 1) and _dashed_place(text, start)):
        return False
    before = _WORD_LEFT.search(text, max(0, start - 16), start)
    if not before or text[start - 1] not in " -":
        return text[start - 1] in "_#/@-" and start > 1 and text[start - 2].isalnum()
    left = before[1]
    if not left[0].isupper() or (text[start].isupper() and text[start : start + 2].isupper() and left.isupper()):
        return False
    opens = start - len(left) - 1
    sentence_start = text.startswith(f"{left} ", opens) and _SENTENCE_OPENS.search(text, max(0, start - 20), opens)
    return not (sentence_start and left.casefold() not in name_words().common_surnames)


def _neighbour_capital(text: str, start: int, end: int) -> bool:
    """Whether the name runs on to the right with a capital, or ends a capitalised run of mixed case on the left."""
    right = _CAPITAL_NEXT.match(text, end)
    return bool(right) and not (text[start:end].isupper() and right is not None) and not _starts_clause(right)


def _starts_clause(right: re.Match[str] | None) -> bool:
    return right is not None and right[1] in ("Và", "Theo", "Tại", "Ngày", "Ảnh", "Tin")


_BESIDE = capital_pattern(
    r"(?<![\w'])(\p{Lu}[\w']*(?: \p{Lu}[\w']*){0,2})(?:, | và )(?=(\p{Lu}[\w']*(?: \p{Lu}[\w']*){0,2})(?!\w| \p{Lu}))"
)


def _beside_bare(text: str, taken: _Taken, names: _Names) -> Iterator[EntityMention]:
    """Known units that stand in one list with names the text has introduced: `Na Son, Xa Dung, Pu Nhi`."""
    for pair in _BESIDE.finditer(text):
        before = pair[1].partition(" ")[2] if pair[1].startswith(("Ở ", "Tại ", "Từ ")) else pair[1]
        level = names.levels.get(name_key(before))
        start, end = pair.span(2)
        if level in ("commune", "district") and taken.free(start, end) and find_units(pair[2], level):
            names.learn(pair[2], level, start)
            yield _mention(start, end, level, "beside")
