"""Who a name means: the one identity of a body, person or group behind all spellings of its name. Data only."""

from __future__ import annotations

import msgspec


class Heir(msgspec.Struct, frozen=True):
    """The one body that does all the work of another today."""

    key: str
    name: str
    place: str | None = None


class Unit(msgspec.Struct, frozen=True, omit_defaults=True):
    """`key`: stable, in ASCII, the body and behind `@` where it belongs: `ubnd@xa-bao-thang.lao-cai`, `bo-tai-chinh`.

    `name` is the full name in today's spelling, `as_named` what the text says; `kind` is one of those of
    `unit_names.json`, `person`, `group` or `other`; `place` the province, district or commune it belongs to.
    `successors` are the keys of the units that do its work today where it was merged or ended, the main one first;
    `heir` is told where there is but one.
    `post`: the office or organ that acts for it (`Giám đốc`, `Ban Thường vụ`). `inferred`: the place was taken from the
    document; `ambiguous`: more than one place or body of that name fits, so the key is without a place.
    """

    key: str
    name: str
    kind: str
    place: str | None = None
    as_named: str = ""
    successors: tuple[str, ...] = ()
    post: str | None = None
    inferred: bool = False
    ambiguous: bool = False
    heir: Heir | None = None


class LinkedUnit(msgspec.Struct, frozen=True, omit_defaults=True):
    """The units behind one name of a record, the main one first.

    `directive` is an index into `Record.directives` and `position` one into its assignees; None for the issuer.
    """

    units: tuple[Unit, ...]
    directive: int | None = None
    position: int | None = None
