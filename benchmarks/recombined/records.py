"""Whole records, without end: head, lines with orders among lines without, of one place, issuer and day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from extractor.core.record import Anchor, Card, Directive, Entity, Figure, Record, Source, Time
from extractor.lexicon.admin_units import communes, provinces_and_districts
from extractor.pipeline import extract
from extractor.training.splits import find_splits
from recombined.pieces import Names, Piece, continued, pieces_of, retold

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora" / "documents"
_FIRST, _LAST = date(2019, 1, 2), date(2026, 10, 30)
_ORDERS = (6, 11)  # lines with orders in a document, from and to
_GOES_ON = 0.5  # of the orders


class Stock(msgspec.Struct, frozen=True):
    """`orders` are lines with a directive, `others` lines without, `titles` what conclusions were about."""

    orders: tuple[Piece, ...]
    others: tuple[Piece, ...]
    titles: tuple[str, ...]
    clauses: tuple[str, ...]
    names: Names


def stock() -> Stock:
    """Lines of all documents of the training part, as the pipeline reads them."""
    splits = find_splits(CORPORA)
    texts = [p for p in sorted(CORPORA.rglob("*.txt")) if splits.part_of(p.stem) == "train"]
    records = [extract(path.read_text(encoding="utf-8")) for path in texts]
    pieces = [piece for record in records for piece in pieces_of(record)]
    provinces = tuple(u.name for u in provinces_and_districts() if u.level == "province" and u.valid_on("2026-01-01"))
    doers = {a.text for r in records for d in r.directives for a in d.assignees if a.text[0].isupper()}
    bodies = tuple(sorted(doer for doer in doers if len(doer) < 60))
    return Stock(
        orders=tuple(p for p in pieces if p.directives),
        others=tuple(p for p in pieces if not p.directives and len(p.text) > 60),
        titles=tuple(sorted({r.document.title for r in records if r.document.title})),
        clauses=tuple(sorted({clause for record in records for clause in _clauses(record)})),
        names=Names(
            provinces, tuple(u.name for u in communes() if u.valid_on("2026-01-01") and u.word != "đặc khu"), bodies
        ),
    )


def _clauses(record: Record) -> Iterator[str]:
    """What is said behind the semicolons of orders."""
    for directive in record.directives:
        yield from (
            clause for part in directive.text.split(";")[1:] if (clause := part.strip(" .")) and len(clause) > 30
        )


def records(lines: Stock, seed: int = 0) -> Iterator[tuple[bytes, Record]]:
    """Records without end, each with the bytes of the file that it might be of. The same seed gives the same."""
    chance = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield _record(lines, number, chance)


def _record(lines: Stock, number: int, chance: random.Random) -> tuple[bytes, Record]:
    province = chance.choice(lines.names.province)
    issued = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
    head = _head(province, number, issued, chance.choice(lines.titles))
    text, body = _joined(head, _chosen(lines, issued, chance))
    card = Card(
        genre="notice",
        doc_type="Thông báo",
        number=f"{number}/TB-UBND",
        title=head[-1].text,
        issuer=head[0].text,
        issued_on=issued.isoformat(),
    )
    record = Record(
        text,
        card,
        Source("text"),
        Anchor(issued.isoformat(), "issue_date"),
        directives=tuple(_in(body, "directives")),
        entities=tuple(_in(body, "entities")),
        figures=tuple(_in(body, "figures")),
        times=tuple(_in(body, "times")),
        program="recombined",
    )
    return text.encode(), record


def _head(province: str, number: int, issued: date, title: str) -> list[Piece]:
    day = f"{province}, ngày {issued.day:02d} tháng {issued.month} năm {issued.year}"
    return [Piece(f"UBND tỉnh {province}"), Piece(f"Số: {number}/TB-UBND"), Piece(day), Piece(title.replace("\n", " "))]


def _chosen(lines: Stock, issued: date, chance: random.Random) -> list[Piece]:
    orders = [chance.choice(lines.orders) for _ in range(chance.randint(*_ORDERS))]
    chosen = orders + [chance.choice(lines.others) for _ in range(len(orders) // 2)]
    chance.shuffle(chosen)
    retellings = (retold(piece, lines.names, issued, chance) for piece in chosen)
    return [
        continued(piece, chance.choice(lines.clauses)) if chance.random() < _GOES_ON else piece for piece in retellings
    ]


def _joined(head: Sequence[Piece], body: Sequence[Piece]) -> tuple[str, list[tuple[int, Piece]]]:
    """The text, and its pieces with where they begin."""
    placed: list[tuple[int, Piece]] = []
    at = 0
    for piece in [*head, *body]:
        placed.append((at, piece))
        at += len(piece.text) + 1
    return "\n".join(piece.text for _, piece in placed), placed


def _in(placed: Sequence[tuple[int, Piece]], layer: str) -> Iterator[Directive | Entity | Figure | Time]:
    for at, piece in placed:
        for item in getattr(piece, layer):
            yield _at(item, at)


def _at(item: Directive | Entity | Figure | Time, by: int) -> Directive | Entity | Figure | Time:
    moved = msgspec.structs.replace(item, start=item.start + by, end=item.end + by)
    if not isinstance(moved, Directive):
        return moved
    due = moved.deadline
    return msgspec.structs.replace(
        moved,
        assignees=tuple(msgspec.structs.replace(a, start=a.start + by, end=a.end + by) for a in moved.assignees),
        deadline=msgspec.structs.replace(due, start=due.start + by, end=due.end + by) if due else None,
    )
