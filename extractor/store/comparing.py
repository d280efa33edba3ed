"""Two documents side by side: what they tell differently, each with its quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from extractor.core.disagreeing import Side, card_disagreements, directive_disagreements, text_disagreements
from extractor.core.links import Comparison, Disagreement, Quote
from extractor.store.effective import effective_record, marks_of, read_holding
from extractor.store.entries import members_of
from extractor.store.folding import key_of
from extractor.store.lookup import resolve
from extractor.store.matching import Known, held_in, match_directives, restated
from extractor.store.records import read_reading
from extractor.store.register import Register
from extractor.store.rows import document_id, number_of, read_documents

_MOST = 12  # documents of an entry that are compared


def compare(register: Register, one: str, other: str) -> Comparison:
    """What two documents tell differently, by id or number. Raises StoreError."""
    with register.reading() as db:
        numbers = resolve(db, one)[0], resolve(db, other)[0]
        return _compared(db, *numbers)


def compare_entry(register: Register, name: str) -> tuple[Comparison, ...]:
    """A document beside each other document of its entry. Raises StoreError."""
    with register.reading() as db:
        number = resolve(db, name)[0]
        others = [n for n in members_of(db, number) if n != number][:_MOST]
        live = read_documents(db, others)
        return tuple(_compared(db, number, n) for n in others if n in live and live[n].deleted_at is None)


def _compared(db: Database, one: int, other: int) -> Comparison:
    left, right = _side(db, one), _side(db, other)
    pairs = _pairs(db, left, right)
    documents = read_documents(db, [one, other])
    return Comparison(
        one=documents[one],
        other=documents[other],
        disagreements=tuple(_disagreements(left, right, pairs)),
        pairs=tuple((left.ids[i], right.ids[j]) for i, j in pairs),
        only_one=_without(left.ids, (i for i, _ in pairs)),
        only_other=_without(right.ids, (j for _, j in pairs)),
    )


def _side(db: Database, number: int) -> Side:
    holding = read_holding(db, number, read_reading(db, number))
    return Side(document_id(number), effective_record(holding), marks_of(holding)[0])


def _pairs(db: Database, left: Side, right: Side) -> list[tuple[int, int]]:
    """Directives that say the same, by their places in both records."""
    old, new = _known(left), _known(right)
    if left.record.document.genre == right.record.document.genre:
        matched = match_directives(old, list(new.values()))
        told = list(new)
        pairs = {told[position]: number for position, number in matched.items()}
        for number, known in new.items():
            if number not in pairs and (holder := held_in(known.text, old)) is not None:
                pairs[number] = holder
    else:
        pairs = {position: number for position, number, _ in restated(old, list(new.values()))}
    for one, other in _decided(db, left, right):
        pairs[other] = one
    return sorted((number, position) for position, number in pairs.items())


def _decided(db: Database, left: Side, right: Side) -> Iterator[tuple[int, int]]:
    """Pairs that a person linked."""
    sql = """
        SELECT from_directive, to_directive FROM links WHERE state = 'confirmed' AND from_directive IS NOT NULL
        AND to_directive IS NOT NULL AND from_document IN (?, ?) AND to_document IN (?, ?)"""
    numbers = [number_of(left.id), number_of(right.id)]
    places = {number_of(name): (side, i) for side in (left, right) for i, name in enumerate(side.ids)}
    for ends in db.execute(sql, [*numbers, *numbers]):
        found = {places[end][0].id: places[end][1] for end in ends if end in places}
        if len(found) == 2:
            yield found[left.id], found[right.id]


def _known(side: Side) -> dict[int, Known]:
    return {
        place: Known(d.text, d.start, d.end, frozenset(key_of(a.text) for a in d.assignees))
        for place, d in enumerate(side.record.directives)
    }


def _disagreements(left: Side, right: Side, pairs: list[tuple[int, int]]) -> Iterator[Disagreement]:
    told = list(card_disagreements(left, right))
    told += [found for i, j in pairs for found in directive_disagreements(left, right, i, j)]
    yield from told
    for found in text_disagreements(left, right):
        if not any(_overlap(found.one_quote, known.one_quote) for known in told):
            yield found


def _overlap(one: Quote, other: Quote) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _without(names: Iterable[str], taken: Iterable[int]) -> tuple[str, ...]:
    gone = set(taken)
    return tuple(name for place, name in enumerate(names) if place not in gone)
