"""Who else tells what a card says: the name of the file, its digital signatures. They fill what the text left open, and
where they contradict it, the clerk is told; they never overrule what the text says clearly.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

import msgspec

from extractor.assemble.file_name import NamedBy, days_in_name, read_file_name
from extractor.core.characters import matching_view, without_marks
from extractor.core.record import Card, Diagnostic, DigitalSignature, Signer
from extractor.lexicon.document_numbers import DocumentNumber, parse_number
from extractor.lexicon.issuing_bodies import read_body

_MONTH = re.compile(r"tháng\s*(\d{1,2})")
_YEAR = re.compile(r"năm\s*(\d{4})")
_PERSON = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+){1,5}")

_ASKS_FOR = {"handwritten_number": "number", "handwritten_date": "issued_on"}
"""What the reader of a scan asks for, as fields of the card."""
_MISSES = {"number_missing": "number", "date_missing": "issued_on"}
"""What the card misses, as its fields."""


class Weighed(msgspec.Struct, frozen=True):
    """A card with what other witnesses filled in, and what they contradict."""

    card: Card
    diagnostics: tuple[Diagnostic, ...]


def weigh(card: Card, file_name: str | None, signatures: Iterable[DigitalSignature], dated: str | None) -> Weighed:
    """Fill the open fields of a notice's card. `dated` are the words of its date line, whole or with blanks in it."""
    signed = tuple(signatures)
    if card.genre != "notice":
        return Weighed(card, tuple(_broken(signed)))
    named = read_file_name(file_name)
    witnesses: dict[str, str] = {}
    number = _number(card, named)
    if number != card.number:
        witnesses["number"] = "file_name"
    signer = _signer(card.signer, signed)
    if signer != card.signer:
        witnesses["signer.name"] = "signature"
    issuer = card.issuer or next((s.name for s in signed if s.name and _is_body(s.name)), None)
    if issuer != card.issuer:
        witnesses["issuer"] = "signature"
    issued_on, witness = (card.issued_on, None) if card.issued_on else _day(dated, signer, signed, file_name)
    if witness:
        witnesses["issued_on"] = witness
    filled = msgspec.structs.replace(
        card, number=number, signer=signer, issuer=issuer, issued_on=issued_on, witnesses=witnesses
    )
    return Weighed(filled, (*_contradictions(filled, named, signed, dated), *_broken(signed)))


def without_answered(said: Iterable[Diagnostic], weighed: Weighed) -> tuple[Diagnostic, ...]:
    """What is to be told of reading (`said`) and of the card, each question once.

    What was not legible is asked for by the reader, which knows the page; nobody asks for what a witness has told.
    """
    told = weighed.card.witnesses
    kept = tuple(d for d in dict.fromkeys(said) if _ASKS_FOR.get(d.code) not in told)
    asked = {_ASKS_FOR[d.code] for d in kept if d.code in _ASKS_FOR}
    missed = (d for d in weighed.diagnostics if _MISSES.get(d.code) not in asked)
    return (*kept, *missed, *_nameless(weighed.card, scanned=any(d.code == "ocr_read" for d in kept)))


def _nameless(card: Card, scanned: bool) -> Iterator[Diagnostic]:
    """On a scan a signer without name or office is one that a seal or signature covers."""
    if not scanned or card.genre != "notice":
        return
    if card.signer is None or card.signer.name is None:
        message = "Không đọc được tên người ký (có thể bị dấu hoặc chữ ký che): xem ảnh trang cuối và điền tên."
        yield _doubt("signer_missing", message)
    elif card.signer.position is None:
        message = "Không đọc được chức vụ người ký (có thể bị dấu che): xem ảnh trang cuối và điền chức vụ."
        yield _doubt("position_missing", message)


def signed_day(signatures: Iterable[DigitalSignature], dated: str | None, text: str) -> str | None:
    """The ISO date of the first signature, where the text lives in its year: a scan may be signed years later."""
    for signature in signatures:
        day = _day_of(signature)
        if day is not None and _agrees(day, dated) and (_year(dated) or str(day.year) in text):
            return day.isoformat()
    return None


# --- number -----------------------------------------------------------------------------------------------------------


def _number(card: Card, named: NamedBy) -> str | None:
    """The number of the text; where its digits were left open or not read, those of the file's name."""
    if card.number is not None or named.ordinal is None:
        return card.number
    written = card.evidence.get("number")
    code = parse_number(f"Số: {written.text}") if written else None
    if code is not None and code.ordinal is None and _same_type(card, named):
        return named.ordinal + code.canonical
    return named.number if code is None and _same_type(card, named) else None


def _same_type(card: Card, named: NamedBy) -> bool:
    return named.doc_type is None or card.doc_type is None or named.doc_type == card.doc_type


# --- signer and day ---------------------------------------------------------------------------------------------------


def _is_body(name: str) -> bool:
    return read_body(matching_view(name).lower(), 0) is not None


def _signer(signer: Signer | None, signed: tuple[DigitalSignature, ...]) -> Signer | None:
    """The signer; where the page shows only the office, the person whose certificate signed."""
    if signer is None or signer.name is not None:
        return signer
    name = next((s.name for s in signed if s.name and _is_person(s.name)), None)
    return msgspec.structs.replace(signer, name=name.title() if name and name.isupper() else name)


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and not name.isupper() and not _is_body(name) and len(name.split()) >= 2


def _day(
    dated: str | None, signer: Signer | None, signed: tuple[DigitalSignature, ...], file_name: str | None
) -> tuple[str | None, str | None]:
    """The day that a date line with blanks leaves open, and who gave it: the signer's signature or the file's name."""
    if dated is None or _year(dated) is None:
        return None, None
    mine = (_day_of(s) for s in signed if signer and signer.name and s.name and _folded(s.name) == _folded(signer.name))
    for day in mine:
        if day is not None and _agrees(day, dated):
            return day.isoformat(), "signature"
    for day in days_in_name(file_name):
        if _agrees(day, dated):
            return day.isoformat(), "file_name"
    return None, None


def _folded(name: str) -> str:
    return without_marks(" ".join(name.lower().split()))


def _day_of(signature: DigitalSignature) -> dt.date | None:
    return dt.date.fromisoformat(signature.signed_at[:10]) if signature.signed_at else None


def _year(dated: str | None) -> int | None:
    found = _YEAR.search(dated or "")
    return int(found.group(1)) if found else None


def _agrees(day: dt.date, dated: str | None) -> bool:
    """Whether a day has the month and year that a date line states, as far as it states them."""
    month = _MONTH.search(dated or "")
    return (_year(dated) or day.year) == day.year and (int(month.group(1)) if month else day.month) == day.month


# --- contradictions ---------------------------------------------------------------------------------------------------


def _contradictions(
    card: Card, named: NamedBy, signed: tuple[DigitalSignature, ...], dated: str | None
) -> Iterator[Diagnostic]:
    written = parse_number(f"Số: {card.number}") if card.number else None
    if written and _other_ordinal(written, named) and _same_type(card, named):
        told = named.number or named.ordinal
        yield _doubt(
            "number_disagrees", f"Văn bản ghi số {card.number} nhưng tên tệp ghi {told}: hãy đối chiếu với bản gốc."
        )
    if card.number is None and "number" in card.evidence:
        yield _doubt("number_missing", "Không đọc được số của văn bản (để trống hoặc viết tay): hãy nhập số.")
    if card.issued_on is None and dated is not None:
        yield _doubt("date_missing", "Không đọc được ngày ban hành (để trống hoặc viết tay): hãy nhập ngày.")
    first = min((day for s in signed if (day := _day_of(s))), default=None)
    if first and card.issued_on and card.issued_on > first.isoformat():
        shown = first.strftime("%d/%m/%Y")
        yield _doubt(
            "signed_before_issue", f"Chữ ký số có từ ngày {shown}, trước ngày ban hành: hãy đối chiếu với bản gốc."
        )


def _broken(signed: tuple[DigitalSignature, ...]) -> Iterator[Diagnostic]:
    if any(s.intact is False for s in signed):
        yield _doubt(
            "signature_broken", "Chữ ký số không còn khớp với nội dung tệp (tệp đã bị sửa sau khi ký): xin lại bản gốc."
        )


def _other_ordinal(written: DocumentNumber, named: NamedBy) -> bool:
    if written.ordinal is None or named.ordinal is None:
        return False
    return written.ordinal.lstrip("0") != named.ordinal.lstrip("0")


def _doubt(code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=message)
