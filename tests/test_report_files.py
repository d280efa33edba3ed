"""The report as files: every format says the same numbers, and the sums are those of the rows."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from list_samples import HEADING, ONE_OF_EACH
from many_directives import fill
from office import converted, needs_office

from extractor.cli.root import root
from extractor.core.register import TaskFilter
from extractor.core.reports import Report, ReportFilter, ReportRow, Tally
from extractor.exchange.returned import read_returned
from extractor.store import open_register
from extractor.views.docx import render_docx, render_report_docx
from extractor.views.report_paper import paper_beside, paper_of
from extractor.views.report_text import render_report_csv, render_report_markdown
from extractor.views.xlsx import render_report_xlsx, render_xlsx

TODAY = "2026-04-25"
WANTED = ReportFilter(TODAY, since="2026-01-01", until="2026-03-31", unit="sở y tế")
ROWS = (
    ReportRow("=SUM(A1)", Tally(on_time=1, overdue=2, past=2), "a"),
    ReportRow("Sở Y tế", Tally(on_time=3, late=1, in_time=4, unrated=5, waiting=6, standing=7, missing=8), "b"),
    ReportRow(None, Tally(missing=2)),
)
SUM = Tally(on_time=4, late=1, in_time=4, overdue=2, unrated=5, waiting=6, standing=7, missing=10, past=2)
PLAIN = paper_of(Report(SUM, ROWS), WANTED)
TOTAL = Tally(on_time=3, late=1, in_time=4, overdue=2, unrated=5, waiting=6, standing=7, missing=10, past=2)
REPEATED = paper_of(Report(TOTAL, ROWS, repeated=1, left_out=3), WANTED)


def sheet_of(data: bytes, name: str = "Tổng hợp", *, values: bool = True):
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)[name]


def lines_of(sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]


def counts(tally: Tally) -> list[int]:
    return [
        tally.total, tally.on_time, tally.late, tally.in_time, tally.overdue, tally.unrated, tally.waiting,
        tally.standing, tally.missing,
    ]  # fmt: skip


def test_the_heading_tells_period_day_and_unit():
    assert PLAIN.title == "Báo cáo tình hình thực hiện nhiệm vụ, cam kết"
    assert PLAIN.line == "Giao từ 01/01/2026 đến hết 31/03/2026, tính đến ngày 25/04/2026. Đơn vị: sở y tế."
    assert paper_of(Report(SUM, ROWS), ReportFilter(TODAY)).line == "Tính đến ngày 25/04/2026."


def test_the_sheet_has_a_row_for_each_group_and_the_total():
    found = lines_of(sheet_of(render_report_xlsx(PLAIN)))
    assert [line[1] for line in found[:4]] == ["=SUM(A1)", "Sở Y tế", "Không nêu đơn vị chủ trì", "Tổng số"]
    assert [line[2:11] for line in found[:4]] == [counts(tally) for tally in (*(row.tally for row in ROWS), SUM)]
    assert [line[11] for line in found[:4]] == [pytest.approx(1 / 3), 0.75, "–", pytest.approx(4 / 7)]


def test_rows_that_add_up_to_more_than_the_total_are_told():
    sheet = sheet_of(render_report_xlsx(REPEATED))
    found = lines_of(sheet)
    assert [line[1] for line in found[3:5]] == ["Cộng các dòng", "Tổng số (mỗi việc một lần)"]
    assert [line[2:11] for line in found[3:5]] == [counts(SUM), counts(TOTAL)]
    notes = [str(line[0]) for line in found[5:] if line[0]]
    assert notes[0].startswith("Cộng các dòng nhiều hơn tổng số 1:") and any("3 mục" in note for note in notes)
    formulas = [line[2] for line in lines_of(sheet_of(render_report_xlsx(REPEATED), values=False))[3:5]]
    assert formulas == ["=SUM(C6:C8)", TOTAL.total]


def test_a_name_that_opens_like_a_formula_is_a_text():
    cell = sheet_of(render_report_xlsx(PLAIN), values=False)["B6"]
    assert cell.data_type == "s" and cell.value == "=SUM(A1)"


def test_the_sheet_is_laid_out_for_paper():
    sheet = sheet_of(render_report_xlsx(PLAIN))
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.freeze_panes == "C6" and sheet.print_title_rows == "$4:$5" and str(sheet.page_setup.fitToHeight) == "0"
    assert [cell.value for cell in sheet[4]][3:9:2] == ["Đã hoàn thành", "Đang thực hiện", "Ngoài ra"]


@needs_office
def test_libreoffice_reckons_the_same_sums(tmp_path: Path):
    again = converted(
        render_report_xlsx(REPEATED), ".xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path
    ).decode()
    lines = list(csv.reader(again.splitlines()))
    assert [line[2:11] for line in lines if line[1] == "Cộng các dòng"] == [[str(n) for n in counts(SUM)]]


def test_a_report_of_nothing_is_a_sheet_with_a_total():
    found = lines_of(sheet_of(render_report_xlsx(paper_of(Report(Tally(), ()), WANTED))))
    assert found[0][1:3] == ["Tổng số", 0]


def test_csv_and_markdown_say_the_same_numbers():
    lines = list(csv.reader(render_report_csv(REPEATED).decode("utf-8-sig").splitlines(), delimiter=";"))
    assert lines[0][3:7] == [
        "Đã hoàn thành, đúng hạn", "Đã hoàn thành, quá hạn", "Đang thực hiện, trong hạn", "Đang thực hiện, quá hạn",
    ]  # fmt: skip
    assert [line[1] for line in lines[1:]] == [
        "'=SUM(A1)", "Sở Y tế", "Không nêu đơn vị chủ trì", "Cộng các dòng", "Tổng số (mỗi việc một lần)",
    ]  # fmt: skip
    assert [list(map(int, line[2:11])) for line in lines[4:]] == [counts(SUM), counts(TOTAL)]
    assert lines[2][11] == "75%" and lines[3][11] == ""
    text = render_report_markdown(REPEATED).decode()
    told = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("|")]
    assert [list(map(int, line[-10:-1])) for line in told[-2:]] == [counts(SUM), counts(TOTAL)]


def test_the_word_report_has_the_table_under_its_sentences():
    document = docx.Document(io.BytesIO(render_report_docx(REPEATED)))
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["STT", "Đơn vị chủ trì", "Tổng số", "Đã hoàn thành"]
    assert [int(cell.text) for cell in table.rows[-1].cells[2:11]] == counts(TOTAL)
    assert len(table.rows) == 2 + len(ROWS) + 2
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "BÁO CÁO TÌNH HÌNH THỰC HIỆN NHIỆM VỤ, CAM KẾT" in texts and "Tổng số: 38." in texts


def test_a_list_has_the_report_beside_it_and_still_comes_back():
    paper = paper_beside(Report(SUM, ROWS), TaskFilter(TODAY))
    data = render_xlsx(ONE_OF_EACH, HEADING, paper)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Nhiệm vụ", "Tổng hợp"]
    assert lines_of(sheet_of(data))[3][1:3] == ["Tổng số", SUM.total]
    returned = read_returned(data, ".xlsx")
    assert (returned.rows, returned.updates, returned.refused) == (len(ONE_OF_EACH), (), ())


@pytest.mark.parametrize(("by_unit", "rows"), [(False, 3), (True, 2 + len(ROWS) + 1)])
def test_the_word_list_begins_with_the_report(by_unit: bool, rows: int):
    paper = paper_beside(Report(SUM, ROWS), TaskFilter(TODAY))
    document = docx.Document(io.BytesIO(render_docx(ONE_OF_EACH, HEADING, paper, by_unit=by_unit)))
    table = document.tables[1]
    assert len(table.rows) == rows and int(table.rows[-1].cells[2].text) == SUM.total


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    with open_register(path, create=True) as register:
        fill(register, 60)
    return path


def chidao(db: Path, *args: object):
    return CliRunner().invoke(root, [*map(str, args), "--db", str(db)])


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "md"])
@pytest.mark.parametrize("by", ["unit", "person", "issuer", "document"])
def test_the_command_writes_each_format_once(db: Path, tmp_path: Path, form: str, by: str):
    out = tmp_path / f"bao-cao.{form}"
    done = chidao(db, "report", "--today", "2026-06-15", "--by", by, "--out", out)
    assert done.exit_code == 0 and str(out) in done.output, done.output
    size = out.stat().st_size
    again = chidao(db, "report", "--by", by, "--out", out)
    assert again.exit_code == 1 and "--force" in again.output and out.stat().st_size == size


@pytest.mark.parametrize("args", [("--out", "bao-cao.pdf"), ("--out", "bao-cao.csv", "--json")])
def test_what_cannot_be_written_is_a_wrong_command_line(db: Path, args):
    assert chidao(db, "report", *args).exit_code == 2


def test_the_sheet_beside_a_list_counts_what_the_list_is_about(db: Path, tmp_path: Path):
    out = tmp_path / "viec.xlsx"
    assert chidao(db, "tasks", "--overdue", "--today", "2026-06-15", "--out", out).exit_code == 0
    total = json.loads(chidao(db, "report", "--today", "2026-06-15", "--json").output)["total"]["total"]
    sums = {line[1]: line[2] for line in lines_of(sheet_of(out.read_bytes())) if str(line[1]).startswith("Tổng số")}
    assert list(sums.values()) == [total]
