"""What a later document does to the tasks of earlier ones: found by number cited and by likeness, and offered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlite_utils import Database

from extractor.core.later import Found, Pair, about_results, judge_later, says_done, without_days
from extractor.core.likeness import numbers_alike
from extractor.core.links import Quote, Reason
from extractor.core.locating import Laid, page_of
from extractor.core.record import Record
from extractor.core.references import without_citations
from extractor.core.sameness import issuers_agree
from extractor.store.citing import Cited, cited_documents, citing_documents
from extractor.store.entries import main_of, members_of
from extractor.store.history import Act
from extractor.store.links import add_link
from extractor.store.matching import alikeness, best_of, folded
from extractor.store.records import read_layouts, read_reading

_SHARED = 3  # marks in common from which two directives are compared
_NEAR = 8  # directives that are compared with one
_OF_A_DOCUMENT = 120  # directives of a document cited
_CITED = 6  # documents cited, and citing
_SENTENCES = 250
_RESULT, _RESULT_ELSE, _RESULT_ALONE = 0.55, 0.68, 0.8
"""Likeness from which a sentence may tell what became of a task: in its doer's report, elsewhere, with nothing else."""

_SENTENCE = re.compile(r"[^\n.;!?]{25,}(?:[.;](?=\d)[^\n.;!?]+)*")

_TOLD = """
    SELECT directives.id, directives.document_id, directives.kind, directives.text, directives.start, directives.end,
        directives.page, directives.deadline_text, directives.given_day, directives.closed_on,
        documents.issued_on, documents.issuer, documents.genre,
        (SELECT json_group_array(key) FROM assignees WHERE directive_id = directives.id) AS doers,
        (SELECT json_group_array(unit_id) FROM assignee_units WHERE directive_id = directives.id) AS units
    FROM directives JOIN documents ON documents.id = directives.document_id
    WHERE directives.state IN ('live', 'gone') AND documents.deleted_at IS NULL"""
_FOLLOWED = ("task", "commitment", "petition")


class _Told(msgspec.Struct, frozen=True):
    """A directive as far as it is compared."""

    number: int
    document: int
    kind: str
    text: str
    start: int
    end: int
    page: int | None
    deadline_text: str | None
    day: str | None
    closed: bool
    issued_on: str | None
    issuer: str | None
    doers: frozenset[str]
    units: frozenset[int]

    @property
    def quote(self) -> Quote:
        return Quote(self.text, self.start, self.end, self.page)

    @property
    def bare(self) -> str:
        """Its words without its deadline."""
        return self.text.replace(self.deadline_text, " ") if self.deadline_text else self.text


def link_later(db: Database, number: int, record: Record, near: Mapping[int, Counter[int]], act: Act) -> None:
    """Offer links between the directives of a document that has come in and those of earlier and later ones.

    `near`: of each of its directives those that share marks with it. Documents come in any order: what it cites is
    looked at, and what has cited it before it was there.
    """
    own = _of_documents(db, [number])
    main = main_of(db, number)
    apart = set(members_of(db, number)) | _maybe_same(db, number)
    cited = _by_main(db, cited_documents(db, number), apart)
    citing = {n: p for n, p in citing_documents(db, number).items() if n not in apart and main_of(db, n) == n}
    best: dict[tuple[int, int], tuple[Found, _Told, _Told, Cited | None]] = {}
    ours = own if main == number else _of_documents(db, [main])
    for later, earlier in (*_pairs(db, own, near, cited, apart), *_with_citing(db, ours, citing)):
        places = cited.get(earlier.document) if later.document == number else citing.get(later.document)
        place = _citing(places or (), later)
        found = _judge(later, earlier, cites=place is not None, named=bool(places))
        key = (later.number, later.document)
        if found is not None and (key not in best or _better(found, earlier, best[key])):
            best[key] = (found, later, earlier, place)
    for found, later, earlier, place in best.values():
        if found.kind == "repeats" and place is None and _has_repeated(db, later):
            continue  # of an order given every month one offer is enough
        laid = record if later.document == number else read_layouts(db, [later.document])[later.document]
        reasons = [*_reasons(later, earlier, found), *_citation(laid, place)]
        ends = ((later.document, later.number), (earlier.document, earlier.number))
        add_link(db, found.kind, *ends, act, score=found.score, reasons=reasons)
    _link_results(db, number, record, {n: places[0] for n, places in cited.items()}, act)
    for other, places in list(citing.items())[:_CITED]:
        _link_results(db, other, read_reading(db, other), {main: places[0]}, act)


def _by_main(db: Database, cited: Mapping[int, list[Cited]], apart: set[int]) -> dict[int, list[Cited]]:
    """The main documents of the entries that are cited, with all places where one of their copies is meant."""
    found: dict[int, list[Cited]] = {}
    for number, places in cited.items():
        if number not in apart:
            found.setdefault(main_of(db, number), places)
    return found


def _better(found: Found, earlier: _Told, known: tuple[Found, _Told, _Told, Cited | None]) -> bool:
    """Of what is equally alike the last that was given before."""
    return (found.score, earlier.issued_on or "") > (known[0].score, known[2].issued_on or "")


def _has_repeated(db: Database, later: _Told) -> bool:
    sql = "SELECT EXISTS (SELECT 1 FROM links WHERE from_document = ? AND from_directive = ? AND kind = 'repeats')"
    return bool(db.execute(sql, [later.document, later.number]).fetchone()[0])


def _maybe_same(db: Database, number: int) -> set[int]:
    """Documents that may be the same or of the same meeting: nobody has said no."""
    sql = """
        SELECT from_document, to_document FROM links
        WHERE (from_document = :number OR to_document = :number)
        AND kind IN ('same', 'report') AND from_directive IS NULL AND state = 'offered'"""
    return {one for ends in db.execute(sql, {"number": number}).fetchall() for one in ends}


def _citing(places: Sequence[Cited], later: _Told) -> Cited | None:
    """Where a citation stands that speaks for a directive: in it, or in no directive at all."""
    return next((place for place in places if place.directive in (later.number, None)), None)


def _told(db: Database, where: str, values: list[Any]) -> list[_Told]:
    sql = f"{_TOLD} AND {where} ORDER BY directives.document_id, directives.position"
    return [
        _Told(
            number=row["id"],
            document=row["document_id"],
            day=row["given_day"],
            closed=row["closed_on"] is not None,
            doers=frozenset(msgspec.json.decode(row["doers"], type=list[str])),
            units=frozenset(msgspec.json.decode(row["units"], type=list[int])),
            **{
                name: row[name]
                for name in ("kind", "text", "start", "end", "page", "deadline_text", "issued_on", "issuer")
            },
        )
        for row in db.query(sql, values)
    ]


def _pairs(
    db: Database,
    own: Sequence[_Told],
    shared: Mapping[int, Counter[int]],
    cited: Mapping[int, list[Cited]],
    apart: set[int],
) -> Iterator[tuple[_Told, _Told]]:
    """(later, earlier) directives that may have to do with each other: with those cited and those alike."""
    of_cited = {t.number: t for t in _of_documents(db, list(cited)[:_CITED])}
    near = {one.number: _nearest(shared.get(one.number, Counter())) for one in own}
    alike = {t.number: t for t in _by_number(db, {n for numbers in near.values() for n in numbers})}
    for one in own:
        others = of_cited | {n: alike[n] for n in near[one.number] if n in alike}
        for other in others.values():
            if other.document in apart:
                continue
            if other.document not in cited and not (one.issued_on and other.issued_on):
                continue  # which came first is not known
            if _earlier(other, one):
                yield one, other
            elif _earlier(one, other):
                yield other, one


def _with_citing(
    db: Database, ours: Sequence[_Told], citing: Mapping[int, list[Cited]]
) -> Iterator[tuple[_Told, _Told]]:
    """The same with the directives of documents that cite ours."""
    for later in _of_documents(db, list(citing)[:_CITED]):
        yield from ((later, one) for one in ours if _earlier(one, later))


def _nearest(shared: Counter[int]) -> list[int]:
    return [number for number, count in shared.most_common(_NEAR) if count >= _SHARED]


def _of_documents(db: Database, numbers: list[int]) -> list[_Told]:
    wanted = msgspec.json.encode(numbers).decode()
    where = "directives.document_id IN (SELECT value FROM json_each(?)) AND directives.position < ?"
    return _told(db, where, [wanted, _OF_A_DOCUMENT]) if numbers else []


def _by_number(db: Database, numbers: Iterable[int]) -> list[_Told]:
    wanted = msgspec.json.encode(sorted(numbers)).decode()
    return _told(db, "directives.same_as IS NULL AND directives.id IN (SELECT value FROM json_each(?))", [wanted])


def _earlier(one: _Told, other: _Told) -> bool:
    """Whether the first was given before the second and can be followed up."""
    if one.kind not in _FOLLOWED:
        return False
    if one.issued_on and other.issued_on:
        return one.issued_on < other.issued_on
    return one.document < other.document


def _judge(later: _Told, earlier: _Told, *, cites: bool, named: bool) -> Found | None:
    issuers = issuers_agree(later.issuer, earlier.issuer)
    if later.units and earlier.units:
        same_doer = bool(later.units & earlier.units)
    else:
        same_doer = bool(later.doers & earlier.doers) and (issuers or cites)
    if not (cites or same_doer):
        return None
    return judge_later(
        Pair(
            text=later.text,
            earlier_text=earlier.text,
            words=alikeness(without_days(later.bare), without_days(earlier.bare)),
            cites=cites,
            named=named,
            same_doer=same_doer,
            figures=numbers_alike(without_citations(later.bare), without_citations(earlier.bare)) >= 0.5,
            later_day=later.day,
            earlier_day=earlier.day,
        )
    )


def _reasons(later: _Told, earlier: _Told, found: Found) -> Iterator[Reason]:
    words = round(alikeness(without_days(later.bare), without_days(earlier.bare)), 2)
    yield Reason("words", value=words, source=later.quote, target=earlier.quote)
    if found.cue is not None:
        start, end = found.cue
        cue = Quote(later.text[start:end], later.start + start, later.start + end, later.page)
        yield Reason("cue", value=later.text[start:end], source=cue)
    if later.doers & earlier.doers or later.units & earlier.units:
        yield Reason("doer")
    if later.day and earlier.day and later.day != earlier.day:
        source, target = (Quote(t.deadline_text or "", page=t.page) for t in (later, earlier))
        yield Reason("deadline", value=f"{earlier.day} → {later.day}", source=source, target=target)


def _citation(laid: Laid, place: Cited | None) -> Iterator[Reason]:
    if place is not None:
        start, end = place.start, place.end
        yield Reason("cites", source=Quote(laid.text[start:end], start, end, page_of(laid, start)))


def _link_results(db: Database, number: int, record: Record, cited: dict[int, Cited], act: Act) -> None:
    """Sentences that tell what became of the tasks of a document that is cited."""
    if not cited:
        return
    card = record.document
    results = card.doc_type == "báo cáo" or about_results(card.title or "")
    spans = [(m.start(), m.end()) for m in _SENTENCE.finditer(record.text)]
    told = [(s, e) for s, e in spans if says_done(record.text[s:e])][:_SENTENCES]
    choices = [folded(record.text[s:e]) for s, e in told]
    if not told:
        return
    best: dict[int, tuple[float, _Told, bool]] = {}  # of each sentence the task that it tells of most
    for task in _of_documents(db, list(cited)[:_CITED]):
        if task.closed or task.kind not in _FOLLOWED or not _before(task, card.issued_on):
            continue
        own = any(issuers_agree(card.issuer, doer) for doer in task.doers)
        found = best_of(without_days(task.bare), choices, least=_RESULT if own and results else _RESULT_ELSE)
        if found is None or not (own or results or found[1] >= _RESULT_ALONE):
            continue
        if found[0] not in best or found[1] > best[found[0]][0]:
            best[found[0]] = (found[1], task, own)
    for place, (alike, task, own) in best.items():
        start, end = told[place]
        quote = Quote(record.text[start:end].strip(), start, end, page_of(record, start))
        reasons = [Reason("result", value=round(alike, 2), source=quote, target=task.quote)]
        reasons += [Reason("doer")] if own else []
        reasons += _citation(record, cited[task.document])
        score = round(min(0.25 + 0.2 * own + 0.15 * results + 0.4 * alike, 1.0), 3)
        add_link(db, "reports_on", (number, None), (task.document, task.number), act, score=score, reasons=reasons)


def _before(task: _Told, day: str | None) -> bool:
    return task.issued_on is None or day is None or task.issued_on <= day
