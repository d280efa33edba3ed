"""What the file's name and its digital signatures tell of a document, and where they contradict its text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from reportlab.pdfgen.canvas import Canvas

from extractor.assemble.file_name import days_in_name, read_file_name
from extractor.assemble.witnesses import weigh
from extractor.core.context import Context
from extractor.core.record import Diagnostic, DigitalSignature, Record
from extractor.pipeline import extract, understand
from extractor.reading import read_text
from extractor.reading.signatures import read_signatures
from extractor.views.card import card_facts

NOTICE = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LÂM SƠN               Độc lập - Tự do - Hạnh phúc
Số: {number}          Lâm Sơn, ngày {day} năm 2024

THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp về giải ngân vốn đầu tư công

Ngày 20/12/2024, Phó Chủ tịch UBND tỉnh chủ trì họp và kết luận:
1. Sở Xây dựng báo cáo UBND tỉnh trước ngày 15/01/2025.

Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
Trần Quốc Hưng
"""


def notice(name: str | None, *, number: str = "    /TB-UBND", day: str = "24 tháng 12") -> Record:
    return extract(NOTICE.format(number=number, day=day), context=Context(file_name=name))


def codes(record: Record) -> set[str]:
    return {diagnostic.code for diagnostic in record.diagnostics}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("660-TB-UBND.pdf", "660/TB-UBND"),
        ("123TBUB.signed.pdf", "123/TB-UBND"),
        ("123TBUB.signed_20250219_234149.pdf", "123/TB-UBND"),
        ("2352 ( 07-CT-UBND).signed_20250221_092046.pdf", "07/CT-UBND"),
        ("575-UBND-KTTH_2025-02.pdf", "575/UBND-KTTH"),
        ("862-TB-TU.docx", "862-TB/TU"),
        ("97 KL HU.docx", "97-KL/HU"),
        ("408_TB_VPCP.pdf", "408/TB-VPCP"),
        ("11CT_20250510_124908.pdf", None),
        ("Bao cao 6 thang 2024 UBND.docx", None),
        ("2024 UBND KTTH.pdf", None),
        ("ke-hoach-2026.docx", None),
        ("07-thu-giao-ban.txt", None),
        ("97-KL-HU Kỳ Sơn.docx", "97-KL/HU"),
        ("don.zip › 408-TB-UBND.pdf", "408/TB-UBND"),
        ("660-tb-ubnd.pdf", "660/TB-UBND"),
        ("IMG_20250219_234149.jpg", None),
    ],
)
def test_numbers_in_names_of_files(name: str, number: str | None) -> None:
    assert read_file_name(name).number == number


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("565-TB_2024-11-15.pdf", dt.date(2024, 11, 15)),
        ("TB ngay 15.11.2024.pdf", dt.date(2024, 11, 15)),
        ("scan_20241115_0812.pdf", None),
        ("31-11-2024.pdf", None),
    ],
)
def test_days_in_names_of_files(name: str, day: dt.date | None) -> None:
    assert next(iter(days_in_name(name)), None) == day


def test_digits_left_open_are_those_of_the_name() -> None:
    record = notice("660-TB-UBND.pdf")
    assert record.document.number == "660/TB-UBND"
    assert record.document.witnesses == {"number": "file_name"}
    assert "number_missing" not in codes(record)


@pytest.mark.parametrize("name", [None, "van-ban.pdf", "660-QĐ-UBND.pdf"])
def test_a_number_that_nobody_tells_is_asked_for(name: str | None) -> None:
    record = notice(name)
    assert record.document.number is None
    assert "number_missing" in codes(record)


def test_a_number_that_the_name_contradicts_stands_and_is_said() -> None:
    record = notice("606-TB-UBND.pdf", number="660/TB-UBND")
    assert record.document.number == "660/TB-UBND"
    assert "number_disagrees" in codes(record)
    assert "number_disagrees" not in codes(notice("0660-TB-UBND.pdf", number="660/TB-UBND"))


@pytest.mark.parametrize("day", ["… tháng 12", "     tháng 12", "… tháng …"])
def test_a_day_left_open_is_not_invented(day: str) -> None:
    record = notice(None, day=day)
    assert record.document.issued_on is None
    assert "date_missing" in codes(record)


def test_a_day_left_open_is_that_of_the_name_where_it_agrees() -> None:
    record = notice("660-TB-UBND_2024-12-24.pdf", day="… tháng 12")
    assert (record.document.issued_on, record.document.witnesses["issued_on"]) == ("2024-12-24", "file_name")
    assert notice("660-TB-UBND_2025-02-19.pdf", day="… tháng 12").document.issued_on is None


# --- digital signatures -----------------------------------------------------------------------------------------------

Sign = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def sign(tmp_path_factory: pytest.TempPathFactory) -> Sign:
    """Signs a PDF with a new certificate for a name and its body."""
    folder = tmp_path_factory.mktemp("keys")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )

    def signed(pdf: bytes, name: str, body: str) -> bytes:
        subject = x509.Name(
            [x509.NameAttribute(NameOID.ORGANIZATION_NAME, body), x509.NameAttribute(NameOID.COMMON_NAME, name)]
        )
        now = dt.datetime.now(dt.UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        signer = signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "cert.pem"))
        assert signer is not None
        metadata = signers.PdfSignatureMetadata(field_name=f"Sig{len(pdf)}")
        out = signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            metadata,
            signer=signer,
            new_field_spec=SigFieldSpec(metadata.field_name),
        )
        return out.getvalue()

    return signed


def plain_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(80, 700, "Thong bao ket luan cuoc hop, dong chu du dai de co lop chu")
    canvas.save()
    return out.getvalue()


def test_signatures_tell_who_signed_and_when(sign: Sign) -> None:
    pdf = sign(sign(plain_pdf(), "Trần Quốc Hưng", "UBND tỉnh Lâm Sơn"), "Ủy ban nhân dân tỉnh Lâm Sơn", "Tỉnh Lâm Sơn")
    person, body = sorted(read_signatures(pdf), key=lambda s: s.name or "")
    assert (person.name, person.body, person.intact) == ("Trần Quốc Hưng", "UBND tỉnh Lâm Sơn", True)
    assert body.name == "Ủy ban nhân dân tỉnh Lâm Sơn"
    assert person.signed_at is not None
    assert person.signed_at.endswith("+07:00")


def test_a_change_after_signing_is_seen(sign: Sign) -> None:
    pdf = sign(plain_pdf(), "Trần Quốc Hưng", "UBND tỉnh Lâm Sơn")
    at = pdf.index(b"/Length")
    broken = pdf[:at].replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 594") + pdf[at:]
    assert broken != pdf
    assert [s.intact for s in read_signatures(broken)] == [False]
    assert "signature_broken" in codes(extract(broken))
    assert "signature_broken" not in codes(extract(pdf))


@pytest.mark.parametrize("data", [b"%PDF-1.4 /ByteRange nonsense", b"", b"/ByteRange" * 1000])
def test_what_cannot_be_read_has_no_signature(data: bytes) -> None:
    assert read_signatures(data) == ()


def test_signatures_fill_what_the_page_leaves_open() -> None:
    signed = (
        DigitalSignature("2024-12-24T09:00:00+07:00", "Trần Quốc Hưng", "UBND tỉnh Lâm Sơn", True),
        DigitalSignature("2024-12-26T09:00:00+07:00", "Ủy ban nhân dân tỉnh Lâm Sơn", "Tỉnh Lâm Sơn", True),
    )
    card = notice("660-TB-UBND.pdf", day="… tháng 12").document
    filled = weigh(card, None, signed, "ngày … tháng 12 năm 2024").card
    assert (filled.issued_on, filled.witnesses["issued_on"]) == ("2024-12-24", "signature")
    assert weigh(card, None, signed, "ngày … tháng 11 năm 2024").card.issued_on is None

    whole = notice(None, number="660/TB-UBND", day="25 tháng 12").document
    told = {d.code for d in weigh(whole, None, signed, "ngày 25 tháng 12 năm 2024").diagnostics}
    assert told == {"signed_before_issue"}


def test_the_card_says_who_told() -> None:
    assert {fact.path: fact.value for fact in card_facts(notice("660-TB-UBND.pdf"))}[
        "number"
    ] == "660/TB-UBND (theo tên tệp)"


# --- what the reader of a scan asks ---------------------------------------------------------------------------------


ASKED = (
    Diagnostic(code="handwritten_number", page=1, message="điền số"),
    Diagnostic(code="handwritten_date", page=1, message="điền ngày"),
    Diagnostic(code="ocr_read", message="đọc bằng nhận dạng chữ"),
)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        (None, ["handwritten_number", "handwritten_date", "ocr_read"]),
        ("660-TB-UBND.pdf", ["handwritten_date", "ocr_read"]),
        ("660-TB-UBND_2024-12-24.pdf", ["ocr_read"]),
    ],
)
def test_a_question_is_asked_once_and_not_where_a_witness_answers(name: str | None, left: list[str]) -> None:
    document = read_text(NOTICE.format(number="… /TB-UBND", day="… tháng 12"), name)
    record = understand(msgspec.structs.replace(document, diagnostics=ASKED), Context())
    assert [told.code for told in record.diagnostics] == left


def test_a_signer_whose_name_a_seal_covers_is_asked_for_on_scans_alone() -> None:
    text = NOTICE.format(number="660/TB-UBND", day="24 tháng 12").replace("Trần Quốc Hưng\n", "")
    scanned = msgspec.structs.replace(read_text(text, None), diagnostics=ASKED[2:])
    assert "signer_missing" in codes(understand(scanned, Context()))
    assert "signer_missing" not in codes(extract(text))
    assert "signer_missing" not in codes(extract(NOTICE.format(number="660/TB-UBND", day="24 tháng 12")))
