"""One row of a table of tasks: its orders, its slots, or that it is a heading over the rows below it."""

from __future__ import annotations

import re

import msgspec

from extractor.assemble.actor_cells import read_cell
from extractor.assemble.actors import ActorIndex, ActorList, read_actors
from extractor.assemble.labelled import Labelled, Slot
from extractor.assemble.table_grid import Grid, Span
from extractor.assemble.table_kinds import Columns
from extractor.core.characters import BULLETS
from extractor.core.document import Paragraph
from extractor.lexicon.page_marks import opens_item

_DITTO = re.compile(
    r"[\s.\-–—]*(?:(?:n\.?\s?t\.?|như (?:trên|nt)|nêu trên|đ/?n)[\s.\-–—]*|[\"“”„]+\s*|'')", re.IGNORECASE
)
_NO_TASK = re.compile(r"\W*(?:\(?\d+\)?|[ivx]+|stt|tt|tổng(?: cộng| số)?|cộng)?\W*", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:(?P<roman>[IVX]+)|(?P<letter>[A-ZĐ])|(?P<digit>\d{1,3}(?:\.\d{1,3})*))\s*[.)/:-]\s*|\s*")
_MARK = re.compile(r"\W*(?:(?P<roman>[IVX]+)|(?P<letter>[A-ZĐa-zđ])|(?P<digit>\d{1,3}(?:\.\d{1,3})*))\W*")
_COUNTED = re.compile(r"\s*(?:\([^()]*\))?[\s:.;]*\Z")
_ENDED = re.compile(r"[.;]\s*\Z")
_JOINS_IN = re.compile(
    r"(?:(?<=[\s,;.(–-])|(?<![^\n]))(?:[-–+•*]\s*)?(?:(?:các )?(?:cơ quan|đơn vị) )?(?:cùng )?phối hợp(?: thực hiện)?"
    r"(?:\s*:\s*|\s+(?:với|cùng với|cùng)\s+)"
)
# `Ban Quản lý cảng cá; Công an xã phối hợp`: who joins in is told behind the name
_BESIDE = re.compile(
    r"(?:[;,\n]|\s[-–+]|\s(?:và|có|cùng))\s*(?:và\s+|có\s+)?(?P<who>[^;,\n]{3,80}?)\s+(?:(?:cùng|đi)\s+)*"
    r"(?:phối hợp|tham gia|cùng làm|làm cùng|hỗ trợ|giúp(?: sức| việc)?|phụ(?: giúp)?|tiếp sức|góp sức)"
    r"(?:\s+(?:thực hiện|cùng|thêm))?[\s.;]*\Z"
)
_LEADS = re.compile(
    r"\s*(?:[-–+•*]\s*)?(?:(?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|chịu trách nhiệm)(?: thực hiện)?\s*:\s*"
)
_TOLD = re.compile(r"\s*\(\s*(?:chủ trì|phối hợp|cơ quan|đơn vị)")
# `Đổ lộ nhánh 2 (đã xong ngày 20/9)`: a row kept to show that nothing is left of it
_IS_DONE = re.compile(
    r"[^()]*[(\[–-]\s*(?:đã\s+(?:làm\s+)?(?:xong|hoàn thành|hoàn tất|thực hiện|nghiệm thu|bàn giao|giải quyết|đóng)"
    r"|xong rồi|làm rồi|hoàn thành)(?!\w)[^()]{0,40}[)\]]?[\s.;]*\Z"
)
_BULLET = re.compile(rf"\s*[-–—+*{BULLETS}]\s*")


class Heading(msgspec.Struct, frozen=True):
    """A row that heads others: the style of its number, and what it says of all of them."""

    style: str
    slots: tuple[Labelled, ...] = ()


class Group(msgspec.Struct, frozen=True):
    """What the headings above a row say of it, each with the style of its number."""

    headings: tuple[Heading, ...] = ()

    def under(self, heading: Heading) -> Group:
        """The group below one more heading, which ends that of the same style and all below it."""
        styles = [above.style for above in self.headings]
        kept = self.headings[: styles.index(heading.style)] if heading.style in styles else self.headings
        return Group((*kept, heading))

    @property
    def slots(self) -> tuple[Labelled, ...]:
        """The slots of all headings; the nearest one that says something of a kind counts."""
        by_kind = {slot.slot: slot for heading in self.headings for slot in heading.slots}
        return tuple(by_kind.values())


def is_ditto(index: ActorIndex, start: int, end: int) -> bool:
    """Whether a cell only says that it is as the one above: `nt`, `-nt-`, `như trên`, a quotation mark."""
    return _DITTO.fullmatch(index.view, start, end) is not None


def slot_of(index: ActorIndex, kind: Slot, span: Span, inherited: bool) -> Labelled | None:
    """What a cell of doers or of a deadline fills in."""
    if kind == "deadline":
        return Labelled("deadline", *span, inherited=inherited)
    doers = read_cell(index, *_without_label(index, *span))
    return Labelled(kind, *span, doers, inherited) if doers else None


def doers_of(index: ActorIndex, span: Span, shared: bool, inherited: bool) -> list[Labelled]:
    """Who leads and who joins in, where one cell names both: `A chủ trì, phối hợp với B`, `Chủ trì: A; phối hợp: B`.

    Below a `shared` head (`Cơ quan chủ trì, phối hợp`) the first is the one that leads.
    """
    start, end = span
    joins = _JOINS_IN.search(index.lower, start, end)
    if joins:
        named = [slot_of(index, "lead", (start, joins.start()), inherited)] if joins.start() > start else []
        named.append(slot_of(index, "coordinate", (joins.end(), end), inherited))
        return [slot for slot in named if slot]
    if beside := _BESIDE.search(index.lower[start:end]):
        lead = slot_of(index, "lead", (start, start + beside.start()), inherited)
        partner = slot_of(index, "coordinate", (start + beside.start("who"), start + beside.end("who")), inherited)
        if lead and partner:
            return [lead, partner]
    lead = slot_of(index, "lead", span, inherited)
    if lead is None or lead.doers is None or not shared or len(lead.doers.actors) < 2:
        return [lead] if lead else []
    first, *others = lead.doers.actors
    if any(_TOLD.match(index.lower, actor.end, end) for actor in lead.doers.actors):
        return [lead]
    return [
        msgspec.structs.replace(lead, doers=msgspec.structs.replace(lead.doers, actors=(first,))),
        Labelled("coordinate", *span, msgspec.structs.replace(lead.doers, actors=tuple(others)), inherited),
    ]


def _without_label(index: ActorIndex, start: int, end: int) -> Span:
    label = _LEADS.match(index.lower, start, end)
    return (label.end() if label else start, end)


def group_of(index: ActorIndex, grid: Grid, columns: Columns, row: int) -> Heading | None:
    """The heading that a row is: all it has is a number and words, none of its own in the other columns."""
    cells = grid.row(row)
    number = cells.get(columns.number) if columns.number is not None else None
    if number and _MARK.fullmatch(index.view, number[0].start, number[-1].end):
        cells = {column: cell for column, cell in cells.items() if cell is not number}
    else:
        number = None
    only = next(iter(cells.values())) if len(cells) == 1 else None
    if only is None or not only[0].cell or _reached(grid, columns, row):
        return None
    start, end = only[0].start, only[-1].end
    if only[0].cell.width == 1 and only[0].cell.column not in (columns.task, 0):
        return None
    return Heading(_style(index, number, start, end), _slots_over(index, columns, start, end))


def _reached(grid: Grid, columns: Columns, row: int) -> bool:
    """Whether cells from above are merged over the row: then it is one of theirs."""
    return any(grid.span_from_above(row, column) for column in columns.by_kind.values())


def _style(index: ActorIndex, number: tuple[Paragraph, ...] | None, start: int, end: int) -> str:
    """How its number is written: `roman`, `letter`, `digit` with its depth, or none."""
    match = _MARK.fullmatch(index.view, number[0].start, number[-1].end) if number else None
    match = match or _LABEL.match(index.view, start, end)
    kind = match.lastgroup if match else None
    return f"digit{match.group('digit').count('.')}" if match and kind == "digit" else kind or ""


def _slots_over(index: ActorIndex, columns: Columns, start: int, end: int) -> tuple[Labelled, ...]:
    """A body that heads rows leads them all; a time that heads them (`Tháng 4`) is their deadline."""
    label = _LABEL.match(index.view, start, end)
    at = label.end() if label else start
    doers = read_actors(index, at, end)
    if doers and _COUNTED.match(index.view[doers.end : end]):
        return (Labelled("lead", at, end, ActorList(doers.actors, doers.start, doers.end), True),)
    if "deadline" not in columns.by_kind and any(at <= time < end for time in index.times):
        rest = len(index.view[at:end].split())
        return (Labelled("deadline", at, end, None, True),) if rest <= 8 else ()
    return ()


def tasks_in(index: ActorIndex, grid: Grid, columns: Columns, row: int) -> list[Span]:
    """The orders of the task cell: one, or one for each bullet or finished sentence on a line of its own."""
    found = grid.cells.get((row, columns.task))
    if not found or _NO_TASK.fullmatch(index.view, found[0].start, found[-1].end):
        return []
    if _IS_DONE.match(index.lower, found[0].start, found[-1].end):
        return []
    if index.view[found[0].start : found[0].end].rstrip().endswith(":"):
        return [(found[0].start, found[-1].end)]
    spans: list[Span] = []
    for paragraph in found:
        text = index.view[paragraph.start : paragraph.end]
        ended = bool(spans) and _ENDED.search(index.view[spans[-1][0] : spans[-1][1]]) is not None
        if spans and not ended and not opens_item(text) and not _BULLET.match(text):
            spans[-1] = (spans[-1][0], paragraph.end)
        else:
            spans.append((paragraph.start, paragraph.end))
    return spans
