"""The table of administrative units: complete, dated, linked old to new."""

from __future__ import annotations

from collections import Counter

from extractor.lexicon import admin_units
from extractor.lexicon.admin_units import find_units, predecessors, successors, unit, upper_units
from extractor.lexicon.loading import read_bytes


def test_counts_agree_with_the_law() -> None:
    before = [u for u in admin_units.provinces_and_districts() if u.level == "province" and u.valid_on("2025-06-30")]
    after = [u for u in admin_units.provinces_and_districts() if u.level == "province" and u.valid_on("2025-07-01")]
    assert (len(before), len(after)) == (63, 34)
    assert Counter(u.word for u in after) == {"tỉnh": 28, "thành phố": 6}  # NQ 202/2025/QH15
    now = Counter(
        u.word for u in admin_units.provinces_and_districts() if u.level == "province" and u.valid_on("2026-10-01")
    )
    assert now == {"tỉnh": 25, "thành phố": 9}
    new = Counter(u.word for u in admin_units.communes() if u.valid_on("2025-07-01"))
    assert new == {"xã": 2621, "phường": 687, "đặc khu": 13}  # QĐ 19/2025/QĐ-TTg
    assert not [u for u in admin_units.provinces_and_districts() if u.level == "district" and u.valid_on("2025-07-01")]


def test_every_link_leads_to_a_unit() -> None:
    for row in (*admin_units.provinces_and_districts(), *admin_units.communes()):
        if row.parent:
            assert unit(row.parent).level != row.level
        assert all(heir for heir in successors(row.id))
    assert all(u.successors for u in admin_units.communes() if u.valid_to == "2025-06-30")


def test_a_name_is_a_set_of_units() -> None:
    assert {u.level for u in find_units("Đầm Hà")} == {"district", "commune"}
    assert {u.word for u in find_units("Đầm Hà", day="2024-01-01")} == {"huyện", "xã", "thị trấn"}
    assert {u.word for u in find_units("Đầm Hà", day="2026-01-01")} == {"xã"}
    assert find_units("Không Có Tên Này") == ()


def test_spellings_are_one_name() -> None:
    assert upper_units("Đăk Lăk") == upper_units("Đắc Lắc") == upper_units("Đắk Lắk") != ()
    assert upper_units("Hoà Bình") == upper_units("Hòa Bình")
    assert upper_units("Bà Rịa-Vũng Tàu") == upper_units("Bà Rịa - Vũng Tàu") != ()
    assert {u.name for u in upper_units("HCM")} == {"Hồ Chí Minh"}


def test_old_leads_to_new_and_back() -> None:
    bac_giang = next(u for u in upper_units("Bắc Giang") if u.level == "province")
    assert [heir.name for heir in successors(bac_giang.id)] == ["Bắc Ninh"]
    quang_ngai = next(u for u in upper_units("Quảng Ngãi") if u.valid_on("2025-08-01"))
    assert {old.name for old in predecessors(quang_ngai.id) if old.level == "province"} == {"Quảng Ngãi", "Kon Tum"}


def test_the_three_cities_of_2026() -> None:
    for name, day_before, day in (
        ("Đồng Nai", "2026-04-29", "2026-04-30"),
        ("Quảng Ninh", "2026-08-31", "2026-09-01"),
        ("Bắc Ninh", "2026-09-19", "2026-09-20"),
    ):
        assert [u.word for u in find_units(name, "province", day_before)] == ["tỉnh"]
        assert [u.word for u in find_units(name, "province", day)] == ["thành phố"]


def test_the_files_name_their_source_and_stay_small() -> None:
    for name in ("admin_units.tsv", "communes.tsv"):
        assert b"vietnamadminunits 1.0.4 (MIT" in read_bytes(name).splitlines()[0]
    assert len(read_bytes("admin_units.tsv")) + len(read_bytes("communes.tsv")) < 1_000_000
