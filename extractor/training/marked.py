"""Gold written into the text itself: a document with marks in braces and, below a rule, its card and directives.

    {D1|{org|UBND huyện} rà soát {qty 415 hộ|415 hộ} trước ngày {date 2022-06-30|30/6}.}
    =====
    doc_date: 2022-05-18
    note: why a doubtful place was read so
    card: {"genre": "notice", "number": "215/TB-UBND"}
    D1 task | lead UBND huyện | due trước ngày 30/6 = 2022-06-30 before | from Nguyễn Văn A

Marks nest but do not cross; `\\{`, `\\}` and `\\\\` are the characters themselves. `parse` gives the text without marks
and the gold of it, `write` the marked text of a gold.

    {org|…} {prog|…}                      organization, programme
    {per Position; Position|…}            person
    {loc district|…}                      location with its level
    {ref 06-NQ/TU|…} {ref|…}              legal reference, with or without a number
    {money 28757000000|…} {pct 5..7|…}    figures: comparator, value, `..` upper end, unit
    {ratio 285/415 hộ|…} {qty >=12 ha|…}
    {date D|…} {period D..D|…}            times; either side of `..` may be open
    {dur P10D|…} {rec FREQ=WEEKLY|…}
    {D7|…}                                a directive, described below the rule

A directive's line: kind, then parts divided by ` | `: `lead NAME`, `coord NAME` (with `+` when inherited: `lead+`),
`due WORDS = DATE before|by`, `due WORDS = FREQ=…`, `due WORDS = ANCHOR OFFSET by`, `from WHO`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

Json = dict[str, Any]

RULE = "====="
_ENTITIES = {"per": "person", "org": "organization", "loc": "location", "ref": "legal_ref", "prog": "programme"}
_FIGURES = {"money": "money", "pct": "percent", "ratio": "ratio", "qty": "quantity"}
_TIMES = {"date": "date", "period": "period", "dur": "duration", "rec": "recurring"}
_LEVELS = ("province", "district", "commune", "village", "other")
_HEAD = re.compile(r"\{(?P<tag>[a-z]+|D\d+)(?: (?P<told>[^|{}]*))?\|")
_BRACE = re.compile(r"\\(?P<escaped>[{}\\])|[{}]")
_COMPARED = re.compile(
    r"(?P<sign>>=|<=|~<|>|<|~)?(?P<value>-?\d+(?:\.\d+)?)(?:\.\.(?P<max>\d+(?:\.\d+)?))?(?:/(?P<total>\d+(?:\.\d+)?))?"
)
_RATE = re.compile(r"/\s*([^\W\d][\w\s]*)$")
_DUE_DATE = re.compile(r"(?P<due>\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?) (?P<bound>before|by)(?: (?P<last>\d{4}-\d\d-\d\d))?")
_DUE_LATER = re.compile(r"(?P<anchor>\S.*) (?P<offset>-?P\w+) (?P<bound>before|by)")
_ESCAPED = re.compile(r"[{}\\]")
_DIRECTIVE = re.compile(r"D\d+ ")
_KINDS = ("task", "decision", "target", "petition", "commitment")


class MarkedTextError(ValueError):
    """A mark that cannot be read; the message says where and what was wrong."""


def parse(source: str, name: str = "") -> tuple[str, Json]:
    """The text without its marks, and its gold with offsets.

    Raises MarkedTextError for a mark, a line or a value that the format does not know.
    """
    body, rule, tail = unicodedata.normalize("NFC", source).rpartition(f"\n{RULE}\n")
    if not rule:
        raise MarkedTextError(f"{name}: no line {RULE} between the text and its card")
    text, marks = _unmark(body + "\n")
    gold, told = _read_tail(tail)
    gold = {"doc": name, **gold, "entities": [], "figures": [], "times": [], "directives": []}
    for tag, about, start, end in sorted(marks, key=lambda mark: (mark[2], -mark[3])):
        layer, item = _item(tag, about, text[start:end], told)
        gold[layer].append({"quote": text[start:end], **item, "start": start, "end": end})
    if unused := set(told) - {mark[0] for mark in marks}:
        raise MarkedTextError(f"described but not marked: {', '.join(sorted(unused))}")
    return text, gold


def _unmark(body: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    pieces: list[str] = []
    marks: list[tuple[str, str, int, int]] = []
    open_: list[tuple[str, str, int]] = []
    at = length = 0
    for found in _BRACE.finditer(body):
        if found.start() < at:
            continue
        pieces.append(body[at : found.start()] + (found["escaped"] or ""))
        length += len(pieces[-1])
        at = found.end()
        if found["escaped"]:
            continue
        if found.group() == "}":
            if not open_:
                raise MarkedTextError(f"closed but never opened: …{_near(body, found.start())}")
            marks.append((*open_.pop(), length))
        else:
            head = _HEAD.match(body, found.start())
            if not head:
                raise MarkedTextError(f"not a mark: {_near(body, found.start())}")
            open_.append((head["tag"], (head["told"] or "").strip(), length))
            at = head.end()
    if open_:
        raise MarkedTextError(f"never closed: {open_[-1][0]} {open_[-1][1]}")
    return "".join(pieces) + body[at:], marks


def _near(body: str, at: int) -> str:
    return repr(body[max(0, at - 20) : at + 50])


def _item(tag: str, about: str, quote: str, told: dict[str, Json]) -> tuple[str, Json]:
    if quote != quote.strip() or not quote:
        raise MarkedTextError(f"space at the border of {tag}: {quote[:60]!r}")
    if tag in _ENTITIES:
        return "entities", {"type": _ENTITIES[tag], **_entity(tag, about)}
    if tag in _FIGURES:
        return "figures", _figure(tag, about, quote)
    if tag in _TIMES:
        return "times", _time(tag, about)
    if tag in told:
        return "directives", told[tag]
    raise MarkedTextError(f"unknown or undescribed: {tag} at {quote[:50]!r}")


def _entity(tag: str, about: str) -> Json:
    if tag == "per":
        return {"positions": [part.strip() for part in about.split(";") if part.strip()]}
    if tag == "loc":
        if about and about not in _LEVELS:
            raise MarkedTextError(f"unknown level {about!r}")
        return {"level": about} if about else {}
    if tag == "ref":
        return {"number": about or None}
    return {}


def _figure(tag: str, about: str, quote: str) -> Json:
    number, _, unit = about.partition(" ")
    found = _COMPARED.fullmatch(number)
    if not found or (tag == "ratio") != bool(found["total"]):
        raise MarkedTextError(f"not a value of {tag}: {about!r} at {quote!r}")
    item: Json = {"kind": _FIGURES[tag], "value": _number(found["value"])}
    for key in ("max", "total"):
        if found[key]:
            item[key] = _number(found[key])
    item["unit"] = unit or {"money": "VND", "pct": "%"}.get(tag, "")
    if not item["unit"]:
        raise MarkedTextError(f"no unit: {about!r} at {quote!r}")
    if rate := _RATE.search(quote):
        item["per"] = rate[1].strip()
    if found["sign"]:
        item["comparator"] = found["sign"]
    return item


def _number(digits: str) -> int | float:
    return float(digits) if "." in digits else int(digits)


def _time(tag: str, about: str) -> Json:
    if tag in ("dur", "rec"):
        if not re.match(r"P" if tag == "dur" else r"FREQ=", about):
            raise MarkedTextError(f"not a value of {tag}: {about!r}")
        return {"type": _TIMES[tag], "value": about}
    first, dots, last = about.partition("..")
    last = last if dots else first
    for day in (first, last):
        if day and not re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?", day):
            raise MarkedTextError(f"not a date: {about!r}")
    return {"type": _TIMES[tag], "from": first or None, "to": last or None}


def _read_tail(tail: str) -> tuple[Json, dict[str, Json]]:
    gold: Json = {"doc_date": None, "notes": [], "document": {}}
    told: dict[str, Json] = {}
    for line in filter(None, map(str.strip, tail.splitlines())):
        key, colon, value = line.partition(":")
        if _DIRECTIVE.match(line):
            label, _, rest = line.partition(" ")
            if label in told:
                raise MarkedTextError(f"{label} is described twice")
            told[label] = _directive(rest)
        elif colon and key == "doc_date":
            gold["doc_date"] = value.strip() or None
        elif colon and key == "note":
            gold["notes"].append(value.strip())
        elif colon and key == "card":
            try:
                gold["document"] = json.loads(value)
            except ValueError as error:
                raise MarkedTextError(f"the card is no JSON: {error}") from error
        else:
            raise MarkedTextError(f"not understood below the rule: {line[:70]!r}")
    return gold, told


def _directive(told: str) -> Json:
    kind, *parts = [part.strip() for part in told.split(" | ")]
    if kind not in _KINDS:
        raise MarkedTextError(f"unknown kind of directive: {kind!r}")
    item: Json = {"kind": kind, "assignees": [], "deadline": None, "issued_by": None}
    for part in parts:
        word, _, rest = part.partition(" ")
        rest = rest.strip()
        if word.rstrip("+") in ("lead", "coord") and rest:
            role = "lead" if word.startswith("lead") else "coordinate"
            item["assignees"].append({"text": rest, "role": role, **({"inherited": True} if "+" in word else {})})
        elif word == "due" and rest:
            item["deadline"] = _deadline(rest)
        elif word == "from" and rest:
            item["issued_by"] = rest
        else:
            raise MarkedTextError(f"not understood in a directive: {part!r}")
    return item


def _deadline(told: str) -> Json:
    words, equals, value = told.rpartition(" = ")
    if not equals:
        raise MarkedTextError(f"a deadline needs ` = `: {told!r}")
    deadline: Json = {"text": words.strip()}
    if value.startswith("FREQ="):
        return {**deadline, "recurrence": value.strip()}
    if found := _DUE_DATE.fullmatch(value.strip()):
        deadline |= {"due": found["due"], "bound": found["bound"]}
        return deadline | ({"last_day": found["last"]} if found["last"] else {})
    if found := _DUE_LATER.fullmatch(value.strip()):
        return deadline | {"due": None, "bound": found["bound"], "anchor": found["anchor"], "offset": found["offset"]}
    raise MarkedTextError(f"not a deadline: {value!r}")


def write(text: str, gold: Json) -> str:
    """The marked text of a gold with offsets (see `parse`). Marks that cross others are left out of the text."""
    marks = []
    for number, item in enumerate(gold.get("directives", ()), 1):
        marks.append((item["start"], item["end"], f"D{number}", ""))
    for layer, tags in (("entities", _ENTITIES), ("figures", _FIGURES), ("times", _TIMES)):
        names = {name: tag for tag, name in tags.items()}
        for item in gold.get(layer, ()):
            tag = names[item.get("kind") if layer == "figures" else item["type"]]
            marks.append((item["start"], item["end"], tag, _about(tag, item)))
    lines = [f"doc_date: {gold.get('doc_date') or ''}"]
    lines += [f"note: {note}" for note in gold.get("notes", ())]
    lines.append(f"card: {json.dumps(gold.get('document', {}), ensure_ascii=False)}")
    body, placed = _mark(text.rstrip("\n"), marks)
    for number, item in enumerate(gold.get("directives", ()), 1):
        if f"D{number}" in placed:
            lines.append(f"D{number} {_described(item)}")
    return body + f"\n{RULE}\n" + "\n".join(lines) + "\n"


def _mark(text: str, marks: list[tuple[int, int, str, str]]) -> tuple[str, set[str]]:
    """The text with marks, and the tags that found a place."""
    placed: set[str] = set()
    pieces: list[str] = []
    ends: list[int] = []
    at = 0

    def copy(upto: int) -> None:
        nonlocal at
        pieces.append(_ESCAPED.sub(r"\\\g<0>", text[at:upto]))
        at = upto

    for start, end, tag, about in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        while ends and ends[-1] <= start:
            copy(ends.pop())
            pieces.append("}")
        if ends and end > ends[-1]:
            continue
        copy(start)
        pieces.append("{" + f"{tag} {about}".strip() + "|")
        ends.append(end)
        placed.add(tag)
    while ends:
        copy(ends.pop())
        pieces.append("}")
    copy(len(text))
    return "".join(pieces), placed


def _about(tag: str, item: Json) -> str:
    if tag == "per":
        return "; ".join(item.get("positions") or ())
    if tag in ("loc", "ref"):
        return str(item.get("level" if tag == "loc" else "number") or "")
    if tag in ("org", "prog"):
        return ""
    if tag in _FIGURES:
        value = f"{item.get('comparator') or ''}{_plain(item['value'])}"
        value += f"..{_plain(item['max'])}" if item.get("max") is not None else ""
        value += f"/{_plain(item['total'])}" if item.get("total") is not None else ""
        return f"{value} {item.get('unit') or ''}".strip()
    if tag in ("dur", "rec"):
        return str(item["value"])
    first, last = item.get("from") or "", item.get("to") or ""
    return first if first == last else f"{first}..{last}"


def _plain(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _described(item: Json) -> str:
    parts = [str(item["kind"])]
    for doer in item.get("assignees") or ():
        word = "lead" if doer.get("role", "lead") == "lead" else "coord"
        parts.append(f"{word}{'+' if doer.get('inherited') else ''} {' '.join(doer['text'].split())}")
    if due := item.get("deadline"):
        value = due.get("recurrence") or (
            f"{due['due']} {due.get('bound') or 'by'}"
            if due.get("due")
            else f"{due.get('anchor') or 'unknown'} {due.get('offset') or 'P0D'} {due.get('bound') or 'by'}"
        )
        parts.append(f"due {' '.join(due['text'].split())} = {value}")
    if item.get("issued_by"):
        parts.append(f"from {item['issued_by']}")
    return " | ".join(parts)
