"""Several papers in one file: told, not passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli.root import root
from extractor.core.record import Diagnostic
from extractor.pipeline import extract

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def paper(number: str, head: str = "THÔNG BÁO\nKết luận cuộc họp giao ban") -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nXÃ MƯỜNG HUM\nSố: {number}\n{NATION}Mường Hum, ngày 05 tháng 6 năm 2025\n{head}\n"
        "Ngày 02/6/2025, Chủ tịch UBND xã chủ trì họp giao ban và kết luận như sau:\n"
        "1. Công an xã giữ trật tự chợ phiên.\n2. Trạm Y tế tiêm phòng trước ngày 30/6/2025.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLý Seo Páo\n"
    )


def told(text: str) -> list[Diagnostic]:
    return [one for one in extract(text).diagnostics if one.code == "another_paper"]


def test_a_second_paper_behind_the_first() -> None:
    [doubt] = told(paper("15/TB-UBND") + paper("16/TB-UBND"))
    assert doubt.text == "16/TB-UBND"
    assert "hơn một văn bản" in doubt.message


@pytest.mark.parametrize(
    "behind",
    [
        "",
        f"PHỤ LỤC\n{NATION}Số: …/GM-UBND\nGIẤY MỜI\nHọp giao ban",  # a form
        f"{NATION}ĐƠN ĐỀ NGHỊ\nKính gửi: Ủy ban nhân dân xã\nTôi tên là: ……",
        paper("15/TB-UBND"),  # its own copy
        "Kèm theo Thông báo số 14/TB-UBND ngày 01/6/2025",
    ],
)
def test_no_second_paper(behind: str) -> None:
    assert told(paper("15/TB-UBND") + behind) == []


def test_ingest_and_extract_tell_it(tmp_path: Path) -> None:
    file = tmp_path / "hai-van-ban.txt"
    file.write_text(paper("15/TB-UBND") + paper("16/TB-UBND"), encoding="utf-8")
    kept = CliRunner().invoke(root, ["ingest", str(file), "--db", str(tmp_path / "so.db")])
    assert "16/TB-UBND" in kept.output, kept.output  # the rest is broken into the lines of a column
    read = CliRunner().invoke(root, ["extract", str(file)])
    assert "hơn một văn bản" in read.output
