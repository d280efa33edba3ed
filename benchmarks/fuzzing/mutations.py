"""Ways to damage a file: its bytes, its signs, its marks (tags, groups, objects), the parts inside of an archive."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from lxml import etree

Mutation = Callable[[Random, bytes, bytes], bytes]

_MOST = 60_000  # bytes of a grown file: size itself is the matter of other tests
_LIKELY = ("document.xml", "content.xml", "numbering.xml", "styles.xml")
_LARGEST = 400_000  # bytes of a part, unpacked
_MARK = re.compile(
    rb"<[^<>]{1,200}>|\\[a-z]+-?\d*|[{}]|/[A-Za-z]+|\b\d+ \d+ (?:obj|R)\b|\d+|^[\w-]+:|\"[^\"\n]{0,60}\"", re.MULTILINE
)
_STREAM = re.compile(rb"(stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_NASTY = tuple(
    sign.encode("utf-8", errors="surrogatepass")
    for sign in (
        "\x00", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\U0001f642", "\u0301" * 40,
        "\u0300\u0323", "\x85", "\u2028", "\r", "\f", "\v", "\u00ad", "\uf0b7", "\ufffd", "İ", "ǰ", "ß", "ﬁ", "Đ",
        "ð", "½", "²", "٣", "９９", "௧", "Ⅳ", "①", "00/00/0000", "31/02/2025", "99/99/99", "ngày 0 tháng 13",
        "1.000.000.000.000.000", "9" * 400, "-1", "2147483648", "1e999", "quý 0/9999", "24h60", "ngày 31/12/9999",
        "50 năm trước ngày 1/1/0001", "((((((", "))))))", "|", "||", "| |\n|-|\n", "%%EOF", "&amp;", "&#0;",
        "&#xD800;", "&x;", "<!--", "]]>", "<![CDATA[", "<?", "\\u-1?", "\\bin99999 ", "{\\*", "=?utf-8?B?4bu?=",
        "--=", "Content-Type: multipart/mixed; boundary=", "Content-Transfer-Encoding: base64\n\n",
    )
)  # fmt: skip


def flip(chance: Random, data: bytes, _: bytes) -> bytes:
    out = bytearray(data)
    for _time in range(chance.choice((1, 1, 3, 10, 50))):
        at = chance.randrange(len(out))
        out[at] = (
            out[at] ^ 1 << chance.randrange(8) if chance.random() < 0.5 else chance.choice((0, 10, 32, 127, 128, 255))
        )
    return bytes(out)


def cut(chance: Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(chance, len(data))
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def repeat(chance: Random, data: bytes, _: bytes) -> bytes:
    start, end = _stretch(chance, len(data))
    times = chance.choice((2, 3, 10, 300))
    return (data[:end] + data[start:end] * times)[:_MOST] + data[end:]


def swap(chance: Random, data: bytes, _: bytes) -> bytes:
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _time in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def splice(chance: Random, data: bytes, other: bytes) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def insert(chance: Random, data: bytes, _: bytes) -> bytes:
    for _time in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(_NASTY) + data[at:]
    return data


def marks(chance: Random, data: bytes, other: bytes) -> bytes:
    """Marks of the format taken out, doubled, put elsewhere, exchanged with marks of another file."""
    places = [match.span() for match in _MARK.finditer(data)]
    strange = _MARK.findall(other)
    if not places:
        return insert(chance, data, other)
    for start, end in sorted(chance.sample(places, min(len(places), chance.choice((1, 2, 5)))), reverse=True):
        mark = data[start:end]
        kept = chance.choice(
            (
                b"",
                mark * 2,
                mark * 200,
                data[slice(*chance.choice(places))],
                chance.choice(strange or [b""]),
                chance.choice(_NASTY),
            )
        )
        data = data[:start] + kept + data[end:]
    return data[: _MOST * 2]


def inside(chance: Random, data: bytes, other: bytes) -> bytes:
    """What is packed is damaged, and packed again: parts of an archive, streams of a PDF."""
    if data.startswith(b"PK"):
        return _inside_archive(chance, data, other)
    streams = [match for match in _STREAM.finditer(data) if match[2][:1] == b"\x78"]
    if not streams:
        return _plainly(chance, data, other)
    found = chance.choice(streams)
    try:
        body = zlib.compress(_plainly(chance, zlib.decompress(found[2]), other))
    except zlib.error:
        return _plainly(chance, data, other)
    return data[: found.start(2)] + body + data[found.end(2) :]


def _inside_archive(chance: Random, data: bytes, other: bytes) -> bytes:
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            names = source.namelist()
            likely = [name for name in names if name.endswith(_LIKELY)]
            hit = chance.choice(likely) if likely and chance.random() < 0.8 else chance.choice(names or [""])
            for name in names:
                part = source.read(name)
                if name == hit and chance.random() < 0.05:
                    continue
                if name == hit and part:
                    part = tree(chance, part, other) if chance.random() < 0.7 else _plainly(chance, part, other)
                target.writestr(name, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError, OSError):
        return flip(chance, data, other)
    return out.getvalue()


def _plainly(chance: Random, data: bytes, other: bytes) -> bytes:
    return (
        chance.choice((flip, cut, repeat, swap, insert, insert, marks, marks, marks))(chance, data, other)
        if data
        else data
    )


def overwrite(chance: Random, data: bytes, other: bytes) -> bytes:
    """Bytes exchanged for others without moving what follows: places that are told by number stay right."""
    out = bytearray(data)
    for _time in range(chance.choice((1, 2, 5))):
        put = chance.choice((*_NASTY, b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\x01\x00", other[:40], data[:64]))[
            : len(data)
        ]
        at = chance.randrange(len(out) - len(put) + 1)
        out[at : at + len(put)] = put
    return bytes(out)


def tree(chance: Random, data: bytes, other: bytes) -> bytes:
    """Elements of a part in XML taken out, doubled, put elsewhere, nested; their values and texts exchanged."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return _plainly(chance, data, other)
    for _time in range(chance.choice((1, 2, 4, 8))):
        elements = [element for element in root.iter() if isinstance(element.tag, str) and element is not root]
        if not elements:
            break
        _change(chance, chance.choice(elements), chance.choice(elements))
    return etree.tostring(root)[:_LARGEST]


def _change(chance: Random, hit: Any, beside: Any) -> None:
    """One change at the element `hit`."""
    parent = hit.getparent()
    nasty = chance.choice(_NASTY).decode("utf-8", "replace")
    signs = "".join(sign for sign in nasty if sign.isprintable() or sign in "\n\t")
    match chance.choice(
        ("out", "double", "many", "elsewhere", "into itself", "value", "value", "text", "name", "swap")
    ):
        case "out":
            parent.remove(hit)
        case "double":
            hit.addnext(deepcopy(hit))
        case "many":
            parent.extend([deepcopy(hit) for _time in range(chance.choice((20, 300)) if len(hit) < 20 else 2)])
        case "elsewhere":
            beside.append(deepcopy(hit))
        case "inward":
            for _time in range(chance.choice((1, 8, 60))):
                inner = deepcopy(hit) if len(hit) < 3 else etree.SubElement(hit, hit.tag)
                hit.append(inner)
                hit = inner
        case "value" if hit.attrib:
            hit.attrib[chance.choice(list(hit.attrib))] = chance.choice(
                ("", "0", "-1", "99999999999", "1e9", "x", signs)
            )
        case "text":
            hit.text = signs + (hit.text or "")
        case "name":
            hit.tag = beside.tag
        case _:
            hit.text, beside.text = beside.text, hit.text


MUTATIONS: tuple[Mutation, ...] = (
    flip, cut, repeat, swap, splice, insert, insert, overwrite, marks, marks, inside, inside, inside,
)  # fmt: skip


def mutate(chance: Random, data: bytes, other: bytes) -> bytes:
    """`data` damaged once or a few times; `other` lends its pieces."""
    packed = data.startswith(b"PK") and chance.random() < 0.8  # a byte of an archive changed mostly spoils it
    fixed = not data.isascii() and b"\x00" in data[:64] and chance.random() < 0.6  # full of places told by number
    for _time in range(chance.choice((1, 1, 2, 4))):
        mutation = inside if packed else overwrite if fixed else chance.choice(MUTATIONS)
        data = mutation(chance, data, other)[: 2 * _MOST] or other
    return data


def _stretch(chance: Random, length: int) -> tuple[int, int]:
    start = chance.randrange(length)
    return start, min(length, start + chance.choice((1, 2, 8, 40, 400, 4000)))
