"""The commands that correct, as they are typed."""

from __future__ import annotations

import json

import msgspec
import pytest
from click.testing import CliRunner
from register_samples import notice, original

from extractor.cli.root import COMMANDS, GROUPS, root
from extractor.store import get, list_history, open_register, put, read_anew
from extractor.training.gold import read_all_gold
from extractor.training.marked import parse


@pytest.fixture
def db(tmp_path):
    with open_register(tmp_path / "r.db", create=True) as register:
        put(register, original(), notice())
    return tmp_path / "r.db"


@pytest.fixture
def chidao(db):
    def call(*args, code=0):
        result = CliRunner().invoke(root, [*args, "--db", str(db)], env={"CHIDAO_USER": "chị Lan", "COLUMNS": "160"})
        assert result.exit_code == code, result.output
        return result.stderr if code else result.stdout

    return call


def test_a_directive_is_corrected(chidao, db):
    said = chidao(
        "correct", "CD1", "--due", "30/6/2026", "--lead", "Sở Tài chính", "--coordinate", "Công an huyện", "--kind", "target",
        "--issued-by", "Bí thư", "--reason", "theo bản ký",
    )  # fmt: skip
    assert "CD1: thời hạn: trước 30/04/2026 → 30/06/2026" in said
    assert "CD1: loại: nhiệm vụ → chỉ tiêu" in said
    assert "→ Sở Tài chính (chủ trì); Công an huyện (phối hợp)" in said
    with open_register(db) as register:
        assert {(line.by, line.reason) for line in list_history(register, "CD1")} == {("chị Lan", "theo bản ký")}
    told = chidao("history", "cd1")
    assert "chị Lan" in told and "theo bản ký" in told and "30/06/2026" in told
    assert "Hoàn tác: CD1: thời hạn: 30/06/2026 → trước 30/04/2026" in chidao("undo")
    with open_register(db) as register:
        assert get(register, "VB1").record == notice()


def test_a_card_is_corrected(chidao):
    said = chidao("correct", "VB1", "--number", "480/TB-UBND", "--issued-on", "13/3/2026", "--signer", "Trần Văn An")
    assert "VB1: ngày ban hành: 12/03/2026 → 13/03/2026" in said
    assert "480/TB-UBND (người sửa)" in chidao("show", "VB1")
    assert "số, ký hiệu: 480/TB-UBND → (không có)" in chidao("correct", "VB1", "--number", "-")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["CD1"], "chưa nêu sửa gì"),
        (["CD1", "--number", "5"], "nêu mã văn bản"),
        (["CD1", "--due", "1/7/2026", "--no-deadline"], "chỉ nêu một trong"),
        (["CD1", "--due", "30/2/2026"], "không phải là ngày"),
        (["CD1", "--kind", "việc"], "không hợp lệ"),
        (["VB1", "--kind", "task"], "không có mục “kind”"),
        (["CD1", "--due", "1/1/2026"], "trước ngày ban hành"),
        (["CD1", "--every", "thỉnh thoảng"], "quy tắc lặp"),
        (["VB1", "--title", "x", "--text", "y"], "hai việc"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(db, args, told):
    result = CliRunner().invoke(root, ["correct", *args, "--db", str(db)])
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith("Lỗi: ") and told in result.stderr and result.stderr.count("\n") == 1
    with open_register(db) as register:
        assert get(register, "VB1").record == notice()


def test_the_other_commands(chidao):
    assert "Đã thêm CD6" in chidao(
        "add", "VB1", "--quote", "Tỷ lệ giải ngân đạt 45,3%", "--kind", "target", "--every", "hằng quý"
    )
    assert "3 tháng" in chidao("history", "CD6") or "hằng quý" in chidao("show", "CD6")
    assert "CD2: đã loại “Công an huyện tuần tra" in chidao("reject", "CD2", "--reason", "không phải")
    assert "CD2: bỏ loại" in chidao("undo", "CD2")
    assert chidao("confirm", "VB1").count("đã xác nhận") == 7
    assert chidao("confirm", "VB1") == "Không có gì thay đổi.\n"
    assert "bỏ xác nhận" in chidao("unconfirm", "CD1")
    assert "VB1: đã xóa" in chidao("delete", "VB1")
    assert "VB1: bỏ xóa" in chidao("undelete", "VB1")
    assert "nguyên vẹn" in chidao("check")
    assert json.loads(chidao("check", "--json")) == []
    changed = json.loads(chidao("correct", "CD1", "--no-deadline", "--json"))
    assert changed[0]["changes"][0]["field"] == "deadline"


def test_a_register_that_is_not_whole_ends_with_an_error(chidao, db):
    with open_register(db) as register:
        register.db.execute("UPDATE directives SET kind = 'target' WHERE id = 1")
        register.db.conn.commit()
    result = CliRunner().invoke(root, ["check", "--db", str(db)])
    assert result.exit_code == 1
    assert "CD1: cột kind không khớp" in result.stdout and "Có 1 chỗ sai" in result.stdout


def test_what_people_did_shows(chidao, db):
    chidao("correct", "CD1", "--due", "30/6/2026", "--lead", "Sở Tài chính")
    chidao("confirm", "CD1")
    chidao("reject", "CD2")
    chidao("add", "VB1", "--text", "Trồng cây ven đường")
    chidao("correct", "VB1", "--number", "480/TB-UBND")
    with open_register(db) as register:
        newer = notice(program="chidao 9.0.0")
        put(register, original(), msgspec.structs.replace(newer, directives=newer.directives[:3]))
    shown = chidao("show", "VB1")
    assert (
        "✎ người sửa: đơn vị, thời hạn; đã xác nhận" in shown or "✎ người sửa: thời hạn, đơn vị; đã xác nhận" in shown
    )
    assert "✎ người thêm" in shown
    assert "- CD2 (đã loại): Công an huyện tuần tra" in shown
    assert "Người sửa thẻ: số, ký hiệu." in shown
    assert "bản đọc mới chờ duyệt (chidao 9.0.0): xem bằng “chidao reread VB1”" in shown
    chidao("delete", "VB1")
    assert "khôi phục bằng “chidao undelete VB1”" in chidao("show", "VB1")


def test_every_command_has_its_place_in_the_help(chidao):
    grouped = [name for names in GROUPS.values() for name in names]
    assert len(grouped) == len(set(grouped))
    assert set(COMMANDS) <= set(grouped)
    told = CliRunner().invoke(root, ["--help"]).stdout
    assert all(f"\n{head}:" in told for head in GROUPS)
    assert all(f"  {name} " in told for name in COMMANDS)


def test_what_is_not_in_the_text_is_not_learned_from(chidao, db, tmp_path):
    chidao("correct", "CD1", "--text", "Xây cầu Suối Đá", "--due", "30/6/2026")
    chidao("add", "VB1", "--text", "Trồng cây ven đường")
    chidao("correct", "CD2", "--kind", "target")
    chidao("note", "CD3", "đã nhắc")
    with open_register(db) as register:
        fewer = msgspec.structs.replace(notice(program="chidao 9.0.0"), directives=notice().directives[3:])
        read_anew(register, "VB1", fewer, by="chị Lan", at="2026-03-20T09:00:00+07:00")
        states = [mark.state for mark in get(register, "VB1").marks]
        assert states.count("gone") == 3
    chidao("export", "--gold", str(tmp_path / "gold"))
    (document,) = read_all_gold([tmp_path / "gold"])
    told = [(one["quote"][:12], one["kind"], one.get("deadline")) for one in document.gold["directives"]]
    assert told == [
        ("Phòng Kinh t", "task", None), ("Công an huyệ", "target", {"text": "hằng tuần", "recurrence": "FREQ=WEEKLY"}),
        ("Các đơn vị t", "task", None), ("Thống nhất c", "decision", None),
    ]  # fmt: skip
    assert parse((tmp_path / "gold" / "VB1.marked").read_text(encoding="utf-8"), "VB1")[0].strip() == document.text
