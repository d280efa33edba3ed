"""`chidao report`: how many directives are done and in hand, within the time limit and beyond it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import click

from extractor.cli.new_file import check_target, write_new
from extractor.cli.options import emit, screen, unit_keys, with_db, with_json
from extractor.cli.options import today as this_day
from extractor.cli.periods import Part, Span, Year
from extractor.cli.task_filters import KINDS, SPOKEN_KINDS
from extractor.cli.vietnamese import Day, OneOf, VietnameseCommand, fail_usage
from extractor.core.errors import SourceTooLarge
from extractor.core.record import DirectiveKind
from extractor.core.reports import Basis, Report, ReportFilter, ReportGrouping
from extractor.store import open_register, report
from extractor.views.report import render_report, render_report_json
from extractor.views.report_paper import ReportPaper, paper_of
from extractor.views.words import number_in_words

ReportFormat = Literal["xlsx", "docx", "csv", "md"]
FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
_MOST_IN_WORD = 5000


_SPOKEN_GROUPS = {"unit": "đơn vị", "person": "người", "issuer": "cơ quan", "document": "văn bản"}


@click.command("report", cls=VietnameseCommand, options_metavar="[TÙY CHỌN]")
@click.option("--from", "since", type=Day(), help="Kỳ báo cáo từ ngày này.")
@click.option("--to", "until", type=Day(), help="Kỳ báo cáo đến hết ngày này.")
@click.option("--month", type=Part("T", 1, "2026-03"), help="Kỳ báo cáo là tháng này.")
@click.option("--quarter", type=Part("Q", 3, "2026-Q1"), help="Kỳ báo cáo là quý này.")
@click.option("--half", type=Part("H", 6, "2026-H1"), help="Kỳ báo cáo là 6 tháng đầu (H1) hay cuối năm (H2).")
@click.option("--year", type=Year(), help="Kỳ báo cáo là năm này.")
@click.option(
    "--basis",
    type=OneOf(get_args(Basis), {"given": "ngày giao", "due": "hạn"}),
    default="given",
    help="Kỳ tính theo ngày giao (mặc định) hay theo hạn giao ban đầu.",
)
@click.option(
    "--by",
    type=OneOf(get_args(ReportGrouping), _SPOKEN_GROUPS),
    default="unit",
    help="Mỗi dòng là gì; mặc định: đơn vị (chủ trì).",
)
@click.option("--unit", metavar="LỜI", help="Chỉ những việc của đơn vị này, gồm mọi cách viết và tên cũ.")
@click.option("--issuer", metavar="LỜI", help="Chỉ những việc do cơ quan, người này giao.")
@click.option("--document", metavar="LỜI", help="Chỉ những việc của văn bản này.")
@click.option(
    "--kind", "kinds", multiple=True, type=OneOf(KINDS, SPOKEN_KINDS), help="Loại chỉ đạo. Mặc định: nhiệm vụ, cam kết."
)
@click.option("--all", "every", is_flag=True, help="Mọi loại chỉ đạo.")
@click.option("--today", type=Day(), help="Tính đến ngày này. Mặc định: hôm nay theo giờ Việt Nam.")
@click.option("--out", metavar="TỆP", help="Ghi báo cáo ra tệp: .xlsx, .docx, .csv hoặc .md.")
@click.option("--force", is_flag=True, help="Cho phép --out ghi đè tệp đã có.")
@with_db
@with_json
def command(
    db: Path,
    as_json: bool,
    out: str | None,
    force: bool,
    since: str | None,
    until: str | None,
    month: Span | None,
    quarter: Span | None,
    half: Span | None,
    year: Span | None,
    basis: Basis,
    by: ReportGrouping,
    unit: str | None,
    issuer: str | None,
    document: str | None,
    kinds: tuple[DirectiveKind, ...],
    every: bool,
    today: str | None,
) -> None:
    """Báo cáo tình hình thực hiện: đã hoàn thành, đang thực hiện, đúng hạn, quá hạn; các dòng cộng lại bằng tổng."""
    if every and kinds:
        fail_usage("--all không đi cùng --kind.")
    if out is not None and as_json:
        fail_usage("--json không đi cùng --out.")
    target, form = (Path(out), _format_of(out)) if out is not None else (None, None)
    if target is not None:
        check_target(target, force=force)
    first, last = _period((since, until), [named for named in (month, quarter, half, year) if named is not None])
    wanted = ReportFilter(
        today=today or this_day(),
        since=first,
        until=last,
        basis=basis,
        by=by,
        kinds=KINDS if every else kinds or ("task", "commitment"),
        unit=unit,
        unit_keys=unit_keys(unit),
        issuer=issuer,
        document=document,
    )
    with open_register(db) as register:
        found = report(register, wanted)
    if target is not None and form is not None:
        _write(found, wanted, target, form, force=force)
        return
    emit(render_report_json(found, wanted) if as_json else render_report(found, wanted, screen()))


def _format_of(name: str) -> ReportFormat:
    suffix = Path(name).suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        fail_usage(f"không biết ghi “{name}” theo dạng nào: đặt tên tệp kết thúc bằng .{', .'.join(FORMATS)}.")
    return suffix


def _write(found: Report, wanted: ReportFilter, target: Path, form: ReportFormat, *, force: bool) -> None:
    if form == "docx" and len(found.rows) > _MOST_IN_WORD:
        raise SourceTooLarge(
            f"Báo cáo có {number_in_words(len(found.rows))} dòng, tệp .docx chứa nhiều nhất"
            f" {number_in_words(_MOST_IN_WORD)}: ghi ra .xlsx hoặc .csv."
        )
    write_new(target, [_rendered(paper_of(found, wanted), form)], force=force)
    emit(f"Đã ghi báo cáo {number_in_words(len(found.rows))} dòng vào “{target}”.\n")


def _rendered(paper: ReportPaper, form: ReportFormat) -> bytes:
    """A renderer and its library are imported when a file of its format is asked for."""
    if form == "xlsx":
        from extractor.views.xlsx import render_report_xlsx

        return render_report_xlsx(paper)
    if form == "docx":
        from extractor.views.docx import render_report_docx

        return render_report_docx(paper)
    from extractor.views.report_text import render_report_csv, render_report_markdown

    return render_report_csv(paper) if form == "csv" else render_report_markdown(paper)


def _period(days: tuple[str | None, str | None], named: list[Span]) -> tuple[str | None, str | None]:
    if len(named) > 1 or (named and any(days)):
        fail_usage("chỉ nêu một kỳ: --from và --to, hoặc một trong --month, --quarter, --half, --year.")
    first, last = named[0] if named else days
    if first is not None and last is not None and first > last:
        fail_usage("--from phải trước hoặc cùng ngày với --to.")
    return first, last
