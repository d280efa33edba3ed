"""Reports in which several people speak: whom a sentence turns to, promises behind excuses, quotes cut by who says them."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract

REPORT = (
    "Kiểm tra công trình\n\n12/3/2024\n\nSáng 12/3, Chủ tịch UBND huyện Trần Văn Bình chủ trì buổi làm việc với xã "
    "Hòa An về các công trình.\n\nPhát biểu kết luận, Chủ tịch UBND huyện Trần Văn Bình yêu cầu các ngành giúp xã "
    "Hòa An.\n\n{}\n\nMinh Khang\n"
)


def told(sentence: str) -> list[tuple[str, list[str], str | None]]:
    """Kind, doers and due date of the orders of a sentence behind those of the chairman."""
    directives = extract(REPORT.format(sentence)).directives[1:]
    return [(d.kind, [a.text for a in d.assignees], d.deadline and d.deadline.due) for d in directives]


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        (
            "Nghe xong, Chủ tịch UBND huyện quay sang lãnh đạo Phòng Nội vụ: “Danh sách các anh ký trong tuần này”.",
            [("task", ["Phòng Nội vụ"], "2024-03-17")],
        ),
        (
            "Ông nhìn về phía Giám đốc Ban Quản lý dự án: “Sáng mai anh đưa máy xúc tới cho tôi”.",
            [("task", ["Giám đốc Ban Quản lý dự án"], "2024-03-13")],
        ),
        ("Ông quay sang nhà thầu nói: “Các anh phải thay ngay máy trộn”.", [("task", ["nhà thầu"], None)]),
        ("Ông quay sang lãnh đạo Phòng Nội vụ hỏi: “Các anh làm đến đâu rồi?”.", []),
        ("Ông quay sang Bí thư chi bộ: “Ở đây mát quá”.", []),
    ],
)
def test_whom_the_chairman_turns_to(sentence, orders):
    assert told(sentence) == orders


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        (
            "Ông hứa với bà con, đèn sẽ được lắp xong trong tuần sau, còn rãnh thì nhà thầu phải lấp trước 20-4.",
            [("commitment", ["Trần Văn Bình"], "2024-03-24"), ("task", ["nhà thầu"], "2024-04-20")],
        ),
        (
            "Rồi ông giao Phòng Kinh tế in lại tem, còn Đội Quản lý thị trường số 4 thì đi chợ.",
            [("task", ["Phòng Kinh tế"], None), ("task", ["Đội Quản lý thị trường số 4"], None)],
        ),
        (
            "UBND xã lập tổ quản lý ngay trong tháng này, huyện cử thợ về sửa máy bơm.",
            [("task", ["UBND xã"], "2024-03-31"), ("task", ["huyện"], None)],
        ),
        ("Sau đó ông giao Phòng Nội vụ lập danh sách.", [("task", ["Phòng Nội vụ"], None)]),
        ("Với các xã, ông dặn bảng giá phải treo ở cổng chợ.", [("task", ["các xã"], None)]),
        (
            "Ông yêu cầu các thôn xong phần vận động trước ngày 20/4.",
            [("task", ["các thôn"], "2024-04-20")],
        ),
        ("Ông giao bộ phận thư ký gửi biên bản cho xã.", [("task", ["bộ phận thư ký"], None)]),
        (
            "Theo Chủ tịch UBND huyện, cần tính cả phương án nước ngập cầu.",
            [("task", [], None)],
        ),
    ],
)
def test_several_doers_in_a_sentence(sentence, orders):
    assert told(sentence) == orders


@pytest.mark.parametrize(
    "sentence",
    [
        "Cầu xây xong, còn đường dẫn thì nhà thầu đã đổ đá.",
        "Chủ tịch UBND xã Lê Thị Hạnh báo cáo xã thiếu bạt.",
    ],
)
def test_what_only_tells_orders_nothing(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "text", "bound"),
    [
        (
            "Phó Giám đốc Sở Xây dựng Nguyễn Thị Lan nhận phần chậm về mình và hứa trước ngày 20/4 sẽ có văn bản.",
            "hứa trước ngày 20/4 sẽ có văn bản.",
            "Nguyễn Thị Lan",
        ),
        (
            "Điện lực Hòa An nhận trách nhiệm, cam kết kéo điện tới trạm trước ngày 15/4.",
            "cam kết kéo điện tới trạm trước ngày 15/4.",
            "Điện lực Hòa An",
        ),
        (
            "Chỉ huy trưởng liên danh nhà thầu Phạm Văn Sơn xin cam kết hợp long trước ngày 31/8.",
            "Chỉ huy trưởng liên danh nhà thầu Phạm Văn Sơn xin cam kết hợp long trước ngày 31/8.",
            "liên danh nhà thầu",
        ),
    ],
)
def test_promise_behind_what_is_owned_up_to(sentence, text, bound):
    (promise,) = extract(REPORT.format(sentence)).directives[1:]
    assert (promise.kind, promise.text) == ("commitment", text)
    assert [a.text for a in promise.assignees] == [bound]


def test_voter_asks_with_his_village_in_brackets():
    ((kind, asked, _),) = told("Cử tri Vi Văn Tâm (thôn Tân Hòa) kiến nghị tỉnh nâng cấp đường vào bản.")
    assert (kind, asked) == ("petition", ["tỉnh"])


def test_request_behind_a_quote_stands_by_itself():
    (request,) = extract(
        REPORT.format("“Nhà thì nhiều, bạt thì ít”, bà nói, rồi đề nghị huyện cấp thêm 500 tấm bạt.")
    ).directives[1:]
    assert request.text == "rồi đề nghị huyện cấp thêm 500 tấm bạt."


def test_last_step_before_a_season_is_a_step_of_its_own():
    first, last = extract(
        REPORT.format("Cái cống thì UBND xã được giao khởi công trước ngày 30/4, làm xong trước mùa mưa.")
    ).directives[1:]
    assert first.deadline is not None and first.deadline.due == "2024-04-30"
    assert last.deadline is not None and last.deadline.due is None and last.deadline.anchor
    assert [a.text for a in last.assignees] == ["UBND xã"]
