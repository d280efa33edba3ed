"""Directives of small composed notices and reports, held against what the annotation guideline asks for."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN MƯỜNG CHÀ
Số: 45/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mường Chà, ngày 11 tháng 3 năm 2024
THÔNG BÁO
Kết luận của Chủ tịch UBND huyện Sùng A Páo tại cuộc họp giao ban tháng 3
Ngày 08/3/2024, Chủ tịch UBND huyện Sùng A Páo chủ trì cuộc họp giao ban. Sau khi nghe báo cáo, Chủ tịch UBND huyện kết luận như sau:
"""
FOOT = """
Nơi nhận:
- Thường trực Huyện ủy (b/c);
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lò Thị Bích"""

# expected assignees: names of those who lead, names of those who join in
Doers = tuple[list[str], list[str]]
NOBODY: Doers = ([], [])


def notice(*items: str) -> Record:
    return extract(HEAD + "\n".join(items) + FOOT)


def only(record: Record) -> Directive:
    [directive] = record.directives
    return directive


def doers(directive: Directive) -> Doers:
    lead = [a.text for a in directive.assignees if a.role == "lead"]
    return lead, [a.text for a in directive.assignees if a.role == "coordinate"]


# --- frames -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "kind", "leads"),
    [
        ("Giao Phòng Nội vụ rà soát biên chế.", "task", ["Phòng Nội vụ"]),
        ("Yêu cầu UBND xã Nà Hỳ khắc phục sạt lở.", "task", ["UBND xã Nà Hỳ"]),
        ("Đề nghị Huyện đoàn vận động đoàn viên tham gia trồng cây.", "task", ["Huyện đoàn"]),
        ("Phân công đồng chí Lò Văn Pành phụ trách xã Nà Hỳ.", "task", ["Lò Văn Pành"]),
        ("Giao đồng chí Lò Văn Pành, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo giải phóng mặt bằng.", "task", ["Lò Văn Pành"]),
        ("Phòng Y tế cần kiểm tra các cơ sở hành nghề.", "task", ["Phòng Y tế"]),
        ("Công an huyện phải bảo đảm an ninh trật tự trong dịp lễ.", "task", ["Công an huyện"]),
        ("Phòng Giáo dục và Đào tạo chủ trì xây dựng kế hoạch.", "task", ["Phòng Giáo dục và Đào tạo"]),
        ("Các cơ quan, đơn vị chấp hành nghiêm kỷ luật hành chính.", "task", ["Các cơ quan, đơn vị"]),
        ("Thủ trưởng các phòng, ban chịu trách nhiệm trước Chủ tịch UBND huyện.", "task", ["Thủ trưởng các phòng, ban"]),
        # nobody is told by name
        ("Tăng cường kiểm tra, giám sát việc sử dụng đất.", "task", []),
        ("Khẩn trương khắc phục hậu quả mưa đá.", "task", []),
        ("Lắp đặt biển báo tại các ngã ba.", "task", []),
        ("Nghiêm cấm săn bắt động vật hoang dã.", "task", []),
        ("Tuyệt đối không được lơ là, chủ quan.", "task", []),
        ("Không để người dân nào bị đói.", "task", []),
        # the body decides; there is no doer
        ("Thống nhất chủ trương xây dựng cầu Nậm Mức.", "decision", []),
        ("Đồng ý chủ trương mua 02 xe cứu thương.", "decision", []),
        ("Nhất trí hỗ trợ 50 triệu đồng cho xã Nà Hỳ.", "decision", []),
        ("Đồng ý với đề xuất của Phòng Kinh tế và Hạ tầng về phương án sửa chữa trụ sở.", "decision", []),
        ("Thống nhất hoàn thành cầu Nậm Mức trước ngày 30/4/2024.", "decision", []),
        # whom a petition asks is its assignee
        ("Kiến nghị UBND tỉnh bổ sung 12 tỷ đồng làm đường.", "petition", ["UBND tỉnh"]),
        ("Kiến nghị Chính phủ, Bộ Tài chính bố trí vốn.", "petition", ["Chính phủ", "Bộ Tài chính"]),
        ("Kính đề nghị UBND tỉnh quan tâm bố trí kinh phí.", "petition", ["UBND tỉnh"]),  # upward
        ("UBND xã Nà Hỳ cam kết bàn giao mặt bằng trước ngày 30/4/2024.", "commitment", ["UBND xã Nà Hỳ"]),
        ("Phấn đấu đến hết năm 2024 có 80% số hộ dùng nước sạch.", "target", []),
        ("UBND thị trấn phấn đấu đến ngày 30/6/2024 giải ngân đạt 60% kế hoạch vốn.", "target", ["UBND thị trấn"]),
    ],
)  # fmt: skip
def test_frame(order: str, kind: str, leads: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert directive.text == order  # the label is outside
    assert (directive.kind, doers(directive)) == (kind, (leads, []))


@pytest.mark.parametrize(
    "line",
    [
        "Biểu dương Công an huyện đã hoàn thành tốt nhiệm vụ.",
        "Ghi nhận, đánh giá cao nỗ lực của các xã trong công tác trồng rừng.",
        "Thời gian qua, Phòng Nội vụ đã chủ động rà soát biên chế.",
        "Trung tâm Y tế huyện đã tổ chức tiêm chủng cho 1.200 trẻ em.",
        "Năm 2020, huyện giao xã Nà Hỳ trồng 50 ha rừng.",
    ],
)
def test_praise_and_the_past_are_no_orders(line: str) -> None:
    record = notice(f"1. {line}", "2. Tổ chức trồng rừng.")
    assert [d.text for d in record.directives] == ["Tổ chức trồng rừng."]


@pytest.mark.parametrize(
    "heading",
    ["I. ĐÁNH GIÁ CHUNG", "I. TÌNH HÌNH", "I. KẾT QUẢ THỰC HIỆN", "I. Ưu điểm", "I. Tồn tại, hạn chế"],
)
def test_what_stands_under_an_assessment_is_no_order(heading: str) -> None:
    record = notice(
        heading,
        "1. Các xã tích cực gieo cấy, diện tích đạt 1.250 ha.",
        "2. Việc giải ngân còn chậm.",
        "II. NHIỆM VỤ",
        "1. Đẩy nhanh giải ngân.",
    )
    assert [d.text for d in record.directives] == ["Đẩy nhanh giải ngân."]


def test_a_feature_article_orders_nothing() -> None:
    article = (
        "Xã vùng cao đổi thay\nNăm 2020, xã được giao trồng 50 ha quế. Người dân phải đi bộ nửa ngày mới tới chợ. "
        "Nhờ có đường mới, năm 2023 xã bán được 120 tấn quế, thu 3,6 tỷ đồng. Bà con ở đây chăm chỉ, nhà nào cũng phấn đấu cho con đi học.\n"
        + "Mùa mưa, xe máy vẫn chạy được đến tận bản xa nhất, trẻ em không còn phải nghỉ học vì lũ. " * 5
        + "\nBài, ảnh: Hà Vân"
    )
    assert extract(article).directives == ()


# --- who: inheritance, lists, roles -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "texts", "leads"),
    [
        (["1. Giao Phòng Nội vụ:", "- Rà soát biên chế.", "- Lập báo cáo."], ["Rà soát biên chế.", "Lập báo cáo."], ["Phòng Nội vụ"]),
        (["1. Công an huyện:", "a) Tuần tra các tuyến đường.", "b) Lập chốt kiểm soát."], ["Tuần tra các tuyến đường.", "Lập chốt kiểm soát."], ["Công an huyện"]),
        (["1. Phòng Y tế", "- Kiểm tra các cơ sở hành nghề.", "- Xử lý nghiêm vi phạm."], ["Kiểm tra các cơ sở hành nghề.", "Xử lý nghiêm vi phạm."], ["Phòng Y tế"]),
        (["1. Yêu cầu các phòng, ban:", "- Tiết kiệm chi thường xuyên."], ["Tiết kiệm chi thường xuyên."], ["các phòng, ban"]),
        # a coordinated list is split, the fixed group stays one
        (
            ["1. Giao Phòng Nội vụ, Phòng Tư pháp; UBND các xã, thị trấn:", "- Rà soát thủ tục hành chính."],
            ["Rà soát thủ tục hành chính."], ["Phòng Nội vụ", "Phòng Tư pháp", "UBND các xã, thị trấn"],
        ),
        # two levels up
        (["1. Công an huyện:", "a) Về trật tự:", "- Tuần tra ban đêm."], ["Tuần tra ban đêm."], ["Công an huyện"]),
        (["II. NHIỆM VỤ", "1. Đối với Phòng Nội vụ:", "- Rà soát biên chế."], ["Rà soát biên chế."], ["Phòng Nội vụ"]),
    ],
)  # fmt: skip
def test_doer_of_the_heading_or_lead_in(items: list[str], texts: list[str], leads: list[str]) -> None:
    found = notice(*items).directives
    assert [d.text for d in found] == texts
    assert [doers(d) for d in found] == [(leads, [])] * len(texts)
    assert all(a.inherited for d in found for a in d.assignees)


def test_own_doer_beats_the_lead_in() -> None:
    found = notice(
        "1. Yêu cầu các phòng, ban:", "a) Phòng Tư pháp thẩm định văn bản.", "b) Tiết kiệm chi thường xuyên."
    ).directives
    assert [(doers(d)[0], d.assignees[0].inherited) for d in found] == [
        (["Phòng Tư pháp"], False),
        (["các phòng, ban"], True),
    ]


def test_sentence_without_subject_takes_over_the_doer_of_its_item_only() -> None:
    found = notice(
        "1. Phòng Nội vụ rà soát biên chế. Hoàn thành trước ngày 25/3/2024.", "2. Tăng cường kiểm tra."
    ).directives
    assert [d.text for d in found] == [
        "Phòng Nội vụ rà soát biên chế.",
        "Hoàn thành trước ngày 25/3/2024.",
        "Tăng cường kiểm tra.",
    ]
    assert [doers(d)[0] for d in found] == [["Phòng Nội vụ"], ["Phòng Nội vụ"], []]
    assert [a.inherited for d in found for a in d.assignees] == [False, True]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # one type word for all: the names are written out
        ("Đề nghị các Bộ: Tài chính, Xây dựng sớm có ý kiến.", (["Bộ Tài chính", "Bộ Xây dựng"], [])),
        ("Giao các Phòng: Nội vụ, Tư pháp, Y tế rà soát thủ tục.", (["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Y tế"], [])),
        ("Các Phòng: Nội vụ, Tư pháp rà soát thủ tục hành chính.", (["Phòng Nội vụ", "Phòng Tư pháp"], [])),
        ("UBND các xã: Nà Hỳ, Si Pa Phìn rà soát hộ nghèo.", (["UBND xã Nà Hỳ", "UBND xã Si Pa Phìn"], [])),
        (
            "Các Sở: Công Thương, Tài chính, Xây dựng phối hợp với Công an tỉnh kiểm tra giá.",
            (["Sở Công Thương", "Sở Tài chính", "Sở Xây dựng"], ["Công an tỉnh"]),
        ),
        ("Phòng Y tế và Trung tâm Y tế huyện mua sắm trang thiết bị.", (["Phòng Y tế", "Trung tâm Y tế huyện"], [])),
        ("UBND các xã, thị trấn rà soát hộ nghèo.", (["UBND các xã, thị trấn"], [])),
        # with whom
        ("Giao Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp rà soát văn bản.", (["Phòng Nội vụ"], ["Phòng Tư pháp"])),
        ("Công an huyện phối hợp với Đồn Biên phòng Si Pa Phìn kiểm soát đường mòn.", (["Công an huyện"], ["Đồn Biên phòng Si Pa Phìn"])),
        (
            "Phòng Nội vụ chủ trì, phối hợp với Phòng Tư pháp, Phòng Y tế và UBND các xã, thị trấn xây dựng kế hoạch.",
            (["Phòng Nội vụ"], ["Phòng Tư pháp", "Phòng Y tế", "UBND các xã, thị trấn"]),
        ),
        ("Phòng Nội vụ chủ trì; Phòng Tư pháp phối hợp rà soát văn bản.", (["Phòng Nội vụ"], ["Phòng Tư pháp"])),
        ("Phòng Nội vụ và Phòng Tư pháp đồng chủ trì tổ chức hội thảo.", (["Phòng Nội vụ", "Phòng Tư pháp"], [])),
        # neither a partner in talks nor a doer on the second level is an assignee
        ("Phòng Nội vụ làm việc với Sở Nội vụ về biên chế.", (["Phòng Nội vụ"], [])),
        ("UBND các xã phân công các đoàn thể vận động nhân dân.", (["UBND các xã"], [])),
        ("Phòng Nội vụ hướng dẫn UBND các xã lập hồ sơ.", (["Phòng Nội vụ"], [])),
    ],
)  # fmt: skip
def test_assignees_and_roles(order: str, expected: Doers) -> None:
    assert doers(only(notice(f"1. {order}"))) == expected


# --- by when ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "due", "bound", "last_day"),
    [
        ("Phòng Nội vụ báo cáo trước ngày 25/3/2024.", "2024-03-25", "before", "2024-03-24"),
        ("Phòng Nội vụ báo cáo trước 30/4/2024.", "2024-04-30", "before", "2024-04-29"),
        ("Phòng Nội vụ báo cáo chậm nhất ngày 30/6.", "2024-06-30", "by", "2024-06-30"),  # the year of the document
        ("Phòng Nội vụ báo cáo trước ngày 05/01.", "2025-01-05", "before", "2025-01-04"),  # the first one to come
        ("Phòng Nội vụ báo cáo trong tháng 3.", "2024-03-31", "by", "2024-03-31"),
        ("Phòng Nội vụ báo cáo trong quý III.", "2024-09-30", "by", "2024-09-30"),
        ("UBND các xã rà soát hộ nghèo, xong trong quý II/2024.", "2024-06-30", "by", "2024-06-30"),
        ("Phòng Nội vụ báo cáo cuối năm 2024.", "2024-12-31", "by", "2024-12-31"),
        ("Phòng Nội vụ báo cáo trước ngày 15 tháng sau.", "2024-04-15", "before", "2024-04-14"),
        ("Phòng Nội vụ báo cáo trong 10 ngày kể từ ngày ban hành Thông báo này.", "2024-03-21", "by", "2024-03-21"),
        # Monday 11/3 does not count; Saturday and Sunday do not either
        ("Phòng Nội vụ báo cáo trong 05 ngày làm việc kể từ ngày ban hành Thông báo này.", "2024-03-18", "by", "2024-03-18"),
        ("Phòng Nội vụ báo cáo trước 17 giờ ngày 20/3/2024.", "2024-03-20T17:00", "before", "2024-03-20"),
        ("Trong giai đoạn 2024-2025, cần có giải pháp thu hút bác sĩ.", "2025-12-31", "by", "2025-12-31"),  # a stage frames it
        ("Thống nhất hoàn thành cầu Nậm Mức trước ngày 30/4/2024.", "2024-04-30", "before", "2024-04-29"),
        ("Phấn đấu đến hết năm 2024 có 80% số hộ dùng nước sạch.", "2024-12-31", "by", "2024-12-31"),
    ],
)  # fmt: skip
def test_deadline(order: str, due: str, bound: str, last_day: str) -> None:
    deadline = only(notice(f"1. {order}")).deadline
    assert deadline is not None
    assert (deadline.due, deadline.bound, deadline.last_day, deadline.recurrence) == (due, bound, last_day, None)
    assert deadline.text in order


@pytest.mark.parametrize(
    ("order", "rule"),
    [
        ("Phòng Nội vụ báo cáo hằng ngày.", "FREQ=DAILY"),
        ("Văn phòng đôn đốc, tổng hợp báo cáo hằng tháng.", "FREQ=MONTHLY"),
        ("Phòng Nội vụ báo cáo hằng năm.", "FREQ=YEARLY"),
        ("Phòng Nội vụ báo cáo kết quả vào thứ Sáu hằng tuần.", "FREQ=WEEKLY;BYDAY=FR"),
        ("Phòng Nội vụ giao ban vào sáng thứ Hai hằng tuần.", "FREQ=WEEKLY;BYDAY=MO"),
        ("Trước ngày 20 hằng tháng, các xã gửi báo cáo về Phòng Nội vụ.", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("Phòng Nội vụ báo cáo vào ngày 25 hằng tháng.", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("Hằng quý, Thanh tra huyện tổng hợp kết quả giải quyết đơn thư.", "FREQ=MONTHLY;INTERVAL=3"),
        ("Phòng Nội vụ báo cáo định kỳ 6 tháng.", "FREQ=MONTHLY;INTERVAL=6"),
        ("Phòng Nội vụ báo cáo 2 tuần một lần.", "FREQ=WEEKLY;INTERVAL=2"),
        ("Phòng Nội vụ báo cáo trước ngày 15/12 hằng năm.", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
    ],
)
def test_recurrence(order: str, rule: str) -> None:
    deadline = only(notice(f"1. {order}")).deadline
    assert deadline is not None
    assert (deadline.recurrence, deadline.due) == (rule, None)


def test_deadline_from_an_event_without_a_date_stays_open() -> None:
    deadline = only(
        notice("1. Ban Quản lý dự án nộp hồ sơ trong 07 ngày kể từ ngày nhận được ý kiến thẩm định.")
    ).deadline
    assert deadline is not None
    assert (deadline.due, deadline.last_day) == (None, None)
    assert (deadline.anchor, deadline.offset) == ("ngày nhận được ý kiến thẩm định", "P7D")


@pytest.mark.parametrize(
    "order",
    [
        "Phòng Nội vụ tham mưu UBND huyện kế hoạch năm 2025.",  # the name of a plan
        "Phòng Nội vụ triển khai kế hoạch giai đoạn 2021-2025.",
        "Phòng Nội vụ thực hiện Nghị quyết số 06-NQ/HU ngày 15/7/2021 của Huyện ủy.",  # belongs to the reference
        "Phòng Y tế kiểm tra các cơ sở hành nghề.",
    ],
)
def test_no_deadline(order: str) -> None:
    assert only(notice(f"1. {order}")).deadline is None


@pytest.mark.parametrize(
    ("order", "pieces"),
    [
        # a new doer
        (
            "Phòng Tư pháp thẩm định dự thảo trước ngày 20/3/2024; Phòng Nội vụ trình ban hành trước ngày 05/4/2024.",
            [("task", ["Phòng Tư pháp"], "2024-03-20"), ("task", ["Phòng Nội vụ"], "2024-04-05")],
        ),
        # a new deadline
        (
            "Giao Phòng Nội vụ tham mưu kế hoạch trước ngày 20/3/2024, tổng hợp kết quả báo cáo trước ngày 30/6/2024.",
            [("task", ["Phòng Nội vụ"], "2024-03-20"), ("task", ["Phòng Nội vụ"], "2024-06-30")],
        ),
        # a change of kind
        (
            "Thống nhất phương án sửa chữa trường Tiểu học Nà Hỳ. Giao Phòng Nội vụ hoàn thiện hồ sơ trước ngày 20/3/2024.",
            [("decision", [], None), ("task", ["Phòng Nội vụ"], "2024-03-20")],
        ),
        # semicolons alone split nothing
        ("Giao Công an huyện: tổ chức tuần tra; lập chốt kiểm soát.", [("task", ["Công an huyện"], None)]),
    ],
)  # fmt: skip
def test_where_a_sentence_is_split(order: str, pieces: list[tuple[str, list[str], str | None]]) -> None:
    found = notice(f"1. {order}").directives
    assert [(d.kind, doers(d)[0], d.deadline.due if d.deadline else None) for d in found] == pieces


# --- slots and tables -------------------------------------------------------------------------------------------------


def test_labelled_slots_fill_the_item_above() -> None:
    found = notice(
        "1. Sửa chữa cầu treo Nậm Mức.",
        "Cơ quan chủ trì: Phòng Kinh tế và Hạ tầng.",
        "Cơ quan phối hợp: UBND xã Nà Hỳ.",
        "Thời gian hoàn thành: trước ngày 30/4/2024.",
        "2. Rà soát hộ nghèo.",
        "Chủ trì: Phòng Nội vụ.",
        "Thời hạn: 15/4/2024.",
    ).directives
    assert [d.text for d in found] == ["Sửa chữa cầu treo Nậm Mức.", "Rà soát hộ nghèo."]
    assert [doers(d) for d in found] == [(["Phòng Kinh tế và Hạ tầng"], ["UBND xã Nà Hỳ"]), (["Phòng Nội vụ"], [])]
    assert [(d.deadline.due, d.deadline.last_day) for d in found if d.deadline] == [
        ("2024-04-30", "2024-04-29"),
        ("2024-04-15", "2024-04-15"),
    ]


def test_each_row_of_a_task_table_is_an_order() -> None:
    found = notice(
        "Phân công nhiệm vụ như sau:",
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |",
        "|---|---|---|---|---|",
        "| 1 | Sửa cầu tràn Nậm Mức | Phòng Kinh tế và Hạ tầng | UBND xã Nà Hỳ | 30/4/2024 |",
        "| 2 | Cấp giống ngô vụ mùa | Trung tâm Dịch vụ nông nghiệp | UBND các xã | Trước ngày 15/4/2024 |",
        "| 3 | Báo cáo tiến độ | Văn phòng UBND huyện | | Hằng tuần |",
    ).directives
    assert [(d.kind, d.text) for d in found] == [
        ("task", "Sửa cầu tràn Nậm Mức"),
        ("task", "Cấp giống ngô vụ mùa"),
        ("task", "Báo cáo tiến độ"),
    ]
    assert [doers(d) for d in found] == [
        (["Phòng Kinh tế và Hạ tầng"], ["UBND xã Nà Hỳ"]),
        (["Trung tâm Dịch vụ nông nghiệp"], ["UBND các xã"]),
        (["Văn phòng UBND huyện"], []),
    ]
    assert [(d.deadline.due, d.deadline.bound, d.deadline.recurrence) for d in found if d.deadline] == [
        ("2024-04-30", "by", None),
        ("2024-04-15", "before", None),
        (None, None, "FREQ=WEEKLY"),
    ]


# --- on whose order, and where ----------------------------------------------------------------------------------------

REPORT = """Huyện Mường Chà họp bàn làm đường
Sáng 3/5/2024, Chủ tịch UBND huyện Sùng A Páo chủ trì cuộc họp về tiến độ đường Nà Hỳ. Theo báo cáo, đến nay dự án đã đạt 45% khối lượng.
Xã Nà Hỳ kiến nghị huyện hỗ trợ 2 tỷ đồng làm kênh mương. Thay mặt xã, đồng chí Giàng A Tủa cam kết bàn giao mặt bằng trước ngày 31/5/2024.
Kết luận cuộc họp, Chủ tịch UBND huyện Sùng A Páo yêu cầu Ban Quản lý dự án đẩy nhanh tiến độ, hoàn thành trước ngày 30/6.
Nhân dịp này, huyện đã tặng quà 20 hộ nghèo.
Tin, ảnh: Vàng Mai"""


def test_a_report_tells_who_asks_promises_and_orders() -> None:
    record = extract(REPORT)
    assert record.document.genre == "news"
    assert [(d.kind, doers(d)[0], d.issued_by) for d in record.directives] == [
        ("petition", ["huyện"], "Xã Nà Hỳ"),
        ("commitment", ["xã"], "Giàng A Tủa"),
        ("task", ["Ban Quản lý dự án"], "Sùng A Páo"),
    ]
    assert [d.deadline.due if d.deadline else None for d in record.directives] == [None, "2024-05-31", "2024-06-30"]


@pytest.mark.parametrize(
    ("title", "hinge", "giver"),
    [
        ("Kết luận của Chủ tịch UBND huyện Sùng A Páo tại cuộc họp", "Chủ tịch UBND huyện kết luận như sau:", "Sùng A Páo"),
        ("Kết luận cuộc họp giao ban", "Đồng chí Sùng A Páo, Chủ tịch UBND huyện kết luận như sau:", "Sùng A Páo"),
        ("Kết luận của Thường trực Huyện ủy tại hội nghị giao ban", "Sau khi thảo luận, hội nghị kết luận như sau:", "Thường trực Huyện ủy"),
        ("Kết luận hội nghị giao ban", "Ban Thường vụ Huyện ủy kết luận như sau:", "Ban Thường vụ Huyện ủy"),
    ],
)  # fmt: skip
def test_giver_of_a_notice(title: str, hinge: str, giver: str) -> None:
    record = extract(f"THÔNG BÁO\n{title}\n{hinge}\n1. Phòng Nội vụ rà soát biên chế.\n2. Tăng cường kiểm tra.{FOOT}")
    assert [d.issued_by for d in record.directives] == [giver, giver]


def test_an_order_knows_its_section() -> None:
    # the sentence `kết luận như sau:` is no item, but all items stand under it
    record = notice(
        "I. NHIỆM VỤ",
        "1. Phòng Y tế:",
        "- Kiểm tra các cơ sở hành nghề.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Giao Văn phòng đôn đốc.",
    )
    labels = []
    for directive in record.directives:
        path, at = [], directive.section
        while at is not None:
            section = record.sections[at]
            assert section.start <= directive.start
            assert directive.end <= section.end
            path.append(section.label or "hinge")
            at = section.parent
        labels.append(path)
    assert labels == [["-", "1.", "I.", "hinge"], ["1.", "II.", "hinge"]]


def test_spans_hold_what_they_say() -> None:
    for record in (notice("1. Giao các Phòng: Nội vụ, Tư pháp rà soát trước ngày 5/4/2024."), extract(REPORT)):
        for directive in record.directives:
            assert record.text[directive.start : directive.end] == directive.text
            for who in directive.assignees:
                assert record.text[who.start : who.end] == (who.quote or who.text)
