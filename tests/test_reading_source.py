"""Opening sources: formats by content, encodings, and every way a file can be wrong."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from composed_notice import as_docx, as_pdf, expected, font

from extractor.cleaning import clean
from extractor.core import errors
from extractor.reading import read_document, read_text, source

SENTENCE = (
    "Giao Phòng Nội vụ tham mưu UBND huyện báo cáo Sở Nội vụ trước ngày 30/6/2022 về số lượng biên chế được giao.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    document = read_document((SENTENCE * 3).encode(encoding), "a.txt")
    assert clean(document).text == (SENTENCE * 3).strip()


def test_windows_1258_with_combining_tones() -> None:
    letters = {
        "ò": "o\u0300",
        "ộ": "ô\u0323",
        "ụ": "u\u0323",
        "ư": "ư",
        "ệ": "ê\u0323",
        "ở": "ơ\u0309",
        "ớ": "ơ\u0301",
        "à": "à",
    }
    letters |= {"ề": "ê\u0300", "ố": "ô\u0301", "ế": "ê\u0301", "ợ": "ơ\u0323", "ả": "a\u0309", "á": "á"}
    letters |= {"ậ": "â\u0323", "ấ": "â\u0301", "ạ": "a\u0323", "ị": "i\u0323", "ủ": "u\u0309"}
    data = "".join(letters.get(char, char) for char in SENTENCE).encode("cp1258")
    document = read_document(data, "cu.txt")
    assert document.encoding == "windows-1258"
    assert clean(document).text == SENTENCE.strip()


def test_content_goes_before_name() -> None:
    assert read_document(as_docx(), "thong_bao.txt").format == "docx"


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"", "a.txt", errors.SourceEmpty),
        (b" \r\n\t ", "a.txt", errors.SourceEmpty),
        (bytes(range(256)) * 40, "a.txt", errors.SourceBroken),
        (os.urandom(4000), "a.txt", errors.SourceBroken),
        (b"PK\x03\x04 cut", "a.docx", errors.SourceBroken),
        (b"not a word file at all, only letters", "a.docx", errors.SourceBroken),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "a.pdf", errors.SourceBroken),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", errors.SourceUnsupported),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a.png", errors.SourceBroken),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "a.jpg", errors.SourceBroken),
    ],
)
def test_wrong_sources_say_what_to_do(data: bytes, name: str, error: type[errors.SourceError]) -> None:
    with pytest.raises(error) as caught:
        read_document(data, name)
    message = str(caught.value)
    assert "\n" not in message
    assert ":" in message, "what is wrong, then what to do"


def test_encrypted_word_file_is_not_taken_for_an_old_one() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 90
    with pytest.raises(errors.SourceEncrypted):
        read_document(data, "a.docx")


def test_truncated_docx() -> None:
    data = as_docx()
    with pytest.raises(errors.SourceBroken):
        read_document(data[: len(data) // 2], "a.docx")


@pytest.mark.skipif(font() is None, reason="no font with Vietnamese letters")
def test_truncated_pdf() -> None:
    data = as_pdf(font() or Path())
    with pytest.raises(errors.SourceBroken):
        read_document(data[: len(data) * 2 // 3], "a.pdf")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    with pytest.raises(errors.SourceTooLarge):
        read_document(b"x" * 11, "a.txt")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.SourceMissing):
        read_document(tmp_path / "none.txt")
    with pytest.raises(errors.SourceUnsupported):
        read_document(tmp_path)


def test_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)

    class Growing(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            with path.open("ab") as stream:
                stream.write(b"more")
            return data

    monkeypatch.setattr(os, "fdopen", lambda number, mode: Growing(number))
    with pytest.raises(errors.SourceChanged):
        read_document(path)


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_zip_bomb_is_refused() -> None:
    with pytest.raises(errors.SourceTooLarge):
        read_document(
            _zip({"word/document.xml": b"<w>" + b" " * (90 * 2**20), "[Content_Types].xml": b"<a/>"}), "a.docx"
        )


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(errors.SourceBroken):
        read_document(_zip({"word/document.xml": bomb, "[Content_Types].xml": b"<a/>"}), "a.docx")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "§Ò nghÞ c¸c x·, thÞ trÊn nép b¸o c¸o tr\xad\xedc ng\xb5y 10/12/2009.",
            "Đề nghị các xã, thị trấn nộp báo cáo trước ngày 10/12/2009.",
        ),
        (
            "Ñeà nghò caùc xaõ, thò traán noäp baùo caùo tröôùc ngaøy 10/12/2009.",
            "Đề nghị các xã, thị trấn nộp báo cáo trước ngày 10/12/2009.",
        ),
    ],
)
def test_old_fonts(old: str, new: str) -> None:
    document = read_text(old)
    assert clean(document).text == new
    assert [d.code for d in document.diagnostics] == ["legacy_encoding"]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE.strip(),
        expected(),
        "a) Rà soát, rà soát",
        "- Toà án, quá trình hoà giải, khoá mã",
        "El Niño: año señor está aquí.",
        "Crème brûlée à la carte, déjà vu",
        "§ 5 Abs. 2 über Maßnahmen",
        "© 2020",
    ],
)
def test_other_text_is_not_taken_for_old_fonts(text: str) -> None:
    document = read_text(text)
    assert not document.diagnostics
    assert all(block.text.strip() in text for block in document.blocks)


@pytest.mark.parametrize("name", ["scan.jpg", "scan.TIF", "bang.xlsx", "goi.rar", "vb.pdf"])
def test_a_text_under_the_name_of_another_kind_is_a_damaged_file(name):
    with pytest.raises(errors.SourceBroken, match="sai đuôi"):
        source.format_of("Giao Sở Y tế báo cáo trước ngày 30/6/2026.".encode(), name)
