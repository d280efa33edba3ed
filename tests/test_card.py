"""The card of a document: issuer, meeting, signer of notices; byline and day of reports. All texts are composed."""

from __future__ import annotations

import pytest

from extractor.core.context import Context
from extractor.core.record import Card, Record
from extractor.pipeline import extract

WITHOUT_MODELS = Context(learned=False)
ITEMS = """
1. Giao Phòng Kinh tế rà soát hồ sơ, báo cáo trước ngày 30/6/2025.
2. Yêu cầu các đơn vị thực hiện.
"""
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n(Đã ký)\nTrần Văn Nam\n"
STANDING_FOOT = "\nNơi nhận:\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Nam\n"
OPENING = "\n\nNgày 10/5/2025, đồng chí Lê Văn Tám chủ trì cuộc họp. Sau khi nghe báo cáo, đồng chí kết luận như sau:\n"


def record_of(text: str) -> Record:
    return extract(text, context=WITHOUT_MODELS)


def notice(letterhead: str, title: str, *, place: str = "Yên Minh", opening: str = OPENING, foot: str = FOOT) -> Card:
    number = "Số: 12/TB-VP" if "ỦY " not in letterhead.split("\n")[-1] else "Số 12-TB/TU"
    head = f"{letterhead}\n{number}\n{place}, ngày 12 tháng 5 năm 2025\n\nTHÔNG BÁO\n{title}"
    return record_of(head + opening + ITEMS + foot).document


@pytest.mark.parametrize(
    ("letterhead", "place", "issuer"),
    [
        ("UBND HUYỆN YÊN MINH\nVĂN PHÒNG", "Yên Minh", "VĂN PHÒNG UBND HUYỆN YÊN MINH"),
        ("ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nVĂN PHÒNG", "Hà Giang", "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH HÀ GIANG"),
        ("TỈNH ỦY QUẢNG NAM\nBAN TỔ CHỨC", "Quảng Nam", "BAN TỔ CHỨC TỈNH ỦY QUẢNG NAM"),
        ("TỈNH ỦY QUẢNG NAM\nỦY BAN KIỂM TRA", "Quảng Nam", "ỦY BAN KIỂM TRA TỈNH ỦY QUẢNG NAM"),
        ("UBND TỈNH THÁI BÌNH\nSỞ Y TẾ", "Thái Bình", "SỞ Y TẾ TỈNH THÁI BÌNH"),
        ("UBND TỈNH THÁI BÌNH\nTHANH TRA TỈNH", "Thái Bình", "THANH TRA TỈNH THÁI BÌNH"),
        ("UBND HUYỆN LẠC SƠN\nPHÒNG NỘI VỤ", "Lạc Sơn", "PHÒNG NỘI VỤ HUYỆN LẠC SƠN"),
        ("UBND HUYỆN LẠC SƠN\nVĂN PHÒNG HĐND VÀ UBND", "Lạc Sơn", "VĂN PHÒNG HĐND VÀ UBND HUYỆN LẠC SƠN"),
        ("SỞ Y TẾ NGHỆ AN\nBỆNH VIỆN ĐA KHOA TỈNH", "Nghệ An", "BỆNH VIỆN ĐA KHOA TỈNH NGHỆ AN"),
        ("ĐẢNG BỘ TỈNH LAI CHÂU\nTỈNH ỦY", "Lai Châu", "TỈNH ỦY LAI CHÂU"),
        # names that are whole by themselves
        ("SỞ Y TẾ TỈNH HÀ GIANG\nBỆNH VIỆN ĐA KHOA YÊN MINH", "Yên Minh", "BỆNH VIỆN ĐA KHOA YÊN MINH"),
        ("UBND HUYỆN THAN UYÊN\nPHÒNG GD&ĐT THAN UYÊN", "Than Uyên", "PHÒNG GD&ĐT THAN UYÊN"),
        ("BỘ XÂY DỰNG\nCỤC HẠ TẦNG", "Hà Nội", "CỤC HẠ TẦNG"),
        ("TRƯỜNG ĐẠI HỌC TÂY BẮC\nKHOA NÔNG LÂM", "Sơn La", "KHOA NÔNG LÂM"),
        ("LIÊN HIỆP A\nHỢP TÁC XÃ", "Hà Nội", "HỢP TÁC XÃ"),
        ("BTV HỘI NÔNG DÂN TỈNH HẬU GIANG", "Hậu Giang", "BAN THƯỜNG VỤ HỘI NÔNG DÂN TỈNH HẬU GIANG"),
    ],
)
def test_issuer_of_the_letterhead(letterhead: str, place: str, issuer: str) -> None:
    assert notice(letterhead, "Kết luận cuộc họp", place=place).issuer == issuer


@pytest.mark.parametrize(
    ("title", "foot", "issuer"),
    [
        ("của Ban Thường vụ Tỉnh ủy về giữ rừng", STANDING_FOOT, "Ban Thường vụ Tỉnh ủy Lâm Đồng"),
        ("kết luận của Thường trực Tỉnh ủy tại buổi giao ban", FOOT, "Thường trực Tỉnh ủy Lâm Đồng"),
        ("về giữ rừng mùa khô", STANDING_FOOT, "BAN THƯỜNG VỤ TỈNH ỦY LÂM ĐỒNG"),
        ("về giữ rừng mùa khô", FOOT, "TỈNH ỦY LÂM ĐỒNG"),
    ],
)
def test_issuer_of_a_party_paper(title: str, foot: str, issuer: str) -> None:
    opening = "\n\nNgày 10/5/2025, Tỉnh ủy nghe báo cáo về rừng. Sau khi thảo luận, thống nhất như sau:\n"
    assert notice("TỈNH ỦY LÂM ĐỒNG", title, place="Lâm Đồng", opening=opening, foot=foot).issuer == issuer


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kết luận của Chủ tịch UBND huyện tại cuộc họp ngày 10/5/2025 về chống hạn", "cuộc họp về chống hạn"),
        ("Kết luận của Ban Thường vụ tại phiên họp ngày 22/9/2025", "phiên họp"),
        ("Nội dung cuộc họp về tình hình hạn mặn", "cuộc họp về tình hình hạn mặn"),
        ("Phân công nhiệm vụ sau giao ban tuần 40", "giao ban tuần 40"),
        ("Kết luận giao ban của Hiệu trưởng (tuần từ 21/11 đến 27/11/2022)", "giao ban của Hiệu trưởng"),
        (
            "Kết luận tại Phiên họp thứ ba của Ban Chỉ đạo, Tổ giúp việc",
            "Phiên họp thứ ba của Ban Chỉ đạo, Tổ giúp việc",
        ),
    ],
)
def test_meeting_that_the_title_names(title: str, name: str) -> None:
    meeting = notice("UBND HUYỆN YÊN MINH", title).meeting
    assert meeting is not None
    assert (meeting.name, meeting.chair, meeting.date) == (name, ("Lê Văn Tám",), "2025-05-10")


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện kế hoạch năm, căn cứ kết luận tại buổi giao ban ngày 22/3/2025, UBND huyện yêu cầu như sau:",
        "Thời gian qua, công tác giao ban giữa các lực lượng chưa đều. UBND huyện yêu cầu như sau:",
    ],
)
def test_another_meeting_is_none_of_the_paper(opening: str) -> None:
    assert notice("UBND HUYỆN YÊN MINH", "về giữ rừng", opening=f"\n\n{opening}\n").meeting is None


def test_report_of_an_inspection_is_of_no_meeting() -> None:
    opening = "\n\nNgày 5/5/2025, Đoàn kiểm tra do ông Lê Văn Tám làm Trưởng đoàn đã làm việc với UBND tỉnh. Kết quả như sau:\n"
    assert notice("ỦY BAN DÂN TỘC", "Kết quả kiểm tra Chương trình 135", opening=opening).meeting is None


def test_date_left_open() -> None:
    head = "UBND HUYỆN YÊN MINH\nSố:      /TB-UBND\n(DỰ THẢO)\nYên Minh, ngày      tháng     năm\n\nTHÔNG BÁO\nKết luận cuộc họp"
    card = record_of(head + OPENING + ITEMS + FOOT).document
    assert (card.issuer, card.issued_on, card.number) == ("UBND HUYỆN YÊN MINH", None, None)


def test_body_in_the_chair() -> None:
    opening = "\n\nTại phiên họp ngày 5/5/2025, Ban Thường vụ Huyện ủy nghe báo cáo. Ban Thường vụ Huyện ủy kết luận:\n"
    meeting = notice("HUYỆN ỦY YÊN MINH", "về giữ rừng", opening=opening, foot=STANDING_FOOT).meeting
    assert meeting is not None
    assert (meeting.name, meeting.chair) == ("phiên họp", ("Ban Thường vụ Huyện ủy",))


def test_signer_who_chairs_by_his_office() -> None:
    opening = "\n\nNgày 10/5/2025, Giám đốc Bệnh viện chủ trì giao ban. Sau khi nghe báo cáo, Giám đốc kết luận:\n"
    foot = "\nNơi nhận:\n- Lưu VT.\nGIÁM ĐỐC\n(Đã ký)\nBSCKII. Trần Văn Nam\n"
    card = notice("BỆNH VIỆN YÊN MINH", "Kết luận giao ban tháng 5", opening=opening, foot=foot)
    assert card.signer is not None
    assert card.signer.name == "Trần Văn Nam"
    assert card.meeting is not None
    assert card.meeting.chair == ("Trần Văn Nam",)


def test_signature_above_an_appendix() -> None:
    table = "\nPHỤ LỤC\n" + "\n".join(
        f"{n}\nRà soát công trình số {n}\nTRƯỞNG PHÒNG KINH TẾ\nTháng 6" for n in range(1, 30)
    )
    signer = notice("UBND HUYỆN YÊN MINH", "Kết luận cuộc họp", foot=FOOT + table).signer
    assert signer is not None
    assert (signer.name, signer.position) == ("Trần Văn Nam", "Chánh Văn phòng")


def test_letterhead_in_narrow_cells() -> None:
    head = "VĂN PHÒNG CHÍNH\nPHỦ\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n"
    head += "Số: 36/TB-VPCP\n|\nHà Nội,\nngày 28 tháng 6 năm 2025\n|\nTHÔNG BÁO\nKết luận cuộc họp về giữ rừng"
    card = record_of(head + OPENING + ITEMS + FOOT).document
    assert (card.issuer, card.issued_on) == ("VĂN PHÒNG CHÍNH PHỦ", "2025-06-28")


def test_hour_in_the_date_line() -> None:
    head = "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nSố: 21/CĐ-UBND\nHà Giang, hồi 09 giờ 30 phút, ngày 14 tháng 10 năm 2025\n\n"
    card = record_of(f"{head}CÔNG ĐIỆN\nVề việc ứng phó bão\n\nĐể ứng phó bão, yêu cầu:{ITEMS}{FOOT}").document
    assert (card.issued_on, card.doc_type) == ("2025-10-14", "công điện")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 15/2025/TB-UBND", "15/2025/TB-UBND"),
        ("Số: 1.015/TB-UBND", "1.015/TB-UBND"),
        ("Số: 15A/TB-UBND", "15A/TB-UBND"),
        ("15/TB-UBND", "15/TB-UBND"),
        ("Số:\n15/TB-UBND", "15/TB-UBND"),
    ],
)
def test_numbers_with_a_year_a_dot_a_letter_or_alone(line: str, number: str) -> None:
    head = f"ỦY BAN NHÂN DÂN\nXÃ MƯỜNG HUM\n{line}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    text = f"{head}Mường Hum, ngày 05 tháng 6 năm 2025\nTHÔNG BÁO\nKết luận cuộc họp về chợ phiên\nGiao Công an xã giữ trật tự."
    document = extract(text).document
    assert (document.number, document.issuer) == (number, "ỦY BAN NHÂN DÂN XÃ MƯỜNG HUM")


def test_number_without_a_stroke_and_subject_below_the_type() -> None:
    head = "CTY TNHH MTV THỦY LỢI YÊN MINH\nSố: 09 TB/CTy\nYên Minh, ngày 12 tháng 5 năm 2025\n\n"
    card = record_of(f"{head}THÔNG BÁO\nV/v kết luận của Giám đốc tại hội nghị giao ban{OPENING}{ITEMS}{FOOT}").document
    assert (card.number, card.title) == ("09 TB/CTy", "kết luận của Giám đốc tại hội nghị giao ban")
    assert card.issuer == "CÔNG TY TNHH MTV THỦY LỢI YÊN MINH"


# --- reports ----------------------------------------------------------------------------------------------------------

_STORY = "Sáng 3/5, huyện họp bàn làm đường. " * 6 + "Nhiều ý kiến nói về vốn.\n\nHuyện sẽ khởi công trong năm."


def report(foot: str, head: str = "Huyện họp bàn làm đường") -> Card:
    return record_of(f"{head}\n\n{_STORY}\n\n{foot}").document


@pytest.mark.parametrize(
    ("foot", "author", "source"),
    [
        ("Phan Thảo - Minh Quốc", "Phan Thảo - Minh Quốc", None),
        ("V.V.Thành - Lê Kiên", "V.V.Thành - Lê Kiên", None),
        ("HOÀNG BIÊN", "HOÀNG BIÊN", None),
        ("Hà Trung", "Hà Trung", None),
        ("Ghi chép của Thu Trà", "Thu Trà", None),
        ("Tin, ảnh: Thanh Huyền (VH-TT thị trấn)", "Thanh Huyền", "VH-TT thị trấn"),
        ("Bài và ảnh: Thanh Nhã\n(Báo Xây dựng)", "Thanh Nhã", "Báo Xây dựng"),
        ("Hoài Thương - Liên minh HTX tỉnh", "Hoài Thương", "Liên minh HTX tỉnh"),
        ("Hồng Lam (thực hiện)\nBáo Kon Tum, ngày 19/7/2023", "Hồng Lam", "Báo Kon Tum"),
        ("Hữu Chí (TTXVN)", "Hữu Chí", "TTXVN"),
        ("Hồng Nhung thực hiện", "Hồng Nhung", None),
        ("Tin: Lò Hặc | Ảnh: Quàng Tiến", "Lò Hặc", None),
        ("Quảng Ninh", None, None),  # a place
        ("Đường mới, bản mới", None, None),
    ],
)
def test_byline(foot: str, author: str | None, source: str | None) -> None:
    byline = report(foot).byline
    assert (byline.author if byline else None, byline.source if byline else None) == (author, source)


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("(BGĐT) - Sáng 3/5, ", "BGĐT"),
        ("(HP) Sáng 3/5, ", "HP"),
        ("ĐBP - Sáng 3/5, ", "ĐBP"),
        ("GIA LAI - Sáng 3/5, ", None),
    ],
)
def test_source_before_the_lead(lead: str, source: str | None) -> None:
    byline = record_of(f"Huyện họp bàn làm đường\n\n{lead}{_STORY}").document.byline
    assert (byline.source if byline else None) == source


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        ("Báo Hà Giang điện tử\n\nHuyện họp bàn làm đường\n\nThứ bảy, 09/09/2023 17:25 (GMT+7)", "", "2023-09-09"),
        ("17:05 - 09/07/2026\n\nHuyện họp bàn làm đường", "", "2026-07-09"),
        ("Thái Bình Online  >>  Nông thôn mới\n\nHuyện họp bàn làm đường\n\n21/11/2013   Xem: 3 271", "", "2013-11-21"),
        ("08-06-2017 07:02   In bài  Gửi email  Font: [+] [-]\nHuyện họp bàn làm đường", "", "2017-06-08"),
        ("Huyện họp bàn làm đường", "Hồng Lam\nBáo Kon Tum, ngày 19/7/2023", "2023-07-19"),
    ],
)
def test_day_of_a_report(head: str, foot: str, day: str) -> None:
    card = report(foot, head)
    assert (card.title, card.issued_on) == ("Huyện họp bàn làm đường", day)


def test_a_report_is_of_the_day_it_came_out() -> None:
    record = record_of(f"Huyện họp bàn làm đường\n\n05/5/2024\n\n{_STORY}\n\nĐến nay đã có 5 km đường được mở.")
    assert (record.document.issued_on, record.anchor.date) == ("2024-05-05", "2024-05-05")
