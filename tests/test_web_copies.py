"""Letters and decisions as they are copied from the web: cells run together or broken, no letterhead, told by a portal.

All texts are composed.
"""

from __future__ import annotations

import pytest

from extractor.core.record import Record
from extractor.pipeline import extract

LETTER = """BỘ NỘI VỤ --------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------
Số: 2140/BNV-CCVC V/v rà soát vị trí việc làm
Hà Nội, ngày 12 tháng 5 năm 2021 Kính gửi: Sở Nội vụ các tỉnh.
Báo Lao động ngày 03 tháng 5 năm 2021 đưa tin, theo khảo sát, có tới 60 đơn vị chưa có đề án vị trí việc làm.
Quản trị nhân sự ở các đơn vị sự nghiệp xếp sau nhiều lĩnh vực.
Về việc này, Bộ trưởng Lê Văn Khải giao Vụ Công chức - Viên chức:
- Tổng hợp số liệu, báo cáo trước ngày 30/5/2021.
- Dự thảo văn bản hướng dẫn.
Nơi nhận: - Như trên; - Bộ trưởng (để b/c); - VP: CVP, PCVP Hoàng Minh Tú, các Vụ: TH, PC, TGĐ Cổng TTĐT; - Lưu: VT, CCVC. {foot}
"""
FEET = (
    "KT. BỘ TRƯỞNG THỨ TRƯỞNG Trần Thị Nhị",
    "KT. BỘ TRƯỞNG THỨ TRƯỞNG (đã ký) Trần Thị Nhị",
    "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần\nThị Nhị",
    "KT. BỘ TRƯỞNG\nTHỨ\nTRƯỞNG\nTrần Thị Nhị",
)


def told(record: Record) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.text, tuple(a.text for a in d.assignees)) for d in record.directives]


@pytest.mark.parametrize("foot", FEET[:3])
def test_cells_run_together(foot: str) -> None:
    card = extract(LETTER.format(foot=foot)).document
    assert (card.issuer, card.number, card.title) == ("BỘ NỘI VỤ", "2140/BNV-CCVC", "rà soát vị trí việc làm")
    assert (card.issued_on, card.issued_at) == ("2021-05-12", "Hà Nội")
    assert card.signer is not None
    assert (card.signer.name, card.signer.position, card.signer.authority) == (
        "Trần Thị Nhị",
        "Thứ trưởng",
        "KT. BỘ TRƯỞNG",
    )
    assert card.recipients[0] == "Như trên"
    assert card.recipients[-1] == "Lưu: VT, CCVC"


def test_what_is_told_before_a_letter_turns_to_orders_is_none() -> None:
    record = extract(LETTER.format(foot=FEET[0]))
    assert told(record) == [
        ("Tổng hợp số liệu, báo cáo trước ngày 30/5/2021.", ("Vụ Công chức - Viên chức",)),
        ("Dự thảo văn bản hướng dẫn.", ("Vụ Công chức - Viên chức",)),
    ]
    assert {d.issued_by for d in record.directives} == {"Lê Văn Khải"}


def test_posts_in_the_list_of_recipients() -> None:
    entities = extract(LETTER.format(foot=FEET[0])).entities
    person = next(e for e in entities if e.text == "Hoàng Minh Tú")
    assert person.positions == ("PCVP",)
    assert not any(e.text == "TGĐ" for e in entities)


DECISION = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 77/QĐ-UBND
|
Hà Giang, ngày 04 tháng 3 năm 2015
|
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức HĐND và UBND ngày 26/11/2003;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.
Điều 2. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính triển khai thực hiện.
"""


def test_columns_broken_in_the_head_of_a_decision() -> None:
    record = extract(DECISION)
    assert record.document.issuer == "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"
    assert record.document.title == "VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ"
    assert [d.kind for d in record.directives] == ["decision", "task"]


def test_letter_without_its_head() -> None:
    text = (
        "Kính gửi:\n- Hiệu trưởng các trường tiểu học;\n- Thủ trưởng các đơn vị trực thuộc.\n"
        "Đề nghị Hiệu trưởng các trường rà soát số thu quỹ.\nCác đơn vị thực hiện trước ngày 24/3/2016."
    )
    record = extract(text)
    assert record.document.genre == "notice"
    assert told(record) == [
        ("Đề nghị Hiệu trưởng các trường rà soát số thu quỹ.", ("Hiệu trưởng các trường",)),
        ("Các đơn vị thực hiện trước ngày 24/3/2016.", ("Các đơn vị",)),
    ]


PORTAL = """Thành phố Sơn Hà siết chặt trật tự xây dựng

26/07/2021 16:42

Ngày 26/7/2021, UBND thành phố Sơn Hà có Công văn 4424 gửi Phòng Quản lý đô thị và Chủ tịch UBND 12 phường, xã về trật tự xây dựng.

Theo đó, yêu cầu:

1. Chủ tịch UBND 12 phường, xã: Khẩn trương rà soát công trình không phép.

2. Giao Phòng Quản lý đô thị tăng cường kiểm tra.

UBND thành phố yêu cầu các phòng, ban, đơn vị thuộc UBND thành phố triển khai thực hiện các nội dung:

Tập trung xử lý dứt điểm các vụ việc tồn đọng.

Tiếp tục công khai quy hoạch.
"""


def test_letter_told_by_a_portal() -> None:
    doers = ("các phòng, ban, đơn vị thuộc UBND thành phố",)
    assert told(extract(PORTAL)) == [
        (
            "Chủ tịch UBND 12 phường, xã: Khẩn trương rà soát công trình không phép.",
            ("Chủ tịch UBND 12 phường, xã",),
        ),
        ("Giao Phòng Quản lý đô thị tăng cường kiểm tra.", ("Phòng Quản lý đô thị",)),
        ("Tập trung xử lý dứt điểm các vụ việc tồn đọng.", doers),
        ("Tiếp tục công khai quy hoạch.", doers),
    ]


def test_leading_the_work_is_no_chair() -> None:
    text = (
        "Trồng mới cây bưởi\n\nNgày 4/2/2021, Chủ tịch UBND tỉnh ký Quyết định số 334/QĐ-UBND về chỉ tiêu trồng bưởi.\n\n"
        "Chủ tịch UBND tỉnh giao Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các sở triển khai.\n\nBBT\n"
    )
    assert extract(text).document.meeting is None


def test_who_acts_on_whose_word() -> None:
    text = (
        "Vân Hồ giúp dân tránh lũ\n\n15/10/2020 08:10\n\nTheo chỉ đạo của Chủ tịch UBND huyện Vân Hồ, UBND các xã khẩn trương sơ tán các hộ ven suối. "
        "Công an huyện chốt chặn các ngầm tràn.\n\nMinh Hà\n"
    )
    record = extract(text)
    assert [who for _, who in told(record)] == [("UBND các xã",), ("Công an huyện",)]
    assert {d.issued_by for d in record.directives} == {"Chủ tịch UBND huyện Vân Hồ"}
