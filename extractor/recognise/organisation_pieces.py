"""The pieces a name of a body is made of, each from its first character to its end: sector, school, zone, topic …"""

from __future__ import annotations

import re
from functools import cache

from extractor.lexicon.alternation import alternation
from extractor.lexicon.bodies import (
    Head,
    body_words,
    business_pattern,
    compound_pattern,
    duty_pattern,
    sector_pattern,
    topic_pattern,
)
from extractor.lexicon.names import name_words
from extractor.recognise.name_shapes import (
    WORD,
    capital_pattern,
    capital_run,
    known_upper_name,
)
from extractor.recognise.organisation_places import (
    place,
)
from extractor.recognise.organisation_words import (
    CAPITAL_SOON,
    COMPANY,
    closed_by_level,
    free_run,
    level_piece,
    skip_blank,
    starts_body,
)

_ROLE = capital_pattern(
    r"(?:Văn phòng|Thanh tra"
    r"|Bệnh viện|Công ty|Tổng công ty|Tập đoàn|Học viện|Trường|Sở|Bộ|Cục|Chi cục|Tổng cục|Công đoàn|Liên đoàn"
    r"|Liên minh|Quỹ|Viện|(?:tỉnh |huyện |thị |thành |Tỉnh |Huyện )?Hội|(?:tỉnh |huyện )?Đoàn)"
    r"(?= (?!\p{Lu})\w| \(|[,;.:)\n|]|$)"
    r"|(?i:các cơ quan Đảng)(?: (?:Trung ương|tỉnh|thành phố|huyện))?(?: \p{Lu}\w*(?: \p{Lu}\w*)*)?"
)
# `Đảng ủy Khối doanh nghiệp thành phố`, `Đảng bộ Khối Du lịch Hà Nội`, `Đảng ủy khối Doanh nghiệp TPHCM`
_BLOC = re.compile(
    r"(?i:khối)(?: (?i:các )?(?i:cơ quan|doanh nghiệp|đảng|dân chính đảng|nội chính|du lịch|bưu chính viễn thông"
    r"|dầu khí|trường đại học|công nghiệp|ngân hàng|tổng hợp|kinh tế|văn hóa)"
    r"(?i:(?: và |, )(?:các )?(?:cơ quan|doanh nghiệp|cao đẳng))?)?(?!\w)"
)
_CITY = re.compile(r"TP\.? ?(?:HCM|Hồ Chí Minh)(?!\w)|T\.?[ƯW](?!\w)|(?:Trung|trung) ương(?!\w)")
_SCHOOL = re.compile(
    r"(?:(?:THPT|THCS|TH|MN|PTDTNT|PTDTBT|PTDT|PT|Tiểu học|Mầm non|Mẫu giáo|Trung học (?:phổ thông|cơ sở)"
    r"|Trung học|Năng khiếu|Phổ thông(?: [Dd]ân tộc)?|Cao đẳng|Đại học|Trung cấp|Chính trị|Dân tộc"
    r"|Dự bị đại học|[Nn]ội trú|[Bb]án trú|liên cấp|[Cc]huyên|[Nn]ghề|tiểu học|mầm non)(?!\w)(?: ?[-&,] ?| và | )?)+"
)
_PRESS = (
    "nhân dân",
    "quân đội",
    "tuổi trẻ",
    "lao động",
    "thanh niên",
    "tiền phong",
    "điện tử",
    "đại đoàn kết",
    "công an",
    "công lý",
    "cộng sản",
    "pháp luật",
    "đầu tư",
)
_ZONE = re.compile(
    r"(?i:(?:các )?(?:khu kinh tế(?: cửa khẩu)?|khu công nghiệp|khu chế xuất|khu công nghệ cao"
    r"|khu bảo tồn(?: thiên nhiên)?|vườn quốc gia|rừng (?:phòng hộ|đặc dụng)|khu di tích(?: lịch sử)?|di tích"
    r"|khu du lịch|vịnh|cửa khẩu(?: quốc tế| quốc gia| chính| phụ)?|cảng(?: biển| hàng không)?|chợ|KKT|KCN)(?!\w))"
)


def sector_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    """A sector of the lexicon; what a Phòng or Vụ is for may go on over free words (`Phòng Tài chính - Kế toán`)."""
    match = sector_pattern().match(text, start)
    capital = match is not None and (text[start].isupper() or match[0].isupper() or _lower_sector(text, start, head))
    if head.free == "press" and (named := _paper(text, start)) and _surname_follows(text, named):
        return named  # `Báo Lao động | Nguyễn Ngọc Hiển`, but `Báo Lao động Thủ đô`
    if match and match[0].islower() and _does_with_sector().match(text, start):
        return 0  # `Văn phòng Sở | xây dựng đường dây nóng`, `Thanh tra Sở | tài chính hóa`
    known = match.end() if match and capital else 0
    lower_head = text[:start].rstrip()[-1:].islower() and not _capital_head(text, start)
    if head.words[0] == "bộ" or lower_head or not text[start : start + 1].isupper():
        return known
    if head.words[0] == "sở" and known and text[start - 3 : start - 1].lower() == "sở":
        return _two_sectors(text, known)
    return max(known, free_run(text, start, head))


@cache
def _does_with_sector() -> re.Pattern[str]:
    """A sector that is the verb of what follows: case tells, and what can be its object."""
    return re.compile(rf"xây dựng (?:{alternation(body_words().built)})(?!\w)|\w+(?: \w+)? hóa(?!\w)")


def _lower_sector(text: str, start: int, head: Head) -> bool:
    """`Phòng kinh tế hạ tầng`, `Sở y tế`: the sector of a government's branch in lower case behind a capital head."""
    return head.words[0] in _BRANCHES and text[max(0, start - 12) : start].split()[-1][0].isupper()


_BRANCHES = ("phòng", "sở", "bộ")
_SECTOR_DASH = re.compile(r" - ")


def _two_sectors(text: str, end: int) -> int:
    """The end of a department for two sectors (`Sở Giao thông vận tải - Xây dựng`), `end` where it has one."""
    dash = _SECTOR_DASH.match(text, end)
    other = sector_pattern().match(text, dash.end()) if dash and text[dash.end()].isupper() else None
    return other.end() if other and not starts_body(text, dash.end()) else end  # type: ignore[union-attr]


def _capital_head(text: str, start: int) -> bool:
    words = text[max(0, start - 12) : start].split()
    return bool(words) and any(word[0].isupper() for word in words[-2:])


def _paper(text: str, start: int) -> int:
    """The end of the name of a paper that is known (`Báo Nhân dân` + who heads it), 0 where none stands there."""
    word = next((w for w in _PRESS if text[start : start + len(w)].lower() == w), None)
    return start + len(word) if word and text[start].isupper() else 0


def _surname_follows(text: str, at: int) -> bool:
    words = text[at : at + 24].split()
    return len(words) > 1 and words[0].lower() in name_words().common_surnames and words[1][:1].isupper()


def capitals_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    if "F" in head.tail:
        return free_piece(text, start, head)
    if head.free == "press" and (named := _paper(text, start)):
        return named
    ends = capital_run(text, start, 8, digits=True)
    if not ends or (head.free == "press" and not known_upper_name(text, start) and len(ends) < 2):
        return 0
    if head.free == "press" and (known := known_upper_name(text, start)):
        return known.end
    return ends[-1]


def role_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    match = _ROLE.match(text, start)
    return match.end() if match else _bloc(text, start, head)


def _bloc(text: str, start: int, head: Head) -> int:
    match = _BLOC.match(text, start)
    if not match or (match[0] == "khối" and head.words[0] not in ("đảng bộ", "đảng ủy", "ban chấp hành")):
        return 0
    at = skip_blank(text, match.end())
    city = _CITY.match(text, at)
    level = city.end() if city else max(level_piece(text, at, head), place(text, at), 0)
    return level or match.end()


def school_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    kind = _SCHOOL.match(text, start)
    if not kind:
        return 0
    at = skip_blank(text, kind.end())
    number = _SCHOOL_NUMBER.match(text, at)
    at = skip_blank(text, number.end()) if number else at
    run = free_run(text, at, head)
    if number:
        return run or number.end()
    return (
        run
        or max(level_piece(text, at, head), 0)
        or (len(text[: kind.end()].rstrip()) if text[start].isupper() and " " in kind[0].strip() else 0)
    )


_SCHOOL_NUMBER = re.compile(r"số \d{1,2}(?!\w)")  # `Trường Tiểu học số 2 Nam Sơn`
_AND_ZONE = re.compile(r" ?,? [Vv]à ")


def zone_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    end, named = start, False
    for _ in range(3):
        zone = _ZONE.match(text, start)
        if not zone:
            break
        ends = capital_run(text, skip_blank(text, zone.end()), 6, dash=True)
        end, named = (ends[-1], True) if ends else (zone.end(), named)
        more = _AND_ZONE.match(text, end)
        if not more or not _ZONE.match(text, more.end()):
            break
        start = more.end()
    if end == start:
        return 0
    level = level_piece(text, skip_blank(text, end), head)
    return level if level > 0 else end if named else 0


# a committee's subject in free words, where it cannot be a predicate
_PURPOSE = re.compile(
    r"(?i:về (?!việc)(?:công tác )?(?:phòng,? chống )?|(?:công tác )?phòng,? chống |cải cách |chuyển đổi |ứng phó )"
)
# `xin ý kiến Ban Chỉ đạo | về quy chế làm việc`: what it is asked about, not what it is for
_ASKED = re.compile(r"(?:ý kiến|báo cáo|tham mưu|đề xuất|kiến nghị)(?: (?:của|với|cho))? (?:\w+ ){1,4}$")


def topic_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    if text.startswith("của ", start):
        return 0
    topic = topic_pattern().match(text, start)
    purpose = _PURPOSE.match(text, start)
    if purpose and not topic and text.startswith("về ", start) and _ASKED.search(text[max(0, start - 48) : start]):
        return 0
    run = free_run(text, purpose.end(), head) if purpose and not topic else 0
    return max(topic.end() if topic else 0, closed_by_level(text, start, purpose=True), run)


def free_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    """End of a run of free words: over `và` and commas only up to a level word, else up to the first end word."""
    if head.free == "known" or not WORD.match(text, start):
        return 0
    if head.free in ("capital", "company", "") and not text[start].isupper():
        if head.free == "company" and COMPANY.match(text, start):
            return free_run(text, start, head)
        soon = CAPITAL_SOON.match(text, start) or business_pattern().match(text, start)
        return free_run(text, start, head) if head.free == "company" and soon else 0
    if text[start].isupper() and starts_body(text, start) and head.free != "any":
        return 0
    topic = topic_pattern().match(text, start)
    closed = closed_by_level(text, start, purpose=head.open)
    run = (
        0
        if head.free == "any"
        and text[start].islower()
        and not compound_pattern().match(text, start)
        and not _PROJECT_KIND.match(text, start)
        else free_run(text, start, head)
    )
    return max(topic.end() if topic else 0, closed, run)


# lower-case words that name what a project board is for: `Ban Quản lý dự án đường Hồ Chí Minh`
_PROJECT_KIND = capital_pattern(
    r"(?:đường(?: sắt| bộ| thủy)?|cầu|hồ|kè|tuyến|cao tốc|đê|cảng|sân bay|metro)(?: đô thị)? \p{Lu}"
)


def duty_piece(text: str, start: int, head: Head, depth: int = 0) -> int:
    match = duty_pattern().match(text, start)
    return match.end() if match else 0
