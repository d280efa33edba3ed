"""A folder of files made to harm, given to `chidao ingest`: each is refused with a line, nothing of it is in the register."""

from __future__ import annotations

import io
import sqlite3
import struct
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from extractor.cli.root import root
from extractor.reading import read_document

ORDER = "Giao Công an huyện Lâm Sơn tuần tra, hoàn thành trước ngày 3/4/2026."


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def image(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def archives_in_archives(depth: int) -> bytes:
    data = packed({"a.txt": ORDER.encode()})
    for _ in range(depth):
        data = packed({"a.zip": data})
    return data


def mails_in_mails(depth: int) -> bytes:
    inner = EmailMessage()
    inner["From"] = inner["To"] = "a@example.vn"
    inner["Subject"] = "a"
    inner.set_content("a")
    text = inner.as_bytes()
    head = b"From: a@example.vn\nTo: a@example.vn\nSubject: a\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    return head * depth + text


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
PDF_BOMB = (
    b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 9/First 30/Filter/FlateDecode/Length 99>>\nstream\n"
    + zlib.compress(b" " * (200 * 2**20), 9)
    + b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF"
)
FILES = {
    "bom-anh.png": (image(20_000, 20_000), "quá lớn"),
    "bom-nen.zip": (packed({"a.txt": b" " * (30 * 2**20)}), "giải nén ra quá lớn"),
    "bom-word.docx": (packed({"word/document.xml": b" " * (90 * 2**20)}), "giải nén ra quá lớn"),
    "bom-pdf.pdf": (PDF_BOMB, "nén quá nhiều dữ liệu"),
    "thuc-the.docx": (packed({"word/document.xml": ENTITY}), "khai báo XML lạ"),
    "thuc-the.odt": (
        packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ENTITY}), "khai báo XML lạ"
    ),
    "nen-long-nhau.zip": (archives_in_archives(40), "lồng"),
    "mot-dong.txt": (b"a" * 10_000_000, "dài quá"),
    "rac.pdf": (b"%PDF-1.7\n" + b"\x00\xff" * 500, "hỏng"),
    "anh-cut.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 9, "hỏng"),
    "trong.txt": (b"\x00" * 50, "trống"),
}  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("den")
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "lanh.txt").write_text(ORDER, encoding="utf-8")
    (folder / "ra-ngoai.zip").write_bytes(packed({"../../ra-ngoai.txt": (ORDER + " Xong.").encode()}))
    db = folder / "so" / "r.db"
    db.parent.mkdir()
    args = ["ingest", str(folder), "--db", str(db), "--jobs", "1", "--time-limit", "60"]
    done = CliRunner().invoke(root, args, env={"COLUMNS": "400"})
    assert done.exit_code == 1
    assert "Traceback" not in done.output and "lỗi của chính chương trình" not in done.output
    assert not list(folder.parent.glob("ra-ngoai*"))
    return done.output, db


@pytest.mark.parametrize("name", FILES)
def test_it_is_said_what_is_wrong(report: tuple[str, Path], name: str) -> None:
    (line,) = [line for line in report[0].splitlines() if name in line and ":" in line]
    assert FILES[name][1] in line


def test_only_what_is_sound_is_kept(report: tuple[str, Path]) -> None:
    with sqlite3.connect(report[1]) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert sorted(name for (name,) in db.execute("SELECT file_name FROM documents")) == [
            "lanh.txt",
            "ra-ngoai.zip › ra-ngoai.txt",
        ]
        assert db.execute("SELECT count(*) FROM records").fetchone() == (2,)


def test_mails_in_mails_end(report: tuple[str, Path]) -> None:
    from extractor.core.errors import SourceError
    from extractor.reading.containers import documents

    for depth in (5, 200, 5000):
        try:
            assert len(list(documents(mails_in_mails(depth), "thu.eml"))) < 10
        except SourceError as error:
            assert ":" in str(error)


def test_a_word_file_that_points_outside_stays_inside(tmp_path: Path) -> None:
    """Pictures and templates linked to other places are not fetched, and parts with `../` in their names not followed."""
    secret = tmp_path / "kin.xml"
    secret.write_text("<kin>điều kín</kin>", encoding="utf-8")
    made = docx.Document()
    made.add_paragraph("Giao Sở Y tế báo cáo.")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    made.part.relate_to(secret.as_uri(), kind, is_external=True)
    made.part.relate_to("http://127.0.0.1:9/a.xml", kind, is_external=True)
    whole = io.BytesIO()
    made.save(whole)
    with zipfile.ZipFile(whole, "a") as more:
        more.writestr("../../ra-ngoai.xml", "<a/>")
        more.writestr("word/../../../ra-ngoai.rels", "<a/>")
    assert [block.text for block in read_document(whole.getvalue(), "a.docx").blocks] == ["Giao Sở Y tế báo cáo."]
    assert not list(tmp_path.parent.glob("ra-ngoai*")) and not Path("../../ra-ngoai.xml").exists()


def test_entities_of_a_web_page_bring_nothing_in(tmp_path: Path) -> None:
    secret = tmp_path / "kin.txt"
    secret.write_text("điều kín", encoding="utf-8")
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    for prolog in (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE html [<!ENTITY a "ab">{entities}]>',
    ):
        page = f'<?xml version="1.0"?>{prolog}<html><body><p>{ORDER} &x;&i;</p></body></html>'
        text = "\n".join(block.text for block in read_document(page.encode(), "a.html").blocks)
        assert "điều kín" not in text and "abab" not in text.replace(" ", "") and len(text) < 2000
