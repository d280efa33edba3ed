"""Numbers and symbols of documents (số, ký hiệu): one reader for letterheads and for running text.

The order of the separators tells the system: `215/TB-UBND` is a state number, `06-NQ/TU` a Party number. Two slashes
without a year (`575/QĐ/TU`) are malformed: the body's code decides. Separators stay as written.
"""

from __future__ import annotations

import re

import msgspec

from extractor.core.characters import matching_view
from extractor.lexicon.doc_types import System, doc_type_of_code, doc_type_table, is_type_code

_ORDINAL = re.compile(r"(?:\d\d?\.\d{3}|\d{1,5}(?:\.\d{1,2}(?=\s?/))?)[a-zđA-E]?(?![^\W_])")
_LETTERS = "A-ZĐƯÔƠÊÂĂ"
_CODE = re.compile(
    rf"(?:TTg|QyĐ|QyD|QĐi|CTr|Ctr|TTr|Ttr|TrS|ThU|[{_LETTERS}][{_LETTERS}\d]*(?:[&.][{_LETTERS}\d]+)*)(?![^\W\d_])"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_SEPARATOR = re.compile(r"([ \n]{0,3})([/-])([ \n]{0,3})")
_BLANK_BEFORE_CODE = re.compile(r" {1,2}(?=[^\W\d_a-zà-ỹđ])")
_MAX_PARTS = 6


class DocumentNumber(msgspec.Struct, frozen=True):
    """A number taken apart. `raw` as it stands, `canonical` without blanks, `ordinal` None where it was left open.

    `doc_type` comes from the code and is None where the code says nothing or several things; `body` is the code of
    the issuing body (`UBND`, `TU`), `year` the year inside a normative number.
    """

    raw: str
    canonical: str
    ordinal: str | None
    doc_type: str | None = None
    system: System | None = None
    body: str | None = None
    year: int | None = None


class _Parts(msgspec.Struct, frozen=True):
    separators: tuple[str, ...]
    codes: tuple[str, ...]
    year: int | None
    canonical: str
    end: int


def read_number(view: str, at: int) -> tuple[DocumentNumber, int] | None:
    """The full number that begins at `at` (its first digit) and its end; None where no code follows the digits."""
    ordinal = _ORDINAL.match(view, at)
    if ordinal is None:
        return None
    parts = _read_parts(view, ordinal.end())
    if not parts.codes:
        return None
    return _number(view[at : parts.end], ordinal.group(), parts), parts.end


def _read_parts(view: str, at: int) -> _Parts:
    separators: list[str] = []
    codes: list[str] = []
    year: int | None = None
    canonical = ""
    while len(codes) < _MAX_PARTS:
        found = _read_part(view, at, codes, year)
        if found is None:
            break
        mark, part, at = found
        canonical += mark + part
        if part.isdigit():
            year = int(part)
        else:
            separators.append(mark)
            codes.append(part)
    return _Parts(tuple(separators), tuple(codes), year, canonical, at)


def _read_part(view: str, at: int, codes: list[str], year: int | None) -> tuple[str, str, int] | None:
    """Separator, code or year, and where it ends. Blanks around a dash are a number's only before a known code."""
    separator = _SEPARATOR.match(view, at)
    if separator is None and not codes and year is None:
        return _code_without_separator(view, at)
    if separator is None or separator.group().count("\n") > 1:
        return None
    before, mark, after = separator.groups()
    if not codes and year is None and mark == "/":
        found_year = _YEAR.match(view, separator.end())
        if found_year and _SEPARATOR.match(view, found_year.end()):
            return mark, found_year.group(), found_year.end()
    code = _CODE.match(view, separator.end())
    if code is None:
        return None
    spaced = bool(before and after)
    if spaced and codes and not (_is_body(code.group()) and is_type_code(codes[-1])):
        return None
    if after and codes and not before and mark == "-" and not is_type_code(codes[-1]) and not _short_code(code.group()):
        return None
    return mark, code.group(), code.end()


def _code_without_separator(view: str, at: int) -> tuple[str, str, int] | None:
    """`298 KH/TWĐTN`, `17 QĐ-UBND`: the mark before the type's code was left out; the one behind it tells which."""
    blank = _BLANK_BEFORE_CODE.match(view, at)
    code = _CODE.match(view, blank.end()) if blank else None
    if code is None or not (is_type_code(code.group()) or code.group() == "CV"):
        return None
    behind = _SEPARATOR.match(view, code.end())
    if behind is None or not _CODE.match(view, behind.end()):
        return None
    return ("-" if behind.group(2) == "/" else "/"), code.group(), code.end()


def _short_code(code: str) -> bool:
    return len(code) <= 6


def _is_body(code: str) -> bool:
    table = doc_type_table()
    return code in table.party_bodies or code in table.state_bodies or len(code) >= 3


def _system_of(parts: _Parts) -> System | None:
    table = doc_type_table()
    if parts.year is not None:
        return "state"
    first, second = parts.separators[0], parts.separators[1] if len(parts.separators) > 1 else None
    typed = is_type_code(parts.codes[0]) or parts.codes[0] == "CV"
    if first == "-" and second == "/" and typed:
        return "party"
    if first == "/" and second == "-":
        return "state"
    bodies = parts.codes[1:] if typed else parts.codes
    if any(body in table.party_bodies for body in bodies):
        return "party"
    if bodies:
        return "state"
    return None


def _number(raw: str, ordinal: str | None, parts: _Parts) -> DocumentNumber:
    system = _system_of(parts)
    codes = parts.codes
    typed = is_type_code(codes[0]) or (codes[0] == "CV" and system == "party")
    if codes[0] == "L" and codes[1:] == ("CTN",):
        doc_type: str | None = "lệnh"
    elif re.match(r"QH\d|UBTVQH", codes[0]):
        doc_type, typed = None, False
    elif typed:
        doc_type = doc_type_of_code(codes[0], system or "state")
    else:
        bodies = doc_type_table().state_bodies | doc_type_table().party_bodies
        doc_type = "công văn" if len(codes) > 1 or (system is not None and codes[0] in bodies) else None
    body = codes[1] if typed and len(codes) > 1 else None if typed else codes[0]
    canonical = (ordinal or "") + parts.canonical
    return DocumentNumber(raw.strip(), canonical, ordinal, doc_type, system, body, parts.year)


_LABEL = re.compile(r"(?:SỐ|[Ss]ố)(?![^\W_])\s*[:.;]?\s*")
_OPEN = re.compile(r"[.…_\s]*(?=[/-])")
_GLUED_PLACE = re.compile(r"(?<=[A-ZĐ])(?=[A-ZĐ][a-zà-ỹ]+(?: [A-ZĐ][a-zà-ỹ]+)*,? ngày)")


def parse_number(text: str) -> DocumentNumber | None:
    """The number in a line of a letterhead (`Số: 660 /TB-UBND`, `Số 06-NQ/TU`, `Số:     /UBND-KTTH`), else None.

    Markdown, table pipes and what follows the number (place and date) are passed over.
    """
    view = _GLUED_PLACE.sub(" ", matching_view(text))
    label = _LABEL.search(view)
    at = label.end() if label else 0
    open_number = _OPEN.match(view, at)
    if open_number and (label or view.lstrip(" *|").startswith("/")):
        parts = _read_parts(view, open_number.end())
        if parts.codes:
            return _number(view[open_number.end() : parts.end], None, parts)
    for digits in re.finditer(r"\d+", view[at : at + 40]):
        found = read_number(view, at + digits.start())
        if found:
            return found[0]
        if label:
            break
    bare = re.fullmatch(r"[\s*|]*(\d{1,5})[\s*|.;]*", view[at:]) if label else None
    return DocumentNumber(bare.group(1), bare.group(1), bare.group(1)) if bare else None
