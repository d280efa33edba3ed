"""Places inside the names of bodies: countries, regions and numbers, villages, and where a number is part of a name."""

from __future__ import annotations

import re

from extractor.lexicon.bodies import name_end_pattern
from extractor.lexicon.places import country_pattern, region_pattern
from extractor.recognise.name_shapes import capital_pattern, capital_run, known_upper_name

COUNTRY = re.compile(r"(?i:Việt Nam|Trung ương|quốc gia)(?!\w)|VN(?!\w)|T[WƯ](?!\w)")
REGION = re.compile(
    r"(?:30[-/]4|19[-/]8|22[-/]12)(?![\w/])|(?i:khu vực|vùng) (?:\d{1,2}|[IVX]{1,5})(?!\w)|(?i:số) \d{1,3}(?!\w)"
    r"|(?!(?:19|20)\d\d(?!\d))\d{1,4}(?![\w/.,]*\d)(?!\w)|[IVX]{1,5}(?!\w)"
)
REGION_BEHIND = re.compile(r" (?=(?i:khu vực|vùng|số) (?:\d{1,3}|[IVX]{1,5})(?!\w))")
_DASH = re.compile(r" ?- ?")
_NAMED_REGION = capital_pattern(r"(?i:khu vực) (?=\p{Lu})")


def place(text: str, start: int) -> int:
    """End of a known province or district at `start`, or 0; so with the others here."""
    known = known_upper_name(text, start)
    return known.end if known else 0


def country(text: str, start: int) -> int:
    """`Việt Nam`, `Trung ương`, `quốc gia`."""
    match = COUNTRY.match(text, start)
    return match.end() if match else 0


def region(text: str, start: int) -> int:
    """A number or region: `khu vực IV`, `số 3`, `199`, `khu vực Tam Nông`."""
    if (match := REGION.match(text, start)) and (not match[0].isdigit() or numbers(text, match.end())):
        end = match.end()
        dash = _DASH.match(text, end)
        seat = known_upper_name(text, dash.end()) if dash else None
        return seat.end if seat else end
    if named := _NAMED_REGION.match(text, start):
        ends = capital_run(text, named.end(), 6, dash=True)
        return ends[-1] if ends else 0
    return 0


def numbers(text: str, end: int) -> bool:
    """Whether the number before `end` is part of a name (`Nhi đồng 1 và`), not a count (`5 giường`)."""
    if _COUNTED.match(text, end):
        return False
    if not text.startswith(" ", end):
        return not text.startswith("%", end)
    if not text[end + 1 : end + 2].islower():
        return True
    return bool(_AFTER_NUMBER.match(text, end + 1) or name_end_pattern().match(text, end + 1))


# what a number counts: `Bệnh viện Chợ Lách 6 tháng`, `Xí nghiệp Hồ Nam 4,5 km`
_COUNTED = re.compile(
    r"[.,]\d| ?%| (?:tháng|ngày|giờ|phút|tuần|năm|quý|buổi|lần|km|m|ha|tấn|kg|lít|tỷ|tỉ|triệu|nghìn|ngàn|đồng|người|hộ"
    r"|suất|chiếc|cái|máy|xe|con|cây|ca|trường hợp|cán bộ|giường|đợt|lượt)(?!\w)"
)
_AFTER_NUMBER = re.compile(r"(?:và|huyện|tỉnh|quận|thành phố|thị xã|xã|phường|cấp cứu|hội chẩn|chủ trì|phối hợp)(?!\w)")
# the number of a unit of the armed forces, with its arm: `Trung đoàn Bộ binh 148`, `Quân khu 2`
_UNIT_NUMBER = re.compile(
    r"(?:(?i:bộ binh|công binh|pháo binh|tăng thiết giáp|tên lửa|ra ?đa|không quân|hải quân|biên phòng|thông tin"
    r"|đặc công|phòng không|cảnh sát biển|vận tải|cảnh sát cơ động|dự bị động viên) )?(?:số )?"
    r"(?:\d{1,4}[A-Z]?|[IVX]{1,4})(?![\w/]|[.,]\d)"
)


def unit_number(text: str, start: int) -> int:
    """The number that names a unit of the armed forces."""
    match = _UNIT_NUMBER.match(text, start)
    return match.end() if match else 0


# a part of the country a committee is for: `Ban Chỉ đạo Tây Bắc`, `Hội đồng điều phối vùng Đông Nam Bộ`
_PART_OF_COUNTRY = re.compile(r"(?:(?i:tiểu vùng|vùng) )?")


def part_of_country(text: str, start: int) -> int:
    """A region of the country, with or without `vùng`."""
    region_name = region_pattern().match(text, _PART_OF_COUNTRY.match(text, start).end())  # type: ignore[union-attr]
    return region_name.end() if region_name and region_name["region"] else 0


_VILLAGE = capital_pattern(
    r"(?i:thôn|bản|buôn|bon|ấp|khóm|khu phố|tổ dân phố|xóm|làng|khối phố|khu dân cư|khối|khu|cơ quan) "
    r"(?:số )?(?:\d{1,3}(?!\w)|(?=\p{Lu}))"
)


def village(text: str, start: int) -> int:
    """A village or the like (`Chi bộ thôn Nà Lẹng`)."""
    match = _VILLAGE.match(text, start)
    if not match:
        return 0
    ends = capital_run(text, match.end(), 4, digits=True)
    return ends[-1] if ends else match.end()


_IN_VIETNAM = re.compile(r" tại (?:Việt Nam|Hà Nội|Thành phố Hồ Chí Minh|TP\.? ?Hồ Chí Minh|Đà Nẵng)(?!\w)")


def foreign(text: str, start: int) -> int:
    """A foreign country, with `tại Việt Nam` behind it."""
    match = country_pattern().match(text, start)
    if not match:
        return 0
    seat = _IN_VIETNAM.match(text, match.end())
    return seat.end() if seat else match.end()
