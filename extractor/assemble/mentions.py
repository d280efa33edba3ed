"""Mentions as the record tells them: with the words that stand there."""

from __future__ import annotations

from extractor.core.mentions import EntityMention, FigureMention
from extractor.core.record import Entity, Figure
from extractor.learned.calibration import Scale, entity_features


def as_entity(text: str, mention: EntityMention, scale: Scale | None = None) -> Entity:
    """The entity that `mention` becomes in the record of `text`."""
    words = text[mention.start : mention.end]
    features = entity_features(mention.type, mention.rule, words)
    return Entity(
        type=mention.type,
        start=mention.start,
        end=mention.end,
        text=words,
        rule=mention.rule,
        name=mention.name,
        positions=mention.positions,
        level=mention.level,
        doc_type=mention.doc_type,
        number=mention.number,
        date=mention.date,
        issuer=mention.issuer,
        confidence=scale.of_entity(features) if scale else 1.0,
    )


def as_figure(text: str, mention: FigureMention) -> Figure:
    """The figure that `mention` becomes in the record of `text`."""
    return Figure(
        kind=mention.kind,
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        rule=mention.rule,
        value=mention.value,
        unit=mention.unit,
        max=mention.max,
        total=mention.total,
        per=mention.per,
        comparator=mention.comparator,
    )
