"""Doers in harder places: behind `cùng`, in brackets, in a passive, beside a condition, below the one in charge."""

from __future__ import annotations

import pytest

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
HUYỆN SÔNG LÔ
Số: 41/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lô, ngày 12 tháng 6 năm 2019
THÔNG BÁO
Kết luận của Phó Chủ tịch UBND huyện Đỗ Văn Chiểu tại cuộc họp
Ngày 10/6/2019, Phó Chủ tịch UBND huyện Đỗ Văn Chiểu chủ trì cuộc họp và kết luận như sau:
"""
FOOT = """
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Lê Thị Mận"""


def notice(*items: str) -> Record:
    return extract(HEAD + "\n".join(items) + FOOT)


def only(record: Record) -> Directive:
    [directive] = record.directives
    return directive


def leads(directive: Directive) -> list[str]:
    return [a.text for a in directive.assignees if a.role == "lead"]


def partners(directive: Directive) -> list[str]:
    return [a.text for a in directive.assignees if a.role == "coordinate"]


@pytest.mark.parametrize(
    ("order", "who", "beside"),
    [
        ("Giao cho Trưởng thôn, các đoàn thể trong thôn đến từng nhà vận động học sinh.",
         ["Trưởng thôn", "các đoàn thể trong thôn"], []),
        ("Các xã Tân Lập, Hải Lựu (nơi có hồ xung yếu) cắt cử người trực ban.", ["xã Tân Lập", "xã Hải Lựu"], []),
        ("Các xã bãi ngang (Hải An, Hải Bình) lập danh sách hộ phải di dời.", ["Các xã bãi ngang"], []),
        ("Việc tiếp nhận hàng cứu trợ do Hội Chữ thập đỏ huyện thực hiện, có sự tham gia của Huyện đoàn.",
         ["Hội Chữ thập đỏ huyện"], ["Huyện đoàn"]),
        ("Phòng Y tế mở lớp tập huấn với sự hỗ trợ của Trung tâm Y tế huyện.",
         ["Phòng Y tế"], ["Trung tâm Y tế huyện"]),
        ("Phòng Y tế, Bệnh viện Đa khoa huyện (đơn vị phối hợp) khám cho học sinh bán trú.",
         ["Phòng Y tế"], ["Bệnh viện Đa khoa huyện"]),
        ("Công ty Thủy lợi Liễn Sơn được huyện đề nghị mở cống Đồng Quế trước 15/6.", ["Công ty Thủy lợi Liễn Sơn"], []),
        ("Chủ tịch UBND xã là trưởng ban chỉ đạo, chịu trách nhiệm về kết quả tiêm phòng.", ["Chủ tịch UBND xã"], []),
        ("UBND xã Tân Lập lập danh sách hộ phải di dời, giao trưởng thôn báo từng hộ.", ["UBND xã Tân Lập"], []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)  # fmt: skip
def test_who_does_it(order: str, who: list[str], beside: list[str]) -> None:
    directive = only(notice(f"1. {order}"))
    assert (leads(directive), partners(directive)) == (who, beside)


def test_work_done_together_is_of_whoever_the_heading_names() -> None:
    directive = only(notice("1. Phòng Giáo dục và Đào tạo:", "- Cùng với UBND xã Tân Lập vận động các hộ hiến đất."))
    assert leads(directive) == ["Phòng Giáo dục và Đào tạo"]
    assert partners(directive) == ["UBND xã Tân Lập"]


def test_people_by_their_job_do_what_they_are_obliged_to_not_whoever_the_heading_names() -> None:
    directive = only(notice("1. UBND các xã:", "- Nơi có gia súc ốm, thú y xã phải báo ngay cho Trạm Thú y huyện."))
    assert leads(directive) == ["thú y xã"]


def test_a_phrase_before_what_is_done_leaves_it_an_order() -> None:
    directive = only(
        notice("1. Hạt Kiểm lâm huyện:", "- Theo địa bàn được phân công, trực tiếp xuống cơ sở khi có tin.")
    )
    assert leads(directive) == ["Hạt Kiểm lâm huyện"]


def test_a_small_number_in_letters_takes_up_those_named_before() -> None:
    record = notice(
        "1. Đồn Biên phòng Hải An, Đồn Biên phòng Hải Bình",
        "- Duy trì lực lượng.",
        "- Hai đồn biên phòng kiểm đếm tàu.",
    )
    assert leads(record.directives[-1]) == ["Hai đồn biên phòng"]


def test_the_whole_community_is_no_partner() -> None:
    directive = only(notice("1. Phòng Văn hóa tổ chức ngày hội với sự tham gia của đông đảo người dân."))
    assert partners(directive) == []
