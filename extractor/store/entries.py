"""Entries: documents that are one thing in the register, which of them is the main one, and directives said twice.

An entry is what confirmed links `same` and `report` between documents hold together. The witnesses' `entry` is the main
document; that of a main document is its own number where a person chose it, else nothing. What a witness says that the
main document says already has `same_as`, so that lists count it once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from sqlite_utils import Database

from extractor.core.record import Record
from extractor.store.history import Act, note
from extractor.store.matching import Known, held_in, match_directives, restated
from extractor.store.readings import worked_on
from extractor.store.records import read_reading
from extractor.store.rows import directive_id, document_id

SURE = 0.88
"""Likeness from which a report's directive is that of the notice without asking."""

_JOINING = "kind IN ('same', 'report') AND state = 'confirmed' AND from_directive IS NULL AND to_directive IS NULL"
_MOST = 60  # documents of one entry


class Said(msgspec.Struct, frozen=True):
    """The directives of a document that are listed, and those of them that people worked on."""

    known: dict[int, Known]
    worked: frozenset[int]


def members_of(db: Database, number: int) -> tuple[int, ...]:
    """The documents of the entry of a document, itself among them, deleted ones too."""
    found, waiting = {number}, [number]
    sql = f"""
        SELECT to_document FROM links WHERE from_document = ? AND {_JOINING}
        UNION SELECT from_document FROM links WHERE to_document = ? AND {_JOINING}"""
    while waiting and len(found) < _MOST:
        one = waiting.pop()
        fresh = {row[0] for row in db.execute(sql, [one, one])} - found
        found |= fresh
        waiting += fresh
    return tuple(sorted(found))


def main_of(db: Database, number: int) -> int:
    """The main document of the entry that a document belongs to."""
    row = db.execute("SELECT coalesce(entry, id) FROM documents WHERE id = ?", [number]).fetchone()
    return int(row[0])


def settle_entry(db: Database, numbers: Iterable[int], act: Act) -> None:
    """Bring main documents and `same_as` in line with the links, for the entries of these documents."""
    left = set(numbers)
    while left:
        members = members_of(db, left.pop())
        left -= set(members)
        among = ", ".join("?" * len(members))
        sql = f"SELECT id FROM documents WHERE id IN ({among}) AND deleted_at IS NULL ORDER BY id"
        live = [row[0] for row in db.execute(sql, members)]
        main = _main(db, live) if len(live) > 1 else None
        for document in members:
            _set_entry(db, document, main if document in live else None, act)
        wanted = _said_twice(db, main, [n for n in live if n != main]) if main is not None else {}
        _set_same(db, members, wanted, act)


def _main(db: Database, live: list[int]) -> int:
    """Whom a person chose; a notice before a report; where people work; text before scans; what came first."""
    chosen = [n for n in live if main_of(db, n) == n and _entry(db, n) == n]
    if chosen:
        return chosen[-1]
    return min(live, key=lambda n: _rank(db, n))


def _rank(db: Database, number: int) -> tuple[bool, bool, bool, int]:
    genre, needs_ocr = db.execute("SELECT genre, needs_ocr FROM documents WHERE id = ?", [number]).fetchone()
    return (
        genre != "notice",
        not worked_on(db, number),
        needs_ocr != "[]" or _scanned(read_reading(db, number)),
        number,
    )


def _scanned(record: Record) -> bool:
    """Whether the text was read from images of pages."""
    return record.source.format == "image" or any("ocr" in found.code for found in record.diagnostics)


def _entry(db: Database, number: int) -> int | None:
    found: int | None = db.execute("SELECT entry FROM documents WHERE id = ?", [number]).fetchone()[0]
    return found


def _set_entry(db: Database, number: int, main: int | None, act: Act) -> None:
    old = _entry(db, number)
    new = main if main != number or old == number else None
    if old != new:
        db.execute("UPDATE documents SET entry = ? WHERE id = ?", [new, number])
        told = [document_id(n) if n is not None else None for n in (old, new)]
        note(db, act, "document", number, "entry", *told, document=number)


def choose_main(db: Database, number: int, act: Act) -> None:
    """Make a document the main one of its entry."""
    for member in members_of(db, number):
        if _entry(db, member) == member:
            db.execute("UPDATE documents SET entry = NULL WHERE id = ?", [member])
    db.execute("UPDATE documents SET entry = id WHERE id = ?", [number])
    settle_entry(db, [number], act)


def said_by(db: Database, number: int) -> Said:
    """What a document says, for matching."""
    sql = """
        SELECT directives.id, text, start, end,
            (SELECT json_group_array(key) FROM assignees WHERE directive_id = directives.id) AS doers
        FROM directives WHERE document_id = ? AND state IN ('live', 'gone') ORDER BY position"""
    known = {
        row[0]: Known(row[1], row[2], row[3], frozenset(msgspec.json.decode(row[4], type=list[str])))
        for row in db.execute(sql, [number]).fetchall()
    }
    return Said(known, frozenset(worked_on(db, number)))


def _said_twice(db: Database, main: int, witnesses: list[int]) -> dict[int, int]:
    """directive → the one that stands for it, over all documents of an entry."""
    first = said_by(db, main)
    worked = set(first.worked)
    stands: dict[int, int] = {}  # a directive of the main document → the witness's that people worked on
    wanted: dict[int, int] = {}
    for witness in witnesses:
        said = said_by(db, witness)
        for number, target in _matched(db, main, witness, first, said).items():
            target = stands.get(target, target)
            if number not in said.worked:
                wanted[number] = target
            elif target not in worked:
                stands[target] = number
                worked.add(number)
                wanted = {n: number if t == target else t for n, t in wanted.items()} | {target: number}
    return wanted


def _matched(db: Database, main: int, witness: int, first: Said, said: Said) -> dict[int, int]:
    """Directives of a witness that the main document has too; of a report only what is beyond doubt."""
    numbers, told = list(said.known), list(said.known.values())
    if _reports(db, main, witness):
        free = dict(first.known)
        return {
            numbers[p]: n for p, n, alike in restated(free, told) if alike >= SURE and told[p].doers & free[n].doers
        }
    pairs = {numbers[position]: n for position, n in match_directives(first.known, told).items()}
    for number, known in said.known.items():
        if number not in pairs and (holder := held_in(known.text, first.known)) is not None:
            pairs[number] = holder
    return pairs


def _reports(db: Database, main: int, witness: int) -> bool:
    sql = "SELECT count(DISTINCT genre), max(genre) FROM documents WHERE id IN (?, ?)"
    genres, last = db.execute(sql, [main, witness]).fetchone()
    if genres > 1:
        return True
    sql = f"""SELECT EXISTS (SELECT 1 FROM links
        WHERE kind = 'same' AND {_JOINING} AND from_document IN (?, ?) AND to_document IN (?, ?))"""
    return last == "news" and not db.execute(sql, [main, witness, main, witness]).fetchone()[0]


def _set_same(db: Database, members: Collection[int], wanted: dict[int, int], act: Act) -> None:
    among = ", ".join("?" * len(members))
    decided = f"""
        SELECT from_directive, to_directive, state FROM links
        WHERE from_document IN ({among}) AND from_directive IS NOT NULL AND to_directive IS NOT NULL
        AND kind IN ('same', 'report', 'extends', 'repeats') AND state <> 'offered'"""
    kept: dict[int, int] = {}
    for source, target, state in db.execute(decided, list(members)).fetchall():
        if state == "confirmed":
            kept[source] = target
        elif wanted.get(source) == target:
            del wanted[source]
    wanted = wanted | {source: wanted.get(target, target) for source, target in kept.items()}
    sql = f"SELECT id, document_id, same_as FROM directives WHERE document_id IN ({among})"
    for number, document, old in db.execute(sql, list(members)).fetchall():
        new = _root(db, wanted.get(number), wanted)
        if new == number:
            new = None
        if old != new:
            db.execute("UPDATE directives SET same_as = ? WHERE id = ?", [new, number])
            told = [directive_id(n) if n is not None else None for n in (old, new)]
            note(db, act, "directive", number, "same_as", *told, document=document)
    db.execute(
        f"""UPDATE directives
        SET same_as = (SELECT first.same_as FROM directives AS first WHERE first.id = directives.same_as)
        WHERE same_as IN (SELECT id FROM directives WHERE document_id IN ({among}) AND same_as IS NOT NULL)""",
        list(members),
    )


def _root(db: Database, number: int | None, wanted: dict[int, int]) -> int | None:
    """The directive that stands for that one, so that nothing points to what points on."""
    if number is None:
        return None
    if number in wanted:
        return wanted[number]
    row = db.execute("SELECT coalesce(same_as, id) FROM directives WHERE id = ?", [number]).fetchone()
    return int(row[0]) if row is not None else None
