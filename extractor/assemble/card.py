"""The card of the document: of a notice from its head and foot, of a report from headline, lead and byline."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from extractor.assemble.byline import find_byline
from extractor.assemble.findings import Findings
from extractor.assemble.headline import find_headline
from extractor.assemble.holder import find_holder
from extractor.assemble.issuer import find_issuer
from extractor.assemble.letterhead import Named
from extractor.assemble.meeting import find_meeting
from extractor.assemble.signer import natural_office
from extractor.core.record import Byline, Card, Evidence, Genre, Meeting, Signer
from extractor.lexicon.doc_types import doc_type_of_heading
from extractor.lexicon.document_numbers import DocumentNumber, parse_number
from extractor.structure.spans import Span

_NO_STROKE = re.compile(r"^(\d+)\s+(?=[A-ZĐ])")


class Days(msgspec.Struct, frozen=True):
    """ISO dates of the meeting, of the head's date line and of publication, each where known."""

    meeting: str | None
    issued: str | None
    published: str | None


class _Told(msgspec.Struct, frozen=True):
    """Where each field of the card is told, in the order of the fields, and those whose words stand apart there."""

    text: str
    spans: dict[str, Span]
    names: dict[str, str]


def assemble_card(genre: Genre, found: Findings, days: Days) -> Card:
    """The card, with the evidence of each of its fields."""
    meeting, spans = find_meeting(found, genre, days.meeting)
    if genre == "notice":
        return _notice(found, meeting, spans, days.issued or days.published)
    return _report(found, meeting, spans, days.published)


def _told(text: str, spans: Mapping[str, Span | None], issuer: Named | None) -> _Told:
    """`spans` and, in its place among them, the issuer, whose name a letterhead spreads over lines."""
    spans = {**spans, "issuer": issuer.span if issuer else None}
    known = {path: span for path, span in spans.items() if span is not None and span[0] < span[1]}
    return _Told(text, known, {"issuer": issuer.name} if issuer else {})


def _value(told: _Told, path: str) -> str | None:
    if path in told.names:
        return told.names[path]
    span = told.spans.get(path)
    return " ".join(told.text[slice(*span)].replace("*", " ").split()) if span else None


def _evidence(told: _Told) -> dict[str, Evidence]:
    return {path: Evidence(*span, told.text[slice(*span)]) for path, span in told.spans.items()}


def _notice(found: Findings, meeting: Meeting | None, spans: dict[str, Span], issued_on: str | None) -> Card:
    told = _told(found.text, {**spans, **_of_notice(found, bool(issued_on))}, find_issuer(found))
    number = _value(told, "number")
    parsed = parse_number(_NO_STROKE.sub(r"\1/", number)) if number else None
    recipients = (_value(told, f"recipients.{nth}") for nth in range(len(found.foot.recipients)))
    return Card(
        genre="notice",
        doc_type=_doc_type(_value(told, "doc_type"), parsed, found.head.subject),
        number=_number(number, parsed),
        title=_value(told, "title"),
        issuer=_value(told, "issuer"),
        issued_on=issued_on,
        issued_at=_value(told, "issued_at"),
        urgency=_value(told, "urgency"),
        signer=_signer(told),
        recipients=tuple(r for r in recipients if r),
        byline=None,
        meeting=meeting,
        evidence=_evidence(told),
    )


def _of_notice(found: Findings, dated: bool) -> dict[str, Span | None]:
    head, foot = found.head, found.foot
    return {
        "number": head.number,
        "doc_type": head.doc_type,
        "title": head.title,
        "issued_on": head.date if dated else None,
        "issuer": None,
        "issued_at": head.place,
        "urgency": head.urgency,
        "signer.name": foot.name,
        "signer.authority": foot.authority,
        "signer.position": foot.offices[-1] if foot.offices else None,
        **{f"recipients.{nth}": span for nth, span in enumerate(foot.recipients)},
    }


def _number(written: str | None, parsed: DocumentNumber | None) -> str | None:
    """Without blanks; where the stroke behind the digits is missing (`09 TB/CTy`), as written."""
    if written is None or parsed is None or not parsed.ordinal:
        return None
    return written if _NO_STROKE.match(written) else parsed.canonical


def _doc_type(type_word: str | None, parsed: DocumentNumber | None, subject: bool) -> str | None:
    """By the type line, else by the number; a paper with number or subject and no type is a `công văn`."""
    doc_type = doc_type_of_heading(type_word[:1].upper() + type_word[1:]) if type_word else None
    if doc_type is None and parsed is not None:
        doc_type = parsed.doc_type
    if doc_type is None and (subject or (parsed is not None and parsed.ordinal)):
        doc_type = "công văn"
    return doc_type


def _signer(told: _Told) -> Signer | None:
    name, authority, office = (_value(told, f"signer.{part}") for part in ("name", "authority", "position"))
    if name is None and authority is None and office is None:
        return None
    return Signer(
        name=name.title() if name and name.isupper() else name,
        position=None if office is None else natural_office(office),
        authority=authority,
    )


def _report(found: Findings, meeting: Meeting | None, spans: dict[str, Span], published: str | None) -> Card:
    byline = {f"byline.{part}": span for part, span in find_byline(found).items()}
    chairs = [span for path, span in spans.items() if path.startswith("meeting.chair")]
    issuer = find_holder(found, chairs, held=meeting is not None)
    told = _told(found.text, {**spans, **byline, "title": find_headline(found)}, issuer)
    author, source = _value(told, "byline.author") or found.author, _value(told, "byline.source")
    return Card(
        genre="news",
        title=_value(told, "title") or found.title,
        issuer=_value(told, "issuer"),
        issued_on=published,
        byline=Byline(author=author, source=source) if author or source else None,
        meeting=meeting,
        evidence=_evidence(told),
    )
