"""Where the name of a body ends: the head, then its pieces as the lexicon allows them (see `lexicon.bodies`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.core.mentions import EntityMention
from extractor.lexicon.abbreviations import write_out
from extractor.lexicon.bodies import (
    Head,
    heads_by_first_word,
    topic_pattern,
)
from extractor.recognise.name_shapes import (
    LEVEL_WORD,
    WORD,
    capital_pattern,
)
from extractor.recognise.organisation_pieces import (
    capitals_piece,
    duty_piece,
    free_piece,
    role_piece,
    school_piece,
    sector_piece,
    topic_piece,
    zone_piece,
)
from extractor.recognise.organisation_places import (
    COUNTRY,
    REGION_BEHIND,
    country,
    foreign,
    part_of_country,
    place,
    region,
    unit_number,
    village,
)
from extractor.recognise.organisation_words import (
    LEVEL_WORDS,
    OPEN_GROUP,
    cased,
    level_piece,
    skip_blank,
    starts_body,
)

_GROUP_BEHIND = re.compile(
    rf" (?:(?:các|những|một số|nhiều|\d{{1,3}}) (?:{LEVEL_WORDS}|địa phương|đơn vị|tỉnh, thành|bộ|sở|ngành|cấp)"
    rf"|cấp {LEVEL_WORDS})(?!\w)"
)
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
    if not cased(match[0], head):
        return None
    at = skip_blank(text, match.end())
    if any(text.startswith(word, at) for word in head.skip):
        return None
    if head.free == "press" and match[0][0].islower() and starts_body(text, at):
        return None  # báo Sở Y tế: to report
    if OPEN_GROUP.match(text, at) and not _special_group(text, at, head):
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


def _lower_allowed(head: Head, pieces: str) -> bool:
    """Whether a head in lower case may start a name: `huyện ủy`, `thường trực Huyện ủy`, `sở Tài chính`."""
    return (
        head.alone == "lower"
        or head.free == "lower"
        or (head.free == "school" and "H" in pieces)
        or (head.free == "press" and bool(pieces))
        or (not head.exact and not head.free and bool(set("LBCSX") & set(pieces)))
    )


_NUMBERED_OF = capital_pattern(rf"\d{{1,2}} {LEVEL_WORDS} \p{{Lu}}|\d{{3}}(?!\d)")  # Thuế cơ sở 3 tỉnh Phú Thọ


def _special_group(text: str, at: int, head: Head) -> bool:
    if head.tail.startswith("K") and _NUMBERED_OF.match(text, at):
        return True
    return ("X" in head.tail and bool(re.match(r"(?i:các cơ quan đảng)", text[at : at + 20]))) or (
        "T" in head.tail and bool(topic_pattern().match(text, at))
    )


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
        start = skip_blank(text, end)
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
        start = skip_blank(text, end)
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
        topic = topic_pattern().match(text, skip_blank(text, centre.end() if centre else end))
        if not topic:
            return end
        end = topic.end()
    return end


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
        return max(0, level_piece(text, of.end(), head))
    if trung := COUNTRY.match(text, of.end()):
        return trung.end()
    body = read_body(text, of.end(), depth + 1)
    return body.end if body and not body.group and text[of.end()].isupper() else 0


_PIECES = {
    "L": level_piece,
    "B": _body,
    "X": role_piece,
    "S": sector_piece,
    "N": capitals_piece,
    "T": topic_piece,
    "F": free_piece,
    "Z": zone_piece,
    "H": school_piece,
    "C": _of,
    "U": duty_piece,
}
_PLACES = {
    "P": place, "V": country, "K": region, "W": village, "Q": foreign, "R": part_of_country, "D": unit_number,
}  # fmt: skip


def _piece(piece: str, text: str, start: int, head: Head, depth: int) -> int:
    """End of that piece of a tail at `start`, 0 where it does not stand there, -1 for an open group."""
    if piece in _PLACES:
        return _PLACES[piece](text, start)
    return _PIECES[piece](text, start, head, depth)


_PLURAL = re.compile(
    r"(?i:(?<!\w)(?:các|những|mỗi|từng|mọi|một số|nhiều|hai|ba|bốn)"
    r"|(?<![\w/.,-])(?<!thứ )(?<!số )(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )\d{1,3}) {1,2}$"
)
_MANY = ("các", "những", "mỗi", "từng", "mọi", "số", "nhiều", "hai", "ba", "bốn", *"0123456789")  # asked first
_LONGEST_PLURAL = 20  # characters, with what stands before the word


def is_plural(before: str) -> bool:
    last = before[-_LONGEST_PLURAL:].rstrip().lower()
    return last.endswith(_MANY) and bool(_PLURAL.search(before[-_LONGEST_PLURAL:]))


def body_mention(text: str, start: int, end: int, rule: str, name: str | None = None) -> EntityMention:
    return EntityMention("organization", start, end, rule, name=name or write_out(text[start:end]))
