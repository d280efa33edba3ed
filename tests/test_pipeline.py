"""From a source to a record: every way in, what the caller knows, what is refused, and one record for every format."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import msgspec
import pytest
from composed_notice import BODY, SIGNATURE, as_docx, as_pdf, as_text, expected, font

from extractor.core import errors
from extractor.core.context import Context
from extractor.core.record import Record
from extractor.pipeline import PROGRAM, extract

needs_font = pytest.mark.skipif(font() is None, reason="no font with Vietnamese letters")


def as_printed() -> bytes:
    path = font()
    assert path is not None
    return as_pdf(path, 14, 26)  # large enough for a second page


# --- ways in ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "make", "form", "pages"),
    [
        ("a.txt", lambda: as_text().encode(), "text", None),
        ("a.md", lambda: expected().encode(), "markdown", None),
        ("a.docx", as_docx, "docx", None),
        pytest.param("a.pdf", as_printed, "pdf", 2, marks=needs_font),
        # the content decides, not the name
        ("a.txt", as_docx, "docx", None),
        pytest.param("a.txt", as_printed, "pdf", 2, marks=needs_font),
    ],
)
def test_bytes_and_path_give_one_record(
    tmp_path: Path, name: str, make: Callable[[], bytes], form: str, pages: int | None
) -> None:
    data, path = make(), tmp_path / name
    path.write_bytes(data)
    from_bytes, from_path = extract(data, context=Context(file_name=name)), extract(path)
    assert from_bytes == from_path
    assert (from_path.source.format, from_path.source.file_name, from_path.source.pages) == (form, name, pages)
    assert from_path.document.number == "118/TB-UBND"
    assert from_path.program == PROGRAM


def test_text_gives_the_record_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(as_text(), encoding="utf-8")
    from_text, from_path = extract(as_text()), extract(path)
    assert from_text.source.file_name is None
    assert msgspec.structs.replace(from_path, source=from_text.source) == from_text


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
    ],
    ids=["bom", "utf-16", "crlf", "decomposed"],
)
def test_the_encoding_of_a_text_makes_no_difference(encode: Callable[[str], bytes]) -> None:
    plain, other = extract(expected().encode()), extract(encode(expected()))
    assert msgspec.structs.replace(other, source=plain.source) == plain


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda folder: folder / "missing.txt", errors.SourceMissing),
        (lambda folder: folder, errors.SourceUnsupported),
        (lambda folder: b"", errors.SourceEmpty),
        (lambda folder: b" \r\n\t", errors.SourceEmpty),
        (lambda folder: as_docx()[:2000], errors.SourceBroken),
        (lambda folder: b"%PDF-1.4\n%torn", errors.SourceBroken),
        (lambda folder: b"\x89PNG\r\n\x1a\n0000", errors.SourceBroken),
        (lambda folder: b"Rar!\x1a\x07\x00", errors.SourceUnsupported),
        (lambda folder: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.SourceUnsupported),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, make: Callable[[Path], Path | bytes], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        extract(make(tmp_path))
    assert isinstance(caught.value, errors.SourceError)
    assert len(str(caught.value)) > 20
    assert "\n" not in str(caught.value)


# --- what the caller knows --------------------------------------------------------------------------------------------

BARE = "1. Giao Sở Y tế báo cáo trước ngày 15/4.\n2. Sở Nội vụ tổng hợp trong 10 ngày kể từ ngày ban hành."


@pytest.mark.parametrize(
    ("text", "given", "anchor", "witness", "dues"),
    [
        (BARE, None, None, "none", [None, None]),  # never guessed
        (BARE, "2023-03-20", "2023-03-20", "given", ["2023-04-15", "2023-03-30"]),
        (BARE, "2023-04-15", "2023-04-15", "given", ["2023-04-15", "2023-04-25"]),  # on the day itself
        (BARE, "2023-04-16", "2023-04-16", "given", ["2024-04-15", "2023-04-26"]),  # the next one to come
        (BARE, "2023-12-28", "2023-12-28", "given", ["2024-04-15", "2024-01-07"]),
        (expected(), None, "2022-03-09", "issue_date", ["2022-03-25", "2022-04-30", "2022-03-15"]),
        # the caller knows better than the page; dates that name their year stay
        (expected(), "2022-03-10", "2022-03-10", "given", ["2022-03-25", "2022-04-30", "2022-03-15"]),
    ],
)
def test_date_of_the_document(
    text: str, given: str | None, anchor: str | None, witness: str, dues: list[str | None]
) -> None:
    record = extract(text, context=Context(doc_date=given))
    assert (record.anchor.date, record.anchor.witness) == (anchor, witness)
    assert [d.deadline.due for d in record.directives if d.deadline] == dues


def test_a_telegram_with_a_clock_in_its_date_line_is_dated() -> None:
    telegram = BARE_TELEGRAM.format(line="Quảng Trị, hồi 09 giờ 30 phút, ngày 14 tháng 10 năm 2026")
    record = extract(telegram)
    assert record.anchor.date == "2026-10-14"


BARE_TELEGRAM = """ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 14/CĐ-UBND
{line}
CÔNG ĐIỆN
Về việc ứng phó với bão
Giao Sở Xây dựng chặt tỉa cây xanh trước 19 giờ 00 hôm nay."""


def test_a_number_at_the_edge_of_a_name_is_its_own_figure_or_length() -> None:
    record = extract("Cử kíp mổ đi học tại Bệnh viện Chợ Rẫy 6 tháng, kinh phí 238,5 triệu đồng.")
    assert [t.value for t in record.times] == ["P6M"]
    assert [f.value for f in record.figures] == [238500000]


def test_a_given_date_is_not_what_the_document_says() -> None:
    record = extract(BARE, context=Context(doc_date="2023-03-20", file_name="giao-ban.txt"))
    assert record.document.issued_on is None
    assert record.source.file_name == "giao-ban.txt"


def test_what_was_taken_from_the_given_date_is_marked() -> None:
    first, second = extract(BARE, context=Context(doc_date="2023-03-20")).directives
    assert first.deadline is not None
    assert second.deadline is not None
    assert first.deadline.inferred
    dated = extract("1. Giao Sở Y tế báo cáo trước ngày 15/4/2023.").directives[0].deadline
    assert dated is not None
    assert not dated.inferred


# --- secrets ----------------------------------------------------------------------------------------------------------

_TOP, _REST = expected().split("\nTHÔNG BÁO\n")
FORMS: dict[str, Callable[[str], str]] = {
    "first line": lambda stamp: f"{stamp}\n{expected()}",
    "under the letterhead": lambda stamp: f"{_TOP}\n{stamp}\nTHÔNG BÁO\n{_REST}",
    "in brackets": lambda stamp: f"{_TOP}\n({stamp})\nTHÔNG BÁO\n{_REST}",
    "labelled": lambda stamp: f"{_TOP}\nĐỘ MẬT: {stamp}\nTHÔNG BÁO\n{_REST}",
    "decomposed": lambda stamp: unicodedata.normalize("NFD", f"{_TOP}\n{stamp}\nTHÔNG BÁO\n{_REST}"),
}


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("form", FORMS)
def test_a_secret_is_refused_and_nothing_of_it_kept(tmp_path: Path, stamp: str, form: str) -> None:
    text, path = FORMS[form](stamp), tmp_path / "kin.txt"
    path.write_text(text, encoding="utf-8")
    for source in (text, text.encode(), path):
        with pytest.raises(errors.SecretDocument) as caught:
            extract(source)
        told = "".join(map(str, (caught.value, caught.value.__cause__, caught.value.__context__)))
        for held in ("118/TB-UBND", "SƠN TRÀNG", "Sơn Tràng", "Lục Văn Thiêm", "Nà Lường", SIGNATURE[2], "42 ha"):
            assert held not in told


def test_a_secret_docx_is_refused() -> None:
    document = docx.Document(io.BytesIO(as_docx()))
    document.paragraphs[0].insert_paragraph_before("TỐI MẬT")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(errors.SecretDocument):
        extract(out.getvalue())


@pytest.mark.parametrize(
    "line",
    [
        "Công tác bảo vệ bí mật nhà nước được quan tâm.",
        "Giao Công an huyện bảo vệ tài liệu MẬT theo quy định.",
        "NUÔI ONG LẤY MẬT",
        "Mật ong bạc hà là đặc sản của huyện.",
        "KHẨN",
    ],
)
def test_the_word_alone_makes_no_secret(line: str) -> None:
    record = extract(f"{_TOP}\n{line}\nTHÔNG BÁO\n{_REST}")
    assert record.document.number == "118/TB-UBND"
    assert [d.deadline.due for d in record.directives if d.deadline] == ["2022-03-25", "2022-04-30", "2022-03-15"]


# --- one document in every format -------------------------------------------------------------------------------------


def said(record: Record) -> dict[str, Any]:
    """What a record says, wherever it stands."""
    card = msgspec.to_builtins(record.document)
    card.pop("evidence")
    return {
        "card": card,
        "anchor": (record.anchor.date, record.anchor.witness),
        "directives": [
            (
                d.kind, " ".join(d.text.split()), d.issued_by, [(a.text, a.role, a.inherited) for a in d.assignees],
                (d.deadline.due, d.deadline.bound, d.deadline.last_day, d.deadline.recurrence) if d.deadline else None,
            )
            for d in record.directives
        ],
        "entities": [(e.type, " ".join(e.text.split()), e.name, e.positions, e.level, e.number, e.date) for e in record.entities],
        "figures": [(f.kind, f.value, f.unit, f.max, f.total, f.per, f.comparator) for f in record.figures],
        "times": [(t.type, t.from_, t.to, t.value) for t in record.times],
        # a bold title is a heading in a DOCX; a plain text does not know bold
        "sections": [(s.label, s.heading.text if s.heading else None, s.parent, s.part) for s in record.sections if s.part != "header"],
    }  # fmt: skip


@pytest.mark.parametrize("layer", ["card", "anchor", "directives", "entities", "figures", "times", "sections"])
@pytest.mark.parametrize(
    "make",
    [as_docx, pytest.param(as_printed, marks=needs_font), lambda: as_text(72).encode(), lambda: expected().encode()],
    ids=["docx", "pdf", "narrow text", "plain lines"],
)
def test_every_format_says_the_same(make: Callable[[], bytes], layer: str) -> None:
    plain = said(extract(as_text().encode()))
    assert plain[layer]  # an empty layer would agree with itself
    assert said(extract(make()))[layer] == plain[layer]


def test_what_the_notice_says() -> None:
    """The same record is a right one too."""
    record = said(extract(as_text()))
    card = record["card"]
    assert (card["genre"], card["doc_type"], card["number"], card["issued_on"]) == (
        "notice",
        "thông báo",
        "118/TB-UBND",
        "2022-03-09",
    )
    assert card["signer"] == {"name": "Vi Thị Hồng Nhạn", "position": "Chánh Văn phòng", "authority": "TL. CHỦ TỊCH"}
    assert (card["meeting"]["date"], list(card["meeting"]["chair"])) == ("2022-03-04", ["Lục Văn Thiêm"])
    assert [
        (d[0], [name for name, role, _ in d[3] if role == "lead"], d[4] and d[4][0])
        for d in record["directives"]
        if d[0] == "task"
    ] == [
        ("task", ["Phòng Tài chính - Kế hoạch"], "2022-03-25"),
        ("task", ["Phòng Tài nguyên và Môi trường"], "2022-04-30"),
        ("task", ["Ủy ban nhân dân xã Nà Lường"], None),
        ("task", ["Hạt Kiểm lâm huyện"], "2022-03-15"),
        ("task", ["Công an huyện"], None),
    ]
    assert [name for name, role, _ in record["directives"][0][3] if role == "coordinate"] == [
        "Phòng Lao động - Thương binh và Xã hội",
        "Ban Quản lý dự án đầu tư xây dựng huyện",
    ]
    assert record["figures"] == [
        ("money", 12_600_000_000, "VND", None, None, None, None),
        ("percent", 18.4, "%", None, None, None, None),
        ("ratio", 3, "dự án", None, 11, None, None),
        ("quantity", 42, "ha", None, None, None, None),
    ]
    assert BODY[4].startswith("1.")  # the label is no part of the order
    assert record["directives"][0][1] == BODY[4].removeprefix("1. ")


def test_the_same_source_gives_the_same_record() -> None:
    document = as_docx()  # made once: a Word file tells when it was packed
    assert extract(document) == extract(document)


@pytest.mark.parametrize(
    ("text", "name", "counted"),
    [
        ("Nạo vét đầm A 1 ngày.", "đầm A", "1 ngày"),
        ("Khảo sát hồ Bàu Sen 2 ha.", "hồ Bàu Sen", "2 ha"),
    ],
)
def test_a_name_ends_before_the_number_that_counts(text: str, name: str, counted: str) -> None:
    record = extract(text)
    assert name in [e.text for e in record.entities]
    assert counted in [item.text for item in (*record.figures, *record.times)]
