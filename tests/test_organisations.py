"""Organisations: whole names with their place, shared tails and lists, and what is no body at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.core.characters import matching_view
from extractor.recognise.organisations import find_organisations


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_organisations(matching_view(text))]


def names(text: str) -> list[str | None]:
    return [m.name for m in find_organisations(matching_view(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Tài chính chủ trì, phối hợp với Công an tỉnh", ["Sở Tài chính", "Công an tỉnh"]),
        ("Đảng bộ tỉnh Lào Cai đã hoàn thành", ["Đảng bộ tỉnh Lào Cai"]),
        ("báo cáo UBND huyện Mường Khương trước ngày 5", ["UBND huyện Mường Khương"]),
        ("Sở Lao động – Thương binh và Xã hội tổng hợp", ["Sở Lao động – Thương binh và Xã hội"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Phòng Kinh tế, Hạ tầng và Đô thị lập hồ sơ", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("Phòng Tài chính - Kế toán đối chiếu", ["Phòng Tài chính - Kế toán"]),
        ("Sở NN&PTNT và Sở KH&ĐT", ["Sở NN&PTNT", "Sở KH&ĐT"]),
        ("Kho bạc Nhà nước khu vực VII giải ngân", ["Kho bạc Nhà nước khu vực VII"]),
        ("Tập đoàn Điện lực Việt Nam đầu tư", ["Tập đoàn Điện lực Việt Nam"]),
        ("Đảng ủy UBND tỉnh; Đảng ủy các cơ quan Đảng tỉnh", ["Đảng ủy UBND tỉnh", "Đảng ủy các cơ quan Đảng tỉnh"]),
        ("Ban Thường vụ Tỉnh ủy Sơn La họp", ["Ban Thường vụ Tỉnh ủy Sơn La"]),
        ("Trường PTDTBT THCS Nậm Lành dạy học", ["Trường PTDTBT THCS Nậm Lành"]),
        ("Trung tâm Kiểm soát bệnh tật tỉnh giám sát", ["Trung tâm Kiểm soát bệnh tật tỉnh"]),
        ("Ban Quản lý rừng phòng hộ Sông Mã trồng rừng", ["Ban Quản lý rừng phòng hộ Sông Mã"]),
        (
            "Ban Quản lý Khu kinh tế Nghi Sơn và các Khu công nghiệp Thanh Hóa rà soát",
            ["Ban Quản lý Khu kinh tế Nghi Sơn và các Khu công nghiệp Thanh Hóa"],
        ),
        (
            "Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh họp",
            ["Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh"],
        ),
        (
            "Ban Chỉ đạo xóa nhà tạm, nhà dột nát huyện Sốp Cộp báo cáo",
            ["Ban Chỉ đạo xóa nhà tạm, nhà dột nát huyện Sốp Cộp"],
        ),
        ("Đoàn công tác của tỉnh làm việc", ["Đoàn công tác của tỉnh"]),
        ("Hội đồng điều phối vùng Đông Nam Bộ họp", ["Hội đồng điều phối vùng Đông Nam Bộ"]),
        ("Phòng Cảnh sát giao thông Công an tỉnh tuần tra", ["Phòng Cảnh sát giao thông Công an tỉnh"]),
        ("Công ty TNHH MTV Lâm nghiệp Bắc Sơn thuê máy", ["Công ty TNHH MTV Lâm nghiệp Bắc Sơn"]),
        ("Văn phòng HĐND và UBND xã đôn đốc", ["Văn phòng HĐND và UBND xã"]),
        ("Cổng Thông tin điện tử tỉnh đăng tải", ["Cổng Thông tin điện tử tỉnh"]),
    ],
)
def test_a_name_runs_to_its_end_and_no_further(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thường trực HĐND, UBND huyện", ["Thường trực HĐND", "UBND huyện"]),
        ("Tỉnh ủy, HĐND, UBND tỉnh", ["Tỉnh ủy", "HĐND", "UBND tỉnh"]),
        ("kế hoạch của Thường trực, Ban thường vụ Huyện ủy", ["Thường trực", "Ban thường vụ Huyện ủy"]),
    ],
)
def test_heads_that_share_a_tail_are_separate(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UBND các xã, thị trấn báo cáo",
        "hướng dẫn UBND cấp huyện giải quyết",
        "Đảng ủy, UBND các xã, phường tập trung",
        "các huyện ủy, thành ủy phân công",
        "các sở, ban, ngành và các bộ, ngành",
        "các Ban chỉ đạo họp, 13 Đảng ủy xã, thị trấn",
        "Ban Chỉ đạo cấp xã, HĐND các cấp",
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM",
        "bộ tiêu chí, sở hữu, phòng chống dịch, hội nghị, trường học, đoàn kết, ban hành, cán bộ, nhiệm vụ",
        "II. NHIỆM VỤ TRỌNG TÂM",
        "Số: 12/TB-UBND",
        "lực lượng công an, chi cục, trung tâm xã",
        "Thủ tướng Chính phủ",
        "từng đồng chí trong Ban Thường vụ, Ban Chấp hành Đảng bộ huyện",
    ],
)
def test_groups_and_common_words_are_no_bodies(text: str) -> None:
    assert found(text) == []


def test_members_of_a_list_are_named_in_full() -> None:
    text = "Các Bộ: Quốc phòng, Công an, Nông nghiệp và Môi trường"
    mentions = find_organisations(matching_view(text))
    assert [text[m.start : m.end] for m in mentions] == ["Bộ: Quốc phòng", "Công an", "Nông nghiệp và Môi trường"]
    assert [m.name for m in mentions] == ["Bộ Quốc phòng", "Bộ Công an", "Bộ Nông nghiệp và Môi trường"]
    assert all(m.rule.startswith("list") for m in mentions)


def test_named_districts_stand_for_their_governments() -> None:
    text = "UBND các huyện: Mộc Châu, Vân Hồ triển khai"
    assert found(text) == ["UBND các huyện: Mộc Châu", "Vân Hồ"]
    assert names(text) == ["Ủy ban nhân dân huyện Mộc Châu", "Ủy ban nhân dân huyện Vân Hồ"]


def test_a_person_behind_a_body_stays_out() -> None:
    assert found("Chủ tịch UBND tỉnh Lê Văn Bình và Bí thư Huyện ủy Trần Thị Nam") == ["UBND tỉnh", "Huyện ủy"]
    assert found("Chủ tịch UBND huyện Mai Sơn Lò Văn An") == ["UBND huyện Mai Sơn"]


def test_letterheads_and_signatures() -> None:
    assert found("ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 5/TB-UBND") == ["ỦY BAN NHÂN DÂN\nTỈNH SƠN LA"]
    assert found("ĐẢNG BỘ TỈNH SƠN LA\nHUYỆN ỦY MAI SƠN\n*") == ["ĐẢNG BỘ TỈNH SƠN LA", "HUYỆN ỦY MAI SƠN"]
    assert found("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG") == ["BAN THƯỜNG VỤ"]


def test_recipients_hold_sections_but_no_filing_marks() -> None:
    text = "Nơi nhận:\n- Các Sở: TC, XD;\n- VPUB: CVP, PCVP, KGVX, KTTH;\n- Lưu: VT, KGVX;\n- Lưu Văn phòng Huyện ủy."
    assert found(text) == ["Sở: TC", "XD", "VPUB", "KGVX", "KTTH", "Văn phòng Huyện ủy"]


def test_a_wrapped_line_inside_a_name_is_bridged() -> None:
    assert found("Giao Sở Tài nguyên và Môi\ntrường rà soát") == ["Sở Tài nguyên và Môi\ntrường"]
    assert found("Dự họp có Sở Y tế\n\nPhòng Nội vụ") == ["Sở Y tế", "Phòng Nội vụ"]


def test_cells_of_a_table_are_no_wraps() -> None:
    assert found("Công an xã\nBan Chỉ huy Quân sự xã\nTrạm Y tế xã") == [
        "Công an xã",
        "Ban Chỉ huy Quân sự xã",
        "Trạm Y tế xã",
    ]
    assert found("Trung tâm Phục vụ hành chính công xã\nUBND xã") == ["Trung tâm Phục vụ hành chính công xã", "UBND xã"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi cục Chăn nuôi và Thú y tiêm phòng", ["Chi cục Chăn nuôi và Thú y"]),
        ("Phòng Kiểm tra, giám sát họp", ["Phòng Kiểm tra, giám sát"]),
        ("Khoa Ngoại điều 2 bác sĩ", ["Khoa Ngoại"]),
        ("Viện Nghiên cứu Hải sản lấy mẫu", ["Viện Nghiên cứu Hải sản"]),
        ("Bệnh viện Quân y 175 và Bệnh viện 30-4 hội chẩn", ["Bệnh viện Quân y 175", "Bệnh viện 30-4"]),
        ("Sở Y tế một số tỉnh chậm báo cáo", []),
        ("Đảng ủy Khối doanh nghiệp Trung ương họp", ["Đảng ủy Khối doanh nghiệp Trung ương"]),
        (
            "Ban Chỉ đạo liên ngành Trung ương về an toàn thực phẩm",
            ["Ban Chỉ đạo liên ngành Trung ương về an toàn thực phẩm"],
        ),
        ("Hợp tác xã (HTX) Sen Hồng bao tiêu", ["Hợp tác xã (HTX) Sen Hồng"]),
        ("Đoàn ĐBQH khóa XV tỉnh Lai Châu giám sát", ["Đoàn ĐBQH khóa XV tỉnh Lai Châu"]),
        ("Khu Quản lý đường bộ IV sửa mặt đường", ["Khu Quản lý đường bộ IV"]),
        (
            "Chính phủ Nhật Bản viện trợ; Đại sứ quán Hàn Quốc tại Việt Nam",
            ["Chính phủ Nhật Bản", "Đại sứ quán Hàn Quốc tại Việt Nam"],
        ),
        ("trên đường Trường Sơn Đông, vụ Đông Xuân", []),
    ],
)
def test_where_names_go_on_and_end(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_short_form_in_brackets_is_the_body_afterwards() -> None:
    text = "Tổng công ty Truyền tải điện Quốc gia (EVNNPT) họp. EVNNPT báo cáo tiến độ."
    assert found(text) == ["Tổng công ty Truyền tải điện Quốc gia", "EVNNPT", "EVNNPT"]
    assert found("Đoàn kiểm tra về vệ sinh an toàn thực phẩm (VSATTP) họp") == [
        "Đoàn kiểm tra về vệ sinh an toàn thực phẩm"
    ]


def test_a_body_by_role_needs_its_full_name_before() -> None:
    assert found("Sở cần báo cáo ngay") == []
    assert found("Sở Y tế trình đề án. Sở cần báo cáo ngay.") == ["Sở Y tế", "Sở"]


def test_abbreviations_are_written_out() -> None:
    assert names("BCĐ họp; BTV Tỉnh ủy, UBND TP. Đà Nẵng") == [
        "Ban Chỉ đạo",
        "Ban Thường vụ Tỉnh ủy",
        "Ủy ban nhân dân thành phố Đà Nẵng",
    ]


_PIECES = [
    "UBND ",
    "Ban Chỉ đạo ",
    "huyện ",
    "Đảng ủy",
    ", ",
    "và ",
    "các xã",
    "Sở Y tế",
    "\n",
    "Bộ: ",
    "Hà Nội ",
    "12 ",
    "A",
    "“",
    "TT. ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@settings(max_examples=150)
def test_mentions_are_ordered_spans_without_overlap(text: str) -> None:
    end = 0
    for mention in find_organisations(matching_view(text)):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.name
        end = mention.end


@pytest.mark.parametrize(
    "piece", ["Văn phòng ", "UBND, ", "Bộ: Tài chính, ", "Đoàn công tác của ", "Công ty TNHH ", "A", " "]
)
def test_hostile_repetitions_do_not_hang(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    started = time.perf_counter()
    find_organisations(text)
    assert time.perf_counter() - started < 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Sở GTVT: Quảng Trị, Đà Nẵng", ["Sở Giao thông vận tải Quảng Trị", "Sở Giao thông vận tải Đà Nẵng"]),
        ("các Xí nghiệp Vụ Bản, Lý Nhân cam kết", ["Xí nghiệp Vụ Bản", "Xí nghiệp Lý Nhân"]),
        ("lãnh đạo các Bộ, cơ quan: Nội vụ, Tài chính", ["Bộ Nội vụ", "Bộ Tài chính"]),
        ("- Thường trực: Tỉnh ủy, HĐND tỉnh", ["Thường trực: Tỉnh ủy", "Hội đồng nhân dân tỉnh"]),
    ],
)
def test_lists_of_places_and_of_sectors_are_named_in_full(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_body_named_before_counts_by_its_role() -> None:
    assert found("Sở Y tế trình đề án. Số liệu gửi về Sở (qua Chi cục Dân số).") == ["Sở Y tế", "Sở", "Chi cục Dân số"]
    assert found("Quỹ Hỗ trợ nông dân họp. Quỹ cho vay 2 tỷ đồng, Giám đốc Quỹ ký.") == ["Quỹ Hỗ trợ nông dân", "Quỹ"]
    assert found("Chánh Văn phòng chủ trì, công tác Công đoàn được quan tâm.") == []


def test_the_paper_that_prints_a_report() -> None:
    assert found("(BTĐT) - Ngày 18-11, mưa to.") == ["BTĐT"]
    assert found("II- NHIỆM VỤ\n1. Về nông nghiệp") == []


def test_codes_with_digits_among_the_recipients() -> None:
    text = "Nơi nhận:\n- Sở Y tế;\n- V0, MT1, TS2;\n- HĐTV (để b/c);\n- P. KTCN;\n- Lưu: VT, MT1."
    assert found(text) == ["Sở Y tế", "V0", "MT1", "TS2", "HĐTV", "P. KTCN"]
