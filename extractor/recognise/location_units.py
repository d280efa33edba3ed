"""Locations told by a unit word (`huyện Bình Sơn`, `các xã: A, B`), its short form (`H. Bình Sơn`) or a road code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.core.characters import UPPER
from extractor.core.cued import cued
from extractor.core.mentions import EntityMention
from extractor.core.record import Level
from extractor.lexicon.admin_units import find_units, upper_units
from extractor.lexicon.bodies import heads_by_first_word
from extractor.lexicon.places import people_pattern, place_words, unit_openers, unit_word_pattern
from extractor.recognise.location_names import CAPITAL_NEXT, Names, Taken, place_mention
from extractor.recognise.name_shapes import (
    BLANK,
    LEVEL_WORD,
    LEVELS,
    SHORT_UNITS,
    capital_pattern,
    capital_run,
    known_upper_name,
    opens_order,
    place_after,
)
from extractor.recognise.tokens import opened_by

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


def with_unit_word(view: str, text: str, taken: Taken, names: Names) -> Iterator[EntityMention]:
    done = 0
    for word in opened_by(unit_openers(), unit_word_pattern(), text, view):
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
    yield place_mention(start, end, level, "unit_list" if colon else "unit_word")
    while joint := _SEP.match(text, end):
        member = _list_member(text, joint.end(), word, unit, plural)
        if member is None:
            return
        end = member
        yield place_mention(joint.end(), end, level, "list")


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
    blank = BLANK.match(text, word.end())
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


_SHORT_UNIT = cued(
    rf"(?<![\w.&/])({'|'.join(SHORT_UNITS)})\. ?(?=[{UPPER}]\w)", *(f"{short}." for short in SHORT_UNITS)
)
# QL21, ĐT390B, ĐH 4
_ROADS = ("QL", "ĐT", "TL", "HL", "ĐH")
_ROAD_CODE = cued(
    rf"(?<![\w/.-])(?:{'|'.join(_ROADS)}) ?\d{{1,4}}[A-ZĐ]?(?:\.\d{{1,2}})?"
    r"(?![\w/-]|[.,]\d| (?:năm|tháng|ngày|người|ngành))",
    *_ROADS,
)


def road_codes(text: str) -> Iterator[EntityMention]:
    for code in _ROAD_CODE.finditer(text):
        yield place_mention(code.start(), code.end(), "other", "road_code")


def with_short_unit(text: str, names: Names) -> Iterator[EntityMention]:
    """`Q.Sơn Trà`, `H. Hòa Vang`: a letter for the unit word counts before a name of that level alone."""
    for word in _SHORT_UNIT.finditer(text):
        unit = SHORT_UNITS[word[1]]
        place = place_after(text, word.end(), unit)
        if place and place.known and not _goes_on(text, place.end):
            names.learn(text[word.end() : place.end], place.level, word.start())
            yield place_mention(word.start(), place.end, place.level, "short_unit")


def _other_name(text: str, at: int, unit: str, word: re.Match[str]) -> int:
    if unit in ("đường", "phố", "quảng trường") and (day := _HOLIDAY.match(text, at)):
        return day.end()
    if unit == "kinh" and word[0][0].isupper():  # `Kinh phí`, `người Kinh`
        return 0
    inner = unit_word_pattern().match(text, at) if unit.startswith("tuyến") else None
    if inner and inner[0].lower().rstrip(".") in place_words().numbered:  # tuyến | ĐT.495B
        return 0
    number = _ROAD_NUMBER.match(text, at) if unit in place_words().numbered else None
    street = number and unit in ("hẻm", "ngõ") and CAPITAL_NEXT.match(text, number.end())  # hẻm 482 Lê Quang Định
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


def _list_member(text: str, at: int, word: re.Match[str], unit: str, plural: bool) -> int | None:
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
    return bool(CAPITAL_NEXT.match(text, end))


_BRACKETS = capital_pattern(
    r"(?=[Cc\d])(?<!\w)(?i:các|\d{1,3})"
    r" (?i:(tỉnh|huyện|thị xã|thành phố|quận|xã|phường|thị trấn|thôn|bản|buôn|ấp|làng|xóm))"
    r"(?!\w)[^().;:\n]{0,60}?(?:\((?:gồm:? |trong đó có )?|(?:gồm|là|như|sau): ?| (?:là|gồm) (?=\p{Lu}))"
)
_VILLAGES = frozenset(("thôn", "bản", "buôn", "ấp", "làng", "xóm"))


def in_brackets(text: str, taken: Taken, names: Names) -> Iterator[EntityMention]:
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
                yield place_mention(start, end, level, "bracket_list")
