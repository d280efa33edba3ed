"""How often the forms of a PDF call one another, told from the raw bytes before the file is opened.

pdfium draws a form anew wherever it is called: forms that call forms that call forms, each twice, are a bomb of a few
kilobytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

import msgspec

_DEPTH = 64  # of forms in forms
_BODY = 4_000  # bytes of an object that are looked at
_PACKED_BODIES = 4 << 20  # bytes of one object stream that are looked at
_NUMBERS = re.compile(rb"(\d{1,10})\s+\d{1,5}\s*\Z")
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_CALLED = re.compile(rb"/([^\s/<>\[\]()]{1,60})\s+Do\b")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b")
_FIRST = re.compile(rb"/First\s+(\d{1,7})")


class Form(msgspec.Struct, frozen=True):
    """How often a form calls others, and by which names."""

    calls: int
    names: frozenset[bytes]


def called_names(content: bytes) -> frozenset[bytes]:
    """The names of what a content stream calls."""
    return frozenset(_CALLED.findall(content))


def object_start(data: bytes, at: int) -> int:
    """Where the number of the object stands whose ` obj` is at `at`; 0 where there is none."""
    found = _NUMBERS.search(data, max(0, at - 20), at) if at >= 0 else None
    return found.start() if found else 0


def cost_of_forms(data: bytes, forms: Mapping[int, Form], most: int) -> int:
    """How many forms the dearest one calls in the end; it stops counting above `most`."""
    inner = _forms_of_forms(data, forms)
    cost = dict.fromkeys(forms, 1)
    # as many rounds as pdfium goes down, also where forms call one another in a ring
    for _ in range(_DEPTH):
        grown = {
            number: 1 + form.calls * max((cost[child] for child in inner[number]), default=0)
            for number, form in forms.items()
        }
        if grown == cost or max(cost.values()) > most:
            break
        cost = grown
    return max(cost.values())


def _forms_of_forms(data: bytes, forms: Mapping[int, Form]) -> dict[int, set[int]]:
    """For each form the others it calls: those of its own resources, else whatever has that name on a page."""
    bodies = {**_bodies(data), **_packed_bodies(data)}
    anywhere: dict[bytes, set[int]] = {}
    for body in bodies.values():
        for name, number in _NAMED.findall(body):
            if int(number) in forms:
                anywhere.setdefault(name, set()).add(int(number))
    out: dict[int, set[int]] = {}
    for number, form in forms.items():
        own = _own_names(bodies, number)
        called = set().union(*(own.get(name, anywhere.get(name, set())) for name in form.names))
        out[number] = called & forms.keys()
    return out


def _own_names(bodies: Mapping[int, bytes], number: int) -> dict[bytes, set[int]]:
    """The objects that the resources of a form name, straight or over one or two more objects."""
    out: dict[bytes, set[int]] = {}
    near = {number}
    for _ in range(3):
        texts = [bodies.get(one, b"") for one in near]
        for text in texts:
            for name, target in _NAMED.findall(text):
                out.setdefault(name, {int(target)})
        near = {int(found) for text in texts for found in _REFERENCE.findall(text)} - near
        near = {one for one in near if b"/Subtype" not in bodies.get(one, b"")}
    return out


def _bodies(data: bytes) -> dict[int, bytes]:
    """The objects that stand in the open, by number, without their streams."""
    out = {}
    at = data.find(b" obj")
    while at >= 0:
        found = _NUMBERS.search(data, max(0, at - 20), at)
        if found:
            out[int(found[1])] = data[at + 4 : at + 4 + _BODY].split(b"endobj")[0].split(b"stream")[0]
        at = data.find(b" obj", at + 4)
    return out


def _packed_bodies(data: bytes) -> dict[int, bytes]:
    """The objects that stand in object streams, by number."""
    out: dict[int, bytes] = {}
    for kind in _OBJECT_STREAM.finditer(data):
        start = data.find(b"stream", kind.end(), kind.end() + _BODY)
        first = _FIRST.search(data, max(0, kind.start() - 200), max(0, start))
        if start < 0 or not first:
            continue
        start += 8 if data[start + 6 : start + 8] == b"\r\n" else 7
        try:
            text = zlib.decompressobj().decompress(memoryview(data)[start:], _PACKED_BODIES)
        except zlib.error:
            continue
        head = [int(number) for number in text[: int(first[1])].split() if number.isdigit()]
        places = [*head[1::2], len(text)]
        for number, begin, end in zip(head[::2], places, places[1:], strict=False):
            out[number] = text[int(first[1]) + begin : int(first[1]) + min(end, begin + _BODY)]
    return out
