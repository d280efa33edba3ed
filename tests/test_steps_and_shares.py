"""The next step of the same doer by a time of its own, and what a sentence leaves to another in passing."""

from __future__ import annotations

import pytest
from short_notices import leads, letterhead, partners, read_notice

from extractor.core.record import Directive

HEAD = letterhead(
    "Long Điền",
    "17/TB-UBND",
    "ngày 04 tháng 01 năm 2027",
    "Kết luận của Phó Chủ tịch UBND huyện Lê Thị Mận tại cuộc họp giao ban",
    "Sáng 04/01/2027, Phó Chủ tịch UBND huyện Lê Thị Mận chủ trì họp giao ban và kết luận như sau:",
)


def orders(item: str) -> list[Directive]:
    return list(read_notice(HEAD, f"1. {item}").directives)


def due(directive: Directive) -> str | None:
    return (directive.deadline.due or directive.deadline.recurrence) if directive.deadline else None


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        (
            "Phòng Y tế in xong tờ rơi vào ngày 31/01, sang đầu quý sau thì mở lớp tập huấn.",
            ["2027-01-31", "2027-04-30"],
        ),
        (
            "Kế toán trường rà lại sổ quỹ trước ngày 12/3, sang tháng 4 thì nộp quyết toán.",
            ["2027-03-12", "2027-04-30"],
        ),
        (
            "Trạm Thủy nông vá xong bờ cống số 5 trước ngày 15/3, rồi cứ thứ Sáu hằng tuần chạy thử máy bơm.",
            ["2027-03-15", "FREQ=WEEKLY;BYDAY=FR"],
        ),
        (
            "Các ấp giữ sổ ghi ngày mất nước của từng xóm, thứ Hai đầu tiên hằng tháng đọc số về xã.",
            [None, "FREQ=MONTHLY;BYDAY=1MO"],
        ),
        ("Trạm Y tế trực đủ người trong các phiên chợ, mỗi tuần trực 2 buổi.", ["FREQ=WEEKLY"]),
    ],
)
def test_next_step_by_its_own_time(said: str, dates: list[str | None]) -> None:
    assert [due(d) for d in orders(said)] == dates


@pytest.mark.parametrize(
    ("said", "who"),
    [
        (
            "Trung tâm Văn hóa dựng rạp trong tháng 4 - xe chở và người khuân thì Đoàn Thanh niên huyện lo.",
            ["Trung tâm Văn hóa", "Đoàn Thanh niên huyện"],
        ),
        (
            "Phòng Nông nghiệp cấp bồn cho các ấp – số hộ nghèo chưa có máng thì Phòng Dân tộc rà cho xong.",
            ["Phòng Nông nghiệp", "Phòng Dân tộc"],
        ),
        ("Phòng Văn hóa in thêm 500 tờ gấp, tiền in để UBND xã Lộc An lo.", ["Phòng Văn hóa", "UBND xã Lộc An"]),
        ("Khâu nghiệm thu bốn trạm được giao cho Thanh tra huyện xem lại (hạn cuối 1/12).", ["Thanh tra huyện"]),
        ("Kẻ lại vạch đậu xe quanh chợ, đầu mối là Phòng Quản lý đô thị.", ["Phòng Quản lý đô thị"]),
        ("Quét hồ sơ cũ, nòng cốt là Phòng Nội vụ, có Huyện đoàn phối hợp.", ["Phòng Nội vụ"]),
        # look-alikes: what is told of things, of what has been and of whom papers came from
        ("Phòng Văn hóa chọn mẫu pa nô, bản vẽ do Sở Xây dựng phê duyệt.", ["Phòng Văn hóa"]),
        ("Khâu nghiệm thu giao cho Công ty Phú Hưng năm ngoái chưa xong.", []),
        ("Hội Nông dân huyện vốn giúp bà con phơi lúa từ vụ trước.", []),
    ],
)
def test_what_is_left_to_another(said: str, who: list[str]) -> None:
    assert [lead for d in orders(said) for lead in leads(d)] == who


def test_partner_behind_the_one_pointed_at() -> None:
    [order] = orders("Quét hồ sơ cũ, nòng cốt là Phòng Nội vụ, có Huyện đoàn phối hợp.")
    assert (leads(order), partners(order)) == (["Phòng Nội vụ"], ["Huyện đoàn"])


def test_told_while_a_petition_is_pending() -> None:
    found = orders(
        "UBND huyện kiến nghị UBND tỉnh kéo dài thời gian biệt phái hai công chức; trong lúc chờ, Phòng Nội vụ cử người "
        "nhận hồ sơ."
    )
    assert [d.kind for d in found] == ["petition", "task"]


def test_a_standing_body_agrees() -> None:
    [found] = orders("Thường trực đồng ý cho in thêm tiểu sử khổ lớn.")
    assert (found.kind, leads(found)) == ("decision", [])


def test_the_paper_it_counts_from_ends_the_phrase() -> None:
    [found] = orders("Phòng Kinh tế trong vòng hai tuần kể từ ngày ký Thông báo này vá xong các lỗi kết nối.")
    assert due(found) == "2027-01-18"
