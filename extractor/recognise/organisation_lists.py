"""Lists after one type word: `Các Bộ: Quốc phòng, Công an`, `UBND các huyện: Na Rì, Ngân Sơn`, `các Xí nghiệp Sông Bùi,
Kim Bôi`. The first member takes the type word, the others stand bare and are named in full by `name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.core.mentions import EntityMention
from extractor.lexicon.abbreviations import write_out
from extractor.lexicon.alternation import alternation
from extractor.lexicon.bodies import body_words, sector_pattern, stranger_pattern
from extractor.lexicon.places import region_pattern
from extractor.recognise.name_shapes import capital_pattern, capital_run, known_upper_name, opens_order, place_after
from extractor.recognise.organisation_tails import Body, body_mention, read_body
from extractor.recognise.organisation_words import free_words

LIST_SEP = re.compile(r" ?, ?(?:và )?| và | & ")
_ARMED = re.compile(r"(?i:quân sự|bộ đội biên phòng|bộ đội bp|bđbp)(?: tỉnh| thành phố| huyện)?")
CODE = re.compile(
    r"[A-ZĐ][A-ZĐ&.\-]{0,9}[A-ZĐ](?!\w)|[A-ZĐ]{2,9}(?!\w)|P\. ?[A-ZĐ]{2,6}(?!\w)|[A-ZĐ]{1,4}\d{1,2}(?!\w)"
)
_UNIT = r"(?:tỉnh|huyện|thị xã|thành phố|xã|phường|quận|thị trấn)"
# `UBND các huyện: A, B`, `Đảng ủy hai xã A, B`
_UNITS_LIST = capital_pattern(
    rf"(?i: (?:cả )?(?:các|hai|ba|bốn|năm|sáu|0?[2-9]) ({_UNIT})(?:, ?{_UNIT})*)( ?: ?| (?=\p{{Lu}}))"
)
_COLON = re.compile(r" ?: ?")
_BARE_NAME = frozenset(
    ("bộ", "sở", "phòng", "vụ", "cục", "khoa", "tổ", "chi nhánh", "bộ môn", "nông trường", "đội", "trạm")
)
# `các Bộ, cơ quan: Tài chính, …`, `các sở, ban, ngành gồm: …`: the names stand behind two words or more
_WITH_OTHERS = re.compile(
    r"(?i:(?:(?:, ?| và |, và )(?:ban|ngành|cơ quan|đơn vị|đoàn thể|sở|bộ|vụ|cục|địa phương|tổ chức|chi nhánh|phòng))+)"
    r"(?i: (?:trung ương|liên quan|chức năng|của tỉnh|cấp tỉnh|tỉnh|thành phố|huyện))?(?: ?: ?|(?i: gồm:? ?))"
)


def shared_head(text: str, start: int, head: str, plural: bool) -> list[EntityMention]:
    """Members of `Các Bộ: Quốc phòng, Công an`, `UBND các huyện: Na Rì, Ngân Sơn`, `các Sở Tài chính, Nội vụ`."""
    at = start + len(head)
    if units := _UNITS_LIST.match(text, at):
        return _governments(text, start, head, units)
    others = _WITH_OTHERS.match(text, at) if plural and head.lower() in _BARE_NAME else None
    if others and not opens_order(text, others.end()):
        return _listed(text, others.end(), others.end(), head, _written_head(head))
    colon = _COLON.match(text, at)
    if colon is None:
        kind = _FIRM_COLON.match(text, at)
        if kind:
            colon, head = kind, head + kind[0].rstrip(" :")
    if colon is None and not (plural and head.lower() in _BARE_NAME and text[at : at + 1] == " "):
        return []
    if colon and opens_order(text, colon.end()):
        return []  # `Trưởng các phòng: Rà soát …`
    first = colon.end() if colon else at + 1
    least = 2 if colon is None or not (plural or head.lower() in ("bộ chỉ huy", "vụ")) else 1
    return _listed(text, start, first, head, _written_head(head), least)


def _listed(text: str, start: int, first: int, head: str, prefix: str, least: int = 1) -> list[EntityMention]:
    """The members from `first` on; the first one takes the type word at `start` with it."""
    ends = list(_members(text, first, head))
    if len(ends) < least:
        return []
    whole = head.lower() in _SHARED_HEADS  # a body of bodies: `Thường trực: Tỉnh ủy, HĐND tỉnh`
    return [
        body_mention(text, start if whole and a == first else a, b, "body")
        if own
        else body_mention(text, start if a == first else a, b, "list", write_out(f"{prefix} {text[a:b]}"))
        for a, b, own in ends
    ]


_SHARED_HEADS = frozenset(("thường trực",))


def placed_list(text: str, start: int, body: Body) -> list[EntityMention]:
    """One kind of body in several places: `các Sở Y tế: Hà Nội, Nghệ An`, `các Xí nghiệp Lương Sơn, Kim Bôi`."""
    if body.group or not set("SFNT") & set(body.pieces):
        return []
    colon = _COLON.match(text, body.end)
    written = text[start : body.end]
    if colon and opens_order(text, colon.end()):
        return []
    if colon:
        ends = list(_place_members(text, colon.end(), any_name=body.head.free == "company"))
        if not ends or (len(ends) < 2 and not known_upper_name(text, colon.end())):
            return []
        first, prefix = colon.end(), written
    else:
        at = body.head_end + 1
        known = known_upper_name(text, at)
        if body.head.words[0] not in _PLACED or known is None or known.end != body.end:
            return []
        ends, first, prefix = list(_place_members(text, at)), at, text[start : body.head_end]
        if len(ends) < 2:
            return []
    name = _written_head(prefix)
    return [
        body_mention(text, start if a == first else a, b, "list", write_out(f"{name} {text[a:b]}")) for a, b in ends
    ]


_PLACED = frozenset(("công ty", "trung tâm", "chi nhánh", "bệnh viện", "trường", "báo", "điện lực"))
_MOST_PLACE_WORDS = 4


def _place_members(text: str, at: int, any_name: bool = False) -> Iterator[tuple[int, int]]:
    """Known places one behind another; with `any_name` other runs of capitals too."""
    while True:
        known = known_upper_name(text, at)
        ends = capital_run(text, at, _MOST_PLACE_WORDS) if any_name else []
        end = max(known.end if known else 0, ends[-1] if ends else 0)
        if not end:
            return
        yield at, end
        joint = LIST_SEP.match(text, end)
        if not joint:
            return
        at = joint.end()


def _written_head(head: str) -> str:
    head = {"TCT": "Tổng công ty", "BQL": "Ban Quản lý"}.get(head, head)
    return head if head.isupper() else head[0].upper() + head[1:]


_FIRM_COLON = re.compile(r" (?:TNHH MTV|TNHH|cổ phần|CP) ?: ?")


def list_head(text: str, start: int) -> str | None:
    head = _list_heads().match(text[start : start + 24].lower())
    return text[start : start + head.end()] if head else None


@cache
def _list_heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(body_words().list_heads)})(?![^\W_])")


def _members(text: str, at: int, head: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each member, and whether it is a body with a head of its own."""
    while True:
        member = _member(text, at, head)
        if member is None:
            return
        end, own = member
        yield at, end, own
        joint = LIST_SEP.match(text, end)
        if not joint:
            return
        at = joint.end()


def _member(text: str, at: int, head: str) -> tuple[int, bool] | None:
    if head.lower() in ("bộ chỉ huy", "ban chỉ huy"):
        armed = _ARMED.match(text, at)
        return (armed.end(), False) if armed else None
    body = read_body(text, at)
    if body and body.group:
        return None
    sector = sector_pattern().match(text, at) if text[at : at + 1].isupper() else None
    if body and not body.group and not (sector and sector.end() >= body.end):
        return body.end, True
    if sector and head.lower() not in ("ban", "hội", "trường", "bệnh viện", "công ty"):
        return sector.end(), False
    if code := CODE.match(text, at):
        post = code[0].lower() in body_words().office_codes - {"ct", "cn", "tt", "nc"}
        return None if post else (_with_place(text, code.end()), False)  # `các Vụ: TH, PL, TGĐ Cổng …`
    if not text[at : at + 1].isupper() or head.lower() in ("bộ", "văn phòng"):
        return None
    if stranger_pattern().match(text, at):
        return None  # `các Giám đốc Sở: Tài chính, Xây dựng và Chủ tịch UBND huyện A`
    end = free_words(text, at)
    return (_with_place(text, end), False) if end else None


_CITY = re.compile(r"(?<=TP)\.? ?(?:HCM|Hồ Chí Minh)(?!\w)| TP\.? ?(?:HCM|Hồ Chí Minh)(?!\w)")


def _with_place(text: str, end: int) -> int:
    """The end with a place behind the name of a list's member (`Pasteur TP.HCM`, `VSDT Tây Nguyên`)."""
    if city := _CITY.match(text, end):
        return city.end()
    region = region_pattern().match(text, end + 1) if text.startswith(" ", end) else None
    return region.end() if region else end


_GOES_ON = re.compile(r" (?!và )[a-zà-ỹ]")


def _governments(text: str, start: int, head: str, units: re.Match[str]) -> list[EntityMention]:
    """`UBND các huyện: Na Rì, Ngân Sơn`: each named unit stands for its government."""
    found: list[EntityMention] = []
    at = units.end()
    if ":" in units[2] and opens_order(text, at):
        return []
    unit = units[1].lower()
    while (place := place_after(text, at, unit)) and (place.known or not text[at : place.end].isupper()):
        if not place.known and not found and _GOES_ON.match(text, place.end):
            return []  # `UBND các xã, phường: Rà soát …`
        name = write_out(f"{_written_head(head)} {unit} {text[at : place.end]}")
        found.append(body_mention(text, at if found else start, place.end, "list", name))
        joint = LIST_SEP.match(text, place.end)
        if not joint:
            break
        at = joint.end()
    return found if found and (":" in units[2] or len(found) > 1) else []
