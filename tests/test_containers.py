"""Archives and e-mails: what is in them comes out, each under a harmless name of its own, within bounds."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlook_files import attachment, compound, outlook

from extractor.core import errors
from extractor.lexicon.mail_words import says_more_than_a_greeting
from extractor.reading import members as bounds
from extractor.reading import read_document
from extractor.reading.container_kinds import container_kind
from extractor.reading.containers import documents, members
from extractor.reading.members import Member, harmless

ORDER = "Giao Phòng Kinh tế rà soát, báo cáo UBND xã trước ngày 20/3/2026.\n"
GREETING = (
    "Kính gửi các đồng chí,\nVăn phòng gửi kèm thông báo kết luận giao ban.\nTrân trọng,\nLò Thị Mùi\n"
    "Chuyên viên Văn phòng HĐND và UBND xã, điện thoại 0208.000.000\n"
)


def archive(files: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def mail(
    body: str, *attached: tuple[str, bytes], subject: str = "Kết luận giao ban", page: str | None = None
) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Văn phòng UBND xã <vp@xa.example.vn>"
    made["To"] = "Phòng Kinh tế <kt@xa.example.vn>, vh@xa.example.vn"
    made["Date"] = "Mon, 16 Mar 2026 08:05:00 +0700"
    made["Subject"] = subject
    made["Message-ID"] = "<1@xa.example.vn>"
    made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def names(data: bytes, name: str) -> list[str]:
    return [member.name for member in members(data, name)]


# --- archives -------------------------------------------------------------------------------------------------------


def test_archive() -> None:
    data = archive({"408-TB-UBND.txt": ORDER, "2026/phu-luc.txt": ORDER, "__MACOSX/._x": b"x", "~$khoa.docx": b"x"})
    assert members(data, "don.zip") == (
        Member("408-TB-UBND.txt", ORDER.encode()),
        Member("2026 › phu-luc.txt", ORDER.encode()),
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc › passwd"),
        ("/etc/passwd", "etc › passwd"),
        ("C:\\Windows\\a.txt", "Windows › a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a\nb\x1b[31m.txt", "ab[31m.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("..", "không tên"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_are_made_harmless(name: str, shown: str) -> None:
    assert harmless(name) == shown


@given(st.text(max_size=60))
def test_no_name_leads_out(name: str) -> None:
    shown = harmless(name)
    assert shown
    assert not any(part in ("", ".", "..") for part in shown.split(" › "))
    assert not any(char in shown for char in "/\\\n\r\x00\u202e")


def test_members_of_one_name_are_kept_apart() -> None:
    data = archive({"a/../x.txt": "một", "a/x.txt": "hai", "A/x.txt": "ba"})
    assert names(data, "a.zip") == ["a › x.txt", "a › x (2).txt", "A › x (3).txt"]


@pytest.mark.parametrize("coding", ["utf-8", "cp1258"])
def test_names_of_old_windows(coding: str) -> None:
    # the old code page writes a tone behind its letter
    raw = ("Báo cáo tuần.txt" if coding == "utf-8" else "Báo cáo tuâ\u0300n.txt").encode(coding)
    data = archive({"B" * len(raw): ORDER}).replace(b"B" * len(raw), raw)
    assert names(data, "a.zip") == ["Báo cáo tuần.txt"]


def test_locked_archive_says_so() -> None:
    data = bytearray(archive({"a.txt": ORDER}))
    data[6] |= 1  # general purpose flag of the entry: encrypted
    data[data.find(b"PK\x01\x02") + 8] |= 1
    (member,) = members(bytes(data), "khoa.zip")
    assert member.wrong is not None
    assert "mật khẩu" in member.wrong


def test_one_bad_member_does_not_stop_the_rest() -> None:
    data = archive({"tot.txt": ORDER, "hong.txt": ORDER * 3}, zipfile.ZIP_STORED)
    at = data.rfind(ORDER.encode() * 3)
    found = members(data[:at] + b"X" + data[at + 1 :], "a.zip")
    assert [(member.name, member.wrong is None) for member in found] == [("tot.txt", True), ("hong.txt", False)]


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    (member,) = members(archive({"a.txt": b" " * (20 * 2**20)}), "a.zip")
    assert "quá lớn" in (member.wrong or "")
    monkeypatch.setattr(bounds, "MAX_MEMBERS", 10)
    with pytest.raises(errors.SourceTooLarge):
        members(archive({f"{n}.txt": "a" for n in range(11)}), "a.zip")
    monkeypatch.setattr(bounds, "MAX_BYTES", 1000)
    found = members(archive({f"{n}.txt": "a" * 300 for n in range(4)}), "a.zip")
    assert [member.wrong is None for member in found] == [True, True, True, False]


def test_size_that_lies() -> None:
    """The directory says ten bytes; more than it says is not unpacked without bound."""
    data = bytearray(archive({"a.txt": b"a" * 4000}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (member,) = members(bytes(data), "a.zip")
    assert member.wrong is not None or len(member.content) <= 10


def test_archives_in_archives_end() -> None:
    data = archive({"lop.txt": ORDER})
    for depth in range(2):
        data = archive({f"lop{depth}.zip": data})
    assert names(data, "a.zip") == ["lop1.zip › lop0.zip › lop.txt"]
    (member,) = members(archive({"ngoai.zip": data}), "a.zip")
    assert "lồng nhau" in (member.wrong or "")


def test_office_files_are_no_archives() -> None:
    assert container_kind(archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "a.docx") is None
    assert container_kind(archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt") is None
    assert container_kind(archive({"a.docx": "PK"}), "a.zip") == "zip"


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_damaged_archive(cut: int) -> None:
    data = archive({"a.txt": ORDER * 20}, zipfile.ZIP_STORED)
    with pytest.raises(errors.SourceBroken):
        read_document(data[:-cut], "a.zip")


# --- mails ----------------------------------------------------------------------------------------------------------


def test_mail_that_only_sends_a_file() -> None:
    data = mail(GREETING, ("408-TB-UBND.txt", ORDER.encode())).as_bytes()
    assert members(data, "thu.eml") == (Member("408-TB-UBND.txt", ORDER.encode()),)


def test_mail_that_orders_something() -> None:
    found = members(mail(ORDER, ("a.txt", b"x")).as_bytes(), "thu.eml")
    assert [member.name for member in found] == ["nội dung thư.txt", "a.txt"]
    assert found[0].content.decode().splitlines() == [
        "Từ: Văn phòng UBND xã",
        "Đến: Phòng Kinh tế, vh@xa.example.vn",
        "Ngày gửi: 16/03/2026 08:05",
        "Chủ đề: Kết luận giao ban",
        "",
        ORDER.strip(),
    ]


def test_mail_without_attachments_is_read_as_it_is() -> None:
    data = mail("Kính gửi các phòng,\n" + ORDER).as_bytes()
    document = read_document(data, "thu.eml")
    assert document.file_name == "thu.eml › nội dung thư.txt"
    assert any(block.text == ORDER.strip() for block in document.blocks)


def test_table_of_a_mail_stays_one() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Rà soát hộ nghèo</td><td>Phòng Kinh tế</td></tr>" for n in range(3))
    head = "<tr><th>TT</th><th>Nhiệm vụ</th><th>Chủ trì</th></tr>"
    page = f"<html><body><p>Giao việc tuần này như bảng sau.</p><table>{head}{rows}</table></body></html>"
    (member,) = members(mail("Giao việc tuần này như bảng sau.", page=page).as_bytes(), "thu.eml")
    assert member.name == "nội dung thư.html"
    document = read_document(member.content, member.name)
    assert [block.cell.head for block in document.blocks if block.text == "Rà soát hộ nghèo" and block.cell] == [
        "Nhiệm vụ"
    ] * 3


def test_mail_in_a_mail_and_an_archive_in_it() -> None:
    inner = mail(GREETING, ("hồ sơ.zip", archive({"Thông báo.txt": ORDER})), subject="Fwd hồ sơ")
    outer = mail(GREETING)
    outer.add_attachment(inner)
    assert names(outer.as_bytes(), "thu.eml") == ["Fwd hồ sơ.eml › hồ sơ.zip › Thông báo.txt"]


def test_pictures_of_a_signature_are_no_documents() -> None:
    made = mail(ORDER, page="<p>Chào</p><img src='cid:logo'>")
    made.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline", cid="<logo>"
    )
    assert names(made.as_bytes(), "thu.eml") == ["nội dung thư.html"] or names(made.as_bytes(), "thu.eml") == [
        "nội dung thư.txt"
    ]


@pytest.mark.parametrize("header", ["=?utf-8?B?4bu?=", "=?nonsense?Q?x?=", "=?utf-8?Q?a", "\udce1bc"])
def test_broken_headers(header: str) -> None:
    data = (
        b"From: a@b\r\nSubject: "
        + header.encode("utf-8", "surrogateescape")
        + b"\r\nMIME-Version: 1.0\r\n\r\n"
        + ORDER.encode()
    )
    (member,) = members(data, "thu.eml")
    assert ORDER.strip() in member.content.decode()


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (GREETING, False),
        ("Kính gửi anh chị,\nFile đính kèm ạ.\nEm cảm ơn.", False),
        ("Dear all,\nAttached please find the minutes.\nBest regards,\nAn", False),
        ("", False),
        ("Kính gửi các phòng,\nĐề nghị các phòng nộp báo cáo quý I cho Văn phòng trước ngày 25/3.\nTrân trọng.", True),
        ("Gửi kèm thông báo. Đề nghị các thôn triển khai ngay và báo cáo kết quả trước thứ Sáu tuần này.", True),
    ],
)
def test_greetings(text: str, more: bool) -> None:
    assert says_more_than_a_greeting(text) is more


def test_text_about_mails_is_no_mail() -> None:
    assert container_kind("Từ: Văn phòng\nĐến: các xã\nChủ đề: Giao ban\n\nNội dung".encode(), "a.txt") is None
    assert container_kind(b"Subject: giao ban\nTo: cac xa\n\nNoi dung", "a.txt") is None


def test_several_documents_want_ingest() -> None:
    with pytest.raises(errors.SourceUnsupported, match="ingest"):
        read_document(archive({"a.txt": ORDER, "b.txt": ORDER}), "a.zip")
    with pytest.raises(errors.SourceEmpty):
        read_document(archive({}), "a.zip")


@given(st.binary(max_size=300), st.integers(0, 400))
def test_mangled_mails_end_in_order(junk: bytes, at: int) -> None:
    data = mail(ORDER, ("a.txt", b"x")).as_bytes()
    try:
        members(data[:at] + junk + data[at:], "thu.eml", "eml")
    except errors.SourceError as error:
        assert ":" in str(error)


# --- Outlook --------------------------------------------------------------------------------------------------------


def test_outlook_mail() -> None:
    inner = {
        "__properties_version1.0": b"\0" * 8,
        "__substg1.0_3701000D": outlook(GREETING, {"__attach_version1.0_#00000000": attachment("c.txt", b"ba")}, True),
    }
    data = compound(
        outlook(
            ORDER,
            {
                "__attach_version1.0_#00000000": attachment("408-TB-UBND.txt", ORDER.encode()),
                "__attach_version1.0_#00000001": attachment("b.zip", archive({"b.txt": ORDER})),
                "__attach_version1.0_#00000002": inner,
            },
        )
    )
    assert container_kind(data, "thu.msg") == "msg"
    found = members(data, "thu.msg")
    assert [member.name for member in found] == [
        "nội dung thư.txt",
        "408-TB-UBND.txt",
        "b.zip › b.txt",
        "Kết luận giao ban › c.txt",
    ]
    text = found[0].content.decode().splitlines()
    assert text[:2] == ["Từ: Văn phòng UBND xã", "Đến: Phòng Kinh tế"]
    assert text[2].startswith("Ngày gửi: ")
    assert text[-1] == ORDER.strip()


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=64))
def test_mangled_outlook_mails_end_in_order(at: int, junk: bytes) -> None:
    data = compound(outlook(ORDER, {"__attach_version1.0_#00000000": attachment("a.txt", b"x" * 600)}))
    try:
        members(data[:at] + junk + data[at + len(junk) :], "thu.msg", "msg")
    except errors.SourceError as error:
        assert ":" in str(error)


# --- what a register keeps ------------------------------------------------------------------------------------------


def test_documents_of_a_file() -> None:
    data = mail(ORDER, ("408-TB-UBND.txt", ORDER.encode()), ("hong.zip", b"PK\x03\x04")).as_bytes()
    assert [member.name for member in documents(data, "thu.eml")] == [
        "thu.eml › nội dung thư.txt",
        "thu.eml › 408-TB-UBND.txt",
        "thu.eml › hong.zip",
    ]
    assert documents(b"abc", "a.txt") == (Member("a.txt", b"abc"),)
    for empty in (archive({}), mail("").as_bytes()):
        (member,) = documents(empty, "a.zip" if empty.startswith(b"PK") else "a.eml")
        assert "không có văn bản nào" in (member.wrong or "")
