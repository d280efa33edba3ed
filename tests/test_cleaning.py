"""Cleaning of text: wraps, page cuts, columns, stamps, web noise; and what holds for any text at all."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections import Counter

import pytest
from composed_notice import as_text, expected
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cleaning import clean
from extractor.core.document import Block, Document, SourceText
from extractor.lexicon.noise import line_key, list_reason, noise_reason
from extractor.reading import read_text

_WORD = re.compile(r"\w+")
P = "Ủy ban nhân dân huyện giao các phòng, ban phối hợp với các xã rà soát, báo cáo kết quả trước ngày 20/6/2022 để tổng hợp."
Q = "Đồng chí Bí thư Huyện ủy yêu cầu các cấp ủy tập trung lãnh đạo, không để xảy ra tình trạng chậm tiến độ trong năm 2022."


def cleaned(text: str) -> SourceText:
    return clean(read_text(text))


def lines(text: str) -> list[str]:
    return cleaned(text).text.split("\n")


def reasons(text: str) -> dict[str, str]:
    return {b.text: b.reason for b in cleaned(text).boilerplate}


# --- paragraphs -----------------------------------------------------------------------------------------------------


def test_short_lines_without_wraps_stay_as_they_are() -> None:
    text = "I. ĐÁNH GIÁ CHUNG\n1. Về kinh tế\n- Thu ngân sách đạt khá\n- Chi đúng dự toán\nII. NHIỆM VỤ\nTập trung các việc sau:"
    assert lines(text) == text.split("\n")


def test_sentence_cut_by_a_page_break() -> None:
    text = f"{P}\n\n- Tuyên truyền, vận động cán bộ, công\n\nchức, viên chức đóng góp kinh phí.\n\n{Q}"
    assert lines(text)[1] == "- Tuyên truyền, vận động cán bộ, công chức, viên chức đóng góp kinh phí."


@pytest.mark.parametrize("mark", ["3", "- 3 -", "Trang 3", "3/7", "\f3\n"])
def test_page_number_in_the_middle_of_a_sentence(mark: str) -> None:
    text = f"{P}\nGiao Văn phòng theo dõi việc thực hiện nhiệm vụ\n{mark}\nđược giao tại Thông báo này.\n{Q}"
    assert lines(text)[1] == "Giao Văn phòng theo dõi việc thực hiện nhiệm vụ được giao tại Thông báo này."
    assert "page_number" in reasons(text).values()


def test_numbers_that_are_no_page_numbers_stay() -> None:
    text = "STT\n1\nSửa cầu\n2\nLàm đường\n3\nCấp giống"
    assert lines(text) == text.split("\n")


WRAPPED = """Thời gian qua, các xã đã tích cực triển khai; kết quả cụ thể: Ban Văn hóa
– Xã hội đã thẩm tra, Sở Lao động
- Thương binh và Xã hội đã hướng dẫn, đến hết tháng
12. Các xã chưa hoàn thành phải báo cáo lý do theo Kế hoạch số 186/KH-
UBND ngày 17/9/2024 và số 12/2024/QĐ-
TTg; giai đoạn 2021-
2025 tiếp tục thực hiện, phối hợp với Ủy ban Mặt trận Tổ quốc Việt Nam huyện và
UBND các xã trong quá trình triển khai thực hiện nhiệm vụ được giao theo quy
định của pháp luật hiện hành về đầu tư công, bảo đảm tiến độ và chất lượng của
từng công trình trên địa bàn huyện trong thời gian tới, nhất là các công trình
trọng điểm."""


def test_wraps_inside_names_numbers_and_symbols() -> None:
    text = cleaned(WRAPPED).text
    assert "Ban Văn hóa – Xã hội" in text
    assert "186/KH-UBND ngày" in text
    assert "12/2024/QĐ-TTg" in text
    assert "2021-2025" in text
    assert "huyện và UBND các xã" in text


def test_wrap_before_a_roman_numeral() -> None:
    text = WRAPPED.replace(
        "trọng điểm.", "trọng điểm theo nghị quyết của Hội đồng nhân dân huyện Thanh Lâm khóa\nXVI. Hơn 20 xã làm."
    )
    assert "khóa XVI. Hơn 20 xã" in cleaned(text).text


def test_letterhead_in_narrow_columns() -> None:
    head = "VĂN PHÒNG CHÍNH\nPHỦ\n|\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA\nVIỆT NAM\n|\nSố: 36/TB-VPCP\n|\nHà Nội,\nngày 28 tháng 6 năm 2025"
    assert lines(f"{head}\n\nTHÔNG BÁO\n{P}")[:4] == [
        "VĂN PHÒNG CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 36/TB-VPCP",
        "Hà Nội, ngày 28 tháng 6 năm 2025",
    ]


@pytest.mark.parametrize(
    "line",
    ["08-06-2017 07:02   In bài  Gửi email  Font: [+] [-]", "08:05 13/08/2022   Google News   Cỡ chữ: A- A+"],
)
def test_toolbar_behind_the_date_of_a_page(line: str) -> None:
    assert lines(f"{line}\n\n{P}\n\n{Q}") == [line.split("   ")[0], P, Q]


def test_list_items_headings_and_recipients_are_never_joined() -> None:
    text = cleaned(as_text(78)).text
    assert text == expected()


def test_wrapped_entry_of_the_recipients() -> None:
    text = f"{P}\n\nNơi nhận:\n- Các Sở: Tài chính, Kế hoạch và\nĐầu tư, Xây dựng\n- Ban Quản lý khu\nkinh tế;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Văn Ón"
    found = cleaned(text)
    got = [(found.text[p.start : p.end], p.region) for p in found.paragraphs][1:]
    assert got == [
        ("Nơi nhận:", "recipients"),
        ("- Các Sở: Tài chính, Kế hoạch và Đầu tư, Xây dựng", "recipients"),
        ("- Ban Quản lý khu kinh tế;", "recipients"),
        ("- Lưu: VT.", "recipients"),
        ("TM. ỦY BAN NHÂN DÂN", "signature"),
        ("CHỦ TỊCH", "signature"),
        ("Lò Văn Ón", "signature"),
    ]


# --- columns, stamps, Markdown --------------------------------------------------------------------------------------


def test_columns_with_single_blanks_between() -> None:
    text = "UBND TỈNH THANH LÂM CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ XÂY DỰNG Độc lập - Tự do - Hạnh phúc\n"
    text += f"Số: 77/SXD-QLN Thanh Lâm, ngày 7 tháng 9 năm 2021\n\n{P}\n\n"
    text += "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Lưu: VT, QLN.\nĐỗ Xuân Hồng"
    got = lines(text)
    assert got[:3] == ["UBND TỈNH THANH LÂM", "SỞ XÂY DỰNG", "Số: 77/SXD-QLN"]
    assert got[5] == "Thanh Lâm, ngày 7 tháng 9 năm 2021"
    assert got[-3:] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đỗ Xuân Hồng"]


def test_party_header_with_star_and_number_under_the_date() -> None:
    text = f"""   HUYỆN ỦY MƯỜNG VANG                        ĐẢNG CỘNG SẢN VIỆT NAM
       VĂN PHÒNG
          *                           Mường Vang, ngày 05 tháng 3 năm 2021
   Số 112-TB/VPHU

THÔNG BÁO

{P}"""
    assert lines(text)[:5] == [
        "HUYỆN ỦY MƯỜNG VANG",
        "VĂN PHÒNG",
        "Số 112-TB/VPHU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Mường Vang, ngày 05 tháng 3 năm 2021",
    ]


STAMPS = [
    "TRUNG TÂM CÔNG BÁO\nVÀ TIN HỌC\nttcbth@thanhlam.gov.vn\n17.01.2025 09:17:04 +07:00\nKý bởi: UBND tỉnh Thanh Lâm\nCơ quan: Tỉnh Thanh Lâm\nThời gian ký: 17/01/2025 08:56:09",
    "Người ký: Văn phòng Chính phủ\nEmail: thongtin@chinhphu.vn\nCơ quan: Văn phòng Chính phủ\nThời gian ký: 22.11.2025 15:20:11 +07:00",
    "Digitally signed by UBND HUYỆN\nDate: 2023.05.04 10:11:12 +07'00'",
]


@pytest.mark.parametrize("stamp", STAMPS)
def test_signature_stamps_at_the_top(stamp: str) -> None:
    text = f"{stamp}\n\n{as_text()}"
    found = cleaned(text)
    assert found.text == expected()
    assert {b.reason for b in found.boilerplate} == {"stamp"}


def test_letterhead_in_capitals_is_no_stamp() -> None:
    assert not cleaned(as_text()).boilerplate


def test_markdown_copy() -> None:
    text = f"""| **ỦY BAN NHÂN DÂN<br>HUYỆN THANH LÂM** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |
| --- | --- |
| Số: 45/TB-UBND | *Thanh Lâm, ngày 03 tháng 4 năm 2022* |

## THÔNG BÁO

**{P}**

1\\. Giao Phòng Nội vụ [rà soát](https://a.vn/x_(1)) hồ sơ.

| STT | Nhiệm vụ | Đơn vị |
|---|---|---|
| 1 | Sửa cầu | Phòng Kinh tế |

| **_Nơi nhận:_**<br>- Như trên;<br>- Lưu: VT. | **CHỦ TỊCH**<br>Hà Văn Nam |
|---|---|
"""
    found = cleaned(text)
    got = [(found.text[p.start : p.end], p.region) for p in found.paragraphs]
    assert got[2:6] == [
        ("Số: 45/TB-UBND", "header_left"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "header_right"),
        ("Độc lập - Tự do - Hạnh phúc", "header_right"),
        ("Thanh Lâm, ngày 03 tháng 4 năm 2022", "header_right"),
    ]
    assert ("THÔNG BÁO", "body") in got
    assert (P, "body") in got
    assert ("1. Giao Phòng Nội vụ rà soát hồ sơ.", "body") in got
    cell = next(p.cell for p in found.paragraphs if found.text[p.start : p.end] == "Phòng Kinh tế")
    assert cell is not None
    assert (cell.row, cell.column, cell.head) == (1, 2, "Đơn vị")
    assert got[-2:] == [("CHỦ TỊCH", "signature"), ("Hà Văn Nam", "signature")]


# --- web noise ------------------------------------------------------------------------------------------------------


def test_news_page_with_everything_round_it() -> None:
    top = "Thống kê truy cập\n  • Đang truy cập: 12\n  • Hôm nay: 1.204\nĐăng nhập\nTrang chủ > Tin tức\nTrang nhất | Thời sự | Kinh tế | Media\n"
    tools = "28/10/2020 09:57 Số lượt xem: 42\nTăng cỡ chữ Giảm cỡ chữ\nIn bài viết / Gửi phản hồi\n"
    tail = "Mai Lan (Theo Báo Thanh Lâm)\n\n#nông_thôn_mới #huyện\nTin liên quan\n  • Hội nghị tổng kết năm 2021\n  • Ra quân làm đường\n\nTrả lời\n\nEmail của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *\nPowered by Techcity"
    text = f"{top}\nHuyện Thanh Lâm họp giao ban\n{tools}\n{P}\n\nẢnh: Quốc Anh\n\n{Q}\n\n{tail}"
    assert lines(text) == [
        "Huyện Thanh Lâm họp giao ban",
        "28/10/2020 09:57",
        P,
        "Ảnh: Quốc Anh",
        Q,
        "Mai Lan (Theo Báo Thanh Lâm)",
    ]


@pytest.mark.parametrize("end", ["thông báo mới.", "tin mới;", "bài viết liên quan,"])
def test_the_wrapped_end_of_a_paragraph_heads_no_list(end: str) -> None:
    lines = ["a) Cấm tàu thuyền ra khơi từ 12 giờ 00 ngày 14/10 cho đến khi có", end]
    lines += ["b) Bộ đội Biên phòng kiểm đếm tàu thuyền trên biển, xong trước 17 giờ", "c) Các xã sơ tán dân."]
    blocks = tuple(Block(text=line, page=1) for line in lines)
    kept = clean(Document(format="pdf", blocks=blocks, pages=1)).text
    assert "kiểm đếm" in kept and end.strip(".;,") in kept


def test_related_box_in_the_middle_ends_at_the_next_paragraph() -> None:
    text = f"{P}\n\nTin liên quan\n• Hội nghị tổng kết năm 2021\n• Ra quân làm đường\n\n{Q}"
    assert lines(text) == [P, Q]


def test_slogan_over_a_headline_goes_and_a_headline_stays() -> None:
    slogan = 'Chủ đề công tác năm 2020: "Tự hào tiến bước" - Chào mừng kỷ niệm 90 năm thành lập Đảng (03/02/1930 - 03/02/2020)'
    assert lines(f"{slogan}\n\nGiao ban Thường trực\n\n{P}\n\n{Q}") == ["Giao ban Thường trực", P, Q]
    headline = "Chào mừng kỷ niệm 60 năm thành lập tỉnh"
    assert lines(f"{headline}\n\n{P}\n\n{Q}")[0] == headline


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("• Lượt xem: 5547 lượt xem", "counter"),
        ("Tổng lượt truy cập: 1.284.331", "counter"),
        ("Skip to main content", "navigation"),
        ("Trang chủ » Văn bản » Văn bản của Thành ủy", "navigation"),
        ("Trang chủ » Công tác kiểm tra, giám sát » Thông báo", "navigation"),
        ("Thứ bảy | Tra cứu | Media | E-paper", "navigation"),
        ("Lưu trữ Ghi chú Ý kiến Facebook Email In", "toolbar"),
        ("PublishingPortal - Block_BanTin_Toolbar", "navigation"),
        ("### Nội dung chính", "navigation"),
        ("Cỡ chữ: A- A A+", "toolbar"),
        ("Chia sẻ Facebook Zalo In trang", "toolbar"),
        ("Download on the App Store", "app_banner"),
        ("Powered by Techcity", "site_footer"),
        ("© 2023 Cổng thông tin điện tử huyện", "site_footer"),
        ("https://thanhlam.gov.vn/tin/123", "link"),
        (">>> Tải về Toàn văn Thông báo", "link"),
        ("Xem thêm >>>", "related"),
        ("#đường_ven_biển #đầu_tư_công", "tags"),
        ("Từ khóa: nông thôn mới, giảm nghèo", "tags"),
    ],
)
def test_noise_lines(line: str, reason: str) -> None:
    assert reasons(f"{P}\n\n{line}\n\n{Q}") == {line.removeprefix("### "): reason}


@pytest.mark.parametrize(
    "line",
    [
        "Quang cảnh hội nghị tại điểm cầu huyện",
        "Ảnh: L. Nam",
        "Tin: Theo Báo Thanh Lâm. Ảnh: Quốc Anh",
        "Bảo Bình (baothanhlam.vn)",
        "Hình ảnh tại buổi làm việc",
        "- Cổng Thông tin điện tử tỉnh;",
        "Văn bản này thay thế Công văn số 12/UBND-VX.",
        "Thứ hai, 12/05/2023, 10:20 (GMT+7)",
        "Chia sẻ khó khăn với người dân vùng lũ",
        "In sao, phát hành tài liệu phục vụ hội nghị",
        "Theo dõi, đôn đốc việc thực hiện kết luận này",
        "Thu hút 1.200 lượt truy cập của người dân vào cổng dịch vụ công",
        "Nội dung: rà soát hộ nghèo",
        "1. Tin tức, tuyên truyền",
    ],
)
def test_lines_of_the_text_that_look_like_noise(line: str) -> None:
    assert lines(f"{P}\n\n{line}\n\n{Q}") == [P, line, Q]


def test_entities_and_invisible_characters() -> None:
    assert (
        cleaned("Ng&agrave;y 16 th&aacute;ng 8,\u200b UBND\u00a0 huyện \ufeffhọp.").text
        == "Ngày 16 tháng 8, UBND huyện họp."
    )


def test_lost_letters_are_reported() -> None:
    found = cleaned("Ch? t?ch H?ND TP và c?c đ?n v? th?c hi?n nhi?m v? ph?t tri?n kinh t? x? h?i n?m 2022.")
    assert [d.code for d in found.diagnostics] == ["encoding_loss"]


# --- any text -------------------------------------------------------------------------------------------------------

_FRAGMENTS = st.sampled_from(
    [
        P, Q, "Tin liên quan", "Trả lời", "• Tin khác hôm nay", "Đăng nhập", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "2", "3",
        "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "\nĐộc lập - Tự do - Hạnh phúc\n", "\nỦY BAN NHÂN DÂN     ĐẢNG CỘNG SẢN VIỆT NAM\n",
        "\nSố: 12/TB-UBND      Hà An, ngày 3 tháng 4 năm 2022\n",
        "THÔNG BÁO", "về việc", "chức, viên chức", "các phòng, ban và Ủy ban nhân dân các xã trong toàn", "a) Rà soát", "1. Giao", "-----", "*", "\n| a | b |\n", "\n|---|---|\n", "\nA | B | C\n",
        "**đậm**", "# đầu đề", "&amp;agrave;", "https://a.vn", "Lượt xem: 12", "Ký bởi: A", "17.01.2025 09:17:04 +07:00", "Chào mừng kỷ niệm", "\\- mục",
        "số 12/KH-", "UBND huyện", "Hà Văn An", "Tin tức", "Văn bản", "Video", "[img]", "_x_", "![a](b)", "[a](b)", "12/4/2022 Lượt xem: 9", "V/v giao việc", "PHỤ LỤC",
    ]
)  # fmt: skip
_BREAKS = st.sampled_from(["\n", "\n\n", "\f", "\r\n", "\n \n", "\n\t", "\n    ", "\u200b\n", " \u00a0\n"])
_COMPOSED = st.lists(st.tuples(_FRAGMENTS, _BREAKS), max_size=24).map(lambda parts: "".join(a + b for a, b in parts))
_ANY = st.one_of(
    _COMPOSED, st.text(max_size=200), st.text(alphabet="aÁệ -*|_#&;.\n\t\\[]()1:…\u0323\u0301\u00ad\f", max_size=80)
)


@settings(max_examples=int(os.environ.get("CHIDAO_EXAMPLES", "300")))
@given(_ANY)
def test_any_text(text: str) -> None:
    document = read_text(text)
    found = clean(document)
    # paragraphs are the lines of the text
    assert "\n".join(found.text[p.start : p.end] for p in found.paragraphs) == found.text
    assert unicodedata.is_normalized("NFC", found.text)
    # the way back never runs backwards and ends in the words that stand there
    last = (0, 0, 0)
    for origin in found.origins:
        here = (origin.start, origin.block, origin.source_start)
        assert origin.start < origin.end
        assert here >= last
        assert origin.source_start <= origin.source_end <= len(document.blocks[origin.block].text)
        last = here
    # cleaning is finished; only of a table one cannot see in the text itself what was a cell
    if not any(p.cell for p in found.paragraphs) and "|" not in found.text:
        assert clean(read_text(found.text)).text == found.text


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    P,
                    Q,
                    *WRAPPED.split("\n"),
                    "a) Rà soát hộ nghèo",
                    "Tin liên quan",
                    "• Tin hôm nay",
                    "2",
                    "Nơi nhận:",
                    "- Như trên;",
                ]
            ),
            st.sampled_from(["\n", "\n\n"]),
        ),
        max_size=30,
    )
)
def test_no_word_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "".join(a + b for a, b in parts)
    found = cleaned(text)
    kept = Counter(_WORD.findall(found.text)) + Counter(w for b in found.boilerplate for w in _WORD.findall(b.text))
    assert kept == Counter(_WORD.findall(text))
    if not found.boilerplate:
        assert _WORD.findall(found.text) == _WORD.findall(text)


@pytest.mark.parametrize(
    "hostile",
    [
        "* " * 20000,
        "|" * 40000,
        "a " * 40000,
        "[" * 20000,
        "-" * 40000,
        "in " * 20000,
        "&" * 20000,
        "(" * 30000,
        "1." * 20000,
        " " * 40000 + "x",
        "*a" * 20000,
        "_a" * 20000,
    ],
)
def test_hostile_lines_do_not_hang(hostile: str) -> None:
    start = time.monotonic()
    cleaned(hostile)
    line_key(hostile)
    noise_reason(hostile[:4000])
    list_reason(hostile[:4000])
    assert time.monotonic() - start < 3
