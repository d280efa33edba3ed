"""The table of document types: codes, collisions, headings."""

from __future__ import annotations

import pytest

from extractor.core.characters import matching_view
from extractor.lexicon.doc_types import (
    doc_type_of_code,
    doc_type_of_heading,
    doc_type_table,
    doc_types,
    is_type_code,
)


def test_the_29_types_of_the_decree_are_there() -> None:
    administrative = [kind.name for kind in doc_type_table().types if kind.group == "administrative"]
    assert len(administrative) == 29
    assert {"thông báo", "công văn", "thư công", "phiếu báo"} <= set(administrative)


def test_two_types_have_no_state_code() -> None:
    bare = [kind.name for kind in doc_type_table().types if kind.group == "administrative" and not kind.state_codes]
    assert bare == ["công văn", "thư công"]


def test_names_are_unique_and_spelled_for_lookup() -> None:
    names = [kind.name for kind in doc_type_table().types]
    assert len(set(names)) == len(names)
    assert all(name == matching_view(name).lower() for name in names)


@pytest.mark.parametrize(
    ("code", "system", "name"),
    [
        ("TB", "state", "thông báo"),
        ("CT", "state", "chỉ thị"),
        ("QĐ", "state", "quyết định"),
        ("QĐ", "party", None),
        ("QyĐ", "state", "quy định"),
        ("TT", "state", "thông tư"),
        ("TT", "party", "thông tri"),
        ("TTr", "state", "tờ trình"),
        ("CV", "state", None),
        ("CV", "party", "công văn"),
        ("KL", "party", "kết luận"),
        ("CĐ", "state", "công điện"),
        ("QH", "party", "quy hoạch"),
        ("QÐ", "state", "quyết định"),
        ("UBND", "state", None),
        ("XYZ", "party", None),
    ],
)
def test_codes(code: str, system: str, name: str | None) -> None:
    assert doc_type_of_code(code, system) == name  # type: ignore[arg-type]


def test_type_codes_are_no_bodies() -> None:
    table = doc_type_table()
    assert is_type_code("TB")
    assert not is_type_code("UBND")
    assert not any(is_type_code(body) for body in ("HĐND", "TTg", "TU", "HU", "ĐU", "TW"))
    assert {"TU", "HU", "ĐU", "TW"} <= table.party_bodies


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("THÔNG BÁO", "thông báo"),
        ("**THÔNG BÁO**", "thông báo"),
        ("# THÔNG BÁO", "thông báo"),
        ("THÔNG BÁO:", "thông báo"),
        ("T H Ô N G  B Á O", "thông báo"),
        ("THÔNG BÁO KẾT LUẬN", "thông báo"),
        ("THÔNG BÁO KẾT LUẬN CỦA THỦ TƯỚNG CHÍNH PHỦ", "thông báo"),
        ("THÔNG BÁO Kết luận của Chủ tịch UBND tỉnh tại buổi làm việc", "thông báo"),
        ("KẾT LUẬN", "kết luận"),
        ("KẾT LUẬN CỦA BAN THƯỜNG VỤ HUYỆN ỦY", "kết luận"),
        ("CÔNG ĐIỆN", "công điện"),
        ("CÔNG ĐIỆN V/V CHỦ ĐỘNG PHÒNG, TRÁNH BÃO", "công điện"),
        ("CÔNG ĐIỆN KHẨN", "công điện"),
        ("CHỈ THỊ", "chỉ thị"),
        ("CHỈ THỊ VỀ TĂNG CƯỜNG CÔNG TÁC PHÒNG CHÁY", "chỉ thị"),
        ("KẾ HOẠCH", "kế hoạch"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "chương trình"),
        ("QUYẾT ĐỊNH", "quyết định"),
        ("NGHỊ QUYẾT", "nghị quyết"),
        ("Thông báo", "thông báo"),
        ("HƯỚNG DẪN", "hướng dẫn"),
        ("THÔNG TRI", "thông tri"),
        ("TỜ TRÌNH", "tờ trình"),
        ("BÁO CÁO", "báo cáo"),
        ("Thông báo này thay thế văn bản trước", None),
        ("thông báo", None),
        ("Kế hoạch phát triển kinh tế - xã hội", None),
        ("ỦY BAN NHÂN DÂN", None),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None),
        ("Quyết định số 12/QĐ-UBND", None),
        ("", None),
    ],
)
def test_headings(line: str, name: str | None) -> None:
    assert doc_type_of_heading(line) == name


def test_every_notice_type_is_found_by_its_own_heading() -> None:
    for kind in doc_types().values():
        found = doc_type_of_heading(kind.name.upper())
        assert (found is not None) == kind.heads_notice, kind.name


def test_law_names_are_capitalised() -> None:
    names = doc_type_table().law_names
    assert len(names) > 150
    assert all(name[0].isupper() for name in names)
