"""What the card of a document is read from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extractor.core.mentions import EntityMention, OfficeMention
from extractor.structure.foot import Foot
from extractor.structure.head import Head
from extractor.structure.outline import Line


class Findings(msgspec.Struct, frozen=True):
    """`persons` and `bodies` are settled mentions in text order; `title` and `author` are the file's own metadata."""

    text: str
    view: str
    head: Head
    foot: Foot
    lines: tuple[Line, ...]
    persons: Sequence[EntityMention]
    bodies: Sequence[EntityMention]
    offices: Sequence[OfficeMention]
    title: str | None = None
    author: str | None = None
