"""`chidao remind`: each unit's list of what is overdue and due soon, printed or mailed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from extractor.cli.options import Command, emit, now, screen, with_by, with_db, with_json
from extractor.cli.task_filters import filter_of, with_filters
from extractor.cli.vietnamese import Count, OneOf, VietnameseCommand, fail_usage
from extractor.core.errors import SourceError, SourceMissing
from extractor.core.system_errors import reason_of

if TYPE_CHECKING:
    from extractor.mail import Server

_PASSWORD = "CHIDAO_SMTP_PASSWORD"

_MAIL_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option("--units", "table", metavar="TỆP", envvar="CHIDAO_UNITS", help="Bảng địa chỉ (CSV: đơn vị, email)."),
    click.option("--smtp-host", metavar="MÁY", envvar="CHIDAO_SMTP_HOST", help="Máy chủ gửi thư."),
    click.option(
        "--smtp-port", type=Count(), envvar="CHIDAO_SMTP_PORT", help="Cổng; mặc định 587, 465 (ssl) hoặc 25 (none).",
    ),
    click.option(
        "--smtp-security", type=OneOf(("starttls", "ssl", "none")), default="starttls", envvar="CHIDAO_SMTP_SECURITY",
        help="Cách mã hóa; mặc định starttls.",
    ),
    click.option(
        "--smtp-user", metavar="TÊN", envvar="CHIDAO_SMTP_USER",
        help=f"Tên đăng nhập; mật khẩu lấy từ biến môi trường {_PASSWORD} hoặc --smtp-password-file.",
    ),
    click.option("--smtp-password-file", metavar="TỆP", envvar=f"{_PASSWORD}_FILE", help="Tệp chứa mật khẩu."),
    click.option("--smtp-ca", metavar="TỆP", envvar="CHIDAO_SMTP_CA", help="Chứng thư (PEM) của máy chủ thư nội bộ."),
    click.option("--smtp-from", "sender", metavar="ĐỊA CHỈ", envvar="CHIDAO_SMTP_FROM", help="Địa chỉ người gửi."),
)  # fmt: skip


_MAIL_NAMES = (
    "table", "smtp_host", "smtp_port", "smtp_security", "smtp_user", "smtp_password_file", "smtp_ca", "sender",
)  # fmt: skip


def _with_mail(command: Command) -> Command:
    for option in reversed(_MAIL_OPTIONS):
        command = option(command)
    return command


@click.command("remind", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.option("--days", type=Count(), default=7, help="Nhắc cả việc đến hạn trong chừng này ngày; mặc định 7.")
@click.option("--send", is_flag=True, help="Gửi thư cho từng đơn vị; không nêu thì chỉ in ra.")
@click.option("--again", is_flag=True, help="Gửi cả cho đơn vị hôm nay đã được gửi.")
@_with_mail
@with_filters
@with_by
@with_db
@with_json
@click.pass_context
def command(
    ctx: click.Context,
    /,
    days: int,
    send: bool,
    again: bool,
    by: str,
    db: Path,
    as_json: bool,
    **asked: Any,
) -> None:
    """Danh sách việc quá hạn và sắp đến hạn của từng đơn vị; --send thì gửi thư, mỗi đơn vị một lần một ngày.

    Thư có bảng việc và tệp lịch (ICS). Bảng địa chỉ là tệp CSV, dòng đầu: đơn vị;email.
    """
    from extractor.store import list_tasks, open_register
    from extractor.views.json import render_json
    from extractor.views.reminders import answers_to, render_reminders, render_unit_lists, unit_lists

    if again and not send:
        fail_usage("--again đi cùng --send.")
    mail = {name: asked.pop(name) for name in _MAIL_NAMES}
    wanted = filter_of(asked)
    if "closed" in wanted.statuses:
        fail_usage("việc đã kết thúc thì không nhắc: bỏ --closed, --status closed.")
    day, unit = wanted.today, wanted.unit
    last = (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    wanted = msgspec.structs.replace(wanted, due_before=min(last, wanted.due_before or last))
    sending = _checked(mail) if send else None
    with open_register(db) as register:
        found = list_tasks(register, wanted)
        units = [one for one in unit_lists(found.tasks, days) if unit is None or answers_to(one, unit)]
        if sending is None:
            emit(render_json(units) if as_json else render_unit_lists(units, day, days, screen()))
            return
        from extractor.exchange.reminding import Mailing, send_reminders

        mailing = Mailing(sending.server, sending.sender, day, days, by, again)
        reminders = list(send_reminders(register, units, sending.table, mailing, now))
    emit(render_json(reminders) if as_json else render_reminders(reminders, screen()))
    ctx.exit(1 if any(reminder.state not in ("sent", "already") for reminder in reminders) else 0)


class _Sending(NamedTuple):
    """What `--send` needs besides the lists."""

    server: Server
    sender: str
    table: dict[str, tuple[str, ...]]


def _checked(mail: dict[str, Any]) -> _Sending:
    from extractor.exchange.addresses import ADDRESS, read_addresses
    from extractor.mail import PORTS, Security, Server

    for option, name in (("smtp_host", "--smtp-host"), ("sender", "--smtp-from"), ("table", "--units")):
        if not mail[option]:
            fail_usage(f"--send cần thêm {name}.")
    if not ADDRESS.fullmatch(mail["sender"]):
        fail_usage(f"--smtp-from: “{mail['sender']}” không phải địa chỉ thư.")
    security: Security = mail["smtp_security"]
    server = Server(
        host=mail["smtp_host"],
        port=mail["smtp_port"] or PORTS[security],
        security=security,
        user=mail["smtp_user"],
        password=_password(mail["smtp_password_file"]) if mail["smtp_user"] else None,
        authority=mail["smtp_ca"],
    )
    if server.authority is not None:
        _content(server.authority, "chứng thư")
    return _Sending(server, mail["sender"], read_addresses(_content(mail["table"], "bảng địa chỉ")))


def _password(file: str | None) -> str:
    """From a file or the environment, never from the command line, which others on the machine can read."""
    if file:
        return _content(file, "mật khẩu").decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")
    if password := os.environ.get(_PASSWORD):
        return password
    return fail_usage(f"--smtp-user cần mật khẩu: đặt biến môi trường {_PASSWORD} hoặc nêu --smtp-password-file.")


def _content(path: str, what: str) -> bytes:
    try:
        return Path(path).expanduser().read_bytes()
    except FileNotFoundError:
        raise SourceMissing(f"Không có tệp {what} “{path}”: kiểm tra đường dẫn.") from None
    except OSError as error:
        raise SourceError(f"Không đọc được tệp {what} “{path}” ({reason_of(error)}): kiểm tra quyền đọc.") from None
