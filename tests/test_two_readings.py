"""Two readings of one page put together, and the signer's block under a seal: words composed, no recogniser needed."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.assemble.witnesses import weigh, without_answered
from extractor.core.context import Context
from extractor.core.document import Block, Document
from extractor.core.record import Diagnostic
from extractor.pipeline import understand
from extractor.reading.scan_signer import settle_signer
from extractor.reading.scan_words import sort_out
from extractor.reading.tesseract import SeenWord
from extractor.reading.two_readings import likelier, needs_second

WIDTH, HEIGHT = 90, 44
COLUMN = (1200.0, 0.0, 2400.0, 3400.0)


def line(text: str, number: int, x: int = 300, shift: int = 0) -> list[SeenWord]:
    """The words of `text`, each with its confidence in percent behind a slash where that is not 95."""
    out = []
    for at, said in enumerate(text.split()):
        word, _, sure = said.partition("{")
        top = 500 + 70 * number + shift
        out.append(
            SeenWord(
                word, x + 100 * at, top, x + 100 * at + WIDTH, top + HEIGHT, int(sure.strip("}") or 95) / 100, 0.0,
                HEIGHT, number,
            )
        )  # fmt: skip
    return out


def page(*lines: str, shift: int = 0) -> list[SeenWord]:
    return [word for number, text in enumerate(lines) for word in line(text, number, shift=shift)]


def said(words: list[SeenWord]) -> list[str]:
    numbers = dict.fromkeys(word.line for word in words)
    return [" ".join(word.text for word in words if word.line == number) for number in numbers]


@pytest.mark.parametrize(
    ("firm", "plain", "meant"),
    [
        # a line that one of them lost
        ("xiZn01>{0} /ESat-{0} trnkk{5}", "liệt sĩ và thân nhân", "liệt sĩ và thân nhân"),
        ("liệt sĩ và thân nhân", "hệt{20} sĩ{30} va{10}", "liệt sĩ và thân nhân"),
        # marks: lost ones come back, and the words beside decide
        ("các tổ{60} chức đoàn thể", "các tô{70} chức đoàn thể", "các tổ chức đoàn thể"),
        ("đôi{79} với các huyện", "đối với các huyện", "đối với các huyện"),
        ("việo{60} để xảy ra", "việc để xảy ra", "việc để xảy ra"),
        # specks that only one of them sees
        ("trang thiết bị", "trang thiết —{80} bị", "trang thiết bị"),
        # a word that only one of them reads, surely or not
        ("xã hội chủ", "xã hội chủ nghĩa", "xã hội chủ nghĩa"),
        ("xã hội chủ", "xã hội chủ ngb{30}", "xã hội chủ"),
    ],
)
def test_the_likelier_reading_of_a_line(firm: str, plain: str, meant: str) -> None:
    assert said(likelier(page(firm), page(plain, shift=9))) == [meant]


def test_lines_that_one_reading_lacks_stand_in_their_place() -> None:
    firm = page("Dòng thứ nhất", "", "Dòng thứ ba")
    plain = page("Dòng thứ nhất", "Dòng thứ hai", "Dòng thứ ba", shift=6)
    assert said(likelier(firm, plain)) == ["Dòng thứ nhất", "Dòng thứ hai", "Dòng thứ ba"]


def test_a_page_read_surely_needs_no_second_reading() -> None:
    sure = page(*["Giao Sở Tài chính chủ trì thẩm định hồ sơ"] * 12)
    assert not needs_second(sure)
    assert needs_second(sure + page("nha{20} dot{30} nat{10}"))


@given(st.lists(st.text("ab ắ.-{5}", max_size=30), max_size=5), st.lists(st.text("ab ô.", max_size=30), max_size=5))
def test_nothing_is_made_up(firm: list[str], plain: list[str]) -> None:
    try:
        one, other = page(*firm), page(*plain)
    except ValueError:
        return
    known = {word.text for word in (*one, *other)}
    assert {word.text for word in likelier(one, other)} <= known


# --- the signer -----------------------------------------------------------------------------------------------------


def signed(*lines: str) -> list[str]:
    words = [word for number, text in enumerate(lines) for word in line(text, number, x=1500)]
    text, _ = sort_out(settle_signer(words, COLUMN), ())
    return said(text)


def test_bits_of_a_seal_between_the_lines_go() -> None:
    assert signed("141{55} TỊCH", "À{4} 3{90}", "v{60}", "Lê Minh Khoa") == ["141 TỊCH", "Lê Minh Khoa"]
    assert signed("CHỦ TỊCH", "Í{71} v{84}", "x{55} 5{80}", "Lê Minh Khoa") == ["CHỦ TỊCH", "Lê Minh Khoa"]


def test_below_for_the_head_stands_a_deputy() -> None:
    assert signed("KT. CHỦ TỊCH", "CHỦ{38} 'TỊCH", "Lê Minh Khoa")[1] == "PHÓ CHỦ TỊCH"
    assert signed("KT. CHỦ TỊCH", "k2{27} SỆ{0} KHỦ{0} TỊCH", "Lê Minh Khoa")[1] == "PHÓ CHỦ TỊCH"
    assert signed("KT. BỘ TRƯỞNG", "T4{20} TRƯỞNG", "Lê Minh Khoa")[1] == "THỨ TRƯỞNG"


def test_an_office_of_which_too_little_is_left_is_not_written_out() -> None:
    assert signed("su{77} TỦ{27} TỊCH", "Lê Minh Khoa") == ["su TỦ TỊCH", "Lê Minh Khoa"]


def test_other_words_of_the_column_stay() -> None:
    lines = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Minh Khoa", "3"]
    assert signed(*lines) == lines
    assert signed("Đã nhận", "Cô Tư") == ["Đã nhận", "Cô Tư"]


@pytest.mark.parametrize(
    ("lines", "name", "code"),
    [
        (["TỊCH", "Lê Minh Khoa"], "Lê Minh Khoa", "position_missing"),
        (["CHỦ TỊCH", "Lê Minh Khoa"], "Lê Minh Khoa", None),
        (["Rạch Giá"], None, "signer_missing"),
    ],
)
def test_a_name_whose_office_is_covered_is_kept_and_the_office_asked_for(
    lines: list[str], name: str | None, code: str | None
) -> None:
    blocks = [
        *(
            Block(text=text, page=1, region="header_left")
            for text in ("ỦY BAN NHÂN DÂN", "XÃ TÂN PHÚ", "Số: 15/CT-UBND")
        ),
        *(
            Block(text=text, page=1, region="header_right")
            for text in (
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Tân Phú, ngày 2 tháng 3 năm 2026",
            )
        ),
        Block(text="CHỈ THỊ", page=1),
        Block(text="Về việc phòng, chống hạn", page=1),
        Block(text="Các ấp nạo vét kênh mương trước ngày 20/3/2026.", page=1),
        Block(text="Nơi nhận:", page=1, region="recipients"),
        Block(text="- Các ấp;", page=1, region="recipients"),
        Block(text="- Lưu: VT.", page=1, region="recipients"),
        *(Block(text=text, page=1, region="signature") for text in lines),
    ]
    blocks = [msgspec.structs.replace(block, new_paragraph=True) for block in blocks]
    read = understand(Document(format="pdf", blocks=tuple(blocks), pages=1), Context())
    assert (read.document.signer.name if read.document.signer else None) == name
    weighed = weigh(read.document, None, (), None)
    told = without_answered([Diagnostic(code="ocr_read", message="đọc từ ảnh")], weighed)
    asked = {d.code for d in told} & {"signer_missing", "position_missing"}
    assert asked == ({code} if code else set())
