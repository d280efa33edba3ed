"""Linking a document that has come in with others: the same notice, reports of its meeting, later and earlier notices.

What is certain is joined at once, all else is offered. Candidates come from indexes (number and day, day of the
meeting, numbers cited, sketches), a bounded number of each, so a document costs the same in a register of any size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, TypeAlias

import msgspec
from sqlite_utils import Database

from extractor.core.likeness import containment, folded_words, numbers_alike, numbers_held, resemblance
from extractor.core.links import LinkKind, Reason
from extractor.core.record import Record
from extractor.core.references import reference_key
from extractor.core.sameness import (
    Alike,
    Traits,
    Verdict,
    contradict,
    disagree,
    judge_report,
    judge_same,
    may_be_same,
    topics_alike,
)
from extractor.core.status import whole_day
from extractor.store.entries import main_of, members_of, said_by, settle_entry
from extractor.store.history import MACHINE, Act
from extractor.store.later import link_later
from extractor.store.links import add_link
from extractor.store.matching import restated
from extractor.store.records import read_layouts
from extractor.store.sketches import alike_documents, document_marks, document_words, near_directives

_SHARED = 4  # marks in common from which two documents are compared
_ALIKE = 3  # marks in common from which two directives are alike
_COMPARED = 8  # documents whose texts are compared
_SAME_DAY = 150  # documents of one meeting day that are looked at
_REPORTS = 6  # of them those whose directives are compared

_Restated: TypeAlias = tuple[tuple[int, int], tuple[int, int], float]
"""(document, directive) of a report, of the notice, and how alike they are."""

_TRAITS = """
    SELECT documents.id, genre, number, issued_on, issuer, units.key AS unit, on_day, chairs, about
    FROM documents LEFT JOIN meetings ON meetings.document_id = documents.id
    LEFT JOIN units ON units.id = documents.issuer_unit
    WHERE deleted_at IS NULL"""


class _Text(msgspec.Struct, frozen=True):
    """A text made ready for comparing."""

    text: str
    words: int
    shingles: frozenset[str]


def link_document(db: Database, number: int, record: Record, act: Act) -> None:
    """Look for what a document has to do with others; `describe` has been called for it."""
    act = Act(MACHINE, act.at)
    traits = _traits(db, [number])[number]
    text = _read(record.text)
    joined = _link_same(db, number, _with_text(traits, text), text, act)
    near = near_directives(db, number)
    reported, restatements = _link_reports(db, number, traits, near, act)
    if joined or reported or len(members_of(db, number)) > 1:
        settle_entry(db, [number], act)
    for source, target, alike in restatements:
        _offer_restated(db, source, target, alike, act)
    link_later(db, number, record, near, act)


def _traits(db: Database, numbers: Iterable[int]) -> dict[int, Traits]:
    wanted = msgspec.json.encode(sorted(set(numbers))).decode()
    sql = f"{_TRAITS} AND documents.id IN (SELECT value FROM json_each(?))"
    return {row["id"]: _traits_of(row) for row in db.query(sql, [wanted])}


def _traits_of(row: dict[str, Any]) -> Traits:
    return Traits(
        genre=row["genre"],
        number=reference_key(row["number"] or ""),
        issued_on=whole_day(row["issued_on"]),
        issuer=row["issuer"],
        unit=row["unit"],
        meeting_on=row["on_day"],
        chairs=msgspec.json.decode(row["chairs"] or "[]", type=tuple[str, ...]),
        about=row["about"] or "",
    )


def _read(text: str) -> _Text:
    return _Text(text, *document_words(text))


def _with_text(traits: Traits, text: _Text) -> Traits:
    start = " ".join(folded_words(text.text[:600]))
    return msgspec.structs.replace(traits, words=text.words, draft="du thao" in start)


def _link_same(db: Database, number: int, traits: Traits, text: _Text, act: Act) -> bool:
    """Whether the document was joined with another."""
    judged = list(_judged(db, number, traits, text))
    entries = {target: _of_entry(db, target, traits.genre) for target, _, _ in judged}
    sure = {target for target, verdict, _ in judged if verdict.certain}
    sure -= {target for target in sure if any(contradict(traits, member) for member in entries[target])}
    for one, other in combinations(tuple(sure), 2):
        if any(disagree(a, b) for a in entries[one] for b in entries[other]):
            sure -= {one, other}  # it may be either, so a person decides
    for target, verdict, reasons in judged:
        certain = target in sure
        score = verdict.score
        add_link(db, "same", (number, None), (target, None), act, score=score, reasons=reasons, confirmed=certain)
    return bool(sure)


def _judged(
    db: Database, number: int, traits: Traits, text: _Text
) -> Iterator[tuple[int, Verdict, tuple[Reason, ...]]]:
    """Main documents that a document may be the same as; of each entry the verdict on the member most like it."""
    best: dict[int, tuple[Verdict, tuple[Reason, ...]]] = {}
    for other, bare in _traits(db, _maybe_same(db, number, text)).items():
        target = main_of(db, other)
        if not may_be_same(traits, bare) or _linked(db, number, target, ("same",)):
            continue
        compared = _read(read_layouts(db, [other])[other].text)
        alike = Alike(
            resemblance(text.shingles, compared.shingles),
            containment(text.shingles, compared.shingles),
            numbers_alike(text.text, compared.text),
            numbers_held(text.text, compared.text),
        )
        theirs = _with_text(bare, compared)
        verdict = judge_same(traits, theirs, alike)
        if verdict is None:
            continue
        known = best.get(target)
        if known is None or (verdict.certain, verdict.score) > (known[0].certain, known[0].score):
            best[target] = (verdict, tuple(_reasons(verdict, traits, theirs, alike)))
    for target, (verdict, reasons) in best.items():
        yield target, verdict, reasons


def _of_entry(db: Database, number: int, genre: str) -> list[Traits]:
    return [traits for traits in _traits(db, members_of(db, number)).values() if traits.genre == genre]


def _maybe_same(db: Database, number: int, text: _Text) -> list[int]:
    """Documents of that number and day, or with much of the text."""
    row = db.execute("SELECT number_key, issued_on FROM documents WHERE id = ?", [number]).fetchone()
    found: list[int] = []
    if row[0] and row[0].strip():
        sql = "SELECT id FROM documents WHERE number_key = ? AND issued_on IS ? ORDER BY id DESC LIMIT 6"
        for day in dict.fromkeys((row[1], None)):
            found += [one[0] for one in db.execute(sql, [row[0], day])]
        if row[1] is None:
            sql = "SELECT id FROM documents WHERE number_key = ? ORDER BY id DESC LIMIT 6"
            found += [one[0] for one in db.execute(sql, [row[0]])]
    sql = """
        SELECT other.document_id FROM meetings AS own
        JOIN meetings AS other ON other.on_day = own.on_day AND other.chairs = own.chairs
        WHERE own.document_id = ? ORDER BY other.document_id DESC LIMIT 6"""
    found += [one[0] for one in db.execute(sql, [number])]
    shared = alike_documents(db, document_marks(text.text))
    found += [one for one, count in shared.most_common(_COMPARED + 1) if count >= _SHARED]
    return [one for one in dict.fromkeys(found) if one != number][: 2 * _COMPARED]


def _linked(db: Database, one: int, other: int, kinds: tuple[LinkKind, ...]) -> bool:
    """Whether two documents have a link of these kinds already, in whatever state."""
    if one == other:
        return True
    among = ", ".join("?" * len(kinds))
    sql = f"""
        SELECT EXISTS (SELECT 1 FROM links WHERE kind IN ({among}) AND from_directive IS NULL AND to_directive IS NULL
            AND ((from_document = ? AND to_document = ?) OR (from_document = ? AND to_document = ?)))"""
    return bool(db.execute(sql, [*kinds, one, other, other, one]).fetchone()[0])


def _reasons(verdict: Verdict, one: Traits, other: Traits, alike: Alike | None = None) -> Iterator[Reason]:
    told = {
        "number": (one.number, other.number),
        "issued_on": (one.issued_on, other.issued_on),
        "issuer": (one.issuer, other.issuer),
        "meeting_on": (one.meeting_on or one.issued_on, other.meeting_on or other.issued_on),
        "chair": (", ".join(one.chairs), ", ".join(other.chairs)),
    }
    for trait, seen in verdict.found:
        if seen != "unknown":
            values = told.get(trait)
            value = None if values is None else values[0] if seen == "agree" else f"{values[0]} ≠ {values[1]}"
            yield Reason(trait, seen == "agree", value)
    if alike is not None:
        yield Reason("text", alike.text >= 0.5, round(alike.text, 2))
        yield Reason("numbers", alike.numbers >= 0.5, round(alike.numbers, 2))


def _link_reports(
    db: Database, number: int, traits: Traits, near: Mapping[int, Counter[int]], act: Act
) -> tuple[bool, list[_Restated]]:
    """Whether the document was joined with the notice or another report of its meeting, and what they both say."""
    joined = False
    restatements: list[_Restated] = []
    said = said_by(db, number)
    for other, theirs, shared in _maybe_reports(db, number, traits, near):
        if _linked(db, number, other, ("same", "report")):
            continue
        target = main_of(db, other)
        if target != other:
            theirs = _traits(db, [target]).get(target, theirs)
        if _linked(db, number, target, ("same", "report")) or traits.genre == theirs.genre == "notice":
            continue
        known = said_by(db, target)
        pairs = restated(known.known, list(said.known.values())) if shared or theirs.meeting_on else []
        verdict = judge_report(traits, theirs, len(pairs), min(len(known.known), len(said.known)))
        if verdict is None:
            continue
        ends = (number, target) if traits.genre == "news" else (target, number)
        score, reasons = verdict.score, list(_reasons(verdict, traits, theirs))
        certain = verdict.certain and not (joined and traits.genre == "news")  # it reports one meeting, not two
        add_link(db, "report", (ends[0], None), (ends[1], None), act, score=score, reasons=reasons, confirmed=certain)
        joined |= certain
        if verdict.certain and not certain:
            continue
        numbers = list(said.known)
        for position, other_directive, alike in pairs:
            both = (number, numbers[position]), (target, other_directive)
            restatements.append((both[0], both[1], alike) if traits.genre == "news" else (both[1], both[0], alike))
    return joined, restatements


def _offer_restated(db: Database, source: tuple[int, int], target: tuple[int, int], alike: float, act: Act) -> None:
    """A directive of a report that says what one of the notice says, unless they are counted once already."""
    sql = "SELECT same_as FROM directives WHERE id = ?"
    if db.execute(sql, [source[1]]).fetchone()[0] is None:
        said = Reason("words", value=round(alike, 2))
        add_link(db, "report", source, target, act, score=round(alike, 3), reasons=[said])


def _maybe_reports(
    db: Database, number: int, traits: Traits, near: Mapping[int, Counter[int]]
) -> list[tuple[int, Traits, int]]:
    """Documents of the same meeting day, or whose directives are alike, best first; with how many directives are."""
    shared: dict[int, int] = {}
    for counted in near.values():
        alike = [one for one, count in counted.items() if count >= _ALIKE]
        if not alike:
            continue
        among = msgspec.json.encode(alike).decode()
        documents = "SELECT DISTINCT document_id FROM directives WHERE id IN (SELECT value FROM json_each(?))"
        for (document,) in db.execute(documents, [among]).fetchall():
            shared[document] = shared.get(document, 0) + 1
    found = {document for document, count in shared.items() if count > 1 and document != number}
    found |= set(_same_day(db, traits)) - {number}
    if traits.genre == "notice":
        found = {row[0] for row in _news_of(db, found)}
    ranked = []
    for other, theirs in _traits(db, found).items():
        verdict = judge_report(traits, theirs, 5, 5)  # could it be one, if all its directives were the same?
        if verdict is not None:
            rank = 3 * (("chair", "agree") in verdict.found) + topics_alike(traits, theirs)
            ranked.append((rank + shared.get(other, 0), other, theirs, shared.get(other, 0)))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    return [(other, theirs, count) for _, other, theirs, count in ranked[:_REPORTS]]


def _news_of(db: Database, numbers: set[int]) -> list[tuple[int]]:
    sql = "SELECT id FROM documents WHERE genre = 'news' AND id IN (SELECT value FROM json_each(?))"
    return db.execute(sql, [msgspec.json.encode(sorted(numbers)).decode()]).fetchall()


def _same_day(db: Database, traits: Traits) -> list[int]:
    day = traits.meeting_on or (traits.issued_on if traits.genre == "news" else None)
    if day is None:
        return []
    sql = "SELECT document_id FROM meetings WHERE on_day = ? ORDER BY document_id DESC LIMIT ?"
    found = [row[0] for row in db.execute(sql, [day, _SAME_DAY])]
    sql = """
        SELECT documents.id FROM documents JOIN meetings ON meetings.document_id = documents.id
        WHERE issued_on = ? AND genre = 'news' AND on_day IS NULL ORDER BY documents.id DESC LIMIT ?"""
    return found + [row[0] for row in db.execute(sql, [day, _SAME_DAY])]
