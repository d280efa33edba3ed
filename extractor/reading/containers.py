"""Files that hold documents: archives (ZIP) and e-mails (EML, MSG), taken apart within bounds, one into another.

A member that cannot be taken out says why and stops nothing else. Names are made harmless: folders in them only tell
where a member lay, and `../` tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from extractor.core.errors import SourceError, SourceUnsupported
from extractor.reading.archive import unpack_zip
from extractor.reading.container_kinds import ContainerKind, container_kind
from extractor.reading.mail import take_apart_eml
from extractor.reading.members import ARROW, Budget, Member, harmless
from extractor.reading.outlook import take_apart_msg

MAX_DEPTH = 3
"""Containers inside one another that are opened: a ZIP in a mail in a mail."""

_READERS = {"zip": unpack_zip, "eml": take_apart_eml, "msg": take_apart_msg}


def members(data: bytes, name: str, kind: ContainerKind | None = None) -> tuple[Member, ...]:
    """The documents in a container, those of containers inside it too, each under a name of its own.

    `name` is the file name of the container. A member's name says where it lay, without the container's own
    (`phu-luc.zip › mau-1.docx`). One with `wrong` could not be taken out.

    Raises SourceBroken or SourceTooLarge where the container as a whole cannot be opened.
    """
    kind = kind or container_kind(data, name)
    if kind is None:
        raise SourceUnsupported("Tệp này không phải tệp nén hay thư điện tử: chọn tệp khác.")
    return tuple(_each_named(_walk(data, kind, Budget(), 1)))


def _walk(data: bytes, kind: ContainerKind, budget: Budget, depth: int) -> Iterator[Member]:
    for member in _READERS[kind](data, budget):
        inner = container_kind(member.content, member.name) if member.wrong is None else None
        if inner is None:
            yield member
        elif depth >= MAX_DEPTH:
            wrong = f"Tệp nén hoặc thư lồng nhau quá {MAX_DEPTH} lớp: lấy tệp ra rồi nạp riêng."
            yield Member(member.name, b"", wrong)
        else:
            try:
                inside = list(_walk(member.content, inner, budget, depth + 1))
            except SourceError as error:
                inside = [Member("", b"", str(error))]
            for one in inside:
                shown = f"{member.name}{ARROW}{one.name}" if one.name else member.name
                yield msgspec.structs.replace(one, name=shown)


def _each_named(found: Iterable[Member]) -> Iterator[Member]:
    """Two members of one name are kept apart by a number before the suffix."""
    seen: Counter[str] = Counter()
    for member in found:
        name = harmless(member.name)
        seen[name.casefold()] += 1
        again = seen[name.casefold()]
        if again > 1:
            stem, dot, suffix = name.rpartition(".")
            name = f"{stem} ({again}).{suffix}" if dot and len(suffix) <= 5 else f"{name} ({again})"
        yield msgspec.structs.replace(member, name=name)


def documents(data: bytes, file_name: str) -> tuple[Member, ...]:
    """What a register keeps of a file: the file itself under its name, or the documents in a container.

    A member of a container is named after it (`thu.eml › 408-TB-UBND.pdf`). Never raises for what is wrong with the
    file: a container that cannot be opened, or holds nothing, is one member that says so.
    """
    kind = container_kind(data, file_name)
    if kind is None:
        return (Member(file_name, data),)
    try:
        found = members(data, file_name, kind)
    except SourceError as error:
        return (Member(file_name, b"", str(error)),)
    if not found:
        what = "Tệp nén" if kind == "zip" else "Thư"
        return (Member(file_name, b"", f"{what} không có văn bản nào: kiểm tra lại tệp."),)
    return tuple(msgspec.structs.replace(member, name=f"{file_name}{ARROW}{member.name}") for member in found)
