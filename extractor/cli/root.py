"""The group of commands.

A command's module is imported when it is called, so `tasks` does not load what `extract` needs.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Any

import click

from extractor.cli.options import complain
from extractor.cli.vietnamese import VietnameseCommand, usage_in_words
from extractor.core.errors import ChidaoError

INTERRUPTED = 130

# name → what it does, as in the list of commands; the module has the same name and holds `command`
COMMANDS = {
    "extract": "Đọc văn bản và in ra bản ghi; không ghi vào sổ.",
    "ingest": "Nạp tệp, thư mục vào sổ.",
    "reread": "Đọc lại bản gốc trong sổ; xem chỗ đổi rồi mới áp dụng.",
    "watch": "Theo dõi một thư mục, nạp tệp mới vào sổ.",
    "tasks": "Danh sách nhiệm vụ theo thời hạn.",
    "done": "Ghi nhiệm vụ đã hoàn thành, bị hủy, được thay thế.",
    "reopen": "Mở lại nhiệm vụ đã ghi kết thúc.",
    "extend": "Gia hạn nhiệm vụ.",
    "met": "Ghi ngày điều kiện của thời hạn xảy ra.",
    "note": "Ghi chú vào nhiệm vụ.",
    "retract": "Rút lại điều vừa ghi về nhiệm vụ.",
    "report": "Báo cáo hoàn thành, đúng hạn, quá hạn theo kỳ, đơn vị.",
    "changes": "Có gì mới từ một ngày: thêm, sửa, hoàn thành, gia hạn.",
    "search": "Tìm trong chỉ đạo và toàn văn, có dấu hay không dấu.",
    "searches": "Các phép tìm đã lưu: xem, chạy lại, xóa.",
    "similar": "Những chỉ đạo giống một chỉ đạo.",
    "show": "Xem một văn bản trong sổ với các phần được tô màu.",
    "compare": "So hai văn bản cùng nội dung: nêu khác nhau ở đâu.",
    "refs": "Chỉ đạo, văn bản nào viện dẫn, thực hiện một văn bản.",
    "links": "Liên kết giữa văn bản, nhiệm vụ; liên kết chờ duyệt.",
    "accept": "Nhận liên kết được đề nghị.",
    "decline": "Từ chối liên kết được đề nghị.",
    "link": "Liên kết bằng tay.",
    "unlink": "Bỏ liên kết đã nhận.",
    "correct": "Sửa điều máy đọc sai: nội dung, đơn vị, thời hạn, số, ngày, người ký.",
    "confirm": "Xác nhận chỉ đạo hoặc cả văn bản là đúng.",
    "unconfirm": "Bỏ xác nhận.",
    "add": "Thêm chỉ đạo máy bỏ sót.",
    "reject": "Loại mục không phải là chỉ đạo.",
    "delete": "Xóa khỏi danh sách; vẫn giữ để khôi phục.",
    "undelete": "Khôi phục văn bản, chỉ đạo đã xóa.",
    "undo": "Hoàn tác lần sửa cuối.",
    "history": "Nhật ký: ai đổi gì, khi nào, vì sao.",
    "check": "Kiểm tra sổ có nguyên vẹn không.",
    "backup": "Sao lưu sổ ra một tệp, không phải dừng việc.",
    "restore": "Lấy sổ lại từ bản sao lưu; sổ đang có được giữ sang bên.",
    "annotate": "Gán nhãn văn bản: máy đề xuất, người sửa, máy kiểm tra.",
    "export": "Xuất danh sách nhiệm vụ (Excel, Word, lịch…) hoặc dữ liệu huấn luyện.",
    "import": "Đưa tệp Excel, JSON Lines đã sửa trở lại sổ.",
    "remind": "Nhắc từng đơn vị việc quá hạn, sắp đến hạn; gửi thư nếu cần.",
    "datasette": "Tệp mô tả để xem sổ bằng Datasette.",
    "evaluate": "Đo độ chính xác trên văn bản đã gán nhãn.",
    "explain": "Vì sao mỗi mục được trích: quy tắc và chứng cứ.",
    "train": "Huấn luyện mô hình từ văn bản đã gán nhãn.",
    "schema": "In JSON Schema của bản ghi.",
}


GROUPS = {
    "Nạp và đọc": ("ingest", "watch", "reread", "extract", "explain"),
    "Tra cứu": ("tasks", "search", "searches", "similar", "show", "report", "changes", "export", "datasette"),
    "Theo dõi": ("done", "reopen", "extend", "met", "note", "retract", "remind", "import"),
    "Sửa": ("correct", "confirm", "unconfirm", "add", "reject", "delete", "undelete", "undo", "history"),
    "Liên kết": ("links", "accept", "decline", "link", "unlink", "compare", "refs"),
    "Sổ": ("check", "backup", "restore"),
    "Huấn luyện": ("annotate", "evaluate", "train", "schema"),
}
"""In which part of the help a command stands; one that stands in none comes last."""


class Root(VietnameseCommand, click.Group):
    """Loads commands by name and turns every expected error into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"extractor.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"không có lệnh “{args[0]}”: chọn một trong {', '.join(COMMANDS)}.", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        grouped = {name for names in GROUPS.values() for name in names}
        rest = tuple(name for name in COMMANDS if name not in grouped)
        width = max(map(len, COMMANDS))
        for head, names in (*GROUPS.items(), ("Lệnh khác", rest)):
            told = [(name.ljust(width), COMMANDS[name]) for name in names if name in COMMANDS]
            if told:
                with formatter.section(head):
                    formatter.write_dl(told)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        try:
            code = super().main(args, prog_name or "chidao", complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            sys.exit(error.exit_code)
        except click.UsageError as error:
            complain(usage_in_words(error))
            sys.exit(error.exit_code)
        except click.Abort:
            complain("đã dừng theo yêu cầu.")
            sys.exit(INTERRUPTED)
        except ChidaoError as error:
            complain(str(error))
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"chidao {version('chidao')}")
        ctx.exit()


@click.command("chidao", cls=Root, subcommand_metavar="LỆNH [THAM SỐ]…", options_metavar="[TÙY CHỌN]")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="In số phiên bản rồi thoát.",
)
def root() -> None:
    """Đọc thông báo kết luận và tin về cuộc họp, lập sổ theo dõi chỉ đạo: ai làm gì, chậm nhất khi nào, ai giao."""


def run() -> None:
    """The console script: `root` on a real terminal."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not os.environ.get("CHIDAO_DEBUG"):
        sys.excepthook = _confess
    root()


def _confess(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An error nobody expected is a mistake of the program: said in one line, with where it happened."""
    if issubclass(kind, KeyboardInterrupt):
        complain("đã dừng theo yêu cầu.")
        return
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ở {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    complain(
        f"lỗi của chính chương trình ({kind.__name__}: {error}){where}. "
        "Hãy báo cho người phát triển; đặt CHIDAO_DEBUG=1 để xem chi tiết."
    )
