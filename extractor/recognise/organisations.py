"""Organisations: one definite body, named in full, by abbreviation or by role.

The span is the longest continuous name with a place inside it. Bodies that share a tail (`HĐND, UBND huyện`) are
separate; in a list after one type word (`Các Bộ: Quốc phòng, Công an`) the first member takes the type word, the
others stand bare and are named in full by `name`. Open groups (`các sở, ban, ngành`, `UBND cấp huyện`) are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extractor.core.characters import without_marks
from extractor.core.mentions import EntityMention
from extractor.lexicon.abbreviations import write_out
from extractor.lexicon.bodies import body_words, heads_by_first_word, name_end_pattern, sector_pattern
from extractor.lexicon.places import region_pattern
from extractor.recognise.name_shapes import (
    WORD,
    capital_pattern,
    capital_run,
    join_wraps,
    known_upper_name,
    place_after,
)
from extractor.recognise.organisation_tails import Body, free_words, read_body

_PLURAL = re.compile(
    r"(?i:(?<!\w)(?:các|những|mỗi|từng|mọi|một số|nhiều|hai|ba|bốn)"
    r"|(?<![\w/.,-])(?<!thứ )(?<!số )(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )\d{1,3}) {1,2}$"
)
_POST_BEFORE = re.compile(
    r"(?i:(?:phó (?:bí thư|chủ tịch|trưởng ban|trưởng đoàn|giám đốc|chủ nhiệm|thủ tướng|tổng giám đốc"
    r"|chủ tịch hội đồng)|ủy viên|cơ quan|đơn vị|đại biểu) {1,2}$)"
)
_MEMBER_BEFORE = re.compile(r"(?i:(?:thành viên|ủy viên) (?:các )?$)")
_NOT_CABINET = re.compile(r"(?i:(?:thủ tướng|thành viên|người đứng đầu|trái phiếu|tín phiếu|công trái) $)")
_DISTRIBUTIVE = re.compile(r"(?i:(?:từng|mỗi|các) (?:đồng chí|đ/c)(?: \w+){0,2} (?:trong|là) $)")
_NUMBER_BEFORE = re.compile(r"\d[a-z]? ?[-/] ?[\w&.]*(?:[-/][\w&.]*)*$")
_CAPITAL_START = re.compile(
    r"(?:^|[\n.,;:()\-|*–/] *|(?i:của|và|tại|với|giữa|tm\.?|t/m|t/l|tl\.?|kt\.?|gửi|các|do|là|theo) )$"
)
_LONGEST_GROUP = 6
_SHARED = re.compile(r"(?i:,? (?:và )?|, ?)(?=Ban [Tt]hường vụ|BTV|Thường trực)")


def find_organisations(view: str) -> list[EntityMention]:
    """All organisations of a matching view, in order and without overlaps; `name` has abbreviations written out."""
    text = join_wraps(view)
    found: list[EntityMention] = []
    heads, done = heads_by_first_word(), 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < done or word[0].lower() not in heads or _inside_word(text, start, word[0]):
            continue
        mentions, done = _read_at(text, start, done)
        found += mentions
    found = _without_filing_marks(text, found)
    behind = [*_section_codes(text), *_bodies_by_role(text, found), *_short_forms(text, found), *_own_paper(text)]
    found += _uncovered(behind, found)
    return sorted(found, key=lambda m: m.start)


def _inside_word(text: str, start: int, word: str) -> bool:
    """Whether the possible head is part of a number (`12/TB-UBND`), of another word (`giao ban`) or of a heading."""
    if start and text[start - 1] in "-/_#@" and start > 1 and (text[start - 2].isalnum() or text[start - 1] in "_#@"):
        return not text[start - 2].isalpha() or bool(_NUMBER_BEFORE.search(text[max(0, start - 30) : start]))
    if text.startswith((".vn", ".VN", ".com", ".org", ".gov", ".net"), start + len(word)):
        return True
    if barring := body_words().no_head_after.get(word.lower()):
        before = text[max(0, start - 14) : start].lower().split()
        if before and before[-1] in barring and (word[0].islower() or before[-1] == "trấn"):
            return True
    return (
        word.isupper()
        and word.lower() in body_words().short_heads
        and not _CAPITAL_START.search(text[max(0, start - 12) : start])
    )


def _mention(text: str, start: int, end: int, rule: str, name: str | None = None) -> EntityMention:
    return EntityMention("organization", start, end, rule, name=name or write_out(text[start:end]))


def _uncovered(candidates: list[EntityMention], found: list[EntityMention]) -> list[EntityMention]:
    """The candidates that overlap none of `found` (in order) and none of themselves."""
    starts = [m.start for m in found]
    free: dict[int, EntityMention] = {}
    for candidate in candidates:
        i = bisect_right(starts, candidate.start)
        left_free = i == 0 or found[i - 1].end <= candidate.start
        if left_free and (i == len(found) or found[i].start >= candidate.end):
            free[candidate.start] = candidate
    return list(free.values())


def _read_at(text: str, start: int, done: int) -> tuple[list[EntityMention], int]:
    """Mentions that start at a possible head, and where to go on."""
    before = text[max(0, start - 40) : start]
    if (head := _list_head(text, start)) and (members := _shared_head(text, start, head, _is_plural(before))):
        return members, members[-1].end
    body = read_body(text, start)
    if body is None:
        return _lone_standing_committee(text, start, before), done
    if _is_plural(before) and (members := _placed_list(text, start, body)):
        return members, members[-1].end
    if body.group or _is_plural(before):
        return [], _group_end(text, body)
    if _DISTRIBUTIVE.search(before):
        return [], _distributed_end(text, body)
    if _ends_in_group(text, body):
        return [], body.end
    written = text[start : body.head_end].lower()
    if written in ("thường trực", "tt") and _POST_BEFORE.search(before):
        return [], start + 1
    if written == "chính phủ" and (_NOT_CABINET.search(before) or text.startswith((" số", " điện tử"), body.end)):
        return [], body.end
    if written == "quốc hội" and re.search(r"(?i:đại biểu $)", before):
        return [], body.end
    if _MEMBER_BEFORE.search(before):
        return [], body.end
    return [_mention(text, start, body.end, "body" if body.pieces else "role")], body.end


def _is_plural(before: str) -> bool:
    return bool(_PLURAL.search(before))


def _group_end(text: str, body: Body) -> int:
    """End of an open group with its further heads: `các huyện ủy, thành ủy`, `Đảng ủy, UBND các xã`."""
    end = body.end if body.group or not body.pieces else body.head_end
    for _ in range(_LONGEST_GROUP):
        joint = _LIST_SEP.match(text, end)
        further = read_body(text, joint.end()) if joint else None
        if not joint or not further or further.pieces or not (text[joint.end()].islower() or not further.group):
            break
        end = further.end
    return end


def _distributed_end(text: str, body: Body) -> int:
    """End of bodies meant one for each unit: `từng đồng chí trong Ban Thường vụ, Ban Chấp hành Đảng bộ huyện`."""
    joint = _LIST_SEP.match(text, body.end)
    further = read_body(text, joint.end()) if joint else None
    return further.end if further else body.end


def _ends_in_group(text: str, body: Body) -> bool:
    """Whether a bare head shares the tail of an open group: `Đảng ủy, UBND các xã`."""
    for _ in range(_LONGEST_GROUP):
        joint = None if body.pieces else _LIST_SEP.match(text, body.end)
        further = read_body(text, joint.end()) if joint else None
        if further is None or further.group:
            return further is not None
        body = further
    return False


def _lone_standing_committee(text: str, start: int, before: str) -> list[EntityMention]:
    """`Thường trực` in `Thường trực, Ban thường vụ Huyện ủy`."""
    end = start + len("Thường trực")
    if text[start:end] != "Thường trực" or _POST_BEFORE.search(before) or not _SHARED.match(text, end):
        return []
    return [_mention(text, start, end, "shared_tail")]


# --- lists after one type word -------------------------------------------------------------------------------------
_LIST_SEP = re.compile(r" ?, ?(?:và )?| và | & ")
_ARMED = re.compile(r"(?i:quân sự|bộ đội biên phòng|bộ đội bp|bđbp)(?: tỉnh| thành phố| huyện)?")
_CODE = re.compile(r"[A-ZĐ][A-ZĐ&.\-]{0,9}[A-ZĐ](?!\w)|[A-ZĐ]{2,9}(?!\w)|P\. ?[A-ZĐ]{2,6}(?!\w)|[A-ZĐ]{1,4}\d{1,2}(?!\w)")
_UNIT = r"(?:tỉnh|huyện|thị xã|thành phố|xã|phường|quận|thị trấn)"
_UNITS_LIST = capital_pattern(rf"(?i: các ({_UNIT})(?:, ?{_UNIT})*)( ?: ?| (?=\p{{Lu}}))")
_COLON = re.compile(r" ?: ?")
_BARE_NAME = frozenset(("bộ", "sở", "phòng", "vụ", "cục"))
# `các Bộ, cơ quan: Tài chính, …`, `các sở, ban, ngành gồm: …`: the names stand behind two words or more
_WITH_OTHERS = re.compile(
    r"(?i:(?:(?:, ?| và |, và )(?:ban|ngành|cơ quan|đơn vị|đoàn thể|sở|bộ|vụ|cục|địa phương|tổ chức|chi nhánh|phòng))+)"
    r"(?i: (?:trung ương|liên quan|chức năng|của tỉnh|cấp tỉnh|tỉnh|thành phố|huyện))?(?: ?: ?|(?i: gồm:? ?))"
)


def _shared_head(text: str, start: int, head: str, plural: bool) -> list[EntityMention]:
    """Members of `Các Bộ: Quốc phòng, Công an`, `UBND các huyện: Na Rì, Ngân Sơn`, `các Sở Tài chính, Nội vụ`."""
    at = start + len(head)
    if units := _UNITS_LIST.match(text, at):
        return _governments(text, start, head, units)
    if plural and head.lower() in _BARE_NAME and (others := _WITH_OTHERS.match(text, at)):
        return _listed(text, others.end(), others.end(), head, _written_head(head))
    colon = _COLON.match(text, at)
    if colon is None:
        kind = re.compile(r" (?:TNHH MTV|TNHH|cổ phần|CP) ?: ?").match(text, at)
        if kind:
            colon, head = kind, head + kind[0].rstrip(" :")
    if colon is None and not (plural and head.lower() in _BARE_NAME and text[at : at + 1] == " "):
        return []
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
        _mention(text, start if whole and a == first else a, b, "body")
        if own
        else _mention(text, start if a == first else a, b, "list", write_out(f"{prefix} {text[a:b]}"))
        for a, b, own in ends
    ]


_SHARED_HEADS = frozenset(("thường trực",))


def _placed_list(text: str, start: int, body: Body) -> list[EntityMention]:
    """One kind of body in several places: `các Sở Y tế: Hà Nội, Nghệ An`, `các Xí nghiệp Lương Sơn, Kim Bôi`."""
    if body.group or not set("SFNT") & set(body.pieces):
        return []
    colon = _COLON.match(text, body.end)
    written = text[start : body.end]
    if colon:
        ends = list(_place_members(text, colon.end(), any_name=body.head.free == "company"))
        if not ends or (len(ends) < 2 and not known_upper_name(text, colon.end())):  # noqa: PLR2004
            return []
        first, prefix = colon.end(), written
    else:
        at = body.head_end + 1
        known = known_upper_name(text, at)
        if body.head.words[0] not in _PLACED or known is None or known.end != body.end:
            return []
        ends, first, prefix = list(_place_members(text, at)), at, text[start : body.head_end]
        if len(ends) < 2:  # noqa: PLR2004
            return []
    name = _written_head(prefix)
    return [
        _mention(text, start if a == first else a, b, "list", write_out(f"{name} {text[a:b]}")) for a, b in ends
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
        joint = _LIST_SEP.match(text, end)
        if not joint:
            return
        at = joint.end()


def _written_head(head: str) -> str:
    head = {"TCT": "Tổng công ty", "BQL": "Ban Quản lý"}.get(head, head)
    return head if head.isupper() else head[0].upper() + head[1:]


def _list_head(text: str, start: int) -> str | None:
    lower = text[start : start + 24].lower()
    if not lower.startswith(body_words().list_heads):
        return None
    best = max(
        (h for h in body_words().list_heads if lower.startswith(h) and not lower[len(h) : len(h) + 1].isalnum()),
        key=len,
        default=None,
    )
    return text[start : start + len(best)] if best else None


def _members(text: str, at: int, head: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each member, and whether it is a body with a head of its own."""
    while True:
        member = _member(text, at, head)
        if member is None:
            return
        end, own = member
        yield at, end, own
        joint = _LIST_SEP.match(text, end)
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
    code = _CODE.match(text, at)
    if code and code[0].lower() not in body_words().office_codes - {"ct", "cn", "tt", "nc"}:
        return _with_place(text, code.end()), False
    if not text[at : at + 1].isupper() or head.lower() in ("bộ", "văn phòng"):
        return None
    end = free_words(text, at)
    return (_with_place(text, end), False) if end else None


_CITY = re.compile(r"(?<=TP)\.? ?(?:HCM|Hồ Chí Minh)(?!\w)| TP\.? ?(?:HCM|Hồ Chí Minh)(?!\w)")


def _with_place(text: str, end: int) -> int:
    """The end with a place behind the name of a list's member (`Pasteur TP.HCM`, `VSDT Tây Nguyên`)."""
    if city := _CITY.match(text, end):
        return city.end()
    region = region_pattern().match(text, end + 1) if text.startswith(" ", end) else None
    return region.end() if region else end


def _governments(text: str, start: int, head: str, units: re.Match[str]) -> list[EntityMention]:
    """`UBND các huyện: Na Rì, Ngân Sơn`: each named unit stands for its government."""
    found: list[EntityMention] = []
    at = units.end()
    unit = units[1].lower()
    while (place := place_after(text, at, unit)) and (place.known or not text[at : place.end].isupper()):
        name = write_out(f"{_written_head(head)} {unit} {text[at : place.end]}")
        found.append(_mention(text, at if found else start, place.end, "list", name))
        joint = _LIST_SEP.match(text, place.end)
        if not joint:
            break
        at = joint.end()
    return found if found and (":" in units[2] or len(found) > 1) else []


# --- the paper that prints the report, before its first sentence: `(BGĐT) - Ngày 18-11, …`, `ĐBP - Vượt hơn …` ----------
_OWN_PAPER = capital_pattern(
    r"(?m)^(?:\((?P<held>[A-ZĐ]{2,6})\) ?[-–]|(?P<bare>(?![IVX]+\b)[A-ZĐ]{3,6}) ?[-–](?= ?\p{Lu}?\w+ \w[^\n]{60}))"
)
_TOP = 2500  # characters in which the first sentence of a report begins


def _own_paper(text: str) -> list[EntityMention]:
    own = _OWN_PAPER.search(text, 0, _TOP)
    return [_mention(text, *own.span(own.lastgroup or 0), "paper")] if own else []


# --- short forms that the text gives a body ---------------------------------------------------------------------------
_SHORT_FORM = re.compile(
    r" ?\((?:(?:sau đây )?(?:gọi|viết) tắt là:? |sau đây gọi là |gọi tắt )?['\"]?([A-ZĐ][A-ZĐ0-9&\-]{2,9})['\"]?\)"
)


def _short_forms(text: str, found: list[EntityMention]) -> list[EntityMention]:
    """`Tổng công ty Truyền tải điện Quốc gia (EVNNPT)`: the code there, and wherever it stands alone afterwards."""
    full: dict[str, str] = {}
    for mention in found:
        form = _SHORT_FORM.match(text, mention.end)
        if form and mention.name and _stands_for(form[1], text[mention.start : mention.end]):
            full.setdefault(form[1], mention.name)
    return [
        _mention(text, match.start(), match.end(), "short_form", name)
        for code, name in full.items()
        for match in re.finditer(rf"(?<![\w/&.-]){re.escape(code)}(?![\w/&]|-[A-ZĐ])", text)
    ]


def _stands_for(code: str, name: str) -> bool:
    """Whether a code may be the body's own: same first letter, or a body that has a foreign short form; else it belongs
    to the last words of the name (`Đoàn kiểm tra về vệ sinh an toàn thực phẩm (VSATTP)`)."""
    low = name.lower()
    return without_marks(code[0]) == without_marks(name[0]) or low.startswith(body_words().coined)


# --- codes and filing marks of the recipients' list ------------------------------------------------------------------
_RECIPIENTS = re.compile(r"(?m)^[^\n]{0,60}?N[ơƠ][iI] (?:nhận|NHẬN)\s*:")
_ENTRY = re.compile(r"(?m)^[ \t]*[-+•*][ \t]*([^\n]+)")
_SECTIONS = re.compile(r"((?:VP|Văn phòng|TTUB|V\.P)[^:;\n]{0,40}): ?([^;\n]+)")
_PIECE = re.compile(r"[^;,]+")
_BARE_CODE = re.compile(
    r" ?(?:[A-ZĐ][A-ZĐ&\-]{1,9}|P\. ?[A-ZĐ]{2,6}|[A-ZĐ]{1,4}\d{1,2})(?: (?:tỉnh|huyện|xã|phường|thành phố|TP|quận))?\.?$"
)
_REMARK = re.compile(r" ?\([^()]*\) ?\.?$")  # (để b/c)
_FILING = re.compile(r"(?i:lưu(?!\w))")


def _entries(text: str) -> Iterator[re.Match[str]]:
    head = _RECIPIENTS.search(text)
    if head:
        yield from _ENTRY.finditer(text, head.end(), min(len(text), head.end() + 3000))


def _section_codes(text: str) -> list[EntityMention]:
    """Sections of an office among the recipients: `VPUB: CVP, PCVP, KGVX, KTTH` holds two besides the office; and
    bodies that are a code alone, with their level or without (`CA, BCHQS, TYT xã`)."""
    found: list[EntityMention] = []
    for entry in _entries(text):
        if _FILING.match(entry[1]):
            continue
        sections = _SECTIONS.search(entry[1])
        if sections:
            found += _codes_in(text, sections[2], entry.start(1) + sections.start(2))
            if sections[1] in ("VP", "Văn phòng"):
                found.append(_mention(text, entry.start(1), entry.start(1) + len(sections[1]), "recipient_code"))
            continue
        for piece in _PIECE.finditer(entry[1]):
            told = _REMARK.sub("", piece[0])
            if _BARE_CODE.match(told):
                found += _codes_in(text, told.rstrip("."), entry.start(1) + piece.start(), whole=True)
    return found


def _codes_in(text: str, part: str, offset: int, whole: bool = False) -> Iterator[EntityMention]:
    for code in _CODE.finditer(part):
        low = code[0].lower().rstrip(".")
        if low in body_words().office_codes or (whole and low in ("ubnd", "hđnd") and part.strip() == code[0]):
            continue
        if re.search(r"(?i:các|trợ lý|tgđ|lãnh đạo) $", part[: code.start()]):
            continue
        if code.start() and part[code.start() - 1] not in " ,":
            continue
        start = offset + code.start()
        yield _mention(text, start, offset + len(part) if whole else start + len(code[0]), "recipient_code")
        if whole:
            return


def _without_filing_marks(text: str, found: list[EntityMention]) -> list[EntityMention]:
    filed = [e.span() for e in _entries(text) if _FILING.match(e[1])]
    return [m for m in found if not (text[m.start : m.end].isupper() and any(a <= m.start < b for a, b in filed))]


# --- bodies by role ------------------------------------------------------------------------------------------------
_LEADER = re.compile(
    r"(?i:(?:giám đốc|trưởng|thứ trưởng|chủ tịch|tổng giám đốc|cục trưởng|hiệu trưởng|chánh|phó|bí thư|ủy viên|ban"
    r"|cơ quan|công tác|tổ chức|cán bộ|hoạt động|đoàn viên|kinh phí|phong trào|luật|đại hội|trực|tgđ|pgđ|gđ|các|những|mỗi"
    r"|từng|của các) $)"
)
_TOURING = re.compile(
    r"(?<!\w)(?<!thành viên )(?<!Trưởng )(?<!trưởng )(?<!lập )"
    r"(?:đoàn công tác|Đoàn công tác|đoàn thanh tra|Đoàn thanh tra|Đoàn kiểm tra)(?= (?!của|gồm|do|liên|số|về)\w|[,.;])"
)
_SPEAKING_COMMITTEE = re.compile(
    r"(?<=[.,;] )Thường trực(?= (?:sẽ|đã|yêu cầu|đề nghị|giao|thống nhất|cho rằng|cho biết|đánh giá|ghi nhận|biểu dương|phê bình"
    r"|nhất trí|nhắc|lưu ý|kết luận)(?!\w))"
)
_OFFICE_ALONE = re.compile(r"(?m)^VĂN PHÒNG$")  # the lower line of a letterhead
_ROLE_END = r"(?= [a-zđ(]|[,;.)])"


def _bodies_by_role(text: str, found: list[EntityMention]) -> list[EntityMention]:
    """Bare `Sở`, `Bệnh viện`, `Công ty` with a capital, once the text has named such a body in full."""
    named = {text[m.start : m.end].lower() for m in found}
    out: list[EntityMention] = []
    touring = [m for m in _TOURING.finditer(text) if not _is_plural(text[max(0, m.start() - 20) : m.start()])]
    out += [_mention(text, m.start(), m.end(), "role") for m in (*touring, *_SPEAKING_COMMITTEE.finditer(text))]
    out += [_mention(text, m.start(), m.end(), "letterhead") for m in _OFFICE_ALONE.finditer(text)]
    roles = [r for r in body_words().roles if any(f" {r} " in f" {name}" for name in named)]
    for role in (*roles, "văn phòng", "công đoàn"):
        written = role[0].upper() + role[1:]
        for match in re.finditer(rf"(?<!\w){written}{_ROLE_END}", text):
            follows = _follows_as_doer(text, match.end())
            before = text[max(0, match.start() - 20) : match.start()]
            if follows and not _LEADER.search(before) and not _is_plural(before):
                out.append(_mention(text, match.start(), match.end(), "role"))
    return out


def _follows_as_doer(text: str, end: int) -> bool:
    if text.startswith((" nào", " cùng cấp"), end):
        return False
    return text[end] in ",;.)" or text.startswith("(", end + 1) or bool(name_end_pattern().match(text, end + 1))
