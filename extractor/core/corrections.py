"""What people say of a record, laid over what was read: from a reading and its corrections to what holds.

A correction is a field and a value in plain JSON terms. Those of a directive:

    kind         "task"
    text         {"text", "start"?, "end"?}             without a span: words that do not stand in the document
    assignees    [{"text", "role", "start", "end", …}]
    deadline     null | {"text", "start", "end", "due"?, "bound"?, "last_day"?, "recurrence"?}
    issued_by    "Chủ tịch UBND huyện" | null
    confirmed    the whole directive as it was when a person confirmed it; later corrections are laid over it
    added        the whole directive as a person put it in
    rejected, deleted    what a person did with the directive as a whole

Spans are those of the text at the time; `anchored` finds them again where the text has been read anew. Where words do
not stand in the text their span is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from extractor.core.record import Assignee, Card, Deadline, Directive, Evidence, Meeting, Signer

DIRECTIVE_FIELDS = ("kind", "text", "assignees", "deadline", "issued_by")
CARD_FIELDS = (
    "doc_type", "number", "title", "issuer", "issued_on", "issued_at", "urgency", "signer.name", "signer.position",
    "signer.authority", "meeting.name", "meeting.date", "meeting.place",
)  # fmt: skip
WHOLE = ("confirmed", "added", "rejected", "deleted")
"""Fields of corrections that say something of the whole and correct no value."""

PERSON = "person"
"""The witness of a field, and the rule of a directive, that a person told."""


class Correction(msgspec.Struct, frozen=True):
    """One that is in force. `id` is that of its row; later ones have larger ids."""

    field: str
    value: Any
    id: int = 0


def corrected_directive(base: Directive, corrections: Sequence[Correction], text: str) -> Directive:
    """`base` with the corrections laid over it in their order, all spans found in `text`."""
    held = anchored(base, text)
    for correction in corrections:
        if correction.field in ("confirmed", "added"):
            confirmed = msgspec.convert(correction.value, Directive)
            held = msgspec.structs.replace(
                anchored(confirmed, text), rule=base.rule, section=base.section, confidence=base.confidence
            )
        elif correction.field in DIRECTIVE_FIELDS:
            held = _with_field(held, correction, text)
    return held


def _with_field(directive: Directive, correction: Correction, text: str) -> Directive:
    value = correction.value
    if correction.field == "text":
        start, end = _span_of_words(value["text"], value.get("start"), directive, text)
        return msgspec.structs.replace(directive, text=value["text"], start=start, end=end)
    if correction.field == "assignees":
        names = msgspec.convert(value, tuple[Assignee, ...])
        return msgspec.structs.replace(directive, assignees=tuple(_assignee(a, directive.start, text) for a in names))
    if correction.field == "deadline":
        deadline = None if value is None else msgspec.convert(value, Deadline)
        return msgspec.structs.replace(directive, deadline=_deadline(deadline, directive.end, text))
    return msgspec.structs.replace(directive, **{correction.field: value})


def _span_of_words(words: str, start: int | None, directive: Directive, text: str) -> tuple[int, int]:
    """Where corrected words stand; where they do not, the span the directive had."""
    if start is not None:
        found = place_of(words, text, near=start)
        if found is not None:
            return found
    return directive.start, directive.end


def anchored(directive: Directive, text: str) -> Directive:
    """The directive with its spans as they are in `text`: unchanged where they fit, else at the nearest place."""
    if _fits(directive, text):
        return directive
    start, end = place_of(directive.text, text, near=directive.start) or (min(directive.start, len(text)),) * 2
    return msgspec.structs.replace(
        directive,
        start=start,
        end=end,
        assignees=tuple(_assignee(a, a.start + start - directive.start, text) for a in directive.assignees),
        deadline=_deadline(directive.deadline, end, text),
    )


def _fits(directive: Directive, text: str) -> bool:
    spans: list[tuple[int, int, str]] = [(directive.start, directive.end, directive.text)]
    spans += [(a.start, a.end, a.quote if a.quote is not None else a.text) for a in directive.assignees]
    if directive.deadline is not None:
        spans.append((directive.deadline.start, directive.deadline.end, directive.deadline.text))
    return all(text[start:end] == words for start, end, words in spans)


def _assignee(assignee: Assignee, near: int, text: str) -> Assignee:
    words = assignee.quote if assignee.quote is not None else assignee.text
    if text[assignee.start : assignee.end] == words:
        return assignee
    found = place_of(words, text, near=near)
    if found is None:
        return msgspec.structs.replace(assignee, start=min(near, len(text)), end=min(near, len(text)), quote="")
    return msgspec.structs.replace(assignee, start=found[0], end=found[1])


def _deadline(deadline: Deadline | None, near: int, text: str) -> Deadline | None:
    if deadline is None or (deadline.end > deadline.start and text[deadline.start : deadline.end] == deadline.text):
        return deadline
    start, end = place_of(deadline.text, text, near=near) or (min(near, len(text)),) * 2
    return msgspec.structs.replace(deadline, start=start, end=end)


def place_of(words: str, text: str, *, near: int = 0) -> tuple[int, int] | None:
    """The span of `words` in `text` nearest to the offset `near`; None where they do not stand there."""
    if not words:
        return None
    before = text.rfind(words, 0, max(near, 0) + len(words))
    after = text.find(words, max(near, 0))
    found = [start for start in (before, after) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda at: abs(at - near))
    return start, start + len(words)


def corrected_card(card: Card, corrections: Sequence[Correction], text: str) -> Card:
    """The card with the corrections laid over it; a field that a person told has that for its witness."""
    for correction in corrections:
        if correction.field == "confirmed":
            for path, value in correction.value.items():
                if field_of_card(card, path) != value:
                    card = _with_card_field(card, path, value, text)
        elif correction.field in CARD_FIELDS:
            card = _with_card_field(card, correction.field, correction.value, text)
    return card


def field_of_card(card: Card, path: str) -> str | None:
    """`signer.name` → the name of the signer, None where there is none."""
    held: Any = card
    for part in path.split("."):
        held = getattr(held, part, None)
    return held if isinstance(held, str) else None


def _with_card_field(card: Card, path: str, value: str | None, text: str) -> Card:
    outer, _, inner = path.partition(".")
    changed: Any = value
    if outer == "signer":
        changed = msgspec.structs.replace(card.signer or Signer(), **{inner: value})
    elif outer == "meeting":
        changed = msgspec.structs.replace(card.meeting or Meeting(), **{inner: value})
    found = place_of(value or "", text)
    evidence = {key: told for key, told in card.evidence.items() if key != path}
    if found is not None:
        evidence[path] = Evidence(*found, text[found[0] : found[1]])
    witnesses = {**card.witnesses, path: PERSON}
    return msgspec.structs.replace(card, **{outer: changed}, evidence=evidence, witnesses=witnesses)


def card_snapshot(card: Card) -> dict[str, str | None]:
    """The fields of a card that a person can correct, by path."""
    return {path: field_of_card(card, path) for path in CARD_FIELDS}


def fields_in_force(corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The fields whose values people corrected, in the order of the first correction."""
    return tuple(dict.fromkeys(c.field for c in corrections if c.field not in WHOLE))


def has(corrections: Sequence[Correction], field: str) -> bool:
    """Whether one of the corrections is of that field."""
    return any(c.field == field for c in corrections)
