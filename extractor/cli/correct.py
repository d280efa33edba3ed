"""`chidao correct`: what the machine read wrongly, put right by a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from extractor.cli.options import bodies, emit, now, with_by, with_db, with_json
from extractor.cli.task_filters import KINDS, SPOKEN_KINDS
from extractor.cli.vietnamese import Day, OneOf, VietnameseCommand, fail_usage
from extractor.core.saying import GivenDeadline
from extractor.store import correct_fields, open_register
from extractor.views.changes import render_changed
from extractor.views.json import render_json

_RULES = {
    "hằng ngày": "FREQ=DAILY",
    "hằng tuần": "FREQ=WEEKLY",
    "hằng tháng": "FREQ=MONTHLY",
    "hằng quý": "FREQ=MONTHLY;INTERVAL=3",
    "hằng năm": "FREQ=YEARLY",
}
_NOTHING = "-"
"""Typed for a field that is to be empty."""

_CARD = {
    "number": ("--number", "Số, ký hiệu của văn bản."),
    "issued_on": ("--issued-on", "Ngày ban hành."),
    "issued_at": ("--issued-at", "Nơi ban hành."),
    "doc_type": ("--doc-type", "Loại văn bản."),
    "title": ("--title", "Trích yếu."),
    "issuer": ("--issuer", "Cơ quan ban hành."),
    "urgency": ("--urgency", "Độ khẩn."),
    "signer.name": ("--signer", "Người ký."),
    "signer.position": ("--signer-position", "Chức vụ người ký."),
    "signer.authority": ("--signer-authority", "Thẩm quyền ký."),
    "meeting.name": ("--meeting", "Tên cuộc họp."),
    "meeting.date": ("--meeting-date", "Ngày họp."),
    "meeting.place": ("--meeting-place", "Nơi họp."),
}
_DATES = ("issued_on", "meeting.date")


def with_directive_values(command: Any) -> Any:
    """Adds the options that say what a directive is; `values_of` reads them."""
    options = (
        click.option("--kind", type=OneOf(KINDS, SPOKEN_KINDS), help="Loại chỉ đạo."),
        click.option("--lead", "leads", multiple=True, metavar="TÊN", help="Đơn vị chủ trì; nêu được nhiều lần."),
        click.option("--coordinate", "others", multiple=True, metavar="TÊN", help="Đơn vị phối hợp; như trên."),
        click.option("--due", type=Day(), help="Hạn: chậm nhất vào ngày này."),
        click.option("--before", type=Day(), help="Hạn: trước ngày này."),
        click.option("--every", metavar="QUY TẮC", help="Việc định kỳ: “hằng tháng”, hoặc FREQ=MONTHLY;BYMONTHDAY=20."),
        click.option(
            "--deadline-words", metavar="LỜI", help="Thời hạn bằng lời, không có ngày; hoặc lời đi cùng --due."
        ),
        click.option("--no-deadline", is_flag=True, help="Không nêu thời hạn."),
        click.option("--issued-by", metavar="TÊN", help="Người giao. “-” là không nêu."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def values_of(said: dict[str, Any]) -> dict[str, Any]:
    """The values that the options of `with_directive_values` state, by field."""
    values: dict[str, Any] = {}
    if said["kind"] is not None:
        values["kind"] = said["kind"]
    names = [(name, "lead") for name in said["leads"]] + [(name, "coordinate") for name in said["others"]]
    if names:
        values["assignees"] = [] if names == [(_NOTHING, "lead")] else names
    if said["issued_by"] is not None:
        values["issued_by"] = _or_nothing(said["issued_by"])
    stated = [said["due"], said["before"], said["every"], said["no_deadline"] or None]
    if sum(one is not None for one in stated) > 1:
        fail_usage("chỉ nêu một trong --due, --before, --every, --no-deadline.")
    if said["no_deadline"]:
        values["deadline"] = None
    elif any(one is not None for one in (*stated, said["deadline_words"])):
        every = said["every"]
        values["deadline"] = GivenDeadline(
            day=said["due"] or said["before"],
            before=said["before"] is not None,
            recurrence=_RULES.get(" ".join(every.lower().split()), every) if every is not None else None,
            words=said["deadline_words"],
        )
    return values


def _or_nothing(value: str) -> str | None:
    return None if value.strip() == _NOTHING else value


def _with_card_values(command: Any) -> Any:
    for field, (name, told) in reversed(_CARD.items()):
        type_ = Day() if field in _DATES else None
        option = click.option(name, f"card_{field.replace('.', '_')}", type=type_, metavar="LỜI", help=told)
        command = option(command)
    return command


@click.command("correct", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.argument("name", metavar="MÃ")
@click.option("--text", metavar="LỜI", help="Nội dung chỉ đạo; đúng lời văn bản thì được gắn vào đó.")
@with_directive_values
@_with_card_values
@click.option("--reason", metavar="LỜI", help="Vì sao sửa; ghi vào nhật ký.")
@with_by
@with_db
@with_json
def command(name: str, text: str | None, reason: str | None, by: str, db: Path, as_json: bool, **said: Any) -> None:
    """Sửa điều máy đọc sai: của một chỉ đạo (CD12), hoặc của thẻ văn bản (VB3). “-” là bỏ trống.

    Có hiệu lực ngay ở mọi danh sách; đọc lại bằng bản chương trình mới vẫn giữ. Nêu --lead hoặc --coordinate thì thay
    cả danh sách đơn vị. Sửa nhầm thì “chidao undo”.
    """
    of_directive = {**({"text": text} if text is not None else {}), **values_of(said)}
    of_card = {
        field: _or_nothing(value) for field in _CARD if (value := said[f"card_{field.replace('.', '_')}"]) is not None
    }
    if of_directive and of_card:
        fail_usage("sửa chỉ đạo và sửa thẻ văn bản là hai việc: gõ hai lệnh.")
    if not of_directive and not of_card:
        fail_usage("chưa nêu sửa gì: xem các tùy chọn bằng --help.")
    if re.fullmatch(r"\s*CD\d+\s*", name, re.IGNORECASE) and of_card:
        fail_usage(f"{name} là chỉ đạo: số, ngày, người ký… là của văn bản, nêu mã văn bản (VB3).")
    with open_register(db, linker=bodies) as register:
        changed = correct_fields(register, name, of_directive or of_card, by=by, at=now(), reason=reason)
    emit(render_json((changed,)) if as_json else render_changed((changed,)))
