"""What new readings change, in words: per document what is new, gone, changed, field by field, old and new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.core.readings import DirectiveChange, FieldChange, ReadingDiff, Reread
from extractor.views.changes import FIELDS, change_in_words, value_in_words
from extractor.views.terminal import one_line, shortened
from extractor.views.words import number_in_words

_WIDTH = 110


def render_rereads(rereads: Sequence[Reread], *, applied: bool) -> str:
    """What changes, document by document; how many of each, and what to do next."""
    if not rereads:
        return "Không có văn bản nào cần đọc lại: bản chương trình này đã đọc hết (đọc lại tất cả bằng --all).\n"
    lines = [line for one in rereads for line in _document(one)]
    changing = [one for one in rereads if one.diff is not None and not one.diff.empty]
    failed = sum(one.reason is not None for one in rereads)
    same = len(rereads) - len(changing) - failed
    counts = [f"{number_in_words(len(changing))} có thay đổi", f"{number_in_words(same)} không đổi"]
    if failed:
        counts.append(f"{number_in_words(failed)} không đọc lại được")
    lines.append(f"Đã đọc lại {number_in_words(len(rereads))} văn bản: {', '.join(counts)}.")
    if applied:
        lines.append("Đã áp dụng; điều người đã sửa, xác nhận được giữ nguyên.")
    elif changing:
        lines.append("Chưa ghi gì vào sổ: chạy lại với --apply để áp dụng.")
    return "".join(f"{line}\n" for line in lines)


def _document(one: Reread) -> Iterator[str]:
    head = f"{one.document} ({one_line(one.file_name)})"
    if one.diff is None:
        yield f"{head}: {one_line(one.reason or 'không đọc lại được.')}"
        return
    told = list(_diff(one.diff))
    if not told:
        return
    waiting = ", bản đọc chờ duyệt" if one.offered else ""
    yield f"{head}, đọc bằng {one.diff.program}{waiting}:"
    yield from told


def _diff(diff: ReadingDiff) -> Iterator[str]:
    for change in diff.card:
        yield f"  thẻ: {change_in_words(change)}"
    for directive in diff.directives:
        yield from _directive(directive)


def _directive(change: DirectiveChange) -> Iterator[str]:
    words = f"“{shortened(one_line(change.text), _WIDTH)}”"
    if change.kind == "new":
        yield f"  + mới: {words}"
        yield from (f"      {_only_new(field)}" for field in change.fields)
    elif change.kind == "gone":
        stays = "; vẫn giữ trong sổ vì đã có người làm việc trên mục này" if change.stays else ""
        yield f"  - mất {change.id}: {words}{stays}"
    else:
        yield f"  * đổi {change.id}: {words}"
        yield from (f"      {change_in_words(field)}" for field in change.fields)


def _only_new(change: FieldChange) -> str:
    return f"{FIELDS.get(change.field, change.field)}: {value_in_words(change.field, change.new)}"
