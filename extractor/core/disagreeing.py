"""What two documents about the same tell differently: values of the card, deadlines, doers, figures and days.

Something counts as told differently where both tell it; what only one of them tells is no disagreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from extractor.core.corrections import field_of_card
from extractor.core.likeness import folded_words, resemblance, shingles
from extractor.core.links import Disagreement, Quote
from extractor.core.locating import page_of
from extractor.core.record import Assignee, Deadline, Directive, Figure, Record, Time
from extractor.core.sameness import issuers_agree

_CARD = ("number", "issued_on", "issuer", "signer.name", "meeting.date", "meeting.place")
_NAMES = ("issuer", "signer.name", "meeting.place")
_OF_ONE_PAPER = ("number", "issued_on", "issuer", "signer.name", "meeting.place")
_SENTENCE = re.compile(r"[^\n.;!?]+(?:[.;](?=\d)[^\n.;!?]+)*")
_DIGITS = re.compile(r"\d+(?:[.,/-]\d+)*")
_ALIKE = 0.6
_MOST = 250  # sentences with figures that are compared

_Item: TypeAlias = Figure | Time
_Span: TypeAlias = tuple[int, int]


class Side(msgspec.Struct, frozen=True):
    """A document with the ids of its directives, in the order of the record."""

    id: str
    record: Record
    ids: tuple[str, ...]


def card_disagreements(one: Side, other: Side) -> Iterator[Disagreement]:
    """Fields of the card that both tell, differently."""
    left, right = one.record.document, other.record.document
    for field in _CARD:
        if field in _OF_ONE_PAPER and left.genre != right.genre:  # a report has its own
            continue
        first, second = field_of_card(left, field), field_of_card(right, field)
        if first and second and not _same_value(field, first, second):
            quotes = _card_quote(one.record, field, first), _card_quote(other.record, field, second)
            yield Disagreement(field, first, second, *quotes)


def _same_value(field: str, one: str, other: str) -> bool:
    if field in _NAMES:
        return issuers_agree(one, other)
    return folded_words(one) == folded_words(other)


def _card_quote(record: Record, field: str, value: str) -> Quote:
    told = record.document.evidence.get(field)
    return quote_of(record, told.start, told.end) if told is not None else Quote(value)


def directive_disagreements(one: Side, other: Side, first: int, second: int) -> Iterator[Disagreement]:
    """What two directives that say the same tell differently, by their places in the records."""
    left, right = one.record.directives[first], other.record.directives[second]
    ids = one.ids[first], other.ids[second]
    if left.deadline is not None and right.deadline is not None:
        days = _day(left.deadline), _day(right.deadline)
        if days[0] and days[1] and days[0] != days[1]:
            quotes = _quotes(one, other, left.deadline, right.deadline)
            yield Disagreement("deadline", days[0], days[1], *quotes, *ids)
    leads = _leads(left), _leads(right)
    if leads[0] and leads[1] and not _same_doers(*leads):
        quotes = _quotes(one, other, leads[0][0], leads[1][0])
        yield Disagreement("assignees", _named(leads[0]), _named(leads[1]), *quotes, *ids)
    spans = (left.start, left.end), (right.start, right.end)
    besides = _deadline_span(left), _deadline_span(right)
    yield from _differing(one.record, other.record, spans, besides, ids)


def text_disagreements(one: Side, other: Side) -> Iterator[Disagreement]:
    """Sentences of both texts that say the same with other figures or days."""
    left, right = _sentences(one.record), _sentences(other.record)
    free = dict(enumerate(right))
    for span, words in left:
        scored = ((resemblance(words, theirs), place) for place, (_, theirs) in free.items())
        alike, place = max(scored, default=(0.0, 0))
        if alike >= _ALIKE:
            their_span, _ = free.pop(place)
            yield from _differing(one.record, other.record, (span, their_span), (None, None), (None, None))


def _sentences(record: Record) -> list[tuple[_Span, frozenset[str]]]:
    """Sentences with a figure or a day, and their words without digits."""
    starts = sorted([*(figure.start for figure in record.figures), *(time.start for time in record.times)])
    found = []
    at = 0
    for match in _SENTENCE.finditer(record.text):
        while at < len(starts) and starts[at] < match.start():
            at += 1
        if at < len(starts) and starts[at] < match.end():
            words = folded_words(_DIGITS.sub(" ", match.group()))
            if len(words) > 3:
                found.append((match.span(), shingles(words, 2)))
    return found[:_MOST]


def _differing(
    one: Record, other: Record, spans: tuple[_Span, _Span], besides: tuple[_Span | None, _Span | None],
    ids: tuple[str | None, str | None],
) -> Iterator[Disagreement]:  # fmt: skip
    """Figures and days that stand in only one of two spans, each with what stands in the other in its stead."""
    left, right = (_items(r, s, b) for r, s, b in ((one, spans[0], besides[0]), (other, spans[1], besides[1])))
    for field in dict.fromkeys(key[0] for key in left):
        first = [item for key, item in left.items() if key[0] == field and key not in right]
        second = [item for key, item in right.items() if key[0] == field and key not in left]
        if len(first) == len(second):  # else it cannot be told which stands for which
            for a, b in zip(first, second, strict=True):
                quotes = quote_of(one, a.start, a.end), quote_of(other, b.start, b.end)
                yield Disagreement(field.split(" ")[0], a.text, b.text, *quotes, *ids)


def _items(record: Record, span: _Span, beside: _Span | None) -> dict[tuple[str, str], _Item]:
    """Figures and days inside a span by what they are and what they say."""
    found: dict[tuple[str, str], _Item] = {}
    for figure in record.figures:
        if span[0] <= figure.start < span[1]:
            value = f"{figure.value} {figure.max} {figure.total} {figure.per}"
            found.setdefault((f"{figure.kind} {figure.unit}", value), figure)
    for time in record.times:
        if time.type == "date" and time.from_ and span[0] <= time.start < span[1]:
            within = beside is not None and time.start < beside[1] and beside[0] < time.end
            found.setdefault(("date in the deadline" if within else "date", f"{time.from_} {time.to}"), time)
    return {key: item for key, item in found.items() if key[0] != "date in the deadline"}


def _quotes(one: Side, other: Side, first: Deadline | Assignee, second: Deadline | Assignee) -> tuple[Quote, Quote]:
    return quote_of(one.record, first.start, first.end), quote_of(other.record, second.start, second.end)


def _day(deadline: Deadline) -> str | None:
    return deadline.last_day or deadline.due or deadline.recurrence


def _deadline_span(directive: Directive) -> _Span | None:
    return (directive.deadline.start, directive.deadline.end) if directive.deadline is not None else None


def _leads(directive: Directive) -> list[Assignee]:
    return [assignee for assignee in directive.assignees if assignee.role == "lead"]


def _same_doers(one: Sequence[Assignee], other: Sequence[Assignee]) -> bool:
    """Whether each of the side that names fewer is named by the other as well."""
    short, long = sorted((one, other), key=len)
    return all(any(issuers_agree(a.text, b.text) for b in long) for a in short)


def _named(assignees: Sequence[Assignee]) -> str:
    return ", ".join(assignee.text for assignee in assignees)


def quote_of(record: Record, start: int, end: int) -> Quote:
    """The words of a span with their place."""
    return Quote(record.text[start:end], start, end, page_of(record, start))
