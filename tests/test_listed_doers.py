"""Doers of lists: who joins in by a lead-in, whoever meets a condition, units told by dashes and levels, names cut."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÀO CAI
Số: 12/TB-UBND
Lào Cai, ngày 12 tháng 3 năm 2024
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về chợ
Chủ tịch UBND tỉnh kết luận như sau:
"""


def notice(*items: str) -> Record:
    return extract(HEAD + "\n".join(items))


def doers(directive: Directive) -> list[tuple[str, str, bool]]:
    return [(a.text, a.role, a.inherited) for a in directive.assignees]


@pytest.mark.parametrize(
    "lead_in",
    [
        "1. Sở Công Thương chủ trì, phối hợp với Sở Tài chính, UBND huyện Bảo Yên:",
        "1. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính, UBND huyện Bảo Yên thực hiện các nội dung sau:",
        "1. Yêu cầu Sở Công Thương phối hợp chặt chẽ với Sở Tài chính, UBND huyện Bảo Yên khẩn trương:",
    ],
)
def test_who_joins_in_by_the_lead_in_joins_in_every_item(lead_in: str) -> None:
    record = notice(lead_in, "- Rà soát các chợ tạm.", "- Báo cáo UBND tỉnh trước ngày 30/4/2024.")
    told = [
        ("Sở Công Thương", "lead", True),
        ("Sở Tài chính", "coordinate", True),
        ("UBND huyện Bảo Yên", "coordinate", True),
    ]
    assert [doers(d) for d in record.directives] == [told, told]


def test_an_item_names_its_own_doer() -> None:
    record = notice(
        "1. Sở Công Thương chủ trì, phối hợp với Sở Tài chính:", "- Rà soát các chợ.", "- Giao Sở Nội vụ trình đề án."
    )
    assert doers(record.directives[-1]) == [("Sở Nội vụ", "lead", False)]


def test_partner_of_an_item_is_told_once() -> None:
    record = notice("1. Sở Công Thương phối hợp với Sở Tài chính:", "- Phối hợp với Sở Tài chính lập dự toán các chợ.")
    assert [a[0] for a in doers(record.directives[0])] == ["Sở Công Thương", "Sở Tài chính"]


def test_two_who_work_together_lead_their_list() -> None:
    record = notice("1. Sở Công Thương, Sở Tài chính phối hợp thực hiện:", "- Rà soát các chợ tạm.")
    assert doers(record.directives[0]) == [("Sở Công Thương", "lead", True), ("Sở Tài chính", "lead", True)]


@pytest.mark.parametrize(
    ("order", "who"),
    [
        ("Đơn vị nào để chậm trễ thì Thủ trưởng đơn vị đó phải giải trình.", "Thủ trưởng đơn vị đó"),
        ("Xã nào để đổ rác trái phép thì Chủ tịch UBND xã đó báo cáo huyện.", "Chủ tịch UBND xã đó"),
        ("Địa phương nào để cháy rừng thì người đứng đầu địa phương đó chịu trách nhiệm trước tỉnh.", "người đứng đầu địa phương đó"),
        ("Đơn vị nào chưa báo cáo thì khẩn trương gửi về Sở Nội vụ.", "Đơn vị nào chưa báo cáo"),
        ("Trường hợp đơn vị nào có vướng mắc thì báo cáo ngay về Sở Tài chính.", "đơn vị nào có vướng mắc"),
        ("Dự án nào chậm tiến độ thì chủ đầu tư dự án đó giải trình với tỉnh.", "chủ đầu tư dự án đó"),
    ],
)  # fmt: skip
def test_whoever_it_is(order: str, who: str) -> None:
    [directive] = notice(f"1. {order}").directives
    assert [a[0] for a in doers(directive)] == [who]


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("Ủy ban nhân dân quận - huyện", ()),
        ("Ủy ban nhân dân quận-huyện", ()),
        ("Ủy ban nhân dân các quận - huyện", ()),
        ("các UBND huyện, thị xã, thành phố", ()),
        ("Chủ tịch Ủy ban nhân dân quận - huyện, phường - xã - thị trấn", ()),
        ("Tổ công tác của Chủ tịch UBND tỉnh", ()),
        ("Hội đồng bồi thường, hỗ trợ và tái định cư dự án Đường vành đai", ()),
        ("Trung tâm Dịch vụ hỗ trợ nông nghiệp huyện", ()),
        ("Chi cục Thuế khu vực", ()),
        ("Tổ bảo vệ an ninh, trật tự ở cơ sở", ()),
        ("Cục Hải quan các tỉnh, thành phố", ()),
        ("Cục Thi hành án dân sự các tỉnh", ()),
        ("Chi nhánh Văn phòng Đăng ký đất đai các huyện", ()),
        ("Điện lực các huyện", ()),
        ("Công đoàn các cấp", ()),
        ("Thủ trưởng các đơn vị trực thuộc Bộ", ()),
        ("Thủ trưởng cơ quan, đơn vị", ()),
        ("các chủ rừng là tổ chức", ()),
        ("các cơ quan, đơn vị thuộc và trực thuộc Sở", ()),
        ("Hiệu trưởng các trường THPT", ("Giám đốc các trung tâm GDNN-GDTX",)),
        ("Giám đốc BHXH các tỉnh, thành phố trực thuộc trung ương", ("Thủ trưởng các đơn vị trực thuộc BHXH Việt Nam",)),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form", ["Giao {} chủ trì rà soát các tồn tại.", "Giao {} tham mưu UBND tỉnh phương án trước ngày 30/4/2024."]
)
def test_names_are_whole(form: str, who: str, more: tuple[str, ...]) -> None:
    [directive] = notice("1. " + form.format(", ".join((who, *more)))).directives
    assert [a[0] for a in doers(directive)] == [who, *more]


def test_sector_offices_without_a_plural_word_are_one_group() -> None:
    [directive] = notice("1. Giao Sở Y tế phối hợp với sở, ngành chức năng kiểm tra các chợ.").directives
    assert doers(directive) == [("Sở Y tế", "lead", False), ("sở, ngành chức năng", "coordinate", False)]


def test_advice_is_the_verb_behind_a_level() -> None:
    [directive] = notice("1. Giao Sở Y tế phối hợp với UBND các huyện tham mưu UBND tỉnh kế hoạch.").directives
    assert doers(directive) == [("Sở Y tế", "lead", False), ("UBND các huyện", "coordinate", False)]


def test_a_day_between_the_meeting_and_its_notice_is_not_next_year() -> None:
    record = extract(
        "UBND XÃ TÂN HƯNG\nSố: 87/TB-UBND\nTân Hưng, ngày 18 tháng 9 năm 2025\nTHÔNG BÁO\n"
        "Kết luận của Chủ tịch UBND xã tại hội nghị giao ban\n"
        "Ngày 15/9/2025, Chủ tịch UBND xã chủ trì hội nghị giao ban. Chủ tịch UBND xã kết luận:\n"
        "1. Phòng Kinh tế gửi báo cáo trước ngày 17/9.\n2. Công an xã báo cáo trước ngày 10/01."
    )
    assert [d.deadline and d.deadline.due for d in record.directives] == ["2025-09-17", "2026-01-10"]


def test_ha_noi_holds_no_deadline() -> None:
    [directive] = notice(
        "1. Giao Sở Giáo dục thu học phí tại thành phố Hà Nội năm học 2022-2023 đúng quy định."
    ).directives
    assert directive.deadline is None
