"""PDF files made to harm: each ends with a clear error or a document, in bounded time and memory."""

from __future__ import annotations

import base64
import io
import subprocess
import sys
import time
import zlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_layouts import have_fonts, pdf_of, plain, ruled_table
from reportlab.pdfgen.canvas import Canvas

from extractor.core.document import Document
from extractor.core.errors import SourceBroken, SourceError, SourceTooLarge
from extractor.reading.pdf import read_pdf
from extractor.reading.pdf_bounds import MAX_PAGES, check_bounds

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>%s>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SAY = b"BT /F 12 Tf 80 700 Td (Giao Phong Kinh te bao cao truoc ngay 15) Tj ET"


def file_of(*objects: bytes, root: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of raw objects, numbered from 1."""
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def stream(entries: bytes, body: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(body), body)


def one_page(contents: bytes, *more: bytes, page: bytes = b"") -> bytes:
    return file_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE % page, contents, FONT, *more
    )


@cache
def deflated(size: int, fill: bytes = b" ") -> bytes:
    pack = zlib.compressobj(6)
    return b"".join(pack.compress(fill * (1 << 20)) for _ in range(size >> 20)) + pack.flush()


def nested_forms(depth: int, calls: int) -> bytes:
    forms = [
        stream(
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>/Font<</F 5 0 R>>>>"
            % (7 + level),
            b"/X Do " * calls if level < depth - 1 else SAY,
        )
        for level in range(depth)
    ]
    return one_page(stream(b"", b"/X Do"), *forms)


def read(data: bytes, seconds: float = 10.0) -> Document | SourceError:
    begin = time.process_time()
    try:
        return read_pdf(data)
    except SourceError as error:
        assert str(error)
        assert "\n" not in str(error)
        return error
    finally:
        assert time.process_time() - begin < seconds


def test_the_harmless_file_is_read() -> None:
    document = read(one_page(stream(b"", SAY)))
    assert isinstance(document, Document)
    assert document.blocks[0].text.startswith("Giao Phong Kinh te")


def test_too_many_pages() -> None:
    kids = b" ".join(b"3 0 R" for _ in range(MAX_PAGES + 1))
    data = file_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, MAX_PAGES + 1), PAGE % b"", stream(b"", SAY), FONT
    )  # fmt: skip
    error = read(data)
    assert isinstance(error, SourceTooLarge)
    assert f"{MAX_PAGES + 1} trang" in str(error)


def test_a_lie_about_the_number_of_pages() -> None:
    data = one_page(stream(b"", SAY)).replace(b"/Count 1>>", b"/Count 900000000>>")
    assert isinstance(read(data), Document | SourceError)


def test_no_pages() -> None:
    data = file_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    assert isinstance(read(data), SourceBroken)


def test_a_tree_of_pages_that_bites_its_tail() -> None:
    loop = file_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 2>>"
    )  # fmt: skip
    assert isinstance(read(loop), Document | SourceError)
    deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 3) for n in range(3000)]
    assert isinstance(read(file_of(b"<</Type/Catalog/Pages 2 0 R>>", *deep)), Document | SourceError)


@pytest.mark.parametrize(
    "entry",
    [b"/Type/XObject/Subtype/Image/Width 9/Height 9", b"", b"/Type/ObjStm/N 9/First 30", b"/Type/XObject/Subtype/Form"],
)
def test_a_stream_that_unpacks_to_a_quarter_of_a_gigabyte(entry: bytes) -> None:
    data = one_page(stream(b"", SAY), stream(entry + b"/Filter/FlateDecode", deflated(256 << 20)))
    assert len(data) < 2_000_000
    assert isinstance(read(data), SourceTooLarge)


def test_a_stream_packed_twice() -> None:
    data = one_page(stream(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(deflated(256 << 20), 9)))
    assert len(data) < 20_000
    assert isinstance(read(data), SourceTooLarge)


def test_a_stream_packed_as_text() -> None:
    packed = base64.a85encode(deflated(256 << 20))
    assert isinstance(read(one_page(stream(b"/Filter[/ASCII85Decode/FlateDecode]", packed + b"~>"))), SourceTooLarge)


def test_a_packing_named_elsewhere() -> None:
    data = one_page(stream(b"/Filter 6 0 R", deflated(256 << 20)), b"/FlateDecode")
    assert isinstance(read(data), SourceTooLarge)


def test_many_streams_that_unpack_to_much_together() -> None:
    many = [stream(b"/Filter/FlateDecode", deflated(64 << 20)) for _ in range(12)]
    assert isinstance(read(one_page(stream(b"", SAY), *many), seconds=30), SourceTooLarge)


def test_memory_stays_bounded() -> None:
    data = one_page(stream(b"", SAY), stream(b"/Filter/FlateDecode", deflated(256 << 20)))
    code = (
        "import sys, resource; from extractor.reading.pdf import read_pdf\n"
        "from extractor.core.errors import SourceTooLarge\n"
        "data = sys.stdin.buffer.read(); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: read_pdf(data)\n"
        "except SourceTooLarge: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=data, stdout=subprocess.PIPE, check=True)
    assert int(done.stdout) < 100_000  # KiB on Linux


@pytest.mark.parametrize(("depth", "calls"), [(8, 10), (30, 2), (200, 2), (3, 2000)])
def test_forms_that_call_forms(depth: int, calls: int) -> None:
    assert isinstance(read(nested_forms(depth, calls)), SourceTooLarge)


def test_forms_as_offices_use_them_are_read() -> None:
    assert isinstance(read(nested_forms(5, 1)), Document)
    assert isinstance(read(nested_forms(3, 4)), Document)


def test_a_form_that_calls_itself() -> None:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    page = stream(b"", b"/X Do " + SAY)
    assert isinstance(read(one_page(page, stream(entries % 6, b"/X Do"))), Document)
    assert isinstance(read(one_page(page, stream(entries % 6, b"/X Do /X Do"))), SourceTooLarge)
    ring = one_page(page, stream(entries % 7, b"/X Do /X Do"), stream(entries % 6, b"/X Do /X Do"))
    assert isinstance(read(ring), SourceTooLarge)


def test_forms_named_in_a_packed_object() -> None:
    """What a form calls may be named where it is not seen: then any form may be meant."""
    form = stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 8 0 R", b"/X Do /X Do")
    hidden = b"8 0 <</XObject<</X 6 0 R>>>>"
    packed = stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zlib.compress(hidden))
    assert isinstance(read(one_page(stream(b"", b"/X Do " + SAY), form, packed)), Document | SourceTooLarge)


def test_a_page_of_a_million_letters() -> None:
    lines = b" ".join(
        b"BT /F 1 Tf %d %d Td (abcdefghij klmnopqrs) Tj ET" % (n % 60 * 9, n // 60) for n in range(50_000)
    )
    assert isinstance(read(one_page(stream(b"/Filter/FlateDecode", zlib.compress(lines))), seconds=60), SourceTooLarge)


def test_too_many_annotations_are_left_out_and_said_so() -> None:
    notes = b"/Annots[%s]" % b" ".join(b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]>>" for _ in range(2500))
    document = read(one_page(stream(b"", SAY), page=notes))
    assert isinstance(document, Document)
    assert "annotations_skipped" in {d.code for d in document.diagnostics}
    assert document.blocks[0].text.startswith("Giao Phong")


@pytest.mark.parametrize(
    "box", [b"[0 0 1e9 1e9]", b"[0 0 0 0]", b"[5 5 5 5]", b"[a b c d]", b"[-1e30 0 1e30 842]", b"null"]
)
def test_pages_of_any_size(box: bytes) -> None:
    data = one_page(stream(b"", SAY)).replace(b"[0 0 595 842]", box)
    assert isinstance(read(data), Document | SourceError)


def test_a_page_too_large_for_a_picture_does_not_cost_the_others() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.drawString(80, 700, "Giao Phong Tai chinh ra soat nguon von, bao cao truoc ngay 30/4.")
    canvas.showPage()
    canvas.setPageSize((14_000, 14_000))
    canvas.rect(100, 100, 9_000, 9_000)
    canvas.save()
    document = read(out.getvalue())
    assert isinstance(document, Document)
    assert document.needs_ocr == (2,)
    assert "Phong Tai chinh" in document.blocks[0].text


def test_ten_thousand_lines_make_no_hang() -> None:
    drawing = b" ".join(
        b"%d 10 m %d 800 l S 10 %d m 580 %d l S" % (n % 570, n % 570, n % 800, n % 800) for n in range(5000)
    )
    assert isinstance(read(one_page(stream(b"", drawing + b" " + SAY)), seconds=60), Document | SourceError)


@pytest.mark.skipif(not have_fonts(), reason="no DejaVu fonts here")
def test_cut_anywhere() -> None:
    data = pdf_of(plain, ruled_table)
    for share in (0.1, 0.3, 0.5, 0.8, 0.95, 0.995):
        assert isinstance(read(data[: int(len(data) * share)]), SourceError)


def test_a_wrong_table_of_places() -> None:
    data = one_page(stream(b"", SAY))
    wrong = data.replace(b"0000000009 00000 n", b"0000999999 00000 n")
    document = read(wrong)
    assert isinstance(document, SourceBroken) or (
        isinstance(document, Document) and "Giao Phong" in document.blocks[0].text
    )
    lost = data[: data.index(b"startxref")] + b"startxref\n99999999\n%%EOF\n"
    assert isinstance(read(lost), Document | SourceError)


def sample() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(80, 700, "Giao Phong Kinh te bao cao truoc ngay 15 thang 9 nam 2023")
    for x in (80, 200, 320):
        canvas.line(x, 600, x, 500)
    for y in (600, 550, 500):
        canvas.line(80, y, 320, y)
    canvas.acroForm.textfield(name="a", value="Ngay 05", x=300, y=740)
    canvas.save()
    return out.getvalue()


SAMPLE = sample()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=0, max_size=8)), min_size=1, max_size=12))
def test_any_change_gives_a_document_or_an_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLE)
    for at, put in changes:
        data[at : at + len(put) or 1] = put
    read(bytes(data), seconds=20)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_bounds_of_any_bytes(data: bytes) -> None:
    check_bounds(b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + data)
