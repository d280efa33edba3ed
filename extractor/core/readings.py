"""What a new reading of a document, or a correction, changes: field by field, before and after."""

from __future__ import annotations

from typing import Literal

import msgspec


class FieldChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field with its value before and after, as `HistoryRow` has them.

    `kept`: `new` is what the machine reads, but a person corrected or confirmed the field, so `old` stays.
    """

    field: str
    old: str | None = None
    new: str | None = None
    kept: bool = False


class DirectiveChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a new reading does to a directive. One that is gone stays listed (`stays`) where people worked on it."""

    kind: Literal["new", "gone", "changed"]
    text: str
    id: str | None = None
    fields: tuple[FieldChange, ...] = ()
    stays: bool = False


class ReadingDiff(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a new reading of a document would change, or has changed (`applied`)."""

    document: str
    program: str
    models: str = ""
    card: tuple[FieldChange, ...] = ()
    directives: tuple[DirectiveChange, ...] = ()
    applied: bool = False

    @property
    def empty(self) -> bool:
        """Whether everything people see stays as it is."""
        return all(change.kept for change in self.card) and not any(
            change.kind != "changed" or any(not field.kept for field in change.fields) for change in self.directives
        )


class Reread(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document read anew: what that changes, or (`reason`, Vietnamese) why it could not be read.

    `offered`: it had been read before, and the reading was kept for a person to decide.
    """

    document: str
    file_name: str
    diff: ReadingDiff | None = None
    reason: str | None = None
    offered: bool = False
