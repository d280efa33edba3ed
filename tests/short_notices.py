"""Notices of a few lines for the tests of directives: a letterhead, what is told, a foot; and who does it."""

from __future__ import annotations

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lê Thị Mận"""


def letterhead(district: str, number: str, day: str, *opening: str) -> str:
    """How a notice of a district (`Phú An`) opens, down to the lines of `opening` behind `THÔNG BÁO`."""
    lines = [
        "ỦY BAN NHÂN DÂN",
        f"HUYỆN {district.upper()}",
        f"Số: {number}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"{district}, {day}",
        "THÔNG BÁO",
        *opening,
    ]
    return "\n".join(lines) + "\n"


def read_notice(head: str, *items: str) -> Record:
    """The record of a notice with these lines between its head and its foot."""
    return extract(head + "\n".join(items) + FOOT)


def only(record: Record) -> Directive:
    """The one directive of a record."""
    [directive] = record.directives
    return directive


def leads(directive: Directive) -> list[str]:
    """Who leads, as written."""
    return [a.text for a in directive.assignees if a.role == "lead"]


def partners(directive: Directive) -> list[str]:
    """Who joins in, as written."""
    return [a.text for a in directive.assignees if a.role == "coordinate"]
