"""What kind of table it is: one of tasks, or one that counts, lists people, or tells who speaks when."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

import msgspec

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.labelled import Slot
from extractor.assemble.table_grid import Grid
from extractor.lexicon.table_heads import Column, column_of, rank

_CLOCK = re.compile(r"\W*(?:từ\s+)?\d{1,2}\s*(?:h|giờ|g|:)\s*\d{0,2}(?!\d)", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}[/.]\d|ngày|tháng|hằng|hàng", re.IGNORECASE)
_MOST_STATISTICS = 2
_SLOTS: tuple[Literal["lead", "coordinate", "deadline"], ...] = ("lead", "coordinate", "deadline")


class Columns(msgspec.Struct, frozen=True):
    """The one column of each kind that counts, and that of the numbers."""

    task: int
    by_kind: dict[Slot, int]
    number: int | None = None


def columns_of(index: ActorIndex, grid: Grid) -> Columns | None:
    """The columns of a table of tasks, or None where it is none."""
    kinds = {column: column_of(head) for column, head in grid.heads.items()}
    count = Counter(kinds.values())
    tasks = [column for column, kind in kinds.items() if kind == "task"]
    if not tasks or count["presenter"] or count["statistic"] > _MOST_STATISTICS:
        return None
    by_kind: dict[Slot, int] = {kind: _best(grid, kinds, kind) for kind in _SLOTS if count[kind]}
    by_kind |= _stand_ins(kinds, count)
    if "deadline" not in by_kind and (
        count["done"] or count["person"] or (count["statistic"] and "lead" not in by_kind)
    ):
        return None
    if "deadline" in by_kind and _is_timetable(index, grid, by_kind["deadline"]):
        return None
    if not {"lead", "deadline"} & set(by_kind) and not _has_bodies_over_rows(index, grid):
        return None
    task = min(tasks, key=lambda c: (-_own_cells(grid, c), rank(grid.heads[c], "task"), c))
    number = next((column for column, kind in kinds.items() if kind == "number"), None)
    return Columns(task, by_kind, number)


def _best(grid: Grid, kinds: dict[int, Column], kind: Column) -> int:
    """Of several columns of a kind the one whose head says it best: `Chủ trì` before `Đơn vị`."""
    return min((c for c, k in kinds.items() if k == kind), key=lambda c: (rank(grid.heads[c], kind), c))


def _stand_ins(kinds: dict[int, Column], count: Counter[Column]) -> dict[Slot, int]:
    """Where no column names who does it, the person who answers for it (`Lãnh đạo phụ trách`), or the one listed."""
    if count["lead"]:
        return {}
    found = [column for column, kind in kinds.items() if kind in ("leader", "person")]
    return {"lead": found[0]} if found and count["deadline"] else {}


def _own_cells(grid: Grid, column: int) -> int:
    return sum(1 for row in grid.rows if grid.span(row, column))


def _is_timetable(index: ActorIndex, grid: Grid, column: int) -> bool:
    """Whether the times are hours of one day."""
    spans = [span for row in grid.rows if (span := grid.span(row, column))]
    clocks = [s for s in spans if _CLOCK.match(index.view, *s) and not _DAY.search(index.view, *s)]
    return bool(spans) and 2 * len(clocks) > len(spans)


def _has_bodies_over_rows(index: ActorIndex, grid: Grid) -> bool:
    alone = (next(iter(cells.values())) for row in grid.rows if len(cells := grid.row(row)) == 1)
    return any(read_actors(index, cell[0].start, cell[-1].end) for cell in alone)


def is_silent(grid: Grid) -> bool:
    """Whether the heads say that the table holds no orders, so that its cells are not read as sentences."""
    kinds = [column_of(head) for head in grid.heads.values()]
    known = [kind for kind in kinds if kind != "other"]
    return len(kinds) >= 3 and len(known) >= 2 and ("number" in known or len(known) >= 3)
