"""What a document is found by from other documents: its sketch, its meeting, its references; made from its reading."""

from __future__ import annotations

import msgspec
from sqlite_utils import Database

from extractor.core.likeness import folded_words
from extractor.core.record import Card, Record
from extractor.core.status import whole_day
from extractor.store.citing import write_references
from extractor.store.records import read_reading
from extractor.store.sketches import add_marks, drop_marks


def describe(db: Database, number: int, record: Record | None = None) -> None:
    """Fill the tables for a document that has its directives; `record` is its applied reading."""
    reading = record if record is not None else read_reading(db, number)
    add_marks(db, number, reading.text, _directives(db, number, reading))
    write_references(db, number, reading)
    write_meeting(db, number, reading.document)


def forget(db: Database, number: int) -> None:
    """Take the sketch of a document out, while its reading and directives are still those it was made of."""
    reading = read_reading(db, number)
    drop_marks(db, number, reading.text, _directives(db, number, reading))


def _directives(db: Database, number: int, reading: Record) -> list[tuple[int, str]]:
    """The directives of the reading with their words as read, whatever was corrected since."""
    sql = "SELECT id, reading_position FROM directives WHERE document_id = ? AND reading_position IS NOT NULL"
    return [(id_, reading.directives[place].text) for id_, place in db.execute(sql, [number])]


def write_meeting(db: Database, number: int, card: Card) -> None:
    """Day, chairs and topic of the meeting that a document is about."""
    meeting = card.meeting
    chairs = [" ".join(folded_words(name)) for name in (meeting.chair if meeting is not None else ())]
    names = [meeting.name, meeting.place] if meeting is not None else []
    about = " ".join(part for part in (card.title, *names) if part)
    db.execute("DELETE FROM meetings WHERE document_id = ?", [number])
    db.execute(
        "INSERT INTO meetings(document_id, on_day, chairs, about) VALUES (?, ?, ?, ?)",
        [
            number,
            whole_day(meeting.date) if meeting is not None else None,
            msgspec.json.encode(chairs).decode(),
            " ".join(folded_words(about)),
        ],
    )
