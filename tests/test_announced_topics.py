"""Topics that a speaker only names are no orders; what he asks of all, or of some counted, is. All texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Directive
from extractor.pipeline import extract

PAGE = (
    "Thị xã họp phiên thường kỳ tháng 4\n\nNgày 25/4/2024, UBND thị xã An Bình tổ chức phiên họp thường kỳ tháng 4. "
    "Đồng chí Nguyễn Xuân Lộc, Chủ tịch UBND thị xã chủ trì phiên họp.\n\n"
    "Kết luận cuộc họp, đồng chí Nguyễn Xuân Lộc ghi nhận kết quả của các phòng, ban.\n\n{told}\n\nMinh Anh\n"
)


def read(told: str) -> tuple[Directive, ...]:
    return extract(PAGE.format(told=told), context=Context(learned=False)).directives


@pytest.mark.parametrize(
    "told",
    [
        "Đồng chí nhấn mạnh đến một số nhiệm vụ trọng tâm cần triển khai thực hiện thời gian tới.",
        "Đồng chí Chủ tịch UBND thị xã cũng lưu ý một số nội dung các đơn vị cần quan tâm trong thời gian tới.",
        "Đồng chí đề cập tới các nhóm nhiệm vụ cấp bách phải làm ngay sau hội nghị.",
        "Đồng chí nhấn mạnh tới những vấn đề trọng tâm cần tập trung giải quyết từ nay đến cuối năm.",
        "Đồng chí gợi mở một số vấn đề phường cần quan tâm, thực hiện.",
        "Hội nghị đã thảo luận các giải pháp cần triển khai trong 6 tháng cuối năm.",
        "Đồng chí chỉ ra những tồn tại, hạn chế cần khắc phục ở các phường.",
    ],
)
def test_what_is_only_named_is_no_order(told: str) -> None:
    assert read(told) == ()


@pytest.mark.parametrize(
    "told",
    [
        "Đồng chí nhấn mạnh, các phường cần hoàn thành việc rà soát hộ nghèo trước ngày 30/6.",
        "Đồng chí lưu ý một số việc cần làm ngay: rà soát hộ nghèo, chi trả trước ngày 5/5.",
        "Đồng chí nêu rõ các phường phải chốt danh sách trước ngày 30/6.",
        "Đồng chí lưu ý Phòng Kinh tế cần sớm xử lý các tồn tại.",
        "Đồng chí nêu các việc cần làm ngay; yêu cầu Phòng Kinh tế chốt danh sách hộ nghèo.",
        "Đồng chí chỉ rõ các việc chậm phải xong trước ngày 30/6.",
    ],
)
def test_what_is_told_with_them_is_one(told: str) -> None:
    assert [directive.kind for directive in read(told)] == ["task"]


def test_an_order_behind_the_topics_stays_one() -> None:
    told = read(
        "Đồng chí nhấn mạnh một số nhiệm vụ trọng tâm cần thực hiện thời gian tới. Tăng cường bảo đảm an ninh trật tự."
    )
    assert [directive.text for directive in told] == ["Tăng cường bảo đảm an ninh trật tự."]


def test_who_closes_the_meeting_asks_nobody_above() -> None:
    record = extract(
        "Mỗi địa phương một đề án\n\nSáng 24/4/2024, Thủ tướng Chính phủ, Chủ tịch Ủy ban Quốc gia về chuyển đổi số "
        "(CĐS) - Lê Minh Tấn chủ trì phiên họp lần thứ 8 của Ủy ban.\n\nPhát biểu kết luận phiên họp, Thủ tướng Chính "
        "phủ - Lê Minh Tấn đề nghị ưu tiên các nguồn lực, hoàn thành các nhiệm vụ được giao.\n\nN.Q\n",
        context=Context(learned=False),
    )
    assert [directive.kind for directive in record.directives] == ["task"]


@pytest.mark.parametrize(
    ("told", "doers"),
    [
        (
            "Chủ tịch UBND tỉnh yêu cầu 10 huyện, thành phố và các sở, ban, ngành theo dõi sát mưa lũ.",
            ["10 huyện, thành phố", "các sở, ban, ngành"],
        ),
        ("Chủ tịch UBND tỉnh yêu cầu 5 xã và Sở Y tế rà soát thuốc dự trữ.", ["5 xã", "Sở Y tế"]),
        ("Chủ tịch UBND tỉnh yêu cầu 5 xã, phường ven biển sơ tán dân.", ["5 xã, phường ven biển"]),
    ],
)
def test_counted_doers_beside_others(told: str, doers: list[str]) -> None:
    assert [[doer.text for doer in directive.assignees] for directive in read(told)] == [doers]


@pytest.mark.parametrize(
    ("told", "doers"),
    [
        ("Với các chủ đầu tư, Phó Chủ tịch UBND tỉnh Trần Văn Nam yêu cầu lập tiến độ chi tiết.", ["các chủ đầu tư"]),
        ("Về phía địa phương, Chủ tịch UBND tỉnh yêu cầu chuẩn bị kỹ cơ sở vật chất.", ["địa phương"]),
        ("Riêng các nhà thầu thi công, đồng chí lưu ý không để ùn tắc.", ["các nhà thầu thi công"]),
        ("Đối với các dự án chậm tiến độ, Chủ tịch UBND tỉnh yêu cầu báo cáo hằng tuần.", []),
        ("Đối với dự án đường vành đai, Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng lập tiến độ.", ["Sở Xây dựng"]),
    ],
)
def test_whom_an_order_is_for_stands_before_who_gives_it(told: str, doers: list[str]) -> None:
    assert [[doer.text for doer in directive.assignees] for directive in read(told)] == [doers]


def test_what_something_means_is_no_order() -> None:
    record = extract(
        PAGE.format(
            told="Đồng chí nhấn mạnh: Kỳ họp này có ý nghĩa rất quan trọng nhằm cụ thể hóa các chủ trương, bảo đảm cho "
            "thị xã ổn định bộ máy, thúc đẩy phát triển kinh tế.\n\nĐồng chí yêu cầu các phường rà soát hộ nghèo trước "
            "ngày 30/6."
        )
    )
    assert [directive.assignees[0].text for directive in record.directives] == ["các phường"]
