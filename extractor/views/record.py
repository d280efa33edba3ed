"""One record for reading: its card, its directives, its text with what was found lit up."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from extractor.core.locating import spot_of_directive
from extractor.core.record import Directive, EntityType, Record
from extractor.core.register import Shown
from extractor.views.card import card_facts
from extractor.views.terminal import Screen, entry, one_line, pairs, render, safe, shortened
from extractor.views.words import (
    ENTITIES,
    KINDS,
    date_in_words,
    number_in_words,
    percent_of,
    recurrence_in_words,
)

_ENTITY_STYLES: dict[EntityType, str] = {
    "person": "green",
    "organization": "cyan",
    "location": "blue",
    "legal_ref": "magenta",
    "programme": "bright_magenta",
}
_FIGURE_STYLE = "yellow"
_TIME_STYLE = "red"
_DIRECTIVE_STYLE = "underline"
_CHOSEN_STYLE = "bold underline"


def render_record(record: Record, screen: Screen) -> str:
    """A record that is in no register yet: card, directives, counts, diagnostics; without its text."""
    names = [f"{number}." for number in range(1, len(record.directives) + 1)]
    return render(screen, *_summary(record, names))


def render_shown(shown: Shown, screen: Screen) -> str:
    """A record of the register with its whole text in colours and a legend."""
    head = Text.assemble((shown.document.id, "bold cyan"), "  ", safe(shown.document.file_name))
    parts = [head, *_summary(shown.record, shown.directive_ids, shown.directive)]
    parts += [_title("Toàn văn"), *([_legend()] if screen.color else []), _text(shown)]
    return render(screen, *parts)


def _summary(record: Record, names: Sequence[str], chosen: str | None = None) -> list[RenderableType]:
    parts: list[RenderableType] = [_card(record)]
    parts.append(_title(f"Chỉ đạo ({number_in_words(len(record.directives))})"))
    parts += [
        _directive(record, directive, name, chosen=name == chosen)
        for name, directive in zip(names, record.directives, strict=True)
    ]
    parts.append(Text(_counts(record), style="dim"))
    if record.diagnostics:
        parts.append(_title(f"Cần xem lại ({number_in_words(len(record.diagnostics))})"))
        parts += [Text(f"- {_diagnostic(d.message, d.text)}") for d in record.diagnostics]
    return parts


def _title(words: str) -> Text:
    return Text(f"\n{words}", style="bold")


def _card(record: Record) -> RenderableType:
    return pairs([(fact.name + ":", one_line(fact.value)) for fact in card_facts(record)])


def _directive(record: Record, directive: Directive, name: str, *, chosen: bool) -> RenderableType:
    notes = [line for line in (directive_facts(directive), _where(record, directive)) if line]
    text = Text(one_line(directive.text), style="bold" if chosen else "")
    return entry(name, text, *(Text(line, style="dim") for line in notes))


def directive_facts(directive: Directive) -> str:
    """Kind, who, by when, on whose order, and how sure: one line."""
    facts = [KINDS[directive.kind]]
    for role, head in (("lead", "chủ trì"), ("coordinate", "phối hợp")):
        names = [a.text + (" (kế thừa)" if a.inherited else "") for a in directive.assignees if a.role == role]
        if names:
            facts.append(f"{head}: {'; '.join(names)}")
    facts.append(f"thời hạn: {_deadline(directive) or 'không nêu'}")
    if directive.issued_by:
        facts.append(f"người giao: {directive.issued_by}")
    facts.append(f"độ tin cậy {percent_of(directive.confidence)}")
    return one_line(" | ".join(facts))


def _deadline(directive: Directive) -> str:
    deadline = directive.deadline
    if deadline is None:
        return ""
    if deadline.due:
        day = date_in_words(deadline.due)
        return f"trước {day}" if deadline.bound == "before" else day
    return recurrence_in_words(deadline.recurrence) if deadline.recurrence else deadline.text


def _where(record: Record, directive: Directive) -> str:
    spot = spot_of_directive(record, directive)
    where = [" › ".join(shortened(part, 60) for part in spot.section)] if spot.section else []
    if spot.page is not None:
        where.append(f"trang {spot.page}")
    return " | ".join(where)


def _counts(record: Record) -> str:
    counts = (
        f"{number_in_words(len(record.entities))} thực thể",
        f"{number_in_words(len(record.figures))} số liệu",
        f"{number_in_words(len(record.times))} mốc thời gian",
    )
    return "Ngoài ra: " + ", ".join(counts) + "."


def _diagnostic(message: str, text: str | None) -> str:
    return f"{one_line(message)} (“{shortened(text, 80)}”)" if text else one_line(message)


def _legend() -> Text:
    entries = [(ENTITIES[kind], style) for kind, style in _ENTITY_STYLES.items()]
    entries += [("số liệu", _FIGURE_STYLE), ("thời gian", _TIME_STYLE), ("[CD…] chỉ đạo", _DIRECTIVE_STYLE)]
    return Text(" | ").join(Text(name, style=style) for name, style in entries)


def _text(shown: Shown) -> Text:
    record = shown.record
    text = Text(safe(record.text))
    for name, directive in zip(shown.directive_ids, record.directives, strict=True):
        style = _CHOSEN_STYLE if name == shown.directive else _DIRECTIVE_STYLE
        text.stylize(style, directive.start, directive.end)
    for entity in record.entities:
        text.stylize(_ENTITY_STYLES[entity.type], entity.start, entity.end)
    for figure in record.figures:
        text.stylize(_FIGURE_STYLE, figure.start, figure.end)
    for time in record.times:
        text.stylize(_TIME_STYLE, time.start, time.end)
    return _with_names(text, [(d.start, name) for name, d in zip(shown.directive_ids, record.directives, strict=True)])


def _with_names(text: Text, names: list[tuple[int, str]]) -> Text:
    """The id of each directive in brackets before it, so that it is found without colours too."""
    whole = Text()
    last = 0
    for start, name in sorted(names):
        whole.append_text(text[last:start] if start > last else Text())
        whole.append(f"[{name}] ", style="bold cyan")
        last = max(last, start)
    whole.append_text(text[last:] if last < len(text) else Text())
    return whole
