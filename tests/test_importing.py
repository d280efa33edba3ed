"""Lists that come back: what was filled in goes into the register, what does not fit is told, nothing else changes."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import openpyxl
import pytest
from click.testing import CliRunner
from office import converted, needs_office
from register_samples import notice, original

from extractor.cli.root import root
from extractor.core.errors import SourceBroken, SourceChanged, SourceTooLarge, StoreError
from extractor.core.register import TaskFilter, TaskRow
from extractor.core.returning import Imported
from extractor.exchange.importing import import_returned
from extractor.exchange.returned import read_returned
from extractor.store import (
    Register,
    add_note,
    close,
    extend,
    list_tasks,
    open_register,
    put,
    register_id,
    reopen,
    take_back,
)
from extractor.views.calendar import render_calendar
from extractor.views.jsonl import render_jsonl
from extractor.views.paper import heading_of
from extractor.views.xlsx import render_xlsx

AT = "2026-04-25T09:00:00+07:00"
WHO = {"by": "lan", "at": AT}
ALL = TaskFilter(today="2026-04-25", kinds=())
HEAD = 3


@pytest.fixture
def register(tmp_path: Path):
    with open_register(tmp_path / "r.db", create=True) as opened:
        put(opened, original(), notice())
        put(opened, original(b"2", "bao cao.txt"), notice(number="9/BC-SYT"))
        yield opened


def tasks(register: Register) -> dict[str, TaskRow]:
    return {task.id: task for task in list_tasks(register, ALL).tasks}


def exported(register: Register) -> bytes:
    return render_xlsx(tasks(register).values(), heading_of(ALL, register_id(register)))


def edited(data: bytes, change: Callable) -> bytes:
    """The sheet after somebody worked on it: `change(sheet, cell)` with `cell("CD1", "Ghi chú")`."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    sheet = workbook.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[HEAD]}
    rows = {sheet.cell(row, 2).value: row for row in range(HEAD + 1, sheet.max_row + 1)}
    change(sheet, lambda name, head: sheet.cell(rows[name], heads[head]))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def filled(data: bytes, *values: tuple[str, str, object]) -> bytes:
    def change(_, cell):
        for name, head, value in values:
            cell(name, head).value = value

    return edited(data, change)


def brought(register: Register, data: bytes, suffix: str = ".xlsx", *, apply: bool = True) -> Imported:
    return import_returned(register, read_returned(data, suffix), source="so.xlsx", apply=apply, **WHO)


FILLED = (
    ("CD1", "Tình trạng", "Hoàn thành"),
    ("CD1", "Ngày hoàn thành", dt.datetime(2026, 4, 20)),
    ("CD1", "Ghi chú", "đã nghiệm thu"),
    ("CD6", "Gia hạn đến", dt.datetime(2026, 5, 31)),
)


def test_what_was_filled_in_goes_into_the_register(register: Register):
    done = brought(register, filled(exported(register), *FILLED, ("CD4", "Ghi chú", "đang soạn")))
    assert (len(done.changes), done.conflicts, done.refused, done.rows) == (3, (), (), 10)
    now = tasks(register)
    assert (now["CD1"].closed_on, now["CD1"].closed_as, now["CD1"].note) == ("2026-04-20", "done", "đã nghiệm thu")
    assert (now["CD6"].extended_to, now["CD6"].extensions, now["CD6"].note) == ("2026-05-31", 1, "ghi trong so.xlsx")
    assert now["CD4"].note == "đang soạn"
    rows = register.db.execute("SELECT DISTINCT by FROM history WHERE subject = 'directive'").fetchall()
    assert ("lan",) in rows


def test_a_list_as_it_was_handed_out_changes_nothing(register: Register):
    close(register, ["CD1"], on="2026-04-10", note="xong  rồi", **WHO)
    extend(register, ["CD6"], to="2026-06-01", reason="chờ vốn", **WHO)
    before = tasks(register)
    for data, suffix in (
        (exported(register), ".xlsx"),
        (b"".join(render_jsonl(before.values(), register_id(register))), ".jsonl"),
    ):
        done = brought(register, data, suffix)
        assert (done.changes, done.conflicts, done.refused) == ((), (), ())
        assert done.rows == len(before) == 10
    assert tasks(register) == before


def test_what_is_written_over_columns_for_reading_is_told(register: Register):
    """Nobody is left to think that a new deadline or another doer went into the register."""
    before = tasks(register)
    changed = filled(
        exported(register),
        ("CD1", "Thời hạn", dt.datetime(2026, 12, 31)),
        ("CD1", "Đơn vị chủ trì", "Sở Y tế"),
        ("CD4", "Nhiệm vụ", "Việc khác hẳn"),
        ("CD6", "Đơn vị phối hợp", "Sở Nội vụ"),
        ("CD6", "Ghi chú", "đang soạn"),
    )
    done = brought(register, changed)
    assert {(one.id, one.reason) for one in done.refused} == {
        (
            "CD1",
            "chỗ sửa ở cột “Đơn vị chủ trì”, “Thời hạn” không vào sổ: sửa bằng “chidao correct CD1”;"
            " gia hạn thì ghi vào cột “Gia hạn đến”",
        ),
        ("CD4", "chỗ sửa ở cột “Nhiệm vụ” không vào sổ: sửa bằng “chidao correct CD4”"),
        ("CD6", "chỗ sửa ở cột “Đơn vị phối hợp” không vào sổ: sửa bằng “chidao correct CD6”"),
    }
    assert [(one.id, one.kind) for one in done.changes] == [("CD6", "note")]
    now = tasks(register)
    assert {name for name in now if now[name] != before[name]} == {"CD6"}


def test_a_note_taken_out_of_its_cell_is_told_to_be_there_still(register: Register):
    add_note(register, ["CD4"], note="đã nhắc", **WHO)
    done = brought(register, filled(exported(register), ("CD4", "Ghi chú", None)))
    assert done.changes == ()
    assert [(one.id, one.reason) for one in done.refused] == [
        (
            "CD4",
            "xóa ô “Ghi chú” không bỏ được ghi chú đã có: ghi lời khác vào ô, hoặc rút lại bằng “chidao retract CD4”",
        )
    ]


@pytest.mark.parametrize(
    ("word", "closed_as"),
    [("Đã hoàn thành", "done"), ("xong", "done"), ("ĐÃ XONG", "done"), ("HT", "done"), ("đã huỷ", "cancelled")],
)
def test_a_task_is_closed_in_the_clerks_own_words(register: Register, word: str, closed_as: str):
    values = (("CD1", "Tình trạng", word), ("CD1", "Ngày hoàn thành", "20/4/2026"), ("CD4", "Tình trạng", "Đang làm"))
    done = brought(register, filled(exported(register), *values))
    assert (len(done.changes), done.refused) == (1, ())
    assert (tasks(register)["CD1"].closed_on, tasks(register)["CD1"].closed_as) == ("2026-04-20", closed_as)


def test_a_preview_writes_nothing(register: Register):
    before = list(register.db.conn.iterdump())
    data = filled(exported(register), *FILLED)
    looked = brought(register, data, apply=False)
    assert [change.id for change in looked.changes] == ["CD1", "CD6"]
    assert list(register.db.conn.iterdump()) == before
    assert brought(register, data).changes == looked.changes


def test_the_same_file_twice_changes_once(register: Register):
    data = filled(exported(register), *FILLED)
    brought(register, data)
    before = list(register.db.conn.iterdump())
    again = brought(register, data)
    assert (again.changes, again.conflicts, again.refused) == ((), (), ())
    assert list(register.db.conn.iterdump()) == before


def test_what_the_register_changed_meanwhile_is_a_conflict(register: Register):
    data = filled(exported(register), *FILLED)
    close(register, ["CD1"], on="2026-04-02", note="báo cáo số 5", **WHO)
    done = brought(register, data)
    [conflict] = done.conflicts
    assert (conflict.update.id, conflict.update.value) == ("CD1", "2026-04-20")
    assert conflict.now == "hoàn thành trong hạn ngày 02/04/2026, ghi chú “báo cáo số 5”"
    assert tasks(register)["CD1"].closed_on == "2026-04-02"
    assert [change.id for change in done.changes] == ["CD6"]  # the others are made


def test_a_note_that_another_wrote_meanwhile_stays(register: Register):
    data = filled(exported(register), ("CD4", "Ghi chú", "của tôi"))
    add_note(register, ["CD4"], note="của người khác", **WHO)
    assert brought(register, data).conflicts
    assert tasks(register)["CD4"].note == "của người khác"


def test_closed_in_another_way_and_opened_again(register: Register):
    close(register, ["CD1", "CD6"], on="2026-04-10", **WHO)
    data = filled(
        exported(register),
        ("CD1", "Ngày hoàn thành", dt.datetime(2026, 4, 12)),
        ("CD6", "Tình trạng", "Đang thực hiện"),
        ("CD6", "Ngày hoàn thành", None),
    )
    done = brought(register, data)
    assert [(change.id, change.kind) for change in done.changes] == [
        ("CD1", "reopened"), ("CD1", "closed"), ("CD6", "reopened"),
    ]  # fmt: skip
    assert (tasks(register)["CD1"].closed_on, tasks(register)["CD6"].closed_on) == ("2026-04-12", None)
    assert brought(register, data).changes == ()


@pytest.mark.parametrize(
    "day", [dt.datetime(2026, 4, 20), dt.date(2026, 4, 20), "20/04/2026", "20-4-2026", "20.4.2026", "2026-04-20", 46132]
)
def test_days_however_they_are_written(register: Register, day: object):
    def change(_, cell):
        cell("CD1", "Ngày hoàn thành").value = day
        if not isinstance(day, dt.date):
            cell("CD1", "Ngày hoàn thành").number_format = "General"

    brought(register, edited(exported(register), change))
    assert tasks(register)["CD1"].closed_on == "2026-04-20"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([("Ngày hoàn thành", "31/02/2026")], "không đọc được ngày “31/02/2026”"),
        ([("Ngày hoàn thành", "hôm qua")], "không đọc được ngày “hôm qua”"),
        ([("Ngày hoàn thành", 20)], "không đọc được ngày “20”"),
        ([("Gia hạn đến", "quý II")], "không đọc được ngày “quý II” ở cột “Gia hạn đến”"),
        ([("Ngày hoàn thành", "=TODAY()")], "là công thức"),
        ([("Ghi chú", "=A1")], "là công thức"),
        ([("Tình trạng", "#REF!")], "là công thức hoặc báo lỗi"),
        ([("Tình trạng", "chắc xong")], "không hiểu tình trạng “chắc xong”"),
        ([("Tình trạng", "Hoàn thành")], "không có ngày"),
        ([("Ngày hoàn thành", dt.datetime(2027, 4, 20))], "ngày đó chưa tới"),
        ([("Ngày hoàn thành", dt.datetime(2026, 1, 1))], "trước ngày ban hành 12/03/2026"),
        ([("Gia hạn đến", dt.datetime(2026, 4, 1))], "không muộn hơn hạn đang có"),
        ([("Nhiệm vụ", "Việc khác"), ("Ghi chú", "x")], "không còn như khi xuất"),
        ([("Mã", "CD6"), ("Ghi chú", "x")], "mã “CD6” không khớp"),
        ([("Dữ liệu của sổ (không sửa)", "{}"), ("Ghi chú", "x")], "đã bị sửa"),
        ([("Dữ liệu của sổ (không sửa)", None), ("Ghi chú", "x")], "dòng thêm ngoài sổ"),
    ],
)
def test_rows_that_cannot_be_taken_are_told_and_the_others_are_taken(register: Register, values, says: str):
    rows = [("CD1", head, value) for head, value in values]
    done = brought(register, filled(exported(register), *rows, ("CD4", "Ghi chú", "đang soạn")))
    [refused] = done.refused
    assert says in refused.reason
    assert refused.row == HEAD + 1 + list(tasks(register)).index("CD1")
    assert [change.id for change in done.changes] == ["CD4"]
    assert tasks(register)["CD1"].closed_on is None


def test_an_extension_is_not_taken_back_by_emptying_its_cell(register: Register):
    extend(register, ["CD6"], to="2026-06-01", reason="chờ vốn", **WHO)
    done = brought(register, filled(exported(register), ("CD6", "Gia hạn đến", None)))
    [refused] = done.refused
    assert refused.id == "CD6" and "01/06/2026" in refused.reason and "chidao retract CD6" in refused.reason
    assert tasks(register)["CD6"].extended_to == "2026-06-01"


def test_a_list_without_the_column_of_extensions_comes_back(register: Register):
    extend(register, ["CD6"], to="2026-06-01", reason="chờ vốn", **WHO)

    def cut(sheet, cell):
        place = cell("CD6", "Gia hạn đến").column
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, place).__class__.__name__ != "MergedCell":
                sheet.cell(row, place).value = None

    done = brought(register, edited(exported(register), cut))
    assert (done.changes, done.refused) == ((), ())


def test_every_change_makes_the_entry_of_a_calendar_newer(register: Register):
    seen = [tasks(register)["CD6"].changes]
    extend(register, ["CD6"], to="2026-06-01", reason="chờ vốn", **WHO)
    seen.append(tasks(register)["CD6"].changes)
    close(register, ["CD6"], on="2026-04-20", **WHO)
    seen.append(tasks(register)["CD6"].changes)
    reopen(register, ["CD6"], **WHO)
    seen.append(tasks(register)["CD6"].changes)
    take_back(register, "CD6", **WHO)
    seen.append(tasks(register)["CD6"].changes)
    assert seen == sorted(set(seen))
    data = b"".join(
        render_calendar([tasks(register)["CD6"]], name="Việc", register="r", stamp=WHO["at"], today=WHO["at"][:10])
    )
    assert f"SEQUENCE:{seen[-1]}\r\n".encode() in data


def test_a_refusal_takes_back_all_of_its_task(register: Register):
    close(register, ["CD1"], on="2026-04-10", **WHO)
    done = brought(register, filled(exported(register), ("CD1", "Ngày hoàn thành", dt.datetime(2027, 1, 1))))
    assert len(done.refused) == 1
    assert tasks(register)["CD1"].closed_on == "2026-04-10"


def test_a_sheet_may_be_sorted_filtered_and_cut(register: Register):
    def change(sheet, cell):
        cell("CD6", "Ghi chú").value = "vướng mặt bằng"
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
        order = [11, 12, 8, 1, 2]  # other columns in another order
        heads = [sheet.cell(HEAD, column + 1).value for column in order]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["Bảng của tôi"])
        sheet.append([])
        sheet.append(heads)
        for row in reversed(rows):
            sheet.append([row[column] for column in order])
        sheet.row_dimensions[5].hidden = True

    data = edited(exported(register), change)
    done = brought(register, data)
    assert [(change.id, change.value) for change in done.changes] == [("CD6", "vướng mặt bằng")]
    assert not done.refused


def test_a_row_said_twice_counts_once_and_twice_otherwise_is_told(register: Register):
    def change(sheet, cell):
        cell("CD1", "Ghi chú").value = "một"
        row = [c.value for c in sheet[cell("CD1", "Ghi chú").row]]
        sheet.append(row)
        sheet.append([*row[:8], "hai", *row[9:]])

    done = brought(register, edited(exported(register), change))
    assert [change.value for change in done.changes] == ["một"]
    assert ["nói khác dòng" in refused.reason for refused in done.refused] == [True]


def test_a_list_of_another_register_is_refused(register: Register, tmp_path: Path):
    data = filled(exported(register), *FILLED[:3])
    with open_register(tmp_path / "khác.db", create=True) as other:
        put(other, original(), notice())
        with pytest.raises(SourceChanged, match="sổ khác"):
            brought(other, data)
        assert tasks(other)["CD1"].closed_on is None


def test_a_task_that_is_gone_is_told(register: Register):
    data = filled(exported(register), *FILLED[:3])
    with register.writing() as db:
        db.execute("DELETE FROM directives WHERE id = 1")
    assert [refused.reason for refused in brought(register, data).refused] == ["không có trong sổ"]


def test_json_lines_bring_back_what_was_changed(register: Register):
    lines = [json.loads(line) for line in render_jsonl(tasks(register).values(), register_id(register))]
    by_id = {line["id"]: line for line in lines}
    by_id["CD1"] |= {"closed_on": "2026-04-20", "closed_as": "cancelled"}
    by_id["CD6"] |= {"extended_to": "2026-05-31", "note": "chờ vốn"}
    data = "\n".join(json.dumps(line) for line in lines) + "\n\n[]\nkhông phải\n"
    done = brought(register, data.encode(), ".jsonl")
    assert len(done.changes) == 2
    assert [refused.row for refused in done.refused] == [12, 13]
    assert tasks(register)["CD1"].closed_as == "cancelled"
    assert (tasks(register)["CD6"].extended_to, tasks(register)["CD6"].note) == ("2026-05-31", "chờ vốn")


@needs_office
def test_a_sheet_that_libreoffice_saved_anew_comes_back(register: Register, tmp_path: Path):
    close(register, ["CD6"], on="2026-04-10", note="-1+2, “chắc xong”", **WHO)
    extend(register, ["CD1"], to="2026-06-01", reason="=chờ vốn", **WHO)
    same = converted(exported(register), ".xlsx", "xlsx", tmp_path)
    done = brought(register, same)
    assert (done.changes, done.conflicts, done.refused, done.rows) == ((), (), (), 10)
    changed = filled(same, ("CD1", "Ngày hoàn thành", dt.datetime(2026, 4, 20)), ("CD4", "Ghi chú", "đang soạn"))
    (tmp_path / "again").mkdir()
    done = brought(register, converted(changed, ".xlsx", "xlsx", tmp_path / "again"))
    assert [(change.id, change.kind) for change in done.changes] == [("CD1", "closed"), ("CD4", "note")]


# files that are none, or made to do harm


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b'<?xml version="1.0"?>' + ENTITIES, SourceBroken),
        (b'<?xml version="1.0"?><!--' + b" " * 9000 + b"-->" + ENTITIES, SourceBroken),
        (b"<worksheet><sheetData><row><c>", SourceBroken),
        (b"", SourceBroken),
        (b"<worksheet/>", SourceBroken),
    ],
)
def test_harmful_and_damaged_sheets_are_refused(register: Register, content: bytes, error: type[Exception]):
    with pytest.raises(error):
        read_returned(with_part(exported(register), SHEET, content), ".xlsx")


def test_a_sheet_that_unpacks_to_too_much_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb, bomb.open(SHEET, "w") as part:
        part.write(b"<worksheet>")
        for _ in range(401):
            part.write(b" " * 2**20)
    with pytest.raises(SourceTooLarge):
        read_returned(file.getvalue(), ".xlsx")


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_refused(data: bytes):
    with pytest.raises(SourceBroken):
        read_returned(data, ".xlsx")


def test_a_workbook_cut_off_is_refused(register: Register):
    data = exported(register)
    for length in range(0, len(data), 997):
        with pytest.raises(SourceBroken):
            read_returned(data[:length], ".xlsx")


def test_a_workbook_without_the_list_is_refused():
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    with pytest.raises(SourceBroken, match="không có cột “Mã”"):
        read_returned(file.getvalue(), ".xlsx")


# transactions within transactions


def test_a_part_that_fails_is_undone_and_the_rest_kept(register: Register):
    with register.writing() as db:
        add_note(register, ["CD1"], note="giữ", **WHO)
        with pytest.raises(StoreError):
            close(register, ["CD1", "CD999"], on="2026-04-20", **WHO)
        with pytest.raises(ZeroDivisionError), register.writing():
            db.execute("UPDATE directives SET text = 'x'")
            raise ZeroDivisionError
    now = tasks(register)
    assert (now["CD1"].note, now["CD1"].closed_on) == ("giữ", None)
    assert now["CD1"].text != "x"


def test_the_whole_takes_its_parts_back(register: Register):
    with pytest.raises(ZeroDivisionError), register.writing():
        add_note(register, ["CD1"], note="mất", **WHO)
        raise ZeroDivisionError
    assert tasks(register)["CD1"].note is None
    add_note(register, ["CD1"], note="sau", **WHO)
    assert tasks(register)["CD1"].note == "sau"


# the command


def chidao(register: Register, *args: object):
    runner = CliRunner(env={"CHIDAO_DB": str(register.path), "COLUMNS": "200", "NO_COLOR": "1", "CHIDAO_USER": "lan"})
    return runner.invoke(root, [str(arg) for arg in args], catch_exceptions=False)


def test_the_command_shows_first_and_writes_when_told(register: Register, tmp_path: Path):
    file = tmp_path / "so.xlsx"
    values = (("CD1", "Ngày hoàn thành", dt.datetime(2026, 4, 20)), ("CD4", "Tình trạng", "chắc xong"))
    file.write_bytes(filled(exported(register), *values))
    shown = chidao(register, "import", file)
    assert shown.exit_code == 1
    assert "CD1: hoàn thành ngày 20/04/2026" in shown.output
    assert "CD4: không nhận, không hiểu tình trạng “chắc xong”" in shown.output
    assert "10 dòng, 1 thay đổi, 1 dòng không nhận. Chưa ghi gì vào sổ: thêm --apply để ghi." in shown.output
    assert tasks(register)["CD1"].closed_on is None
    done = chidao(register, "import", file, "--apply", "--json")
    assert msgspec.json.decode(done.output)["applied"] is True
    assert tasks(register)["CD1"].closed_on == "2026-04-20"


def test_other_files_are_refused_by_name(register: Register, tmp_path: Path):
    assert chidao(register, "import", tmp_path / "a.csv").exit_code == 2
    missing = chidao(register, "import", tmp_path / "a.xlsx")
    assert (missing.exit_code, "Không có tệp" in missing.stderr) == (1, True)
