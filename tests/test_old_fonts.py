"""TCVN3 and VNI: the alphabet, the fonts that tell them, runs and lines mixed with Unicode, and what must be left alone."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import docx
import pytest
from composed_notice import LEFT, RIGHT, TYPE, as_docx, expected, font
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from old_typing import LETTERS, SMALL, typed
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.cleaning import clean
from extractor.lexicon.old_fonts import CODINGS, Coding, old_font, old_letters
from extractor.lexicon.syllables import is_well_formed
from extractor.reading import read_document, read_text
from extractor.reading.legacy import Stretch, legacy_encoding, repair, repair_lines

FONTS: dict[Coding, str] = {"tcvn3": ".VnTime", "vni": "VNI-Times"}
NOTICE = (
    "Căn cứ kết quả cuộc họp ngày 12/3/2007, Ủy ban nhân dân huyện thông báo như sau:\n"
    "1. Giao Phòng Kinh tế rà soát diện tích lúa bị hạn, báo cáo trước ngày 20/3/2007.\n"
    "2. Yêu cầu các xã, thị trấn nghiêm túc thực hiện; thẳng thắn nhìn nhận khuyết điểm.\n"
    "3. Chủ tịch Ủy ban nhân dân xã chịu trách nhiệm trước huyện nếu để xảy ra vỡ đập, mất mùa, kỵ húy."
)


# --- letters --------------------------------------------------------------------------------------------------------


def test_the_alphabet_is_whole() -> None:
    assert len(LETTERS) == 2 * (12 * 6 + 1)
    assert len(set(LETTERS)) == len(LETTERS)


@pytest.mark.parametrize("coding", CODINGS)
def test_every_letter_goes_there_and_back(coding: Coding) -> None:
    assert {letter for letter in SMALL if not letter.isascii()} <= set(old_letters(coding).values())
    text = [[Stretch(typed(line, coding), FONTS[coding])] for line in NOTICE.split("\n")]
    for letter in LETTERS:
        # TCVN3 has capitals by font
        font = ".VnTimeH" if coding == "tcvn3" and letter.isupper() else FONTS[coding]
        assert repair([[Stretch(typed(letter, coding), font)]]).texts == [[letter]]
        for word in (f"b{letter}" if letter.islower() else f"B{letter}", f"{letter}x"):
            made = word.upper() if font.endswith("H") else word
            assert repair([*text, [Stretch(typed(word, coding), font)]]).texts[-1] == [made]


@pytest.mark.parametrize("coding", CODINGS)
def test_no_two_letters_share_a_sign(coding: Coding) -> None:
    small = {letter: typed(letter, coding) for letter in SMALL}
    assert len(set(small.values())) == len(small)


@given(st.lists(st.sampled_from(LETTERS), max_size=40).map("".join))
def test_any_word_in_vni_comes_back(word: str) -> None:
    text = f"x{word}x"
    got = repair([[Stretch(typed(text, "vni"), "VNI-Times"), Stretch(typed("được đồng ý", "vni"), "VNI-Times")]]).texts
    # letters without a mark of their own may be followed by what would be the mark of another
    assert "".join(got[0]) == text + "được đồng ý"


@pytest.mark.parametrize(
    ("name", "coding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        ("ABCDEF+.VnArialH,Bold", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        (".VnBook-AntiquaH", "tcvn3", True),
        (".VnTime-Bold", "tcvn3", False),
        (".vntimeh", "tcvn3", True),
        ("VnTime", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ('"VNI-Times"', "vni", False),
    ],
)
def test_fonts_tell_the_coding(name: str, coding: str, capitals: bool) -> None:
    font = old_font(name)
    assert font is not None
    assert (font.coding, font.capitals) == (coding, capitals)


@pytest.mark.parametrize(
    "name", [None, "", "Times New Roman", "Arial", "Vni", "Venus", "UVN Ban Tay", "Vnuk", "Symbol"]
)
def test_other_fonts_tell_nothing(name: str | None) -> None:
    assert old_font(name) is None


@pytest.mark.parametrize(
    "word", ["nghiêng", "hoà", "hòa", "quốc", "giêng", "gì", "ƯỚT", "Khuỷu", "thuở", "yến", "xoong"]
)
def test_syllables(word: str) -> None:
    assert is_well_formed(word)
    assert is_well_formed(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["cỏc", "bàt", "hÀ", "Maßnahme", "für", "brûlée", "cuûa", "ngµy", "ngghe", "áá", "ệệ"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_well_formed(word)


# --- text without fonts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("coding", CODINGS)
def test_a_text_in_an_old_coding(coding: Coding) -> None:
    document = read_text(typed(NOTICE, coding))
    assert clean(document).text == NOTICE
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["legacy_encoding"]
    assert coding.upper() in document.diagnostics[0].message


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("line", NOTICE.split("\n"))
def test_one_line_among_unicode(coding: Coding, line: str) -> None:
    others = [other for other in NOTICE.split("\n") if other != line]
    lines, codings = repair_lines([others[0], typed(line, coding), *others[1:]])
    assert codings == (coding,)
    assert lines == [others[0], line.replace("Ủy", "Ủy"), *others[1:]]


def test_both_codings_in_one_text() -> None:
    first, second, third, fourth = NOTICE.split("\n")
    text = "\n".join((typed(first, "tcvn3"), typed(second, "vni"), third, typed(fourth, "tcvn3")))
    assert clean(read_text(text)).text == NOTICE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("UBND tØnh giao Së Y tÕ", "UBND tỉnh giao Sở Y tế"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("QuyÕt ®Þnh sè 12/Q§-UBND cña Chñ tÞch H§ND", "Quyết định số 12/QĐ-UBND của Chủ tịch HĐND"),
        ("nhµ n−íc vµ Thñ t−íng ChÝnh phñ", "nhà nước và Thủ tướng Chính phủ"),  # as some PDFs print U+00AD
        ("nhµ n-íc vµ Thñ t-íng, Th«ng t- sè 5", "nhà nước và Thủ tướng, Thông tư số 5"),
        ("Th­êng trùc ñy ban nh©n d©n häp bµn", "Thường trực Ủy ban nhân dân họp bàn"),
        ("c- Rµ so¸t, thèng kª hé nghÌo", "c- Rà soát, thống kê hộ nghèo"),
    ],
)
def test_what_tcvn3_files_show(old: str, new: str) -> None:
    assert repair_lines([old])[0] == [new]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_left_alone(form: str) -> None:
    text = unicodedata.normalize(form, expected())
    size = 160
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert len(pieces) >= 10
    for piece in (text, *text.split("\n"), *pieces):
        assert repair_lines([piece]) == ([piece], ())


@pytest.mark.parametrize(
    "text",
    [
        "El Niño: año señor está aquí, mañana será otro día",
        "Crème brûlée à la carte, déjà vu, garçon, naïve, été, forêt",
        "§ 5 Abs. 2 über Maßnahmen für Öl, Söhne, schön, größer, Müller",
        "Bụi mịn PM2.5 là 35 µg/m³, hạt cỡ 10 µm, nhiệt độ 25±1°C, diện tích ½ ha",
        "© 2020 Công ty ABC® – «Trích dẫn» · Mục 1 · Mục 2",
        "São Paulo, Côte d'Ivoire, Åland, Łódź, Reykjavík, Þingvellir",
        "Toà án, hoà giải, khoá, quá, soát, toán, đoàn, oái oăm",
        "cá, và, nó, là, tá, lò, xã, sẽ, gì, thì, phí, ký",
    ],
)
def test_other_signs_are_left_alone(text: str) -> None:
    assert repair_lines([text]) == ([text], ())
    assert legacy_encoding(text) is None


@given(st.text(max_size=200))
def test_any_text_keeps_its_lines(text: str) -> None:
    lines = text.split("\n")
    assert len(repair_lines(lines)[0]) == len(lines)


# --- text with fonts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_under_the_name_of_an_old_font_is_left_alone(font: str) -> None:
    """Converted files keep the font's name; so do words that could be read both ways."""
    lines = [*expected().split("\n"), "rà soát", "các xã", "mô hình", "nhân dân"]
    assert repair([[Stretch(line, font)] for line in lines]).texts == [[line] for line in lines]


def test_a_letter_and_its_mark_in_two_runs() -> None:
    stretches = [Stretch("cuo", "VNI-Times"), Stretch("äc hoïp", "VNI-Times"), Stretch(" cuộc họp", "Arial")]
    assert repair([stretches]).texts == [["cuộ", "c họp", " cuộc họp"]]


def test_capitals_by_font() -> None:
    stretches = [Stretch("th«ng b¸o", ".VnTimeH"), Stretch(" kÕt luËn", ".VnTime"), Stretch(" so 5", ".VnTimeH")]
    assert repair([stretches]).texts == [["THÔNG BÁO", " kết luận", " SO 5"]]


def test_a_font_with_the_wrong_name() -> None:
    assert repair([[Stretch(typed("Kết luận của Chủ tịch huyện", "vni"), ".VnTime")]]).texts == [
        ["Kết luận của Chủ tịch huyện"]
    ]


def _set_in(coding: Coding, *, every: int = 1, where: str = "run") -> bytes:
    """The composed notice with each `every`-th paragraph typed in an old font, named by the run, a style or the defaults."""
    opened = docx.Document(io.BytesIO(as_docx()))
    styles = opened.styles
    for number, paragraph in enumerate(opened.element.body.iter(qn("w:p"))):
        if number % every:
            continue
        for run in paragraph.iter(qn("w:r")):
            for text in run.iter(qn("w:t")):
                heading = (text.text or "").isupper()
                text.text = typed(text.text or "", coding)
                font = FONTS[coding] + ("H" if coding == "tcvn3" and heading else "")
                if where == "run" or heading:
                    fonts = run.get_or_add_rPr().makeelement(qn("w:rFonts"))
                    fonts.set(qn("w:ascii"), font)
                    fonts.set(qn("w:hAnsi"), font)
                    run.get_or_add_rPr().insert(0, fonts)
    if where == "style":
        styles["Normal"].font.name = FONTS[coding]
    elif where == "defaults":
        fonts = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn("w:ascii"), FONTS[coding])
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("where", ["run", "style", "defaults"])
@pytest.mark.parametrize("every", [1, 2, 3])
def test_word_files(coding: Coding, where: str, every: int) -> None:
    document = read_document(_set_in(coding, every=every, where=where), "cu.docx")
    got = clean(document).text
    assert got == expected()
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["legacy_encoding"]


def test_soft_hyphen_of_a_word_file_is_a_letter() -> None:
    opened = docx.Document()
    run = opened.add_paragraph().add_run("n")
    run.font.name = ".VnTime"
    run._r.append(run._r.makeelement(qn("w:softHyphen")))
    rest = run._r.makeelement(qn("w:t"))
    rest.text = "íc s¹ch"
    run._r.append(rest)
    out = io.BytesIO()
    opened.save(out)
    assert clean(read_document(out.getvalue(), "a.docx")).text == "nước sạch"


@pytest.mark.parametrize(
    "page",
    [
        '<p><font face=".VnTime">{old}</font></p><p>{new}</p>',
        "<p style=\"font-family:'.VnTime',serif\">{old}</p><p>{new}</p>",
        '<style>p.MsoNormal {{font-family:".VnTime";}}</style><p class="MsoNormal">{old}</p><p>{new}</p>',
        '<style>p.a {{font: 14.0pt ".VnTime";}}</style><p class="a"><b>{old}</b></p><p>{new}</p>',
    ],
)
def test_web_pages(page: str) -> None:
    line = NOTICE.split("\n")[1]
    body = page.format(old=typed(line, "tcvn3"), new=line)
    source = f"<html><head><title>{typed('Thông báo kết luận', 'tcvn3')}</title></head><body>{body}</body></html>"
    for data in (source.encode("utf-8"), source.encode("ascii", "xmlcharrefreplace")):
        document = read_document(data, "a.html")
        assert [block.text for block in document.blocks if block.text.startswith("1.")] == [line, line]
        assert [diagnostic.code for diagnostic in document.diagnostics] == ["legacy_encoding"]
        assert document.title in (None, "Thông báo kết luận")


@pytest.mark.parametrize("coding", CODINGS)
def test_bytes_of_an_old_text_file(coding: Coding, tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(typed(NOTICE, coding).encode("latin-1"))
    document = read_document(path)
    assert document.encoding == "latin-1"
    assert clean(document).text == NOTICE


def _old_pdf(coding: Coding, name: str) -> bytes:
    """The composed notice typed in an old coding and printed with an embedded font of that name."""
    face = TTFont(name, str(font()))
    face.face.name = name.encode()
    pdfmetrics.registerFont(face)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = [(60, 780, LEFT[0]), (60, 764, LEFT[1]), (60, 748, LEFT[2]), (300, 780, RIGHT[0]), (320, 764, RIGHT[1])]
    body = ["Giao Phòng Kinh tế rà soát, báo cáo Ủy ban nhân dân", "huyện kết quả trước ngày 25/3/2022."]
    for x, y, text in [*lines, (320, 748, RIGHT[2]), (250, 700, TYPE), (90, 670, body[0]), (60, 654, body[1])]:
        canvas.setFont(name, 9 if y > 740 else 12)
        canvas.drawString(x, y, typed(text, coding))
    canvas.save()
    return out.getvalue()


@pytest.mark.skipif(font() is None, reason="no font with Vietnamese letters")
@pytest.mark.parametrize(
    ("coding", "name"), [("vni", "VNI-Times"), ("vni", "Serif"), ("tcvn3", ".VnTime"), ("tcvn3", "Serif")]
)
def test_pdf(coding: Coding, name: str) -> None:
    document = read_document(_old_pdf(coding, name), "cu.pdf")
    text = clean(document).text
    assert "Giao Phòng Kinh tế rà soát, báo cáo Ủy ban nhân dân huyện kết quả trước ngày 25/3/2022." in text
    assert "Sơn Tràng, ngày 09 tháng 3 năm 2022" in text
    regions = {block.region for block in document.blocks}
    assert {"header_left", "header_right"} <= regions, "the header is read as its two columns"
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["legacy_encoding"]
