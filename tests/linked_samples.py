"""Records for the tests of links: one notice in several files, a report of its meeting, later notices. No pipeline."""

from __future__ import annotations

import msgspec
from register_samples import AT, span

from extractor.core.record import (
    Anchor,
    Assignee,
    Card,
    Deadline,
    Directive,
    Entity,
    Evidence,
    Figure,
    Meeting,
    Record,
    Source,
)
from extractor.store import Original, Register, put

WHO = {"by": "lan", "at": AT}

BRIDGE = "Phòng Kinh tế và Hạ tầng chủ trì hoàn thành sửa chữa cầu Suối Đá, kinh phí {money}, trước ngày {day}."
SURVEY = "Phòng Tài nguyên và Môi trường đo đạc 42 ha đất rừng tại xã Nà Lường và lập hồ sơ giao đất cho các hộ."
PATROL = "Công an huyện tổ chức tuần tra ban đêm tại các xã giáp ranh, báo cáo kết quả về Ủy ban nhân dân huyện."

OPENING = """Ngày 04/3/2026, tại trụ sở UBND huyện, ông Lục Văn Thiêm, Chủ tịch UBND huyện chủ trì họp về giao thông nông thôn.
Sau khi nghe các phòng báo cáo về 12 công trình đang dở dang và 7 công trình chậm vốn, Chủ tịch UBND huyện kết luận:"""
CLOSING = "Văn phòng thông báo để các đơn vị biết, thực hiện; mọi vướng mắc báo cáo về Ủy ban nhân dân huyện xem xét."


def notice(
    *,
    number: str | None = "118/TB-UBND",
    issued_on: str | None = "2026-03-09",
    day: str = "30/6/2026",
    money: str = "1,2 tỷ đồng",
    issuer: str | None = "UBND huyện Sơn Tràng",
    met_on: str | None = "2026-03-04",
    orders: tuple[str, ...] = (BRIDGE, SURVEY, PATROL),
    opening: str = OPENING,
    genre: str = "notice",
    title: str = "Kết luận của Chủ tịch UBND huyện tại cuộc họp về giao thông nông thôn",
    cites: str | None = None,
) -> Record:
    """A record whose spans are right; what is None is not told."""
    lines = [issuer or "", f"Số: {number}" if number else "", title, opening]
    lines += [order.format(day=day, money=money) for order in orders] + [CLOSING]
    text = "\n".join(line for line in lines if line)
    iso = "-".join(part.zfill(2) for part in reversed(day.split("/")))
    evidence = {"number": Evidence(*span(text, number), number)} if number else {}
    return Record(
        text,
        Card(
            genre=genre,
            doc_type="thông báo" if genre == "notice" else None,
            number=number,
            title=title,
            issuer=issuer,
            issued_on=issued_on,
            meeting=Meeting(title, met_on, ("Lục Văn Thiêm",)) if met_on else None,
            evidence=evidence,
        ),
        Source("text"),
        Anchor(issued_on, "issue_date" if issued_on else "none"),
        entities=(_reference(text, cites),) if cites else (),
        figures=_figures(text, money),
        directives=tuple(_directive(text, order.format(day=day, money=money), day, iso) for order in orders),
        program="test",
    )


def _reference(text: str, cites: str) -> Entity:
    number = cites.split(" ")[-1] if "/" in cites else None
    return Entity("legal_ref", *span(text, cites), cites, "test", number=number)


def _figures(text: str, money: str) -> tuple[Figure, ...]:
    if money not in text:
        return ()
    value = float(money.split(" ")[0].replace(",", ".")) * 1e9
    return (Figure("money", *span(text, money), money, "test", value, "VND"),)


def _directive(text: str, order: str, day: str, iso: str) -> Directive:
    start, end = span(text, order)
    doer = next(
        name
        for name in ("Phòng Kinh tế và Hạ tầng", "Phòng Tài nguyên và Môi trường", "Công an huyện")
        if name in order
    )
    at = start + order.index(doer)
    deadline = None
    if (quote := f"trước ngày {day}") in order:
        begins = start + order.index(quote)
        deadline = Deadline(quote, begins, begins + len(quote), due=iso, bound="by", last_day=iso)
    return Directive("task", start, end, order, "test", (Assignee(doer, "lead", at, at + len(doer)),), deadline)


def keep(register: Register, record: Record, name: str, *, at: str = AT) -> str:
    """Into the register as the bytes of a file of that name."""
    return put(register, Original(name.encode() + record.text.encode(), name, at), record)


def misread(record: Record, *, every: int = 23) -> Record:
    """The same record with every so many letters misread, as from a poor scan: same length, spans hold."""
    text = "".join("e" if at % every == 0 and c.isalpha() and c.islower() else c for at, c in enumerate(record.text))
    directives = tuple(
        msgspec.structs.replace(
            d,
            text=text[d.start : d.end],
            assignees=tuple(msgspec.structs.replace(a, text=text[a.start : a.end]) for a in d.assignees),
            deadline=msgspec.structs.replace(d.deadline, text=text[d.deadline.start : d.deadline.end])
            if d.deadline
            else None,
        )
        for d in record.directives
    )
    figures = tuple(msgspec.structs.replace(f, text=text[f.start : f.end]) for f in record.figures)
    evidence = {name: Evidence(e.start, e.end, text[e.start : e.end]) for name, e in record.document.evidence.items()}
    return msgspec.structs.replace(
        record,
        text=text,
        directives=directives,
        figures=figures,
        entities=(),
        document=msgspec.structs.replace(record.document, evidence=evidence),
        source=Source("image"),
    )
