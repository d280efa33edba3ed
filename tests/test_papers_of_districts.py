"""Orders as papers and portals of districts, communes and Party committees word them. All composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive, Record
from extractor.pipeline import extract

PLAIN = Context(learned=False)  # rules alone


def report(*paragraphs: str, head: str = "Hội nghị giao ban của huyện Phú Ninh") -> Record:
    opening = (
        "Sáng 12/3/2021, Huyện ủy Phú Ninh tổ chức hội nghị giao ban. Đồng chí Lê Văn Ba, Bí thư Huyện ủy chủ trì."
    )
    return extract("\n".join((head, opening, *paragraphs)), context=PLAIN)


def doers(directive: Directive) -> list[str]:
    return [assignee.text for assignee in directive.assignees]


@pytest.mark.parametrize(
    "said",
    [
        "Thời gian còn lại không nhiều, do vậy, các xã khẩn trương rà soát tiêu chí.",
        "Nhiệm vụ năm 2021 rất nặng nề do vậy yêu cầu các xã rà soát tiêu chí.",
        "Khối lượng việc còn lớn, vì thế các xã tập trung hoàn thành hồ sơ.",
        "Tiến độ rất chậm, chính vì vậy đề nghị các xã huy động nhân lực.",
        "Thời gian không nhiều, do đó, trong quá trình chuẩn bị đại hội, các xã khẩn trương rà soát nội dung.",
    ],
)
def test_a_reason_stands_before_the_order(said: str) -> None:
    [directive] = report(f"Kết luận hội nghị, đồng chí Bí thư Huyện ủy nhấn mạnh: {said}").directives
    assert doers(directive) == ["các xã"]
    assert directive.issued_by == "Bí thư Huyện ủy"


@pytest.mark.parametrize(
    "said",
    [
        "Trời mưa nhiều ngày do vậy đường vào các xã đã sạt lở.",
        "Giá vật tư tăng, vì vậy các xã đã chậm khởi công.",
    ],
)
def test_a_reason_of_what_happened_orders_nothing(said: str) -> None:
    assert not report(f"Báo cáo tại hội nghị, đại diện Phòng Kinh tế cho biết: {said}").directives


def test_a_frame_with_a_colon_stays_outside() -> None:
    [directive] = report(
        "Đồng chí Bí thư Huyện ủy nhấn mạnh: Thời gian không nhiều, do đó các xã cần rà soát tiêu chí."
    ).directives
    assert directive.text.startswith("Thời gian không nhiều")


def test_members_of_a_committee_are_named_to_their_end() -> None:
    [directive] = report(
        "Đồng chí Lê Văn Ba đề nghị các thành viên Ban Chỉ đạo xây dựng Nông thôn mới của huyện giúp ba xã."
    ).directives
    assert doers(directive) == ["các thành viên Ban Chỉ đạo xây dựng Nông thôn mới của huyện"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("các đơn vị trên chỉnh sửa dự thảo trước ngày 15/4/2021.", "các đơn vị trên"),
        ("cơ quan xây dựng báo cáo tiếp thu các ý kiến, hoàn thiện dự thảo.", "cơ quan xây dựng báo cáo"),
        (
            "đội ngũ tuyên truyền viên, báo cáo viên của huyện cần nắm dư luận.",
            "đội ngũ tuyên truyền viên, báo cáo viên của huyện",
        ),
        ("đội ngũ người có uy tín vận động bà con.", "đội ngũ người có uy tín"),
        ("các cơ quan tham mưu, giúp việc Huyện ủy Phú Ninh quán triệt Kết luận.", None),
    ],
)
def test_doers_told_apart(said: str, told: str | None) -> None:
    [directive] = report(f"Đồng chí Lê Văn Ba yêu cầu {said}").directives
    assert doers(directive) == [told or "các cơ quan tham mưu, giúp việc Huyện ủy Phú Ninh"]


def test_who_is_to_set_an_example_does_not_speak() -> None:
    record = report(
        "Đồng chí Bí thư Huyện ủy yêu cầu: Các tiểu ban khẩn trương rà soát nội dung; các đồng chí Ủy viên Ban Thường vụ "
        "Huyện ủy nêu cao tinh thần trách nhiệm, tập trung lãnh đạo."
    )
    assert [doers(directive) for directive in record.directives] == [
        ["Các tiểu ban"],
        ["các đồng chí Ủy viên Ban Thường vụ Huyện ủy"],
    ]
    assert {directive.issued_by for directive in record.directives} == {"Bí thư Huyện ủy"}


@pytest.mark.parametrize(
    ("matter", "told"),
    [
        (
            "Đối với kế hoạch giao chỉ tiêu, phân bổ ngân sách của các xã, thị trấn, giao Phòng Tài chính - Kế hoạch rà soát.",
            ["Phòng Tài chính - Kế hoạch"],
        ),
        (
            "Đối với việc giao đất tái định cư, cấp giấy chứng nhận, đề nghị UBND xã Hòa Bình rà soát.",
            ["UBND xã Hòa Bình"],
        ),
    ],
)
def test_a_matter_of_several_parts(matter: str, told: list[str]) -> None:
    [directive] = report(f"Đồng chí Lê Văn Ba yêu cầu các phòng rà soát việc tồn. {matter}").directives[1:]
    assert doers(directive) == told


@pytest.mark.parametrize(
    ("head", "said", "kind"),
    [
        ("xã Phú Đông", "Chủ tịch UBND xã Lê Văn Ba đề nghị các phòng chuyên môn chủ động nắm địa bàn.", "task"),
        ("xã Phú Đông", "Chủ tịch UBND xã Lê Văn Ba đề nghị Phòng Kinh tế huyện sớm thẩm định hồ sơ.", "petition"),
        ("phường Tây Hồ", "Bí thư Đảng ủy phường Lê Văn Ba đề nghị các ban, phòng tập trung rà soát.", "task"),
    ],
)
def test_communes_have_offices_of_their_own(head: str, said: str, kind: str) -> None:
    record = extract(
        f"Hội nghị giao ban {head}\nSáng 7/9/2025, {head} tổ chức hội nghị giao ban với các thôn.\n{said}",
        context=PLAIN,
    )
    assert [directive.kind for directive in record.directives] == [kind]


def test_what_is_worked_out_asks_nobody() -> None:
    record = report(
        "Các xã đã đề xuất hướng giải quyết về những tiêu chí chưa đạt và khẳng định sẽ hoàn thành trước ngày 30/11/2021."
    )
    assert [(d.kind, doers(d)) for d in record.directives] == [("commitment", ["Các xã"])]


@pytest.mark.parametrize(
    "told",
    [
        "Thực hiện Mệnh lệnh 01 của Giám đốc Công an tỉnh, CAH Phú Ninh đã tổ chức tuần tra ban đêm.",
        "Thường trực HĐND huyện vừa họp thông qua công tác chuẩn bị kỳ họp (dự kiến trong tháng 5).",
        "Ban Thường vụ thống nhất, các chỉ tiêu so với cùng kỳ đều tăng.",
    ],
)
def test_told_not_ordered(told: str) -> None:
    assert not [d for d in report(told).directives if d.kind == "task"]


def test_a_period_that_names_one_of_many_is_no_deadline() -> None:
    [directive] = report(
        "Đồng chí Lê Văn Ba yêu cầu Ban Tiếp công dân ban hành kết luận tiếp công dân định kỳ tháng 4/2021."
    ).directives
    assert directive.deadline is None


@pytest.mark.parametrize(
    ("giver", "named"),
    [
        ("Đồng chí Bí thư Huyện ủy", "Bí thư Huyện ủy"),
        ("Bộ Giao thông vận tải", "Bộ Giao thông vận tải"),
        ("Sở Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
    ],
)
def test_a_giver_is_named_without_courtesy(giver: str, named: str) -> None:
    [directive] = report(f"{giver} yêu cầu các xã rà soát tiêu chí trước ngày 15/4/2021.").directives
    assert directive.issued_by == named


def test_dates_that_a_committee_sets_for_congresses() -> None:
    record = report(
        "Huyện ủy Phú Ninh chỉ đạo, đại hội chi bộ hoàn thành trong quý II/2021; đại hội đảng bộ các xã hoàn thành trong "
        "tháng 8/2021 (Đảng bộ xã Tam Thái được chọn làm điểm, hoàn thành trước ngày 10/7/2021)."
    )
    dues = [directive.deadline.due for directive in record.directives if directive.deadline]
    assert dues == ["2021-06-30", "2021-08-31"]
    assert all(not directive.assignees for directive in record.directives)


def test_a_request_is_stated_in_a_paper() -> None:
    record = extract(
        "Phú Ninh tạm dừng đại hội\nNgày 2/3/2025, Huyện ủy Phú Ninh ban hành kết luận. Yêu cầu trên được nêu trong Kết luận 25 của Ban Thường vụ Huyện ủy Phú Ninh.\n"
        "Theo đó, các đảng ủy xã thực hiện nghiêm việc tạm dừng đại hội.\n",
        context=PLAIN,
    )
    [directive] = record.directives
    assert doers(directive) == ["các đảng ủy xã"]
    assert directive.issued_by is not None
    assert directive.issued_by.startswith("Ban Thường vụ Huyện ủy")


def test_a_letter_that_carries_out_another_conclusion() -> None:
    """Whose conclusion it carries out neither gives its orders nor chairs a meeting of it."""
    record = extract(
        "ỦY BAN NHÂN DÂN\nHUYỆN PHÚ NINH\nSố: 184/UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Phú Ninh, ngày 12 tháng 2 năm 2018\nV/v thực hiện ý kiến chỉ đạo của đồng chí Trần Văn Tư, Phó Chủ tịch UBND tỉnh\n"
        "Kính gửi: UBND các xã\nThực hiện Thông báo số 26/TB-VP ngày 06/02/2018 kết luận của Phó Chủ tịch UBND tỉnh "
        "Trần Văn Tư tại cuộc họp giải quyết vướng mắc trong giải phóng mặt bằng.\n"
        "Chủ tịch UBND huyện có ý kiến như sau:\nGiao UBND các xã rà soát phương án bồi thường.\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Ba\n",
        context=PLAIN,
    )
    assert record.document.meeting is None
    assert [directive.issued_by for directive in record.directives] == ["Chủ tịch UBND huyện"]


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        (
            "Sáng 1/10, UBND huyện Phú Ninh tổ chức cuộc họp kiểm điểm tiến độ nông thôn mới của xã Tân An, Thái Sơn và xã "
            "Bình Xa.",
            "cuộc họp kiểm điểm tiến độ nông thôn mới của xã Tân An, Thái Sơn và xã Bình Xa",
        ),
        ("Tại buổi làm việc đồng chí Lê Văn Ba đã trao đổi với lãnh đạo xã về khó khăn.", "buổi làm việc"),
        ("Chiều 6/1, UBND huyện tổ chức họp nghe báo cáo tiến độ một số dự án.", None),
    ],
)
def test_names_of_meetings(lead: str, name: str | None) -> None:
    record = extract(
        f"Phú Ninh đẩy nhanh tiến độ\n{lead}\nChủ tịch UBND huyện Lê Văn Ba yêu cầu các xã rà soát.", context=PLAIN
    )
    assert record.document.meeting is not None
    assert record.document.meeting.name == (name or "họp nghe báo cáo tiến độ một số dự án")
