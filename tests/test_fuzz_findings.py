"""Damaged files that once brought the reader down, and a small run of what found them (`benchmarks/fuzz.py`)."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from outlook_files import compound, outlook

from extractor.core.errors import SourceBroken
from extractor.reading import read_document
from extractor.reading.docx_numbering import number_text

ROOT = Path(__file__).parent.parent


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    """A Word file with `old` replaced in the part `name`."""
    made = docx.Document()
    made.core_properties.title = "Thông báo"
    made.add_paragraph("Giao Sở Y tế báo cáo.")
    whole, out = io.BytesIO(), io.BytesIO()
    made.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            assert part != name or old in content
            target.writestr(part, content.replace(old, new) if part == name else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("[Content_Types].xml", b"core-properties+xml", b"x+xml"),
        ("docProps/core.xml", b"dc:title", b"dc:titel"),
        ("_rels/.rels", b"metadata/core-properties", b"metadata/thumbnail"),
    ],
)
def test_a_word_file_with_damaged_properties_is_read(part: str, old: bytes, new: bytes) -> None:
    document = read_document(with_part(part, old, new), "a.docx")
    assert [block.text for block in document.blocks] == ["Giao Sở Y tế báo cáo."]
    assert not document.title or document.title == "Word Document", "a title that the library puts where none is"


@pytest.mark.parametrize("old", [b"w:ilvl=", b"w:abstractNumId w:val=", b"w:abstractNumId="])
def test_lists_of_a_word_file_without_what_must_be_there(old: bytes) -> None:
    try:
        document = read_document(with_part("word/numbering.xml", old, old.replace(b"w:", b"w:x")), "a.docx")
        assert [block.text for block in document.blocks] == ["Giao Sở Y tế báo cáo."]
    except SourceBroken as error:
        assert "docx bị hỏng" in str(error)


@pytest.mark.parametrize("form", ["lowerLetter", "upperLetter", "lowerRoman", "decimal", "decimalZero"])
def test_a_list_that_begins_at_milliards_has_short_labels(form: str) -> None:
    assert number_text(28, "lowerLetter") == "bb"
    assert len(number_text(10**11, form)) < 40


def test_a_word_file_with_a_part_that_cannot_be_unpacked() -> None:
    """A picture is unpacked by the library alone: what is wrong with it shows late."""
    data = with_part("docProps/thumbnail.jpeg", b"", b"")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, b"anh" * 999 if part.endswith("jpeg") else source.read(part))
        at = target.getinfo("docProps/thumbnail.jpeg").header_offset
    spoilt = bytearray(out.getvalue())
    start = at + 30 + len("docProps/thumbnail.jpeg")
    spoilt[start : start + 6] = b"\xff" * 6
    with pytest.raises(SourceBroken, match="docx bị hỏng"):
        read_document(bytes(spoilt), "a.docx")


@pytest.mark.parametrize("sign", ["\x0c", "\x01", "&#1;", "\ufffe", "&#x1F;", "\x7f"])
@pytest.mark.parametrize(
    "where", ["<font face='.VnTime'>{0}Giao Së {0}Y tÕ</font>", "<font face='.VnTime'>Giao Së<br>Y {0}tÕ</font>"]
)
def test_signs_that_xml_does_not_know_beside_an_old_font(sign: str, where: str) -> None:
    page = f"<html><head><meta charset='utf-8'></head><body><p>{where.format(sign)} b¸o c¸o.</p></body></html>"
    text = " ".join(block.text for block in read_document(page.encode(), "a.html").blocks)
    assert "Giao Sở" in text.replace(sign, "")


@pytest.mark.parametrize("charset", [b"utf\x00-16", b"idna", b"punycode", b"base64", b"x" * 500, b"\xff"])
def test_a_mail_in_a_coding_of_no_name(charset: bytes) -> None:
    head = b"From: a@example.vn\nTo: b@example.vn\nSubject: a\nMIME-Version: 1.0\n"
    data = head + b'Content-Type: text/plain; charset="' + charset + b'"\n\n' + "Giao Sở Y tế báo cáo.\n".encode()
    try:
        assert any("Giao" in block.text for block in read_document(data, "a.eml").blocks)
    except SourceBroken as error:
        assert "Thư điện tử bị hỏng" in str(error)


@pytest.mark.parametrize("shift", [62, 63, 99, 255])
def test_an_older_office_file_with_sectors_of_no_size(shift: int) -> None:
    data = compound(outlook("Giao Sở Y tế báo cáo."))
    with pytest.raises(SourceBroken, match="Tệp bị hỏng"):
        read_document(data[:30] + shift.to_bytes(2, "little") + data[32:], "a.msg")


def test_a_small_run_finds_nothing() -> None:
    command = [sys.executable, ROOT / "benchmarks" / "fuzz.py", "--files", "220", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "findings: 0" in done.stdout
