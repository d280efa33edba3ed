"""What was seen and not understood, or contradicts itself: told to the clerk, never passed over or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.core.document import SourceText
from extractor.core.mentions import TimeMention
from extractor.core.record import ANOTHER_PAPER, Diagnostic, Directive, Figure
from extractor.recognise.times import invalid_mentions
from extractor.structure.outline import Line
from extractor.structure.spans import Span

_LEAST_WORDS = 4  # shorter items are headings in disguise
_NEAR = 40  # characters between a ratio and the percentage it is to give
_GIVES = re.compile(r"[\s,(=]*(?:đạt|bằng|chiếm|tương đương|tương ứng|tỷ lệ|tỉ lệ|đạt tỷ lệ|đạt tỉ lệ|là)?[\s(]*")
_INFORMS = re.compile(r"\b(?:[Đđ]ã|[Đđ]ang|[Đđ]ến nay|[Hh]iện|còn|[Cc]ó|là|đạt)\b|\d")
_UNIT = re.compile(r"^\s*[^\s,.;(]+(?:\s[^\s,.;(]+){0,3}?(?=\s*[,(]|\s+(?:đạt|bằng|chiếm))")
_NOT_UNDERSTOOD = "Mục này nằm trong phần nhiệm vụ nhưng không nhận ra việc phải làm; hãy đọc lại."
_NO_SUCH_DAY = "Ngày giờ này không có thật; hãy đối chiếu với bản gốc."


def find_doubts(
    text: str,
    lines: Sequence[Line],
    directives: Sequence[Directive],
    times: Iterable[TimeMention],
    figures: Sequence[Figure],
) -> tuple[Diagnostic, ...]:
    """The doubts of a record in text order; each names its span."""
    found = [
        *_items_not_understood(text, lines, directives),
        *_days_that_do_not_exist(text, times),
        *_ratios_that_give_another_percentage(text, figures),
    ]
    return tuple(sorted(found, key=lambda d: d.start or 0))


def _items_not_understood(text: str, lines: Sequence[Line], directives: Sequence[Directive]) -> Iterable[Diagnostic]:
    """Labelled items among the tasks that became no directive and only lead up to none."""
    parents = {line.parent for line in lines}
    used = _used_spans(directives)
    for number, line in enumerate(lines):
        if line.part != "tasks" or line.label is None or line.lead_in or number in parents:
            continue
        if any(start < line.end and line.start < end for start, end in used) or _INFORMS.search(
            text, line.content, line.end
        ):
            continue
        if len(text[line.content : line.end].split()) >= _LEAST_WORDS:
            yield _doubt("item_not_understood", _NOT_UNDERSTOOD, text, line.content, line.end)


def _used_spans(directives: Sequence[Directive]) -> list[Span]:
    """Where directives stand, and where they took deadlines and doers from (`- Thời gian: quý IV`)."""
    spans = [(d.start, d.end) for d in directives]
    spans += [(d.deadline.start, d.deadline.end) for d in directives if d.deadline]
    spans += [(a.start, a.end) for d in directives for a in d.assignees]
    return spans


def _days_that_do_not_exist(text: str, times: Iterable[TimeMention]) -> Iterable[Diagnostic]:
    for mention in invalid_mentions(times):
        yield _doubt("invalid_date", _NO_SUCH_DAY, text, mention.start, mention.end)


def _ratios_that_give_another_percentage(text: str, figures: Sequence[Figure]) -> Iterable[Diagnostic]:
    """`285/415 hộ, đạt 58,67%`: the quotient, rounded as the percentage is written, is another."""
    for ratio, percent in pairwise(figures):
        if ratio.kind != "ratio" or percent.kind != "percent":
            continue
        if not ratio.total or ratio.value is None or percent.value is None:
            continue
        between = text[ratio.end : percent.start]
        if len(between) > _NEAR or percent.comparator or not _GIVES.fullmatch(_behind_unit(between)):
            continue
        share = Decimal(str(ratio.value)) * 100 / Decimal(str(ratio.total))
        stated = Decimal(str(percent.value))
        # one unit of the last written digit: papers round up, down and to the nearest
        if abs(share - stated) > Decimal(1).scaleb(min(0, int(stated.as_tuple().exponent))):
            message = (
                f"Tỷ lệ ghi {percent.text} nhưng {ratio.text} cho {_in_vietnamese(share)}%; hãy đối chiếu với bản gốc."
            )
            yield _doubt("ratio_contradicts_percentage", message, text, ratio.start, percent.end)


def next_paper_doubt(source: SourceText, number: Span | None) -> tuple[Diagnostic, ...]:
    """That the file goes on with another paper, whose number stands at `number`."""
    if number is None:
        return ()
    start, end = number
    page = next((place.page for place in source.places if place.start <= start < place.end), None)
    where = f" (từ trang {page})" if page else ""
    message = (
        f"Tệp có hơn một văn bản: sau văn bản đầu còn văn bản số {source.text[start:end]}{where}, "
        "có thể chưa được đọc hết. Hãy tách mỗi văn bản thành một tệp rồi nạp lại."
    )
    return (_doubt(ANOTHER_PAPER, message, source.text, start, end),)


def _behind_unit(between: str) -> str:
    """What stands behind the thing counted (`285/415 hộ, đạt …`)."""
    return _UNIT.sub("", between)


def _in_vietnamese(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")


def _doubt(code: str, message: str, text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(code=code, message=message, start=start, end=end, text=text[start:end])
