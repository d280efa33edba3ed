"""Searching by a name from before or after a reform: bare in the query, and as the filter by unit."""

from __future__ import annotations

import pytest

from extractor.asking import read_query
from extractor.core.record import Anchor, Assignee, Card, Directive, Record, Source
from extractor.resolve.bodies import bodies_of
from extractor.store import Original, Register, open_register, put, search

DAY = "2026-11-22"
ORDERS = (
    ("Sở Nông nghiệp và Phát triển nông thôn", "rà soát các hồ chứa"),
    ("Sở Nông nghiệp và Môi trường", "kiểm tra bãi thải"),
    ("Sở Kế hoạch và Đầu tư", "tham mưu phân bổ vốn"),
    ("Ban Tuyên giáo Tỉnh ủy", "mở chuyên mục trên báo"),
    ("UBND huyện Bắc Hà", "vận động các hộ nuôi cá"),
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory):
    lines = [f"{who} {what}." for who, what in ORDERS]
    text = "\n".join(lines)
    directives = []
    for (who, _), line in zip(ORDERS, lines, strict=True):
        start = text.index(line)
        doer = Assignee(who, "lead", start, start + len(who))
        directives.append(Directive("task", start, start + len(line), line, "test", (doer,)))
    card = Card("notice", "Thông báo", "7/TB-UBND", issuer="UBND tỉnh Lào Cai", issued_on="2024-05-06")
    record = Record(text, card, Source("text"), Anchor("2024-05-06", "issue_date"), directives=tuple(directives))
    with open_register(tmp_path_factory.mktemp("names") / "r.db", create=True, linker=bodies_of) as opened:
        put(opened, Original(text.encode(), "a.txt", f"{DAY}T08:00:00+07:00"), record)
        yield opened


def whole(register: Register, typed: str) -> list[str]:
    hits = search(register, read_query(typed, today=DAY), today=DAY)
    return sorted(hit.task.id for hit in hits.directives if not hit.partial)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Sở Nông nghiệp và Môi trường hồ chứa", ["CD1"]),
        ("so nong nghiep va moi truong ho chua", ["CD1"]),
        ("Sở NN&PTNT bãi thải", ["CD2"]),
        ("Sở Tài chính phân bổ", ["CD3"]),
        ("Sở KH&ĐT phân bổ", ["CD3"]),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy chuyên mục", ["CD4"]),
        ("Sở Xây dựng phân bổ", []),
    ],
)
def test_a_bare_name_is_found_under_its_other_names(register, typed, found):
    assert whole(register, typed) == found


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("Sở NN&PTNT", ["CD1", "CD2"]),
        ("Sở NN&MT tỉnh Lào Cai", ["CD1", "CD2"]),
        ("Sở Tài chính", ["CD3"]),
        ("UBND xã Bắc Hà", ["CD5"]),
        ("Sở Tài chính tỉnh Sơn La", []),
    ],
)
def test_the_filter_by_unit_takes_a_body_with_its_forebears_and_heirs(register, unit, found):
    assert whole(register, f'đơn vị:"{unit}"') == found
    assert whole(register, f'đơn vị:"{unit}" các') == [one for one in found if one in ("CD1", "CD5")]


def ways(typed: str) -> list[set[str]]:
    return [{" ".join(w.words for w in way) for way in term.ways} for term in read_query(typed).terms]


def test_a_name_takes_no_word_that_is_not_its_own():
    first, *rest = ways("Sở Tài chính rà soát")
    assert {"Sở Tài chính", "Sở Kế hoạch và Đầu tư"} <= first
    assert rest == [{"rà"}, {"soát"}]


def test_a_province_counts_where_it_is_written_as_one():
    assert {"Phú Yên", "Đắk Lắk"} <= ways("đê biển Phú Yên")[-1]
    assert "Đắk Lắk" in ways("đê biển tỉnh Phú Yên")[-1]
    assert ways("bộ phận một cửa") == [{"bộ"}, {"phận"}, {"một"}]  # `của` tells nothing
    assert ways("hòa bình") == [{"hòa"}, {"bình"}]
