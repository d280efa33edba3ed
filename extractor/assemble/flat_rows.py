"""Which line of a row stands in which column, in a table that lost its grid: by what the lines are, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.assemble.actors import ActorIndex, read_actors
from extractor.assemble.deadline_cells import is_alone
from extractor.lexicon.page_marks import is_capitals
from extractor.lexicon.table_heads import Column

Span = tuple[int, int]
_MOST_LINES, _MOST_COLUMNS = 30, 12
_ROMAN = re.compile(r"[IVX]{1,5}[.)]?|[A-ZĐ][.)]?")
_BULLET = re.compile(r"[-–+•*]\s")
_TIMED = re.compile(
    r"(?:thường xuyên|theo (?:tiến độ|kế hoạch|quy định)|ngay (?:sau|khi)|đột xuất|khi có|cả năm"
    r"|(?:(?:làm|thực hiện|triển khai|hoàn thành|xong|giải quyết|xử lý) )?ngay(?:[.;]|\Z|\n))",
    re.I,
)
_REST = re.compile(r"[\s.;,)]*(?:\([^()]*\))?[\s.;,]*\Z")
_LABELLED = re.compile(r"(?:[-–+•*]\s*)?(?:(?:cơ quan|đơn vị) )?(?:chủ trì|phối hợp|thực hiện)\s*:")
_ROLE = re.compile(r"\s*(?:\(\s*)?,?\s*(?:chủ trì|phối hợp|là cơ quan|làm đầu mối)(?!\w)|\s*[;,]\s")
_GROUP = re.compile(r"(?:Các|Những|Toàn bộ|Tất cả) ")
_CITED = re.compile(r"(?:tb|cv|qđ|kh|nq|kl|ct|số|công văn|thông báo|quyết định|kế hoạch|kết luận)\s*(?:số\s*)?\d")
_LONGEST_GROUP = 60  # characters
_FULL_ROW = 3  # what speaks for a line in each column where there are as many
_SAME = re.compile(r"[\W_]*(?:nt|như trên)?[\W_]*", re.I)


def place_lines(index: ActorIndex, lines: Sequence[Span], kinds: Sequence[Column]) -> list[int | None]:
    """The column of each line, in order from left to right; None for the headings of a group behind the row.

    A column may stay empty, and a cell may have several lines.
    """
    if len(lines) > _MOST_LINES or len(kinds) > _MOST_COLUMNS:
        return [min(n, len(kinds) - 1) for n in range(len(lines))]
    fits = [[_fit(index, line, kind) for kind in kinds] for line in lines]
    headings = [_as_heading(index, line) for line in lines]
    bullets = [_BULLET.match(index.view, *line) is not None for line in lines]

    @cache
    def best(at: int, column: int) -> tuple[int, tuple[int | None, ...]]:
        """The best score of lines `at` and on in columns behind `column`, or in it."""
        if at == len(lines):
            return -sum(_missing(kind) for kind in kinds[column + 1 :]), ()
        choices: list[tuple[int, tuple[int | None, ...]]] = []
        for to in range(max(column, 0), len(kinds)):
            again = 0 if to != column else (0 if bullets[at] else 2)
            skipped = sum(_missing(kind) for kind in kinds[column + 1 : to])
            score, rest = best(at + 1, to)
            choices.append((score + fits[at][to] - again - skipped, (to, *rest)))
        if all(heading is not None for heading in headings[at:]) and at > 0:
            tail = sum(heading or 0 for heading in headings[at:]) - sum(_missing(kind) for kind in kinds[column + 1 :])
            choices.append((tail, (None,) * (len(lines) - at)))
        return max(choices, key=lambda choice: choice[0])

    score, columns = best(0, -1)
    in_turn = sum(fits[at][at] for at in range(len(lines))) if len(lines) == len(kinds) else None
    if in_turn is not None and None not in columns and in_turn + _FULL_ROW >= score:
        return list(range(len(lines)))
    return list(columns)


def _missing(kind: Column) -> int:
    """What it costs to leave a cell empty: notes often are, tasks hardly."""
    return {"task": 6, "note": 0, "statistic": 0, "other": 0}.get(kind, 2)


def _fit(index: ActorIndex, line: Span, kind: Column) -> int:
    """How well a line stands in a column of the kind."""
    timed, acting = _is_time(index, *line), _is_doers(index, *line)
    if kind == "deadline" or kind == "start":
        return 4 if timed else -4
    if kind in ("lead", "coordinate", "leader"):
        return 3 if acting else (-3 if timed else -1)
    cited = line[0] in index.names or _CITED.match(index.lower, *line) is not None
    if kind == "task":
        return -3 if timed or acting or cited else 3
    return 3 if cited and kind == "note" else -2 if timed or acting else 1


def _is_time(index: ActorIndex, start: int, end: int) -> bool:
    """Whether a line tells a time and little else."""
    if (
        is_alone(index.view, start, end)
        or _TIMED.match(index.view, start, end)
        or _SAME.fullmatch(index.view, start, end)
    ):
        return True
    covered = sum(stop - at for at, stop in index.times.items() if start <= at < end)
    return 2 * covered > end - start or (covered > 0 and end - start - covered < 14)


def _is_doers(index: ActorIndex, start: int, end: int) -> bool:
    bullet = _BULLET.match(index.view, start, end)
    doers = read_actors(index, bullet.end() if bullet else start, end)
    if _SAME.fullmatch(index.view, start, end) or _LABELLED.match(index.lower, start, end):
        return True
    if doers is None:
        return _GROUP.match(index.view, start, end) is not None and end - start < _LONGEST_GROUP
    rest = index.lower[doers.end : end]
    return bool(_REST.match(rest) or _ROLE.match(rest)) or 3 * (doers.end - start) > 2 * (end - start)


def _as_heading(index: ActorIndex, line: Span) -> int | None:
    """How well a line reads as the heading of the rows below, or as its number; None where it does not."""
    text = index.view[line[0] : line[1]].strip()
    if _ROMAN.fullmatch(text) or is_capitals(text):
        return 2
    return 1 if (_is_doers(index, *line) or _is_time(index, *line)) and not _BULLET.match(text) else None
