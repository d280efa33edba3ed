"""Where the name of a body ends: the head, then its pieces as the lexicon allows them (see `lexicon.bodies`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.core.mentions import EntityMention
from extractor.lexicon.abbreviations import write_out
from extractor.lexicon.bodies import (
    Head,
    business_pattern,
    compound_pattern,
    duty_pattern,
    heads_by_first_word,
    member_pattern,
    name_end_pattern,
    sector_pattern,
    stranger_pattern,
    topic_pattern,
    trades_pattern,
)
from extractor.recognise.name_shapes import (
    BLANK,
    LEVEL_WORD,
    WORD,
    capital_pattern,
    capital_run,
    known_upper_name,
    place_after,
)
from extractor.recognise.organisation_places import (
    COUNTRY,
    REGION,
    REGION_BEHIND,
    country,
    foreign,
    numbers,
    part_of_country,
    place,
    region,
    unit_number,
    village,
)

_LEVELS = r"(?:tỉnh|huyện|xã|phường|thị trấn|quận|thị xã|thành phố|đặc khu)"
# an open group of bodies behind a head: `UBND các xã`, `BCĐ cấp huyện`, `Đảng ủy xã, thị trấn`
_GROUP = capital_pattern(
    rf"(?i:cùng cấp(?!\w)|(?:tất cả )?(?:các|những|hai|ba|mỗi|từng|\d+) (?:{_LEVELS}|cấp|địa phương|bộ|sở|ngành|đơn vị"
    r"|thôn|bản|cơ sở|tổ chức|đoàn thể|đảng bộ|chi bộ|địa bàn|ban|phòng)(?!\w)"
    r"|(?:hai |ba |\d+ )?cấp(?!\w)(?! ?\d| cứu| nước| thoát nước| điện)"
    r"|(?:địa phương|cơ sở(?! vật chất| hạ tầng)|trực thuộc|(?:có )?liên quan|tương ứng|nơi (?!nhận))(?!\w))"
    rf"|(?i:{_LEVELS}(?:,| và|/|, và) ?{_LEVELS}(?!\w)(?! (?:ủy|đoàn)))(?! \p{{Lu}}\w*)"
)
_GROUP_BEHIND = re.compile(
    rf" (?:(?:các|những|một số|nhiều|\d{{1,3}}) (?:{_LEVELS}|địa phương|đơn vị|tỉnh, thành|bộ|sở|ngành|cấp)"
    rf"|cấp {_LEVELS})(?!\w)"
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
_COMPANY = re.compile(
    r"(?:TNHH|MTV|CP|[Cc]ổ phần|[Mm]ột thành viên|hai thành viên|trách nhiệm hữu hạn|liên doanh|hợp danh"
    r"|và|&|-)(?!\w) ?"
)
_JOIN = re.compile(r" (?:và|&|-) | ?- ?|,? {1,2}(?:và )?")
_COMMITTEE_CODE = re.compile(r"(?:T[UƯ]|HU|ĐU|QU)(?!\w)")


_DEEPEST = 4


class Body(NamedTuple):
    """A body's name up to `end`; `pieces` are the letters of the tail that were found, `group` marks an open group."""

    end: int
    head_end: int
    head: Head
    pieces: str
    group: bool = False


def read_body(text: str, start: int, depth: int = 0) -> Body | None:
    """The name that starts at `start` (a word start), or None; `depth` counts the bodies it is named inside of."""
    first = WORD.match(text, start)
    found = heads_by_first_word().get(first[0].lower()) if first and depth <= _DEEPEST else None
    match = found[0].match(text, start) if found else None
    if not found or not match:
        return None
    head = found[1][str(match.lastindex)]
    if not _cased(match[0], head):
        return None
    at = _skip_blank(text, match.end())
    if any(text.startswith(word, at) for word in head.skip):
        return None
    if head.free == "press" and match[0][0].islower() and _starts_body(text, at):
        return None  # báo Sở Y tế: to report
    if _GROUP.match(text, at) and not _special_group(text, at, head):
        return Body(match.end(), match.end(), head, "", True)
    end, pieces = _read_tail(text, match.end(), head, depth)
    if text.startswith(" phố", end) and text.endswith(" Thành", 0, end):
        end += len(" phố")  # `Trung tâm CNTT Thành phố`: half of the word is no name
    if pieces.startswith("?"):
        return Body(end, match.end(), head, "", True)
    if not pieces and (head.alone == "no" or (not match[0][0].isupper() and head.alone != "lower")):
        return None
    if not match[0][0].isupper() and not _lower_allowed(head, pieces):
        return None
    if match.lastindex and text.startswith((" viên", " Viên"), end) and head.alone == "lower":
        return None  # Tỉnh ủy viên is a person
    return Body(end, match.end(), head, pieces)


def _cased(words: str, head: Head) -> bool:
    if " " not in words.strip() and len(words) > 1 and words.lower() not in _NATURAL:
        return words.isupper() or (words[0].isupper() and (head.exact or words == "TTr"))
    return words[0].isupper() or not head.exact


_NATURAL = frozenset(
    (
        "bộ",
        "sở",
        "phòng",
        "ty",
        "cục",
        "vụ",
        "thuế",
        "quỹ",
        "hội",
        "viện",
        "trường",
        "trạm",
        "trại",
        "báo",
        "khoa",
        "đội",
        "xưởng",
        "tổ",
    )
)


def _lower_allowed(head: Head, pieces: str) -> bool:
    """Whether a head in lower case may start a name: `huyện ủy`, `thường trực Huyện ủy`, `sở Tài chính`."""
    return (
        head.alone == "lower"
        or head.free == "lower"
        or (head.free == "school" and "H" in pieces)
        or (head.free == "press" and bool(pieces))
        or (not head.exact and not head.free and bool(set("LBCSX") & set(pieces)))
    )


_NUMBERED_OF = capital_pattern(rf"\d{{1,2}} {_LEVELS} \p{{Lu}}|\d{{3}}(?!\d)")  # Thuế cơ sở 3 tỉnh Phú Thọ


def _special_group(text: str, at: int, head: Head) -> bool:
    if head.tail.startswith("K") and _NUMBERED_OF.match(text, at):
        return True
    return ("X" in head.tail and bool(re.match(r"(?i:các cơ quan đảng)", text[at : at + 20]))) or (
        "T" in head.tail and bool(topic_pattern().match(text, at))
    )


def _skip_blank(text: str, at: int) -> int:
    blank = BLANK.match(text, at)
    return blank.end() if blank else at


# the short form or the term that stands inside a name: `Hợp tác xã (HTX) Tuấn Dũng`, `Đoàn ĐBQH khóa XV tỉnh`
_INSERTED = re.compile(r"(?: \([A-ZĐ&]{2,8}\))?(?: khóa [IVX]{1,6})?(?= [^\W\d_])")


def _read_tail(text: str, at: int, head: Head, depth: int) -> tuple[int, str]:
    """End of the name and the pieces found behind the head; `?` for an open group."""
    inserted = _INSERTED.match(text, at)
    if inserted and inserted[0]:
        end, pieces = _read_plain_tail(text, inserted.end(), head, depth)
        return (end, pieces) if pieces and end > inserted.end() else (at, "")
    return _read_plain_tail(text, at, head, depth)


def _read_plain_tail(text: str, at: int, head: Head, depth: int) -> tuple[int, str]:
    end, pieces = at, ""
    for piece in head.tail:
        start = _skip_blank(text, end)
        if start == end and piece != "C" and text[end - 1] != ".":
            break
        reached = _piece(piece, text, start, head, depth)
        if reached == -1:
            return end, "?"
        if not reached:
            continue
        end, pieces = reached, pieces + piece
        if piece in "LBPXCWQRD":
            return end, pieces
        if piece in "STFZNHU":
            return _after_words(text, end, head, pieces, depth)
    return end, pieces


def _after_words(text: str, end: int, head: Head, pieces: str, depth: int) -> tuple[int, str]:
    """What may still follow a sector or free words: `Việt Nam`, a level, `khu vực IV`, and for a sector a place."""
    if _GROUP_BEHIND.match(text, end):
        return end, "?"
    found = REGION_BEHIND.match(text, end)
    if found and not (head.words[0] in _ONE_OF_A_PLACE and text.startswith("số", found.end())):
        return region(text, found.end()), pieces + "K"
    if head.open and pieces[-1] == "T":
        end = _more_topics(text, end)
    for piece in "VLPCB" if pieces[-1] == "S" else "VLCB":
        start = _skip_blank(text, end)
        if (start > end or piece == "C") and piece in head.tail:
            reached = _piece(piece, text, start, head, depth)
            if reached == -1 and piece == "L":
                return end, "?"
            if reached > 0:
                return reached, pieces + piece
    return end, pieces


_ONE_OF_A_PLACE = frozenset(("bộ", "sở"))  # `Sở Y tế số 12 phố A` tells the address
_CENTRE = re.compile(r" (?:(?:Trung|trung) ương|T\.?[ƯW]|quốc gia|tỉnh|huyện|thành phố)(?!\w)(?= (?:về )?\w)")


def _more_topics(text: str, end: int) -> int:
    """The end of further topics of a committee: `liên ngành | Trung ương về | an toàn thực phẩm`."""
    for _ in range(2):
        centre = _CENTRE.match(text, end)
        topic = topic_pattern().match(text, _skip_blank(text, centre.end() if centre else end))
        if not topic:
            return end
        end = topic.end()
    return end


_NO_LEVEL = capital_pattern(r" ?(?:(?:ủy|đoàn|Ủy|ỦY|đội|viên)(?!\w)|Hội(?!\w| \p{Lu}))")  # huyện ủy, tỉnh Hội


def _level(text: str, start: int, head: Head, depth: int = 0) -> int:
    word = LEVEL_WORD.match(text, start)
    if not word or _NO_LEVEL.match(text, word.end()):
        return 0
    if _GROUP.match(text, start):
        return -1
    after = _skip_blank(text, word.end())
    named = place_after(text, after, word[0].lower().rstrip("."))
    if named:
        return named.end
    if word[0].upper().startswith(("TP.", "TX.")) and word[0].isupper():
        return start + 2 if word[0] in ("TP.", "TX.") else word.end()
    return word.end()


def _body(text: str, start: int, head: Head, depth: int = 0) -> int:
    at = start + 4 if text.startswith("của ", start) else start
    if code := _COMMITTEE_CODE.match(text, at):
        return code.end()
    body = read_body(text, at, depth + 1)
    if body is None:
        return 0
    return -1 if body.group else body.end


_OF = re.compile(r" ?của ")
_PREMIER = re.compile(r"Thủ tướng(?: Chính phủ)?|Chính phủ|Quốc hội")


def _of(text: str, start: int, head: Head, depth: int = 0) -> int:
    of = _OF.match(text, start)
    if not of:
        return 0
    if premier := _PREMIER.match(text, of.end()):
        return premier.end()
    level = LEVEL_WORD.match(text, of.end())
    if level:
        return max(0, _level(text, of.end(), head))
    if trung := COUNTRY.match(text, of.end()):
        return trung.end()
    body = read_body(text, of.end(), depth + 1)
    return body.end if body and not body.group and text[of.end()].isupper() else 0


def _sector(text: str, start: int, head: Head, depth: int = 0) -> int:
    """A sector of the lexicon; what a Phòng or Vụ is for may go on over free words (`Phòng Tài chính - Kế toán`)."""
    match = sector_pattern().match(text, start)
    capital = match is not None and (text[start].isupper() or match[0].isupper() or _lower_sector(text, start, head))
    known = match.end() if match and capital else 0
    lower_head = text[:start].rstrip()[-1:].islower() and not _capital_head(text, start)
    if head.words[0] == "bộ" or lower_head or not text[start : start + 1].isupper():
        return known
    if head.words[0] == "sở" and known and text[start - 3 : start - 1].lower() == "sở":
        return _two_sectors(text, known)
    return max(known, _run(text, start, head))


def _lower_sector(text: str, start: int, head: Head) -> bool:
    """`Phòng kinh tế hạ tầng`, `Sở y tế`: the sector of a government's branch in lower case behind a capital head."""
    return head.words[0] in _BRANCHES and text[max(0, start - 12) : start].split()[-1][0].isupper()


_BRANCHES = ("phòng", "sở", "bộ")
_SECTOR_DASH = re.compile(r" - ")


def _two_sectors(text: str, end: int) -> int:
    """The end of a department for two sectors (`Sở Giao thông vận tải - Xây dựng`), `end` where it has one."""
    dash = _SECTOR_DASH.match(text, end)
    other = sector_pattern().match(text, dash.end()) if dash and text[dash.end()].isupper() else None
    return other.end() if other and not _starts_body(text, dash.end()) else end  # type: ignore[union-attr]


def _capital_head(text: str, start: int) -> bool:
    words = text[max(0, start - 12) : start].split()
    return bool(words) and any(word[0].isupper() for word in words[-2:])


def _capitals(text: str, start: int, head: Head, depth: int = 0) -> int:
    if "F" in head.tail:
        return _free(text, start, head)
    if head.free == "press" and (word := next((w for w in _PRESS if text[start : start + len(w)].lower() == w), None)):
        return start + len(word) if text[start].isupper() else 0
    ends = capital_run(text, start, 8, digits=True)
    if not ends or (head.free == "press" and not known_upper_name(text, start) and len(ends) < 2):
        return 0
    if head.free == "press" and (known := known_upper_name(text, start)):
        return known.end
    return ends[-1]


def _role(text: str, start: int, head: Head, depth: int = 0) -> int:
    match = _ROLE.match(text, start)
    return match.end() if match else _bloc(text, start, head)


def _bloc(text: str, start: int, head: Head) -> int:
    match = _BLOC.match(text, start)
    if not match or (match[0] == "khối" and head.words[0] not in ("đảng bộ", "đảng ủy", "ban chấp hành")):
        return 0
    at = _skip_blank(text, match.end())
    city = _CITY.match(text, at)
    level = city.end() if city else max(_level(text, at, head), place(text, at), 0)
    return level or match.end()


def _school(text: str, start: int, head: Head, depth: int = 0) -> int:
    kind = _SCHOOL.match(text, start)
    if not kind:
        return 0
    at = _skip_blank(text, kind.end())
    number = _SCHOOL_NUMBER.match(text, at)
    at = _skip_blank(text, number.end()) if number else at
    run = _run(text, at, head)
    if number:
        return run or number.end()
    return (
        run
        or max(_level(text, at, head), 0)
        or (len(text[: kind.end()].rstrip()) if text[start].isupper() and " " in kind[0].strip() else 0)
    )


_SCHOOL_NUMBER = re.compile(r"số \d{1,2}(?!\w)")  # `Trường Tiểu học số 2 Nam Sơn`
_AND_ZONE = re.compile(r" ?,? [Vv]à ")


def _zone(text: str, start: int, head: Head, depth: int = 0) -> int:
    end, named = start, False
    for _ in range(3):
        zone = _ZONE.match(text, start)
        if not zone:
            break
        ends = capital_run(text, _skip_blank(text, zone.end()), 6, dash=True)
        end, named = (ends[-1], True) if ends else (zone.end(), named)
        more = _AND_ZONE.match(text, end)
        if not more or not _ZONE.match(text, more.end()):
            break
        start = more.end()
    if end == start:
        return 0
    level = _level(text, _skip_blank(text, end), head)
    return level if level > 0 else end if named else 0


# a committee's subject in free words, where it cannot be a predicate
_PURPOSE = re.compile(
    r"(?i:về (?!việc)(?:công tác )?(?:phòng,? chống )?|(?:công tác )?phòng,? chống |cải cách |chuyển đổi |ứng phó )"
)


# `xin ý kiến Ban Chỉ đạo | về quy chế làm việc`: what it is asked about, not what it is for
_ASKED = re.compile(r"(?:ý kiến|báo cáo|tham mưu|đề xuất|kiến nghị)(?: (?:của|với|cho))? (?:\w+ ){1,4}$")


def _topic(text: str, start: int, head: Head, depth: int = 0) -> int:
    if text.startswith("của ", start):
        return 0
    topic = topic_pattern().match(text, start)
    purpose = _PURPOSE.match(text, start)
    if purpose and not topic and text.startswith("về ", start) and _ASKED.search(text[max(0, start - 48) : start]):
        return 0
    run = _run(text, purpose.end(), head) if purpose and not topic else 0
    return max(topic.end() if topic else 0, closed_by_level(text, start, purpose=True), run)


def closed_by_level(text: str, start: int, purpose: bool = False) -> int:
    """End of a name that runs over free words, commas and `và` to a level word (`… nhà dột nát huyện Bình Sơn`), or 0.

    With `purpose` the first words may be verbs that otherwise end a name (`Ban Chỉ đạo xây dựng …`).
    """
    at, count, crossed, new_member = start, 0, False, False
    while count < 18:
        if count and LEVEL_WORD.match(text, at):
            if crossed and text.startswith(", ", at - 2):
                return 0  # `Trạm Y tế Lũng Cao, thị trấn …`: another name of the list
            end = _level(text, at, _NO_HEAD)
            return end if end > 0 and _name_may_stop(text, end, crossed) else 0
        word = compound_pattern().match(text, at) or WORD.match(text, at)
        if not word:
            return 0
        free = word[0][0].isupper() or " " in word[0] or (purpose and count < 2)
        if not free and name_end_pattern().match(text, at):
            return 0
        if count and text[at].isupper() and _starts_body(text, at, new_member):
            return 0
        count += 1
        joint = _JOIN.match(text, word.end())
        if not joint:
            return 0
        new_member = len(joint[0].strip()) > 0
        crossed = crossed or "," in joint[0]
        at = joint.end()
    return 0


_NO_HEAD = Head((), "", "no")


def _starts_body(text: str, at: int, any_head: bool = False) -> bool:
    """Whether another body's name starts here, from its head and the next word alone (no look into its tail).

    Heads that take free words (`Trung tâm`) may stand inside a name and count only with `any_head`.
    """
    word = WORD.match(text, at)
    found = heads_by_first_word().get(word[0].lower()) if word else None
    match = found[0].match(text, at) if found else None
    if not found or not match:
        return False
    head = found[1][str(match.lastindex)]
    if not _cased(match[0], head) or (head.free and not any_head):
        return False
    following = _skip_blank(text, match.end())
    if head.alone != "no" or LEVEL_WORD.match(text, following):
        return True
    if set("NFSHB") & set(head.tail):
        return text[following : following + 1].isupper() or text[following : following + 1].isdigit()
    return known_upper_name(text, following) is not None


def _name_may_stop(text: str, end: int, crossed: bool) -> bool:
    """A comma inside the name is only believed when a verb, a mark or the like follows the level."""
    following = text[end : end + 2]
    return not crossed or not following.strip() or following[0] in " ,.;:)\n"


def _free(text: str, start: int, head: Head, depth: int = 0) -> int:
    """End of a run of free words: over `và` and commas only up to a level word, else up to the first end word."""
    if head.free == "known" or not WORD.match(text, start):
        return 0
    if head.free in ("capital", "company", "") and not text[start].isupper():
        if head.free == "company" and _COMPANY.match(text, start):
            return _run(text, start, head)
        soon = _CAPITAL_SOON.match(text, start) or business_pattern().match(text, start)
        return _run(text, start, head) if head.free == "company" and soon else 0
    if text[start].isupper() and _starts_body(text, start) and head.free != "any":
        return 0
    topic = topic_pattern().match(text, start)
    closed = closed_by_level(text, start, purpose=head.open)
    run = (
        0
        if head.free == "any"
        and text[start].islower()
        and not compound_pattern().match(text, start)
        and not _PROJECT_KIND.match(text, start)
        else _run(text, start, head)
    )
    return max(topic.end() if topic else 0, closed, run)


_CITY_HERE = re.compile(r"T[Pp]\.? ?(?:HCM|Hồ Chí Minh)(?!\w)")
_RUN_JOINT = capital_pattern(r"(?: và | ?& ?| ?- ?|, )(?=\p{Lu})| {1,2}")
_CAPITAL_SOON = capital_pattern(r"\w+ (?:\w+ )?\p{Lu}")
# lower-case words that name what a project board is for: `Ban Quản lý dự án đường Hồ Chí Minh`
_PROJECT_KIND = capital_pattern(
    r"(?:đường(?: sắt| bộ| thủy)?|cầu|hồ|kè|tuyến|cao tốc|đê|cảng|sân bay|metro)(?: đô thị)? \p{Lu}"
)
# after these words a name is over, but for a capital
_CLOSING = frozenset(
    ("quốc gia", "trung ương", "việt nam", "miền trung", "miền nam", "miền bắc", "miền tây", "miền đông", "toàn quốc")
)


_DEGREE = re.compile(r"(?:BS(?:CK ?(?:II?|[12]))?|Ths|ThS|TS|PGS|GS|KS|BsCK\w*)(?![\w&-])")  # of who heads the body
_LAST_MEMBER = capital_pattern(r"\p{Lu}\w*(?: \w+){0,4} và \p{Lu}")


def _run(text: str, start: int, head: Head) -> int:
    """Words up to the first that ends a name. After a proper name (two capitals in a row, or a known place) a word in
    lower case ends it too, unless a capital follows soon (`Viện Lúa Đồng bằng sông Cửu Long`)."""
    at, end, count, capitals = start, 0, 0, 0
    while count < _MOST_WORDS:
        if head.free == "company" and (kind := _COMPANY.match(text, at)):
            if kind[0].strip() in ("và", "&", "-") and not text[kind.end() : kind.end() + 1].isupper():
                return end
            end, at = kind.end() - (text[kind.end() - 1] == " "), kind.end()
            continue
        if head.free == "company" and not count and (trades := _trades_end(text, at)):
            end, at, count = trades - 1, trades, 1
            continue
        word = compound_pattern().match(text, at) or WORD.match(text, at)
        if not word or _is_outside(text, word, head, end, count, capitals):
            return end
        capitals = capitals + 1 if text[at].isupper() and " " not in word[0] else 0
        count += 1
        if word[0] == "và":  # counts only with the word it joins: `Khoa Khám bệnh | và thu ngân`
            following = BLANK.match(text, word.end())
            if not following:
                return end
            at = following.end()
            continue
        end, at = _after_word(text, word, head, count)
        if not at:
            return end
    return end


_MOST_WORDS = 14


def _trades_end(text: str, at: int) -> int:
    """Behind the lines of business of a firm up to its proper name, 0 where another body stands among them."""
    trades = trades_pattern().match(text, at)
    if trades is None:
        return 0
    commas = (joint.end() for joint in _MEMBER_JOINT.finditer(text, at, trades.end()))
    others = [trades.end(), *commas]
    return 0 if any(text[o].isupper() and _starts_body(text, o, any_head=True) for o in others) else trades.end()


def _is_outside(text: str, word: re.Match[str], head: Head, end: int, count: int, capitals: int) -> bool:
    """Whether a word stands outside the name that reaches to `end`, with so many capitalised words at its end."""
    at = word.start()
    if _DEGREE.match(text, at) or (word[0][0].isdigit() and (not count or not numbers(text, word.end()))):
        return True
    if text[at].isupper():
        other = _starts_body(text, at) or ("L" in head.tail and _CITY_HERE.match(text, at))
        return bool(count and text[at - 1] != "-" and other)
    placed = capitals > 0 and bool(place(text, _word_start(text, end)))
    over = _ends_name(text, at, word[0]) or placed or (capitals > 1 and not _CAPITAL_SOON.match(text, at))
    return over and not word[0].isdigit()


def _after_word(text: str, word: re.Match[str], head: Head, count: int) -> tuple[int, int]:
    """End of the name with this word, and where its next word begins, 0 where it has none."""
    end = word.end()
    joint = _RUN_JOINT.match(text, end)
    if not joint or (joint[0].strip() and not _joins(text, joint, head)):
        end = _further_member(text, end, head) or end
        joint = BLANK.match(text, end) if end > word.end() else None
        return end, joint.end() if joint else 0
    closed = (word[0].isdigit() or word[0].lower() in _CLOSING) and count > 1
    return end, 0 if closed and text[joint.end() : joint.end() + 1].islower() else joint.end()


_MEMBER_JOINT = re.compile(r" ?, (?:và )?| (?:và|&) ")
_NO_MEMBERS = frozenset(("sở", "bộ", "công ty", "ngân hàng"))  # bodies whose lists of sectors are lists of bodies


def _further_member(text: str, end: int, head: Head) -> int:
    """End of a word that goes on the name after a comma or `và` (`Chăn nuôi và thú y`), or 0."""
    joint = _MEMBER_JOINT.match(text, end)
    if not joint or head.words[:1] == () or head.words[0] in _NO_MEMBERS:
        return 0
    member = member_pattern().match(text, joint.end())
    if not member or _starts_body(text, joint.end(), any_head=True):
        return 0
    return member.end() if "," not in joint[0] or not text[joint.end()].isupper() or " " not in member[0] else 0


def _word_start(text: str, end: int) -> int:
    return text.rfind(" ", 0, end) + 1


def _ends_name(text: str, at: int, word: str) -> bool:
    return " " not in word and bool(
        name_end_pattern().match(text, at) or LEVEL_WORD.match(text, at) or REGION.match(text, at)
    )


def _joins(text: str, joint: re.Match[str], head: Head) -> bool:
    """Whether `và` or a comma before a capital goes on within one name (`Văn hóa, Thể thao và Truyền thông`)."""
    if head.free == "company" and joint[0].strip() == ",":
        return False
    if joint[0] == "-" and text[joint.end() : joint.end() + 2].isupper():
        return True  # Trung tâm VH-TT
    if _starts_body(text, joint.end(), any_head=True) or LEVEL_WORD.match(text, joint.end()):
        return False
    if stranger_pattern().match(text, joint.end()):
        return False
    if joint[0].strip() == ",":
        return bool(_LAST_MEMBER.match(text, joint.end()))
    return True


def _duty(text: str, start: int, head: Head, depth: int = 0) -> int:
    match = duty_pattern().match(text, start)
    return match.end() if match else 0


_PIECES = {
    "L": _level, "B": _body, "X": _role, "S": _sector, "N": _capitals, "T": _topic, "F": _free, "Z": _zone,
    "H": _school, "C": _of, "U": _duty, }  # fmt: skip
_PLACES = {
    "P": place, "V": country, "K": region, "W": village, "Q": foreign, "R": part_of_country, "D": unit_number,
}  # fmt: skip


def _piece(piece: str, text: str, start: int, head: Head, depth: int) -> int:
    """End of that piece of a tail at `start`, 0 where it does not stand there, -1 for an open group."""
    if piece in _PLACES:
        return _PLACES[piece](text, start)
    return _PIECES[piece](text, start, head, depth)


def free_words(text: str, start: int) -> int:
    """End of a member of a list in free words (`Thủy lợi Bắc Hà Tĩnh`), or 0."""
    return _run(text, start, _NO_HEAD)


_PLURAL = re.compile(
    r"(?i:(?<!\w)(?:các|những|mỗi|từng|mọi|một số|nhiều|hai|ba|bốn)"
    r"|(?<![\w/.,-])(?<!thứ )(?<!số )(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )\d{1,3}) {1,2}$"
)
_LONGEST_PLURAL = 20  # characters, with what stands before the word


def is_plural(before: str) -> bool:
    return bool(_PLURAL.search(before[-_LONGEST_PLURAL:]))


def body_mention(text: str, start: int, end: int, rule: str, name: str | None = None) -> EntityMention:
    return EntityMention("organization", start, end, rule, name=name or write_out(text[start:end]))
