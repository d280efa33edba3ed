"""One identity for every name of a body: spellings, abbreviations, places, posts, reforms, groups; and what is not one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.core.record import Anchor, Assignee, Card, Directive, Entity, Meeting, Record, Source
from extractor.core.units import Unit
from extractor.lexicon.unit_bodies import body_named
from extractor.lexicon.unit_names import unit_names
from extractor.lexicon.unit_reforms import reforms, stem_of
from extractor.resolve.unit_homes import Home, home_of
from extractor.resolve.units import link_units, units_asked, units_named

CORPUS = Path(__file__).parents[1] / "corpora" / "rules" / "units.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
KEY = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*(?:@[a-z0-9]+(?:[-.][a-z0-9]+)*)*")


def record(
    issuer: str | None,
    day: str | None,
    *assignees: str,
    title: str | None = None,
    entities: tuple[Entity, ...] = (),
    meeting: Meeting | None = None,
) -> Record:
    doers = tuple(Assignee(name, "lead", 0, 0) for name in assignees)
    task = Directive("task", 0, 0, "", "composed", doers)
    card = Card("notice", issuer=issuer, issued_on=day, title=title, meeting=meeting)
    return Record("", card, Source("txt"), Anchor(day, "issue_date"), entities, directives=(task,))


def unit(name: str, issuer: str | None = None, day: str | None = None) -> Unit:
    return units_named(name, home_of(record(issuer, day)))[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']} | {row.get('issuer', '')} {row['day'][:4]}")
def test_row(row: dict[str, Any]) -> None:
    found = unit(row["name"], row.get("issuer"), row["day"])
    told = (found.key, found.name, found.kind, found.post, found.ambiguous, found.as_named)
    assert told == (row["key"], row["full"], row["kind"], row.get("post"), row.get("ambiguous", False), row["name"])


def test_the_corpus_is_broad() -> None:
    assert len(ROWS) >= 120
    assert {row["kind"] for row in ROWS} >= {
        "ministry",
        "department",
        "party",
        "police",
        "army",
        "front",
        "company",
        "person",
        "group",
    }
    by_key: dict[str, set[str]] = {}
    for row in ROWS:
        by_key.setdefault(row["key"], set()).add(row["full"])
    assert all(len(names) == 1 for names in by_key.values()), "a key has one name"


LAO_CAI = "Ủy ban nhân dân tỉnh Lào Cai"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Nội vụ|UBND tỉnh Lào Cai", "Sở Nội vụ|UBND tỉnh Sơn La"),
        ("Công ty TNHH An Phát|UBND tỉnh Lào Cai", "Công ty TNHH An Phú|UBND tỉnh Lào Cai"),
        ("Công ty TNHH An Phát|UBND tỉnh Lào Cai", "Công ty cổ phần An Phát|UBND tỉnh Lào Cai"),
        ("Công an tỉnh|UBND tỉnh Lào Cai", "Công an xã Bảo Thắng|UBND tỉnh Lào Cai"),
        ("Bộ Công an|UBND tỉnh Lào Cai", "Công an tỉnh|UBND tỉnh Lào Cai"),
        ("Tỉnh ủy|UBND tỉnh Lào Cai", "Đảng ủy UBND tỉnh|UBND tỉnh Lào Cai"),
        ("Văn phòng Tỉnh ủy|UBND tỉnh Lào Cai", "Văn phòng UBND tỉnh|UBND tỉnh Lào Cai"),
        ("Thanh tra tỉnh|UBND tỉnh Lào Cai", "Thanh tra Sở|UBND tỉnh Lào Cai"),
        ("Thanh tra Chính phủ|Chính phủ", "Thanh tra tỉnh|UBND tỉnh Lào Cai"),
        ("Sở Xây dựng|UBND tỉnh Lào Cai", "Bộ Xây dựng|UBND tỉnh Lào Cai"),
        ("Phòng Kế hoạch|Công ty Điện lực Cao Bằng", "Phòng Kế hoạch|Công ty Điện lực Lạng Sơn"),
        ("UBND các xã, phường|UBND tỉnh Lào Cai", "UBND các xã, phường|UBND tỉnh Sơn La"),
        ("UBND các xã|UBND tỉnh Lào Cai", "các xã|UBND tỉnh Lào Cai"),
        ("UBND các xã ven biển|UBND tỉnh Quảng Trị", "UBND các xã|UBND tỉnh Quảng Trị"),
        ("các bộ môn|Trường THPT An Bình", "các bộ|Trường THPT An Bình"),
        ("xã Văn Lang|UBND tỉnh Thái Nguyên", "xã Văn Lăng|UBND tỉnh Thái Nguyên"),
        ("Nguyễn Văn Khảm|UBND tỉnh Lào Cai", "Nguyễn Văn Khảm|UBND tỉnh Sơn La"),
        ("Ban Tổ chức Tỉnh ủy|UBND tỉnh Lào Cai", "Ban Tuyên giáo Tỉnh ủy|UBND tỉnh Lào Cai"),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    first, second = (unit(text.split("|")[0], text.split("|")[1], "2026-03-10") for text in (one, other))
    assert first.key != second.key


@pytest.mark.parametrize(
    ("name", "issuer", "day", "main"),
    [
        ("Sở NN&PTNT", "UBND tỉnh Lào Cai", "2024-03-10", "so-nong-nghiep-va-moi-truong@lao-cai"),
        ("Sở TN&MT", "UBND tỉnh Yên Bái", "2024-03-10", "so-nong-nghiep-va-moi-truong@lao-cai"),
        ("Sở KH&ĐT", "UBND tỉnh Lào Cai", "2024-03-10", "so-tai-chinh@lao-cai"),
        ("Sở Tài chính", "UBND tỉnh Yên Bái", "2024-03-10", "so-tai-chinh@lao-cai"),
        ("Sở GTVT", "UBND tỉnh Quảng Nam", "2024-03-10", "so-xay-dung@da-nang"),
        ("Sở TT&TT", "UBND tỉnh Lào Cai", "2024-03-10", "so-khoa-hoc-va-cong-nghe@lao-cai"),
        ("Sở LĐTBXH", "UBND tỉnh Lào Cai", "2024-03-10", "so-noi-vu@lao-cai"),
        ("Ban Dân tộc tỉnh", "UBND tỉnh Bình Phước", "2022-07-04", "so-dan-toc-va-ton-giao@dong-nai"),
        ("Bộ NN&PTNT", "Chính phủ", "2020-01-01", "bo-nong-nghiep-va-moi-truong"),
        ("Bộ KH&ĐT", "Chính phủ", "2020-01-01", "bo-tai-chinh"),
        ("Bộ GTVT", "Chính phủ", "2020-01-01", "bo-xay-dung"),
        ("Bộ LĐTBXH", "Chính phủ", "2020-01-01", "bo-noi-vu"),
        ("Bộ Thủy sản", "Chính phủ", "2006-01-01", "bo-nong-nghiep-va-moi-truong"),
        ("Ủy ban Dân tộc", "Chính phủ", "2020-01-01", "bo-dan-toc-va-ton-giao"),
        ("Ban Tuyên giáo Tỉnh ủy", "Tỉnh ủy Nghệ An", "2020-01-01", "ban-tuyen-giao-va-dan-van-dang-uy@nghe-an"),
        ("Ban Dân vận Tỉnh ủy", "Tỉnh ủy Nghệ An", "2020-01-01", "ban-tuyen-giao-va-dan-van-dang-uy@nghe-an"),
        ("Ban cán sự đảng UBND tỉnh", "Tỉnh ủy Nghệ An", "2020-01-01", "dang-uy-ubnd@nghe-an"),
        ("UBND tỉnh Bắc Giang", "Văn phòng Chính phủ", "2020-01-01", "ubnd@bac-ninh"),
        ("UBND tỉnh Thừa Thiên Huế", "Văn phòng Chính phủ", "2020-01-01", "ubnd@hue"),
        ("UBND xã Gia Phú, huyện Bảo Thắng", "UBND tỉnh Lào Cai", "2020-01-01", "ubnd@xa-gia-phu.lao-cai"),
    ],
)
def test_what_became_of_a_body(name: str, issuer: str, day: str, main: str) -> None:
    assert unit(name, issuer, day).successors[0] == main


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Sở Y tế và Sở Nội vụ", ["so-y-te@lao-cai", "so-noi-vu@lao-cai"]),
        ("Đảng ủy, UBND xã Gia Phú", ["dang-uy@xa-gia-phu.lao-cai", "ubnd@xa-gia-phu.lao-cai"]),
        ("UBND xã Gia Phú và xã Bảo Thắng", ["ubnd@xa-gia-phu.lao-cai", "ubnd@xa-bao-thang.lao-cai"]),
        ("UBND xã Gia Phú, Bảo Thắng", ["ubnd@xa-gia-phu.lao-cai", "ubnd@xa-bao-thang.lao-cai"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["so-van-hoa-the-thao-va-du-lich@lao-cai", "so-y-te@lao-cai"]),
        ("UBND các xã: Gia Phú, Bảo Thắng", ["ubnd@xa-gia-phu.lao-cai", "ubnd@xa-bao-thang.lao-cai"]),
        ("các Sở: Tài chính, Xây dựng", ["so-tai-chinh@lao-cai", "so-xay-dung@lao-cai"]),
        ("Đảng ủy, UBND các xã, phường", ["cac.dang-uy.xa@lao-cai", "cac.ubnd.xa@lao-cai"]),
        ("Ủy ban MTTQ Việt Nam và các đoàn thể tỉnh", ["uy-ban-mttq@lao-cai", "cac.doan-the@lao-cai"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["so-van-hoa-the-thao-va-du-lich@lao-cai"]),
        ("UBND xã Gia Phú, tỉnh Lào Cai", ["ubnd@xa-gia-phu.lao-cai"]),
        ("Báo và Phát thanh, Truyền hình Lào Cai", ["bao-va-phat-thanh-truyen-hinh@lao-cai"]),
        ("Văn phòng HĐND và UBND xã Gia Phú", ["van-phong-hdnd-ubnd@xa-gia-phu.lao-cai"]),
    ],
)
def test_several_bodies_under_one_name(name: str, keys: list[str]) -> None:
    assert [one.key for one in units_named(name, home_of(record(LAO_CAI, "2026-03-10")))] == keys


def test_a_body_of_today_has_no_successors() -> None:
    for name in ("Sở Tài chính", "UBND tỉnh", "UBND xã Bảo Thắng", "Bộ Tài chính", "Công an tỉnh"):
        assert unit(name, LAO_CAI, "2026-03-10").successors == ()


def test_bodies_of_a_district_went_to_its_communes() -> None:
    committee = unit("UBND huyện Bảo Thắng", LAO_CAI, "2024-03-10")
    assert {"ubnd@xa-bao-thang.lao-cai", "ubnd@xa-gia-phu.lao-cai"} <= set(committee.successors)
    police = unit("Công an huyện Bảo Thắng", LAO_CAI, "2024-03-10")
    assert police.successors[0] == "cong-an@lao-cai" and "cong-an@xa-bao-thang.lao-cai" in police.successors
    room = unit("Phòng Tài chính - Kế hoạch", "UBND thành phố Yên Bái", "2024-03-10")
    assert {key.split("@")[0] for key in room.successors} >= {"phong-kinh-te-ha-tang-va-do-thi"}
    assert all(":" not in key and KEY.fullmatch(key) for key in room.successors)


@pytest.mark.parametrize(
    ("query", "name", "issuer", "day"),
    [
        ("so nn&ptnt", "Sở Nông nghiệp và Phát triển nông thôn", "UBND tỉnh Lào Cai", "2020-01-01"),
        ("so nn&ptnt", "Sở Nông nghiệp và Môi trường", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("Sở Nông nghiệp và Môi trường", "Sở NN và PTNT", "UBND tỉnh Lào Cai", "2020-01-01"),
        ("so nong nghiep va moi truong", "Sở TN&MT", "UBND tỉnh Sơn La", "2020-01-01"),
        ("SNNMT", "Sở Nông nghiệp và Môi trường", "UBND tỉnh Sơn La", "2026-01-01"),
        ("stc", "Sở Tài chính", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("stc", "Sở KH&ĐT", "UBND tỉnh Lào Cai", "2020-01-01"),
        ("sở tài chính", "Giám đốc Sở Tài chính", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("UBND xã Bảo Thắng", "Chủ tịch UBND xã Bảo Thắng", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("ubnd xa bao thang", "Ủy ban nhân dân xã Bảo Thắng", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("UBND xã Bảo Thắng", "UBND huyện Bảo Thắng", "UBND tỉnh Lào Cai", "2024-01-01"),
        ("UBND huyện Bảo Thắng", "UBND xã Gia Phú", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("UBND xã Bảo Thắng", "xã Bảo Thắng", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("xã Bảo Thắng", "UBND xã Bảo Thắng", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("UBND xã Tân Hương", "UBND xã Tân Hương", None, "2024-01-01"),
        ("UBND tỉnh Lào Cai", "UBND tỉnh", "UBND tỉnh Yên Bái", "2024-01-01"),
        ("UBND tỉnh Yên Bái", "UBND tỉnh", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("bộ gtvt", "Bộ Xây dựng", "Chính phủ", "2026-01-01"),
        ("Bộ Xây dựng", "Bộ Giao thông vận tải", "Chính phủ", "2020-01-01"),
        ("các sở ngành", "các sở, ban, ngành", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("cac so, ban, nganh", "các sở, ngành liên quan", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("công an xã", "Công an xã Bảo Thắng", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("nguyen van kham", "Nguyễn Văn Khảm", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("công ty cp xây dựng minh long", "Công ty cổ phần Xây dựng Minh Long", "UBND tỉnh Lào Cai", "2026-01-01"),
        ("phòng kinh tế", "Phòng Kinh tế", "UBND xã Bảo Thắng", "2026-01-01"),
        ("mttq tỉnh lào cai", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "UBND tỉnh Lào Cai", "2026-01-01"),
    ],
)
def test_a_typed_name_finds(query: str, name: str, issuer: str | None, day: str) -> None:
    key = unit(name, issuer, day).key
    assert any(fnmatchcase(key, asked) for asked in units_asked(query)), (key, units_asked(query))


@pytest.mark.parametrize(
    ("query", "name", "issuer"),
    [
        ("Sở Tài chính tỉnh Lào Cai", "Sở Tài chính", "UBND tỉnh Sơn La"),
        ("Sở Tài chính", "Sở Nội vụ", "UBND tỉnh Lào Cai"),
        ("Sở Tài chính", "Bộ Tài chính", "Chính phủ"),
        ("Tỉnh ủy", "Đảng ủy xã", "UBND xã Bảo Thắng"),
        ("Công an tỉnh", "Công an xã", "UBND xã Bảo Thắng"),
        ("UBND xã Bảo Thắng", "UBND xã Gia Phú", "UBND tỉnh Lào Cai"),
        ("Công ty An Phát", "Công ty An Phú", "UBND tỉnh Lào Cai"),
    ],
)
def test_a_typed_name_does_not_find(query: str, name: str, issuer: str) -> None:
    key = unit(name, issuer, "2026-03-10").key
    assert not any(fnmatchcase(key, asked) for asked in units_asked(query)), (key, units_asked(query))


def test_a_register_of_one_province_asks_for_its_own() -> None:
    asked = units_asked("sở tài chính", home="tỉnh Lào Cai")
    assert "so-tai-chinh@lao-cai" in asked and not any("*" in key or "son-la" in key for key in asked)


@pytest.mark.parametrize("text", [", sở", " và xã", "các", "UBND các", "/", "Sở,", "( )", "TP", "P.", "10 "])
def test_broken_names_stop_nothing(text: str) -> None:
    assert all(KEY.fullmatch(found.key) for found in units_named(text, home_of(record(LAO_CAI, "2026-03-10"))))
    units_asked(text)


@pytest.mark.parametrize("query", ["", "   ", "!?", "%", "*", "@*"])
def test_no_words_ask_nothing(query: str) -> None:
    assert units_asked(query) == () and units_named(query) == ()


def test_every_assignee_and_the_issuer_of_a_record() -> None:
    text = record(LAO_CAI, "2026-03-10", "Sở Tài chính", "UBND các xã, phường", "Công an tỉnh")
    linked = link_units(text)
    assert [(one.directive, one.position, one.units[0].key) for one in linked] == [
        (None, None, "ubnd@lao-cai"),
        (0, 0, "so-tai-chinh@lao-cai"),
        (0, 1, "cac.ubnd.xa@lao-cai"),
        (0, 2, "cong-an@lao-cai"),
    ]
    assert linked[1].units[0].inferred and linked[1].units[0].place == "tỉnh Lào Cai"


def _place(text: str) -> Entity:
    return Entity("location", 0, len(text), text, "composed", level="province")


def test_a_report_takes_the_one_province_it_names() -> None:
    told = record("UBND tỉnh", "2024-07-18", "Sở Y tế", entities=(_place("tỉnh Lạng Sơn"), _place("Lạng Sơn")))
    assert [one.units[0].key for one in link_units(told)] == ["ubnd@lang-son", "so-y-te@lang-son"]
    open_one = record("UBND tỉnh", "2024-07-18", "Sở Y tế", entities=(_place("tỉnh Lạng Sơn"), _place("Cao Bằng")))
    units = [one.units[0] for one in link_units(open_one)]
    assert [one.key for one in units] == ["ubnd@tinh", "so-y-te"] and all(one.ambiguous for one in units)


def test_the_province_that_the_government_meets() -> None:
    told = record("Văn phòng Chính phủ", "2025-10-02", "Tỉnh", title="Kết luận tại buổi làm việc với Tỉnh ủy Đắk Lắk")
    assert link_units(told)[1].units[0].key == "chinh-quyen@dak-lak"


def test_a_given_name_is_that_of_the_one_person_who_bears_it() -> None:
    name = "Trần Đình Khanh"
    person = Entity("person", 0, len(name), name, "composed")
    told = record(LAO_CAI, "2026-03-10", "Khanh", name, entities=(person,))
    first, second = (one.units[0] for one in link_units(told)[1:])
    assert first.key == second.key == "tran-dinh-khanh@lao-cai" and first.kind == "person"


def test_reforms_name_bodies_that_names_lead_to() -> None:
    for reform in reforms().bodies:
        assert reform.source and re.fullmatch(r"\d{4}-\d\d-\d\d", reform.since)
        for name in (reform.old, *reform.new):
            assert unit(name, "UBND tỉnh Lào Cai", reform.since).key.split("@")[0] == stem_of(name)
    for district in (*reforms().districts, *reforms().to_province):
        assert district.source and KEY.fullmatch(stem_of(district.new))


def test_bodies_of_the_table_have_keys_of_their_own() -> None:
    stems = [body.stem for body in unit_names().bodies]
    assert len(stems) == len(set(stems))
    for body in unit_names().bodies:
        assert body_named(body.name) == body
        for also in body.also:
            assert unit(also, LAO_CAI, "2026-03-10").key.split("@")[0] == body.stem, also


@given(st.text(max_size=60) | st.lists(st.sampled_from(
    ["UBND", "các", "xã", "Sở", "Tài chính", "huyện", "Bảo Thắng", ",", "và", "tỉnh", "Chủ tịch", "Đảng ủy", "Công ty",
     "10", "cấp", "Trưởng", "Văn phòng", "Bộ", "(", "-", "Lào Cai", "phường", "của"]), max_size=14).map(" ".join))  # fmt: skip
def test_any_text_gives_keys_or_nothing(text: str) -> None:
    for home in (Home(), home_of(record(LAO_CAI, "2026-03-10"))):
        for found in units_named(text, home):
            assert KEY.fullmatch(found.key) and found.name and found.as_named == text
            assert all(KEY.fullmatch(key) for key in found.successors) and found.key not in found.successors
    assert all(KEY.fullmatch(key.replace("*", "0")) for key in units_asked(text))


@pytest.mark.parametrize(
    "piece", ["a", "các ", "UBND xã ", "Sở, ", "(", "Phòng ", "trưởng ", "tỉnh ", "- ", "của các "]
)
def test_long_input_takes_no_time(piece: str) -> None:
    begin = time.perf_counter()
    units_named(piece * 50_000)
    units_asked(piece * 50_000)
    assert time.perf_counter() - begin < 3


def test_a_filter_loads_no_language_processing() -> None:
    program = (
        "import sys; from extractor.resolve.units import units_asked; units_asked('UBND xã Bảo Thắng');"
        "print([m for m in ('spacy', 'underthesea', 'pypdfium2', 'extractor.pipeline') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
