"""Roles of doers: who leads, with whom (`phối hợp với`, `cùng`), and what the register writes for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.assemble.actor_partners import read_partners
from extractor.assemble.actors import Actor, ActorIndex, read_actors
from extractor.assemble.grammar import grammar, skip
from extractor.core.characters import repair_letters
from extractor.core.cued import cued
from extractor.core.record import Assignee, Role
from extractor.lexicon.orders import one_of, order_words

_WITH = cued(
    r"(?<!công tác )(?<!quy chế )(?:phối hợp|hiệp đồng|phối kết hợp)"
    r"(?:(?:\s*,\s*|\s+)(?!giữa|và|của)[^\s,.;:()]+){0,7}?\s+(?:với|cùng|cùng với)\s+"
    r"|(?<!công tác )(?:phối hợp)\s+(?:chặt chẽ\s+|tốt\s+)?(?=(?:các|những)\s)"
    r"|(?:chủ trì|(?:làm |là )?đầu mối|phụ trách)\s*,?\s*(?:cùng với|cùng)\s+",
    *("phối", "hiệp đồng", "cùng"),
)
_WITHOUT_WORD = cued(r"(?<!công tác )phối hợp\s+(?:chặt chẽ\s+)?", "phối hợp")
_FORCE = re.compile(r"(?:lực lượng|cơ quan|ngành|chính quyền|chủ)\s")
_JOINING = re.compile(
    r"(?:chủ trì|làm đầu mối|đầu mối)\s*[,;]\s*|\(\s*(?!(?:cơ quan|đơn vị|bên) (?:phối hợp|tham gia))"
)
# `…, có sự tham gia của Huyện đoàn`, `với sự phối hợp của Sở B`
_WITH_PART_OF = cued(
    r"(?<!\w)(?:có|với|cùng) sự (?:cùng )?(?:tham gia|phối hợp|hỗ trợ|tham mưu|vào cuộc)(?: \w+){0,3}? (?:của|từ)\s+",
    " sự ",
)
_JOINS = re.compile(r"\s+(?:cùng\s+)?(?:phối hợp|tham gia)(?!\w)")
# `…, Sở A, Sở B (cùng) tham gia.`: nothing but joining in is said of them
_ONLY_JOINS = re.compile(
    rf"\s+(?:thì\s+)?(?:cùng\s+)?{one_of(order_words().joining_in)}"
    r"(?:\s+(?:thực hiện|triển khai|hỗ trợ|cùng|vào|thêm|nữa|luôn))?\s*(?=[,;.)]|$)"
)
_WITH_ANOTHER = re.compile(r"(?:,\s*|\sthì\s+)(?:có|với sự|mời|huy động|rủ)\s+(?=\S)")  # `…, có Phòng A cùng tham gia`
_DOES_TOO = re.compile(r"\s+cùng\s+(?!(?:với|dự|họp|tham dự)(?!\w))\w")  # `mời chính quyền xã cùng vận động`
_BODILESS = re.compile(
    r"(?:(?:các|mọi|toàn bộ|mọi) (?:lực lượng|nguồn lực|phương tiện|thành phần|tầng lớp|người dân)"
    r"|cả hệ thống chính trị|toàn (?:xã hội|dân)|(?:đông đảo )?(?:người dân|nhân dân|quần chúng|cộng đồng)|xã hội"
    r"|(?:các |đông đảo |toàn thể )?(?:cán bộ|hội viên|đoàn viên|đảng viên|thanh niên|học sinh|phụ huynh|bà con"
    r"|hộ dân|đại biểu))(?!\w)"
)
_TURN = re.compile(r"(?:[,;]\s*|\.\s+)(?=\S)")
_PARTNER = re.compile(r"\s+là (?:cơ quan|đơn vị) phối hợp(?!\w)")
_IS_PARTNER = cued(rf"(?P<turn>[,;]\s+|\svà\s+)(?=[^.;]{{3,120}}?{_PARTNER.pattern})", "phối hợp")
_IN_BRACKETS = re.compile(r"\s*\([^()]{2,80}\)(?=\s+cùng\s)")  # `đồng chí Hoàn (Phòng An toàn) cùng …`
_BESIDE = re.compile(
    r"\s*,?\s*(?:cần\s+|phải\s+)?cùng(?:\s+với)?\s+|\s+với\s+(?!vai trò|tư cách|trách nhiệm|tinh thần)"
)
# `…, cùng nhà thầu rút ngắn tiến độ`; `cùng tham gia` reads no doer
_TOGETHER = cued(r"(?:[,;(]\s*|\svà\s+)(?:đồng thời\s+)?cùng(?:\s+với)?\s+", "cùng")
_OPENS_TOGETHER = re.compile(r"cùng(?:\s+với)?\s+")
_HANDS_DOWN = re.compile(
    r"(?:chỉ đạo|đôn đốc|phân công|giao|yêu cầu|đề nghị|hướng dẫn|vận động|lãnh đạo|cử)(?:\s+cho)?\s+"
)
_SECOND_LEVEL_REACH = 160  # characters
_BEFORE_JOINING = re.compile(r"\s*,?\s*(?:(?:cần|phải|chủ động|tích cực|tăng cường|chủ trì\s*,?)\s+)*")


def find_coordinators(index: ActorIndex, start: int, end: int, leads: Sequence[Actor]) -> tuple[Actor, ...]:
    """The bodies that [start, end) names behind `phối hợp với`, or beside its leads behind `cùng`, each once."""
    found: list[Actor] = []
    own = (
        bool(leads) and leads[-1].end > start
    )  # partners stay where they are named: a later clause takes over leads only
    beside = _BESIDE.match(index.lower, skip(_IN_BRACKETS, index.view, leads[-1].end, end), end) if own else None
    if beside and (doers := read_actors(index, beside.end(), end) or read_partners(index, beside.end(), end)):
        found += doers.actors
    opens = behind_together(index, start, end)  # `Cùng với Bộ A, Bộ B tổ chức …`: what leads is not beside itself
    for at in sorted(_places_of_coordinators(index, start, end, leads)):
        if doers := read_actors(index, at, end) or read_partners(index, at, end):
            ours = {lead.start for lead in leads} if at == opens else set()
            found += [d for d in doers.actors if d.start not in ours and all(d.start != f.start for f in found)]
    names = {index.lower[lead.start : lead.end] for lead in leads}
    return tuple(doer for doer in found if index.lower[doer.start : doer.end] not in names)


def _places_of_coordinators(index: ActorIndex, start: int, end: int, leads: Sequence[Actor]) -> Iterator[int]:
    for match in _WITH.finditer(index.lower, start, end):
        if not _of_others(index, start, match.start(), leads):
            yield match.end()
    for match in _WITHOUT_WORD.finditer(index.lower, start, end):
        # `phối hợp Phòng Tài chính …`, without `với`: only before a named body
        at = match.end()
        capital = at < end and index.view[at].isupper()
        named = capital or at in index.bodies or at in index.offices or _FORCE.match(index.lower, at) is not None
        named = named or _is_unlisted_partner(index, at, end)
        if named and not _of_others(index, start, match.start(), leads):
            yield at
    for match in _WITH_PART_OF.finditer(index.lower, start, end):
        if not _BODILESS.match(index.lower, match.end(), end):
            yield match.end()
    for match in _IS_PARTNER.finditer(index.lower, start, end):
        doers = read_actors(index, match.end("turn"), end)
        if doers and _PARTNER.match(index.lower, doers.end, end):
            yield match.end("turn")
    for match in _JOINING.finditer(index.lower, start, end):
        # `A chủ trì; B, C phối hợp …`, `… (B, C phối hợp)`
        doers = read_actors(index, match.end(), end)
        if doers and _JOINS.match(index.lower, doers.end, end):
            yield match.end()
    yield from _places_beside(index, start, end)
    if leads:
        yield from _places_joining(index, max(start, leads[-1].end), end)


def _is_unlisted_partner(index: ActorIndex, at: int, end: int) -> bool:
    """`phối hợp ban điều hành khu phố giám sát`: a doer stands there, and no verb of what is done together."""
    return not grammar().verb.match(index.lower, at, end) and read_actors(index, at, end) is not None


def _places_joining(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Bodies of which a clause behind the lead says that they join in: `A chủ trì xây dựng, B, C tham gia`."""
    for match in _WITH_ANOTHER.finditer(index.lower, start, end):
        if _BODILESS.match(index.lower, match.end(), end):
            continue  # `huy động các lực lượng tham gia`: what is used, nobody with a share of the work
        doers = read_actors(index, match.end(), end)
        if doers and (_JOINS.match(index.lower, doers.end, end) or _DOES_TOO.match(index.lower, doers.end, end)):
            yield match.end()
    behind = start
    for match in _TURN.finditer(index.lower, start, end):
        if match.start() < behind:
            continue
        doers = read_actors(index, match.end(), end)
        if doers and _ONLY_JOINS.match(index.lower, doers.end, end):
            yield match.end()
            behind = doers.end


def only_joins_in(index: ActorIndex, start: int, end: int) -> bool:
    """`Mặt trận phường đi cùng.`: the sentence only names who joins in what the one before it orders."""
    doers = read_actors(index, start, end)
    joins = _ONLY_JOINS.match(index.lower, doers.end, end) if doers else None
    return joins is not None and not index.view[joins.end() : end].strip(" .;/")


def _places_beside(index: ActorIndex, start: int, end: int) -> Iterator[int]:
    """Behind `cùng` that opens a clause: `Cùng với Bộ A, Bộ B tổ chức …`, `…, cùng các nhà thầu rút ngắn …`."""
    if opens := behind_together(index, start, end):
        yield opens
    for match in _TOGETHER.finditer(index.lower, start, end):
        yield match.end()


def behind_together(index: ActorIndex, start: int, end: int) -> int | None:
    """Behind `cùng với` at the head of a clause."""
    opens = _OPENS_TOGETHER.match(index.lower, start, end)
    return opens.end() if opens else None


def _of_others(index: ActorIndex, start: int, joining: int, leads: Sequence[Actor]) -> bool:
    """Whether those who join forces at `joining` stand on a second level: `A chỉ đạo B phối hợp với C …`."""
    for match in _HANDS_DOWN.finditer(index.lower, max(start, joining - _SECOND_LEVEL_REACH), joining):
        doers = read_actors(index, match.end(), joining)
        if doers is None or any(doer.start == lead.start for doer in doers.actors for lead in leads):
            continue
        gap = _BEFORE_JOINING.match(index.lower, doers.end, joining)
        if gap and gap.end() == joining:
            return True
    return False


def as_assignees(text: str, actors: Sequence[Actor], role: Role, *, inherited: bool = False) -> tuple[Assignee, ...]:
    """Assignees for the register; a name written out from a shared head is marked `inferred`."""
    made = []
    for actor in actors:
        quote = text[actor.start : actor.end]
        name = actor.name or " ".join(repair_letters(quote).split())
        made.append(
            Assignee(
                text=name,
                role=role,
                start=actor.start,
                end=actor.end,
                inherited=inherited,
                quote=quote if name != quote else None,
                inferred=actor.name is not None and actor.name != quote,
            )
        )
    return tuple(made)
