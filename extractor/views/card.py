"""The card of a document as lines of name and value."""

from __future__ import annotations

import msgspec

from extractor.core.record import Card, Record
from extractor.views.words import WITNESSES, date_in_words

_TOLD_BY = {"file_name": "theo tên tệp", "signature": "theo chữ ký số", "person": "người sửa"}
GENRES = {"notice": "văn bản hành chính", "news": "tin bài"}


class Fact(msgspec.Struct, frozen=True):
    """One line of the card. `path` is the field it stands for, as in `Card.evidence`.

    A list has its `items`; their evidence is under `path.0`, `path.1` and so on.
    """

    path: str
    name: str
    value: str
    items: tuple[str, ...] = ()


def card_facts(record: Record) -> tuple[Fact, ...]:
    """What the card states, in the order it is read; empty fields are left out."""
    card = record.document
    facts = (
        Fact("genre", "Thể loại", GENRES[card.genre]),
        Fact("doc_type", "Loại văn bản", card.doc_type or ""),
        Fact("number", "Số, ký hiệu", card.number or ""),
        Fact("title", "Trích yếu" if card.genre == "notice" else "Tiêu đề", card.title or ""),
        Fact("issuer", "Cơ quan ban hành" if card.genre == "notice" else "Cơ quan chủ trì", card.issuer or ""),
        Fact("issued_on", "Ngày ban hành" if card.genre == "notice" else "Ngày đăng", date_in_words(card.issued_on)),
        Fact("issued_at", "Nơi ban hành", card.issued_at or ""),
        Fact("urgency", "Độ khẩn", card.urgency or ""),
        *_people(card),
        *_meeting(card),
        Fact("anchor", "Mốc tính thời hạn", _anchor(record)),
    )
    return tuple(_with_witness(fact, card) for fact in facts if fact.value)


def _with_witness(fact: Fact, card: Card) -> Fact:
    """A value that something else than the text told says so."""
    witness = card.witnesses.get(fact.path)
    return msgspec.structs.replace(fact, value=f"{fact.value} ({_TOLD_BY[witness]})") if witness else fact


def _people(card: Card) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    if card.signer is not None:
        signer = card.signer
        facts.append(Fact("signer.authority", "Thẩm quyền ký", signer.authority or ""))
        facts.append(Fact("signer.position", "Chức vụ người ký", signer.position or ""))
        facts.append(Fact("signer.name", "Người ký", signer.name or ""))
    if card.byline is not None:
        facts.append(Fact("byline.author", "Tác giả", card.byline.author or ""))
        facts.append(Fact("byline.source", "Nguồn", card.byline.source or ""))
    facts.append(Fact("recipients", "Nơi nhận", "; ".join(card.recipients), card.recipients))
    return tuple(facts)


def _meeting(card: Card) -> tuple[Fact, ...]:
    meeting = card.meeting
    if meeting is None:
        return ()
    return (
        Fact("meeting.name", "Cuộc họp", meeting.name or ""),
        Fact("meeting.date", "Ngày họp", date_in_words(meeting.date)),
        Fact("meeting.chair", "Chủ trì", "; ".join(meeting.chair), meeting.chair),
        Fact("meeting.place", "Nơi họp", meeting.place or ""),
    )


def _anchor(record: Record) -> str:
    if record.anchor.date is None:
        return ""
    return f"{date_in_words(record.anchor.date)} ({WITNESSES[record.anchor.witness]})"
