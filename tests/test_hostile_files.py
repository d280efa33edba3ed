"""Files made to hurt: they end in a clear error or in bounded time, and what is hidden in them is told."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from extractor.cleaning import clean
from extractor.core import errors
from extractor.reading import document as reading
from extractor.reading import read_document, read_text

ORDER = "Giao Sở Y tế rà soát 12 ha, báo cáo trước ngày 5/6/2022. "
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>Giao Sở Y tế báo cáo.</w:t></w:r></w:p>"

CELL = f"<w:tc>{PARAGRAPH}</w:tc>"


def word_file(body: str, prolog: str = "", **parts: str) -> bytes:
    """A Word file with `body` between the tags of its document part."""
    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = f"{prolog}<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>"
            target.writestr(entry, text if entry.filename == "word/document.xml" else source.read(entry))
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * depth


@pytest.mark.parametrize(
    "make",
    [
        lambda size: word_file(PARAGRAPH * size),
        lambda size: word_file(f"<w:p>{PARAGRAPH[5:-6] * size}</w:p>"),
        lambda size: word_file("<w:tbl>" + f"<w:tr>{CELL * 2}</w:tr>" * size + "</w:tbl>"),
        lambda size: (ORDER * size).encode(),
        lambda size: ("Giao Së Y tÕ rµ so¸t, b¸o c¸o tr\xadíc ngµy 5/6. ñy ban " * size).encode("latin-1"),
        lambda size: ("céng hßa " * size * 3).encode("latin-1"),
        lambda size: b"{\\rtf1 " + b"\\intbl a\\cell b\\cell\\row " * size + b"}",
        lambda size: b"<html><body>" + b"<p><font face='.VnTime'>Gi\xb8 c\xb6</font></p>" * size,
    ],
)
def test_time_grows_with_the_size(make: object) -> None:
    def seconds(size: int) -> float:
        data = make(size)  # type: ignore[operator]
        begin = time.process_time()
        read_document(data)
        return time.process_time() - begin

    seconds(50)
    small, large = max(seconds(500), 0.03), seconds(4000)
    assert large < 24 * small, "eight times the size: eight times the time, not sixty-four"


@pytest.mark.parametrize(("depth", "read"), [(20, True), (60, True), (200, False), (20_000, False)])
def test_tables_in_tables(depth: int, read: bool) -> None:
    data = word_file(tables(depth))
    if read:
        assert clean(read_document(data, "a.docx")).text == "Giao Sở Y tế báo cáo."
    else:
        with pytest.raises(errors.SourceBroken):
            read_document(data, "a.docx")


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "table><tr><td", "font face='.VnTime'"])
def test_deep_pages(tag: str) -> None:
    data = f"<html><body><p>{ORDER}</p>{f'<{tag}>' * 20_000}{ORDER}".encode()
    try:
        assert ORDER.strip() in clean(read_document(data, "a.html")).text
    except errors.SourceError as error:
        assert ":" in str(error)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE, f"<!-- {'x' * 5000} -->{OUTSIDE}"])
def test_entities_give_nothing(prolog: str) -> None:
    body = "<w:p><w:r><w:t>A&a;B</w:t></w:r></w:p>"
    try:
        text = clean(read_document(word_file(body, '<?xml version="1.0"?>' + prolog), "a.docx")).text
    except errors.SourceBroken:
        return
    assert text in ("AB", "A", "A&a;B"), "an entity hidden behind a long comment stays what it is"


def test_a_text_beyond_measure_is_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begin = time.monotonic()
    with pytest.raises(errors.SourceTooLarge):
        read_document(b"a" * 10_000_000, "a.txt")
    with pytest.raises(errors.SourceTooLarge):
        read_text(ORDER * 200_000)
    assert time.monotonic() - begin < 30
    monkeypatch.setattr(reading, "MAX_LETTERS", 100)
    with pytest.raises(errors.SourceTooLarge):
        read_document(word_file(PARAGRAPH * 10), "a.docx")


def test_a_hundred_megabytes() -> None:
    with pytest.raises(errors.SourceTooLarge):
        read_document(b"Giao So Y te bao cao.\n" * (100 * 2**20 // 22 + 1), "a.txt")


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u202a"])
def test_hidden_turns_of_writing(mark: str) -> None:
    document = read_text(f"Giao Sở Y tế{mark} báo\x07 cáo trước ngày 5/6/2022.")
    assert clean(document).text == "Giao Sở Y tế báo cáo trước ngày 5/6/2022."
    assert [diagnostic.code for diagnostic in document.diagnostics] == ["hidden_characters"]
