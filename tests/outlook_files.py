"""Mails of Outlook, made from nothing: compound files ([MS-CFB]) of storages and streams."""

from __future__ import annotations

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree: dict[str, object]) -> bytes:
    """A compound file ([MS-CFB]) of storages and streams, all streams in whole sectors."""
    entries: list[dict[str, object]] = []
    chains: list[bytes] = []

    def add(name: str, content: object) -> int:
        number = len(entries)
        entry: dict[str, object] = {
            "name": name,
            "kind": 2 if isinstance(content, bytes) else 1,
            "child": FREE,
            "right": FREE,
        }
        entries.append(entry)
        if isinstance(content, bytes):
            entry["data"] = content
        else:
            assert isinstance(content, dict)
            before = None
            # a tree that leans to one side, in the order that the format wants: length, then letters
            for inside, what in sorted(content.items(), key=lambda item: (len(item[0]), item[0].upper())):
                made = add(inside, what)
                if before is None:
                    entry["child"] = made
                else:
                    entries[before]["right"] = made
                before = made
        return number

    add("Root Entry", tree)
    entries[0]["kind"] = 5
    fat: list[int] = []
    small_fat: list[int] = []
    small = b""

    def chain(data: bytes) -> int:
        count = -(-len(data) // SECTOR)
        start = len(fat)
        fat.extend([*range(start + 1, start + count), END])
        chains.append(data.ljust(count * SECTOR, b"\0"))
        return start

    for entry in entries:
        entry["start"] = END
        if not isinstance(data := entry.get("data"), bytes) or not data:
            continue
        if len(data) >= 4096:
            entry["start"] = chain(data)
            continue
        count = -(-len(data) // 64)
        entry["start"] = len(small_fat)
        small_fat.extend([*range(len(small_fat) + 1, len(small_fat) + count), END])
        small += data.ljust(count * 64, b"\0")
    entries[0]["start"], entries[0]["data"] = chain(small), small
    small_table = chain(numbers(small_fat))
    rows = b""
    for entry in entries:
        name = str(entry["name"]).encode("utf-16-le") + b"\0\0"
        data = entry.get("data")
        size = len(data) if isinstance(data, bytes) else 0
        rows += name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes([int(str(entry["kind"])), 1])
        rows += numbers([FREE, int(str(entry["right"])), int(str(entry["child"]))])
        rows += b"\0" * 36 + numbers([int(str(entry["start"]))]) + size.to_bytes(8, "little")
    directory = chain(rows.ljust(-(-len(rows) // SECTOR) * SECTOR, b"\0"))
    tables = -(-(len(fat) + 2) // (SECTOR // 4))
    places = list(range(len(fat), len(fat) + tables))
    fat += [FAT] * tables
    table = numbers(fat).ljust(tables * SECTOR, b"\xff")
    head = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + bytes.fromhex("3E000300FEFF09000600") + b"\0" * 10
    head += numbers([tables, directory, 0, 4096, small_table, -(-len(small_fat) * 4 // SECTOR), END, 0, *places])
    return head.ljust(SECTOR, b"\xff") + b"".join(chains) + table


def numbers(values: list[int]) -> bytes:
    return b"".join(value.to_bytes(4, "little") for value in values)


def outlook(body: str, attached: dict[str, object] | None = None, inside: bool = False) -> dict[str, object]:
    ticks = (13_418_000_000 * 10_000_000).to_bytes(8, "little")
    time = (0x00390040).to_bytes(4, "little") + b"\x06\0\0\0" + ticks
    return {
        "__properties_version1.0": b"\0" * (24 if inside else 32) + time,
        "__substg1.0_0037001F": "Kết luận giao ban".encode("utf-16-le"),
        "__substg1.0_0C1A001F": "Văn phòng UBND xã".encode("utf-16-le"),
        "__substg1.0_0E04001F": "Phòng Kinh tế".encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        **(attached or {}),
    }


def attachment(name: str, data: bytes) -> dict[str, object]:
    return {
        "__properties_version1.0": b"\0" * 8,
        "__substg1.0_3707001F": name.encode("utf-16-le"),
        "__substg1.0_37010102": data,
    }
