"""From a source to a record: reading, cleaning, structure, recognition, resolution, assembly. Pure but for the file read."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from extractor.assemble.actors import index_actors
from extractor.assemble.card import assemble_card, giver_of
from extractor.assemble.directives import Grounds, assemble_directives
from extractor.assemble.doubts import find_doubts
from extractor.assemble.findings import Findings
from extractor.assemble.meeting import meeting_day
from extractor.assemble.sections import assemble_sections
from extractor.cleaning import clean
from extractor.core.characters import matching_view
from extractor.core.context import Context
from extractor.core.document import Document, SourceText
from extractor.core.errors import SecretDocument
from extractor.core.mentions import EntityMention, FigureMention, OfficeMention, TimeMention
from extractor.core.record import Anchor, Card, Entity, Figure, Genre, Located, Record, Source, Time
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
from extractor.resolve.overlaps import drop_beaten_times, settle_entities, settle_figures, settle_times
from extractor.structure.dateline import find_dateline
from extractor.structure.foot import Foot, find_foot
from extractor.structure.genre import tell_genre
from extractor.structure.head import SECRET, Head, find_head
from extractor.structure.mail_head import find_mail_head
from extractor.structure.outline import Line, build_outline

PROGRAM = f"chidao {version('chidao')}"


def extract(source: str | bytes | Path, *, context: Context | None = None) -> Record:
    """The record of a document.

    `source` is a text, the bytes of a file (its name in `context.file_name`), or a path.

    Raises SourceError where it cannot be read, SecretDocument where it is stamped MẬT, TỐI MẬT or TUYỆT MẬT.
    """
    context = context or Context()
    if isinstance(source, str):
        document = read_text(source, context.file_name)
    else:
        document = read_document(source, context.file_name)
    return understand(document, context)


def understand(document: Document, context: Context) -> Record:
    """The record of a document that has been read."""
    source = clean(document)
    view = matching_view(source.text)
    _refuse_secret(source, view)
    head, foot = find_mail_head(source, view) or find_head(source, view), find_foot(source, view)
    genre = tell_genre(source, view, head, foot)
    lines = build_outline(source, view, head.body, genre == "notice")
    found = _recognise(view, source.text)
    published = document.published or _published(found, source, view)
    anchor = _anchor(found, head, view, lines, genre, published, context)
    return _assemble(document, source, view, head, foot, genre, lines, found, anchor, published)


class _Found(msgspec.Struct, frozen=True):
    """Settled mentions."""

    entities: list[EntityMention]
    bodies: list[EntityMention]  # organisations before the ones inside positions are dropped
    offices: list[OfficeMention]
    figures: list[FigureMention]
    times: list[TimeMention]


def _recognise(view: str, text: str) -> _Found:
    organisations = find_organisations(view)
    offices = find_offices(view, organisations)
    persons = find_persons(view, offices, text)
    candidates = [
        *find_references(view),
        *persons,
        *find_programmes(view),
        *organisations,
        *find_locations(view, organisations),
    ]
    entities = settle_entities(candidates, offices)
    figures = find_figures(view)
    times = settle_times(drop_beaten_times(find_times(view), figures), entities)
    return _Found(entities, organisations, offices, settle_figures(figures, times, entities), times)


def _refuse_secret(source: SourceText, view: str) -> None:
    """Nothing of a state secret is kept (Luật Bảo vệ bí mật nhà nước 2018; Nghị định 30/2020, ô số 10a)."""
    for paragraph in source.paragraphs[:30]:
        if SECRET.match(view[paragraph.start : paragraph.end]):
            raise SecretDocument("Văn bản có dấu chỉ mức độ mật nên không được đưa vào phần mềm này; hãy xử lý theo quy định về bảo vệ bí mật nhà nước.")


def _published(found: _Found, source: SourceText, view: str) -> str | None:
    line = find_dateline(source, view)
    mention = next((t for t in found.times if line and line[0] <= t.start < line[1]), None)
    return complete_date(mention, mentions=found.times, text=view)


def _anchor(found: _Found, head: Head, view: str, lines: Sequence[Line], genre: Genre, published: str | None, context: Context) -> Anchor:
    issued = next((t for t in found.times if head.date and head.date[0] <= t.start < head.date[1]), None)
    page = Anchor(published, "publication") if published else None
    met = complete_date(meeting_day(found.times, lines, genre), mentions=found.times, text=view, anchor=page)
    return choose_anchor(given=context.doc_date, issued_on=issued, signed_at=None, meeting=met, published=published, mentions=found.times, text=view)


def _assemble(
    document: Document, source: SourceText, view: str, head: Head, foot: Foot, genre: Genre, lines: tuple[Line, ...], found: _Found, anchor: Anchor, published: str | None,
) -> Record:  # fmt: skip
    text = source.text
    times = resolve_times(found.times, text, anchor)
    persons = [e for e in found.entities if e.type == "person"]
    bodies = [e for e in found.entities if e.type == "organization"]
    findings = Findings(
        text=text, view=view, head=head, foot=foot, lines=lines, persons=persons, bodies=bodies, offices=found.offices,
        times=found.times, title=document.title, author=document.author, site=document.site,
    )  # fmt: skip
    issued = _day_at(times, head.date[0], head.date[1]) if head.date else None
    card = assemble_card(
        genre, findings, meeting_date=_meeting_date(found, times, lines, genre), issued_on=issued, published=published
    )
    figures = tuple(_figure(text, f) for f in found.figures)
    grounds = Grounds(
        text=text, index=index_actors(view, found.bodies, found.offices, found.entities, found.times), lines=lines,
        paragraphs=source.paragraphs,
        deadlines=find_deadlines(view, text, found.times, times, anchor), figures=figures, times=times, official=genre == "notice",
        framed=head.body > 0 or foot.start is not None or any(line.label for line in lines), anchor=anchor, issuer=card.issuer,
        giver=giver_of(findings) if genre == "notice" else None,
    )  # fmt: skip
    directives = assemble_directives(grounds)
    doubts = find_doubts(text, lines, directives, found.times, figures)
    return Record(
        text=text,
        document=card,
        source=Source(document.format, document.file_name, document.sha256, document.pages, document.needs_ocr),
        anchor=anchor,
        entities=tuple(_entity(text, e) for e in found.entities),
        figures=figures,
        times=tuple(times),
        directives=directives,
        sections=assemble_sections(text, lines),
        places=tuple(Located(p.start, p.end, p.page, p.box) for p in source.places),
        boilerplate=source.boilerplate,
        diagnostics=tuple(dict.fromkeys((*document.diagnostics, *source.diagnostics, *doubts))),
        program=PROGRAM,
    )


def _meeting_date(found: _Found, times: Sequence[Time], lines: Sequence[Line], genre: Genre) -> str | None:
    day = meeting_day(found.times, lines, genre)
    if day is None:
        return None
    return _day_at(times, day.start, day.end)


def _day_at(times: Sequence[Time], start: int, end: int) -> str | None:
    """The ISO date of the time that stands in [start, end)."""
    return next((t.from_[:10] for t in times if start <= t.start < end and t.from_), None)


def _entity(text: str, m: EntityMention) -> Entity:
    return Entity(
        type=m.type, start=m.start, end=m.end, text=text[m.start : m.end], rule=m.rule, name=m.name, positions=m.positions,
        level=m.level, doc_type=m.doc_type, number=m.number, date=m.date, issuer=m.issuer,
    )  # fmt: skip


def _figure(text: str, m: FigureMention) -> Figure:
    return Figure(
        kind=m.kind, start=m.start, end=m.end, text=text[m.start : m.end], rule=m.rule, value=m.value, unit=m.unit,
        max=m.max, total=m.total, per=m.per, comparator=m.comparator,
    )  # fmt: skip
