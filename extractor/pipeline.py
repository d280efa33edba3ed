"""From a source to a record: reading, cleaning, structure, recognition, resolution, assembly.

Pure but for the file read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.assemble.actors import index_actors
from extractor.assemble.addressees import names_in_full
from extractor.assemble.card import Days, assemble_card
from extractor.assemble.deadline_doubts import deadline_doubts
from extractor.assemble.directives import Grounds, assemble_directives
from extractor.assemble.doubts import find_doubts, next_paper_doubt
from extractor.assemble.findings import Findings
from extractor.assemble.issuer import find_giver
from extractor.assemble.meeting import meeting_day
from extractor.assemble.mentions import as_entity, as_figure
from extractor.assemble.sections import assemble_sections
from extractor.assemble.witnesses import Weighed, signed_day, weigh, without_answered
from extractor.cleaning import clean
from extractor.core.characters import matching_view
from extractor.core.context import Context
from extractor.core.document import Document, SourceText
from extractor.core.errors import SecretDocument
from extractor.core.mentions import EntityMention, FigureMention, OfficeMention, TimeMention
from extractor.core.program import PROGRAM
from extractor.core.record import Anchor, Card, Figure, Genre, Located, Record, Source, Time
from extractor.learned.models import Models, load_models
from extractor.reading import read_document, read_text
from extractor.recognise.figures import find_figures
from extractor.recognise.locations import find_locations
from extractor.recognise.offices import find_offices
from extractor.recognise.organisations import find_organisations
from extractor.recognise.persons import find_persons
from extractor.recognise.programmes import find_programmes
from extractor.recognise.references import find_references
from extractor.recognise.times import find_times
from extractor.resolve.anchors import choose_anchor, complete_date
from extractor.resolve.dates import resolve_times
from extractor.resolve.deadlines import find_deadlines
from extractor.resolve.overlaps import cut_back, drop_beaten_times, settle_entities, settle_figures, settle_times
from extractor.structure.dateline import day_of, find_dateline
from extractor.structure.foot import Foot, find_foot
from extractor.structure.genre import tell_genre
from extractor.structure.head import Head, find_head
from extractor.structure.mail_head import find_mail_head
from extractor.structure.next_paper import find_next_paper
from extractor.structure.outline import Line, build_outline
from extractor.structure.page_date import find_page_date
from extractor.structure.printed_day import filled_in
from extractor.structure.secrecy import is_secret


def extract(source: str | bytes | Path, *, context: Context | None = None, models: Models | None = None) -> Record:
    """The record of a document.

    `source` is a text, the bytes of a file (its name in `context.file_name`), or a path. `models` take
    the place of those that `context` names.

    Raises SourceError where it cannot be read, SecretDocument where it is stamped MẬT, TỐI MẬT or TUYỆT MẬT.
    """
    context = context or Context()
    if isinstance(source, str):
        document = read_text(source, context.file_name)
    else:
        document = read_document(source, context.file_name)
    return understand(document, context, models)


def understand(document: Document, context: Context, models: Models | None = None) -> Record:
    """The record of a document that has been read."""
    page = _read_page(clean(document))
    found = _recognise(page.view, page.source.text)
    published = document.published or _published(page)
    anchor = _anchor(page, found, document, published, context)
    times = resolve_times(found.times, page.source.text, anchor)
    if models is None:
        models = load_models(context.models) if context.learned else Models()
    return _assemble(_Understood(document, page, found, published, anchor, times), models)


class _Page(msgspec.Struct, frozen=True):
    """What stands where, before anything is recognised."""

    source: SourceText
    view: str
    head: Head
    foot: Foot
    genre: Genre
    lines: tuple[Line, ...]


class _Found(msgspec.Struct, frozen=True):
    """Settled mentions."""

    entities: list[EntityMention]
    bodies: list[EntityMention]  # organisations before the ones inside positions are dropped
    offices: list[OfficeMention]
    figures: list[FigureMention]
    times: list[TimeMention]


class _Understood(msgspec.Struct, frozen=True):
    """All that a record is assembled from; `published` is an ISO date, `times` are `found.times` resolved."""

    document: Document
    page: _Page
    found: _Found
    published: str | None
    anchor: Anchor
    times: Sequence[Time]


def _read_page(source: SourceText) -> _Page:
    view = matching_view(source.text)
    _refuse_secret(source, view)
    head, foot = find_mail_head(source, view) or find_head(source, view), find_foot(source, view)
    genre = tell_genre(source, view, head, foot)
    return _Page(source, view, head, foot, genre, build_outline(source, view, head.body, genre == "notice"))


def _refuse_secret(source: SourceText, view: str) -> None:
    """Nothing of a state secret is kept (Luật Bảo vệ bí mật nhà nước 2018; Nghị định 30/2020, ô số 10a)."""
    if is_secret(source, view):
        raise SecretDocument(
            "Văn bản có dấu chỉ mức độ mật nên không được đưa vào phần mềm này; "
            "hãy xử lý theo quy định về bảo vệ bí mật nhà nước."
        )


def _recognise(view: str, text: str) -> _Found:
    organisations = find_organisations(view)
    offices = find_offices(view, organisations)
    candidates = [
        *find_references(view),
        *find_persons(view, offices, text),
        *find_programmes(view),
        *organisations,
        *find_locations(view, organisations),
    ]
    entities = settle_entities(candidates, offices)
    figures = find_figures(view)
    times = settle_times(drop_beaten_times(view, find_times(view), figures), entities)
    figures = settle_figures(figures, times, entities)
    entities = cut_back(view, entities, [*times, *figures])
    return _Found(entities, organisations, offices, figures, times)


def _published(page: _Page) -> str | None:
    line = find_dateline(page.source, page.view) or find_page_date(page.source, page.view)
    return day_of(page.view, line) if line else None


def _anchor(page: _Page, found: _Found, document: Document, published: str | None, context: Context) -> Anchor:
    dated = page.head.date
    said = next((t for t in found.times if dated and dated[0] < t.end and t.start < dated[1]), None)
    issued = said or (filled_in(page.view[slice(*dated)]) if dated else None)
    day = meeting_day(page.view, found.times, page.lines, page.genre)
    on_page = Anchor(published, "publication") if published else None
    met = complete_date(day, mentions=found.times, text=page.view, anchor=on_page)
    return choose_anchor(
        given=context.doc_date,
        issued_on=issued,
        signed_at=signed_day(document.signatures, _date_line(page), page.source.text),
        meeting=met,
        published=published,
        mentions=found.times,
        text=page.view,
        report=page.genre == "news",
    )


def _assemble(known: _Understood, models: Models) -> Record:
    document, source, found = known.document, known.page.source, known.found
    findings = _findings(known)
    weighed = _weighed(known, findings)
    card = weighed.card
    figures = tuple(as_figure(source.text, f) for f in found.figures)
    grounds = _grounds(known, findings, card, figures)
    directives = assemble_directives(grounds, models)
    unsure = deadline_doubts(known.page.view, source.text, directives, grounds.deadlines, known.times, known.anchor)
    unread = next_paper_doubt(source, find_next_paper(source, known.page.view, known.page.head))
    doubts = (*find_doubts(source.text, known.page.lines, directives, found.times, figures), *unsure, *unread)
    return Record(
        text=source.text,
        document=card,
        source=Source(
            document.format,
            document.file_name,
            document.sha256,
            document.pages,
            document.needs_ocr,
            document.signatures,
        ),
        anchor=known.anchor,
        entities=tuple(as_entity(source.text, e, models.scale) for e in found.entities),
        figures=figures,
        times=tuple(known.times),
        directives=directives,
        sections=assemble_sections(source.text, known.page.lines),
        places=tuple(Located(p.start, p.end, p.page, p.box) for p in source.places),
        boilerplate=source.boilerplate,
        diagnostics=(*without_answered((*document.diagnostics, *source.diagnostics), weighed), *doubts),
        program=PROGRAM,
        models=models.version,
    )


def _weighed(known: _Understood, findings: Findings) -> Weighed:
    """The card as the text, the name of the file and its signatures tell it, and where they contradict each other."""
    document = known.document
    card = assemble_card(known.page.genre, findings, _days(known))
    return weigh(card, document.file_name, document.signatures, _date_line(known.page))


def _date_line(page: _Page) -> str | None:
    """The words of the date line in the head, which may have blanks in place of day and month."""
    return page.view[slice(*page.head.date)] if page.head.date else None


def _findings(known: _Understood) -> Findings:
    page, found = known.page, known.found
    return Findings(
        text=page.source.text,
        view=page.view,
        head=page.head,
        foot=page.foot,
        lines=page.lines,
        persons=[e for e in found.entities if e.type == "person"],
        bodies=[e for e in found.entities if e.type == "organization"],
        offices=found.offices,
        title=known.document.title,
        author=known.document.author,
    )


def _days(known: _Understood) -> Days:
    page = known.page
    day = meeting_day(page.view, known.found.times, page.lines, page.genre)
    dated = page.head.date
    return Days(
        meeting=_first_day_at(known.times, day.start, day.end) if day else None,
        issued=_day_at(known.times, *dated) or filled_in(page.view[slice(*dated)]) if dated else None,
        published=known.published,
    )


def _first_day_at(times: Sequence[Time], start: int, end: int) -> str | None:
    """The ISO date on which a meeting of one day or several (`trong hai ngày 21 và 22/8`) begins."""
    over_days = (t for t in times if start < t.end and t.start < end and t.type == "period" and t.from_ and t.to)
    return _day_at(times, start, end) or next((t.from_[:10] for t in over_days if t.from_), None)


def _end_of_meeting(known: _Understood) -> str | None:
    """The ISO date of the meeting's last day."""
    day = meeting_day(known.page.view, known.found.times, known.page.lines, known.page.genre)
    return next((t.to[:10] for t in known.times if day and t.start == day.start and t.to), None)


def _grounds(known: _Understood, findings: Findings, card: Card, figures: tuple[Figure, ...]) -> Grounds:
    page, found = known.page, known.found
    official = page.genre == "notice"
    return Grounds(
        text=page.source.text,
        index=index_actors(
            page.view,
            found.bodies,
            found.offices,
            found.entities,
            found.times,
            page.source.text,
            names_in_full(page.lines, page.view, found.bodies),
        ),
        lines=page.lines,
        paragraphs=page.source.paragraphs,
        deadlines=find_deadlines(
            page.view, page.source.text, found.times, known.times, known.anchor, _end_of_meeting(known)
        ),
        figures=figures,
        times=known.times,
        official=official,
        framed=page.head.body > 0 or page.foot.start is not None or any(line.label for line in page.lines),
        anchor=known.anchor,
        issuer=card.issuer,
        giver=find_giver(findings) if official else None,
    )


def _day_at(times: Sequence[Time], start: int, end: int) -> str | None:
    """The ISO date of the day that stands in [start, end); a month whose day was left open is none."""
    days = (t for t in times if start < t.end and t.start < end and t.type == "date")
    return next((t.from_[:10] for t in days if t.from_), None)
