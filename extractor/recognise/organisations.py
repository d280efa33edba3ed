"""Organisations: one definite body, named in full, by abbreviation or by role.

The span is the longest continuous name with a place inside it. Bodies that share a tail (`HĐND, UBND huyện`) are
separate; in a list after one type word (`Các Bộ: Quốc phòng, Công an`) the first member takes the type word, the
others stand bare and are named in full by `name`. Open groups (`các sở, ban, ngành`, `UBND cấp huyện`) are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.core.mentions import EntityMention
from extractor.lexicon.bodies import body_words, heads_by_first_word
from extractor.recognise.name_shapes import WORD, join_wraps
from extractor.recognise.organisation_lists import LIST_SEP, list_head, placed_list, shared_head
from extractor.recognise.organisation_short import (
    bodies_by_role,
    offices_by_letter,
    own_paper,
    section_codes,
    short_forms,
    without_filing_marks,
)
from extractor.recognise.organisation_tails import Body, body_mention, is_plural, read_body
from extractor.recognise.tokens import places_of

_POST_BEFORE = re.compile(
    r"(?i:(?:phó (?:bí thư|chủ tịch|trưởng ban|trưởng đoàn|giám đốc|chủ nhiệm|thủ tướng|tổng giám đốc"
    r"|chủ tịch hội đồng)|ủy viên|cơ quan|đơn vị|đại biểu) {1,2}$)"
)
_MEMBER_BEFORE = re.compile(r"(?i:(?:thành viên|ủy viên) (?:các )?$)")
_LONG_BOARD = re.compile(r"(?i:(?:ban chỉ đạo|hội đồng|ban chỉ huy|tổ công tác|ban tổ chức)(?: \S+){2,})")
_NOT_CABINET = re.compile(r"(?i:(?:thủ tướng|thành viên|người đứng đầu|trái phiếu|tín phiếu|công trái) $)")
_DISTRIBUTIVE = re.compile(r"(?i:(?:từng|mỗi|các) (?:đồng chí|đ/c)(?: \w+){0,2} (?:trong|là) $)")
_INNER_COMMITTEE = re.compile(r"(?i:ban (?:thường vụ|chấp hành)|btv|bch)(?!\w)")
_NUMBER_BEFORE = re.compile(r"\d[a-z]? ?[-/] ?[\w&.]*(?:[-/][\w&.]*)*$")
_CAPITAL_START = re.compile(
    r"(?:^|[\n.,;:()\-|*–/] *|(?i:của|và|tại|với|giữa|tm\.?|t/m|t/l|tl\.?|kt\.?|gửi|các|do|là|theo) )$"
)
_LONGEST_GROUP = 6
_GROUP_LEVEL = re.compile(r"(?i: (?:các|những|từng|mỗi) (\w+))")
_GROUP_REACH = 80  # characters
_HIGH_LEVELS = ("tỉnh", "bộ", "thành", "địa")  # `Cục Thuế, UBND các tỉnh, thành phố`: one for each
_SHARED = re.compile(r"(?i:,? (?:và )?|, ?)(?=Ban [Tt]hường vụ|BTV|Thường trực)")


def find_organisations(view: str) -> list[EntityMention]:
    """All organisations of a matching view, in order and without overlaps; `name` has abbreviations written out."""
    text = join_wraps(view)
    found: list[EntityMention] = []
    heads, done = heads_by_first_word(), 0
    for start in places_of(frozenset(heads), view):
        word = WORD.match(text, start) if start >= done and not _goes_on_word(text, start) else None
        if word is None or word[0].lower() not in heads or _inside_word(text, start, word[0]):
            continue
        mentions, done = _read_at(text, start, done)
        found += mentions
    found = without_filing_marks(text, found)
    behind = [
        *section_codes(text),
        *bodies_by_role(text, found),
        *short_forms(text, found),
        *own_paper(text),
        *offices_by_letter(text),
    ]
    found += _uncovered(behind, found)
    return sorted(found, key=lambda m: m.start)


def _goes_on_word(text: str, start: int) -> bool:
    """Whether an apostrophe joins what starts there to the word before it."""
    return text[start - 1 : start] in ("'", "’") and WORD.match(text, start - 2) is not None


def _inside_word(text: str, start: int, word: str) -> bool:
    """Whether the possible head is part of a number (`12/TB-UBND`), of another word (`giao ban`) or of a heading."""
    if start and text[start - 1] in "-/_#@" and start > 1 and (text[start - 2].isalnum() or text[start - 1] in "_#@"):
        return not text[start - 2].isalpha() or bool(_NUMBER_BEFORE.search(text[max(0, start - 30) : start]))
    if text.startswith((".vn", ".VN", ".com", ".org", ".gov", ".net"), start + len(word)):
        return True
    if (word[0].islower() or word in ("Nông", "Tổ")) and (barring := body_words().no_head_after.get(word.lower())):
        before = text[max(0, start - 14) : start].lower().split()
        if before and before[-1] in barring:
            return True
    return (
        word.isupper()
        and word.lower() in body_words().short_heads
        and not _CAPITAL_START.search(text[max(0, start - 12) : start])
    )


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
    if (head := list_head(text, start)) and (members := shared_head(text, start, head, is_plural(before))):
        return members, members[-1].end
    body = read_body(text, start)
    if body is None:
        return _lone_standing_committee(text, start, before), done
    if is_plural(before) and (members := placed_list(text, start, body)):
        return members, members[-1].end
    if body.group or is_plural(before):
        return [], _group_end(text, body)
    if _DISTRIBUTIVE.search(before):
        return [], _distributed_end(text, body)
    written = text[start : body.head_end].lower()
    if _ends_in_group(text, body) and not _stands_above(text, written, body):
        return [], body.end
    if written in ("thường trực", "tt") and _POST_BEFORE.search(before):
        return [], start + 1
    if written == "chính phủ" and (_NOT_CABINET.search(before) or text.startswith((" số", " điện tử"), body.end)):
        return [], body.end
    if written == "quốc hội" and re.search(r"(?i:đại biểu $)", before):
        return [], body.end
    if _MEMBER_BEFORE.search(before) and not _LONG_BOARD.match(text, start, body.end):
        return [], body.end
    return [body_mention(text, start, body.end, "body" if body.pieces else "role")], body.end


def _group_end(text: str, body: Body) -> int:
    """End of an open group with its further heads: `các huyện ủy, thành ủy`, `Đảng ủy, UBND các xã`."""
    end = body.end if body.group or not body.pieces else body.head_end
    for _ in range(_LONGEST_GROUP):
        joint = LIST_SEP.match(text, end)
        further = read_body(text, joint.end()) if joint else None
        if not joint or not further or further.pieces or not (text[joint.end()].islower() or not further.group):
            break
        end = further.end
    return end


def _distributed_end(text: str, body: Body) -> int:
    """End of bodies meant one for each unit: `từng đồng chí trong Ban Thường vụ, Ban Chấp hành Đảng bộ huyện`."""
    joint = LIST_SEP.match(text, body.end)
    # `các đồng chí trong Ban Thường vụ Thành ủy, | Thường trực HĐND …`: a body of its own
    further = read_body(text, joint.end()) if joint and _INNER_COMMITTEE.match(text, joint.end()) else None
    return further.end if further else body.end


def _ends_in_group(text: str, body: Body) -> bool:
    """Whether a bare head shares the tail of an open group: `Đảng ủy, UBND các xã`."""
    for _ in range(_LONGEST_GROUP):
        joint = None if body.pieces else LIST_SEP.match(text, body.end)
        further = read_body(text, joint.end()) if joint else None
        if further is None or further.group:
            return further is not None
        body = further
    return False


def _stands_above(text: str, written: str, body: Body) -> bool:
    """Whether a bare head has no part in the group behind it, being of a higher level: `Cục Thuế và UBND các huyện`."""
    if not written.startswith(body_words().of_province):
        return False
    group = _GROUP_LEVEL.search(text, body.end, body.end + _GROUP_REACH)
    return group is not None and group[1].lower() not in _HIGH_LEVELS


def _lone_standing_committee(text: str, start: int, before: str) -> list[EntityMention]:
    """`Thường trực` in `Thường trực, Ban thường vụ Huyện ủy`."""
    end = start + len("Thường trực")
    if text[start:end] != "Thường trực" or _POST_BEFORE.search(before) or not _SHARED.match(text, end):
        return []
    return [body_mention(text, start, end, "shared_tail")]
