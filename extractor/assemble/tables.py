"""Tables of tasks: the orders of their rows, with who leads, who joins in and by when, each from its own cell.

A merged cell holds for all rows it reaches, a ditto mark for what stands above it, a body on a row of its own for the
rows below it; what a row takes over so is inherited.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.assemble.actors import ActorIndex
from extractor.assemble.flat_tables import flat_cells
from extractor.assemble.labelled import Labelled, Slot
from extractor.assemble.table_grid import Grid, Span, grids_of
from extractor.assemble.table_kinds import Columns, columns_of, is_silent
from extractor.assemble.table_rows import Group, doers_of, group_of, is_ditto, slot_of, tasks_in
from extractor.core.document import Paragraph
from extractor.lexicon.table_heads import names_both


class Row(msgspec.Struct, frozen=True):
    """One order of a row: the span of its words and what the other cells of the row fill in."""

    start: int
    end: int
    slots: tuple[Labelled, ...]


class TaskTables(msgspec.Struct, frozen=True):
    """The orders of all task tables by the offset of their paragraph, and the offsets of all cells read as such."""

    rows: dict[int, Row]
    cells: frozenset[int]


def read_task_tables(index: ActorIndex, paragraphs: Sequence[Paragraph]) -> TaskTables:
    """The orders of the tables that have a column of tasks and one of doers or deadlines, or bodies over their rows.

    The cells of tables that count, list people or tell a timetable are in `cells` too: they hold no orders.
    """
    rows: dict[int, Row] = {}
    cells: set[int] = set()
    for grid in grids_of([*paragraphs, *flat_cells(index, paragraphs)]):
        columns = columns_of(index, grid)
        made = _rows(index, grid, columns) if columns else []
        rows.update((row.start, row) for row in made)
        if made or is_silent(grid):
            cells |= {paragraph.start for paragraph in grid.paragraphs}
    return TaskTables(rows, frozenset(cells))


def _rows(index: ActorIndex, grid: Grid, columns: Columns) -> list[Row]:
    made: list[Row] = []
    group = Group()
    above: dict[Slot, Labelled] = {}
    first = _first_numbered(grid, columns)
    for number in grid.rows:
        heading = group_of(index, grid, columns, number)
        if heading is not None:
            group, above = group.under(heading), {}
            continue
        slots = _slots(index, grid, columns, number, above)
        if "lead" in above and "lead" not in slots and _unnumbered(grid, columns, number, first):
            slots["lead"] = msgspec.structs.replace(above["lead"], inherited=True)
        above = slots
        named = [*slots.values(), *(slot for slot in group.slots if slot.slot not in slots)]
        if named:
            made += [Row(*span, tuple(named)) for span in tasks_in(index, grid, columns, number)]
    return made


def _slots(
    index: ActorIndex, grid: Grid, columns: Columns, row: int, above: dict[Slot, Labelled]
) -> dict[Slot, Labelled]:
    """What the cells of a row fill in; `above` is what the row above has."""
    slots: dict[Slot, Labelled] = {}
    for kind, column in columns.by_kind.items():
        span: Span | None = grid.span(row, column)
        if span and is_ditto(index, *span):
            if kind in above:
                slots[kind] = msgspec.structs.replace(above[kind], inherited=True)
            continue
        inherited = span is None
        span = span or grid.span_from_above(row, column)
        if span and kind == "lead":
            shared = names_both(grid.heads.get(column))
            slots |= {slot.slot: slot for slot in doers_of(index, span, shared, inherited)}
        elif span and (slot := slot_of(index, kind, span, inherited)):
            slots[kind] = slot
    return slots


def _first_numbered(grid: Grid, columns: Columns) -> int | None:
    """The first row with a number of its own, if the table counts its rows."""
    number = columns.number
    return None if number is None else next((row for row in grid.rows if grid.span(row, number)), None)


def _unnumbered(grid: Grid, columns: Columns, row: int, first: int | None) -> bool:
    """Whether a row stands under the number of one above it: what its group leaves out is said there."""
    number = columns.number
    if number is None or first is None or row < first:
        return False
    return grid.span(row, number) is None and grid.span_from_above(row, number) is None
