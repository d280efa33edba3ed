"""What the name of a file tells of the document in it: `660-TB-UBND.pdf`, `123TBUB.signed.pdf`."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath

import msgspec

from extractor.lexicon.doc_types import doc_type_of_code, doc_type_table, is_type_code

_SIGNED = re.compile(
    r"(?<![^\W\d_])[._ -]*(?:signed|daky|da ky|kyso|ky so|final|scan)(?![^\W\d_])"
    r"(?:[._ -]*\d{6,8}[._ -]*\d{4,6})?",
    re.IGNORECASE,
)
_LETTERS = "A-ZĐƯÔƠÊÂĂ"
_NUMBER = re.compile(
    rf"(?<![\d{_LETTERS}])(\d{{1,5}})[\s._/-]*([{_LETTERS}][{_LETTERS}]{{0,9}})((?:[\s._/-]*[{_LETTERS}][{_LETTERS}\d&.]{{0,11}})*)(?![^\W\d_])"
)
_PART = re.compile(rf"[{_LETTERS}][{_LETTERS}\d&.]*")
_SHORT_BODIES = {"UB": "UBND", "VP": "VP"}  # as clerks shorten them in names of files
_YEARS = range(1945, 2100)
_DAY = re.compile(
    r"(?<!\d)(?:(?P<y1>(?:19|20)\d\d)[-._](?P<m1>\d\d?)[-._](?P<d1>\d\d?)"
    r"|(?P<d2>\d\d?)[-._](?P<m2>\d\d?)[-._](?P<y2>(?:19|20)\d\d))(?!\d)"
)


class NamedBy(msgspec.Struct, frozen=True):
    """`ordinal` and `type_code` (`TB`) as the name gives them; `number` where it gives the whole of it."""

    ordinal: str | None = None
    type_code: str | None = None
    number: str | None = None

    @property
    def doc_type(self) -> str | None:
        return doc_type_of_code(self.type_code) if self.type_code else None


def read_file_name(file_name: str | None) -> NamedBy:
    """The number in the name of a file, as far as it is there. Without the code of a type or body it tells nothing."""
    if not file_name:
        return NamedBy()
    stem = _SIGNED.sub(" ", PurePath(file_name.replace("\\", "/")).stem)
    readings = [_read(*match.groups()) for match in _NUMBER.finditer(stem)]
    if stem.islower():  # words and codes look alike: only type and body together tell a number
        readings = [_read(*match.groups()) for match in _NUMBER.finditer(stem.upper())]
        readings = [reading for reading in readings if reading.type_code and reading.number]
    told = [reading for reading in readings if reading.ordinal]
    return max(told, key=lambda reading: (reading.number is not None, reading.type_code is not None), default=NamedBy())


def days_in_name(file_name: str | None) -> tuple[dt.date, ...]:
    """The whole dates in the name of a file: `2024-11-15`, `15.11.2024`; runs of eight digits are a scanner's clock."""
    found = []
    for match in _DAY.finditer(PurePath((file_name or "").replace("\\", "/")).stem):
        year, month, day = (
            (match["y1"], match["m1"], match["d1"]) if match["y1"] else (match["y2"], match["m2"], match["d2"])
        )
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(found)


def _read(ordinal: str, code: str, rest: str) -> NamedBy:
    ordinal = ordinal.lstrip("0").zfill(min(len(ordinal), 2))
    type_code, glued = _split(code)
    parts = [part for part in (glued, *_PART.findall(rest)) if part]
    bodies = [_SHORT_BODIES.get(part, part) for part in parts]
    known = doc_type_table().state_bodies | doc_type_table().party_bodies
    if type_code is None:  # an official letter: body, then unit (`575-UBND-KTTH`)
        if not bodies or bodies[0] not in known or int(ordinal) in _YEARS:
            return NamedBy()
        return NamedBy(ordinal, None, f"{ordinal}/{'-'.join(bodies[:2])}" if len(bodies) > 1 else None)
    if not bodies or bodies[0] not in known:
        return NamedBy(ordinal, type_code)
    party = bodies[0] in doc_type_table().party_bodies
    return NamedBy(
        ordinal, type_code, f"{ordinal}-{type_code}/{bodies[0]}" if party else f"{ordinal}/{type_code}-{bodies[0]}"
    )


def _split(code: str) -> tuple[str | None, str]:
    """The code of a type and what is glued to it (`TBUB` → `TB`, `UB`)."""
    if is_type_code(code):
        return code, ""
    for cut in (3, 2):
        if is_type_code(code[:cut]) and _is_body(code[cut:]):
            return code[:cut], code[cut:]
    return None, code


def _is_body(code: str) -> bool:
    known = doc_type_table().state_bodies | doc_type_table().party_bodies
    return _SHORT_BODIES.get(code, code) in known
