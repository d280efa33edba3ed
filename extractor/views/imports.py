"""What a list that came back changes, with conflicts and refusals, for the screen."""

from __future__ import annotations

from extractor.core.returning import Imported, Update
from extractor.views.terminal import Part, Screen, plain, render
from extractor.views.words import CLOSINGS, date_in_words, number_in_words


def render_imported(imported: Imported, screen: Screen) -> str:
    """A line for each change, conflict and refusal, and what to do next."""
    parts: list[Part] = [plain(f"Dòng {one.row}, {one.id}: {_told(one)}") for one in imported.changes]
    for conflict in imported.conflicts:
        update = conflict.update
        told = f"Dòng {update.row}, {update.id}: muốn {_told(update)}, nhưng sổ đã đổi từ khi xuất tệp: {conflict.now}"
        parts.append(plain(told, "yellow"))
    for refused in imported.refused:
        name = f", {refused.id}" if refused.id else ""
        parts.append(plain(f"Dòng {refused.row}{name}: không nhận, {refused.reason}", "red"))
    return render(screen, *parts, plain(_closing(imported), "bold"))


def _told(update: Update) -> str:
    note = f" (“{update.note}”)" if update.note else ""
    if update.kind == "closed":
        return f"{CLOSINGS[update.closed_as or 'done']} ngày {date_in_words(update.value)}{note}"
    if update.kind == "extended":
        return f"gia hạn đến {date_in_words(update.value)}{note}"
    return f"mở lại{note}" if update.kind == "reopened" else f"ghi chú “{update.value}”"


def _closing(imported: Imported) -> str:
    changes, conflicts, refused = map(len, (imported.changes, imported.conflicts, imported.refused))
    counts = [
        f"{number_in_words(imported.rows)} dòng",
        f"{number_in_words(changes)} thay đổi" + (" đã ghi vào sổ" if imported.applied else ""),
    ]
    counts += [f"{number_in_words(conflicts)} chỗ sổ đã đổi khác"] if conflicts else []
    counts += [f"{number_in_words(refused)} dòng không nhận"] if refused else []
    closing = f"{', '.join(counts)}."
    if changes and not imported.applied:
        closing += " Chưa ghi gì vào sổ: thêm --apply để ghi."
    if conflicts:
        closing += " Chỗ đổi khác thì xuất lại tệp rồi sửa trên tệp mới."
    return closing
