"""What the card of a document is read from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.core.mentions import EntityMention, OfficeMention, TimeMention
from extractor.structure.foot import Foot
from extractor.structure.head import Head
from extractor.structure.outline import Line


class Findings(msgspec.Struct, frozen=True):
    """What the card is read from; `persons` and `bodies` are settled mentions in text order."""

    text: str
    view: str
    head: Head
    foot: Foot
    lines: tuple[Line, ...]
    persons: Sequence[EntityMention]
    bodies: Sequence[EntityMention]
    offices: Sequence[OfficeMention]
    times: Sequence[TimeMention]
    title: str | None = None  # from the file's own metadata
    author: str | None = None
    site: str | None = None
