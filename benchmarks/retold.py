"""Notices told again: as a poor scan, without number and day, by the press, put off later, and by others like them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

import msgspec

from extractor.core.record import Directive, Record
from extractor.pipeline import extract

_CONFUSED = {
    "rn": "m",
    "l": "1",
    "o": "0",
    "c": "e",
    "h": "b",
    "n": "u",
    "i": "í",
    "ơ": "o",
    "ư": "u",
    "ă": "a",
    "â": "á",
}
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b")
_LONG_DAY = re.compile(r"(?<=gày) (\d{1,2}) tháng (\d{1,2}) năm (20\d\d)")
_MONTH = re.compile(r"\btháng (\d{1,2})(?=[/ ,.])(?! năm)")


class Retold(msgspec.Struct, frozen=True):
    """A text with the truth about it. `entry`: what has the same one belongs together; `about`: words of the task."""

    text: str
    kind: str
    family: int
    entry: str
    about: str = ""
    file: str = ""


def families(texts: Iterable[str], count: int, chance: random.Random) -> Iterator[Retold]:
    """The families of the first `count` notices with a number, a day, and dated tasks."""
    records = [record for text in texts if _usable(record := extract(text))][:count]
    for family, record in enumerate(records):
        other = records[(family + 1) % len(records)]
        yield from _family(family, record, other, chance)


def _usable(record: Record) -> bool:
    card = record.document
    led = card.meeting is not None and card.meeting.date and card.meeting.chair
    return bool(card.genre == "notice" and card.number and card.issued_on and led and len(_tasks(record)) > 2)


def _tasks(record: Record) -> list[Directive]:
    """Tasks with doers, on one line."""
    return [
        d for d in record.directives if d.assignees and d.kind == "task" and "\n" not in d.text and len(d.text) > 60
    ]


def _family(family: int, record: Record, other: Record, chance: random.Random) -> Iterator[Retold]:
    text, entry = record.text, f"{family}"
    made = [
        ("notice", text, entry),
        ("scan", scanned(text, chance, 0.02), entry),
        ("poor scan", scanned(text, chance, 0.06), entry),
        ("unnumbered", unnumbered(record), entry),
        ("rewrapped", rewrapped(text, chance), entry),
        ("report", reported(record, chance), entry),
        ("next month", next_month(record, chance), f"{family} next month"),
        ("other meeting", reported(record, chance, instead=other), f"{family} other meeting"),
    ]
    for kind, words, belongs in made:
        yield Retold(words, kind, family, belongs, file=f"{kind} {family}")
    if (place := _place(record)) is not None:
        yield Retold(
            by_a_neighbour(record, place), "neighbour", family, f"{family} neighbour", file=f"neighbour {family}"
        )
    dated = [d for d in _tasks(record) if d.deadline is not None and d.deadline.last_day]
    if dated:
        task = chance.choice(dated)
        yield Retold(put_off(record, task, family), "later", family, f"{family} later", about=task.text[:60])
    task = chance.choice(_tasks(record))
    yield Retold(results(record, task), "results", family, f"{family} results", about=task.text[:60])


def scanned(text: str, chance: random.Random, rate: float) -> str:
    """Letters misread, marks lost, lines broken."""
    made = []
    for char in text:
        if char.isalpha() and chance.random() < rate:
            made.append(_CONFUSED.get(char.lower(), char if chance.random() < 0.4 else ""))
        elif char.isdigit() and chance.random() < rate / 6:
            made.append(chance.choice("0123456789"))
        else:
            made.append(char)
    return "".join(made)


def unnumbered(record: Record) -> str:
    """As it lies in the drafter's folder: number and day were written in by hand later."""
    ordinal = re.match(r"\d+", record.document.number or "")
    number = record.document.number or ""
    text = record.text.replace(number, "     " + number[ordinal.end() if ordinal else 0 :], 1)
    return _LONG_DAY.sub(r"     tháng     năm \3", text, count=1)


def rewrapped(text: str, chance: random.Random) -> str:
    """Old tone placement in some words, other blanks, capitals in the title."""
    made = text.replace("òa", "oà").replace("ủy", "uỷ").replace("Ủy", "Uỷ")
    return "\n".join(
        line.upper() if len(line) < 40 and chance.random() < 0.3 else line.replace(", ", " , ", 1)
        for line in made.split("\n")
    )


def next_month(record: Record, chance: random.Random) -> str:
    """The same body a month later: other number and days, most orders again, figures moved on."""
    text = re.sub(_spaced(record.document.number or ""), _other_number(record), record.text, count=1)
    text = _DAY.sub(lambda m: f"{m[1]}/{int(m[2]) % 12 + 1}/{int(m[3]) + (m[2] == '12')}", text)
    text = _LONG_DAY.sub(lambda m: f" {m[1]} tháng {int(m[2]) % 12 + 1} năm {int(m[3]) + (int(m[2]) == 12)}", text)
    text = _MONTH.sub(lambda m: f"tháng {int(m[1]) % 12 + 1}", text)
    return re.sub(r"\b\d+,\d+\b", lambda m: f"{chance.randint(10, 99)},{chance.randint(1, 9)}", text)


def _other_number(record: Record) -> str:
    return re.sub(r"\d+", lambda m: str(int(m.group()) + 37), record.document.number or "", count=1)


def _place(record: Record) -> str | None:
    """The name of the place whose body issued the notice."""
    found = re.search(
        r"(?:tỉnh|huyện|xã|thành phố|phường|thị trấn|đặc khu|quận)\s+((?!ủy|uỷ)[^,]+)$",
        record.document.issuer or "",
        re.IGNORECASE,
    )
    return found.group(1) if found else None


def by_a_neighbour(record: Record, place: str) -> str:
    """The same order by another body of that day, as districts and communes pass on what they were sent."""
    words = r"\s+".join(map(re.escape, place.split()))
    text = re.sub(words, "Thanh Phước", record.text, flags=re.IGNORECASE)
    for chair in record.document.meeting.chair if record.document.meeting is not None else ():
        text = re.sub(re.escape(chair), "Hà Văn Lượng", text, flags=re.IGNORECASE)
    return re.sub(_spaced(record.document.number or ""), _other_number(record), text, count=1)


def _spaced(number: str) -> str:
    """A number with blanks anywhere between its parts."""
    return r"\s*".join(map(re.escape, re.findall(r"\w+|[^\w\s]", number)))


def reported(record: Record, chance: random.Random, *, instead: Record | None = None) -> str:
    """What a newspaper tells of the meeting; `instead`: of another one that the same person led on that day."""
    meeting, of = record.document.meeting, instead or record
    assert meeting is not None and meeting.date is not None
    year, month, day = meeting.date.split("-")
    what = of.document.meeting.name if of.document.meeting is not None and of.document.meeting.name else "cuộc họp"
    lines = [
        f"{meeting.chair[0]} chủ trì {what}",
        f"Ngày {int(day)}/{int(month)}/{year}, đồng chí {meeting.chair[0]} đã chủ trì {what}.",
        "Cùng dự có lãnh đạo các sở, ngành, đơn vị liên quan.",
        "Phát biểu kết luận, đồng chí biểu dương kết quả đạt được và yêu cầu các đơn vị tập trung khắc phục tồn tại.",
    ]
    chosen = chance.sample(_tasks(of), min(4, len(_tasks(of))))
    return "\n".join([*lines, *(_in_other_words(task.text, chance) for task in chosen), "Văn Bình"])


def _in_other_words(text: str, chance: random.Random) -> str:
    """An order as a reporter writes it down: without its frame, shorter, a word changed."""
    told = re.sub(r"^(?:Giao|Yêu cầu|Đề nghị)\s+", "", text.strip(" .;"))
    for old, new in (
        ("chủ trì, phối hợp với", "cùng"),
        ("trên địa bàn", "tại"),
        ("báo cáo", "thông tin"),
        ("đảm bảo", "bảo đảm"),
    ):
        told = told.replace(old, new) if chance.random() < 0.6 else told
    return f"{told[0].upper()}{told[1:]}."


def put_off(record: Record, task: Directive, family: int) -> str:
    """A later notice of the same body that gives more time."""
    assert task.deadline is not None and task.deadline.last_day is not None
    year, month, _ = task.deadline.last_day.split("-")
    later = f"28/{int(month) % 12 + 1}/{int(year) + (month == '12')}"
    said = task.text.replace(task.deadline.text, "").strip(" ,.;")
    day = "/".join(str(int(part)) for part in reversed((record.document.issued_on or "").split("-")))
    head = next_month(record, random.Random(0)).split("\n")[:12]
    keep = [
        line.replace(_other_number(record), re.sub(r"^\d+", str(family + 1000), _other_number(record)))
        for line in head
        if len(line) < 160
    ][:8]
    given = f"Gia hạn thời gian thực hiện nhiệm vụ giao tại Thông báo số {record.document.number} ngày {day}"
    order = f"1. {given}: {said} trước ngày {later}."
    return "\n".join([*keep, order, "2. Văn phòng theo dõi việc thực hiện thông báo này."])


def results(record: Record, task: Directive) -> str:
    """A report of the doer on what became of a task."""
    doer, number = task.assignees[0].text, record.document.number
    day = "/".join(str(int(part)) for part in reversed((record.document.issued_on or "").split("-")))
    said = re.sub(r"^(?:Giao|Yêu cầu|Đề nghị)\s+", "", task.text.strip(" .;")).replace(doer, "", 1).strip(" ,:")
    year = int((record.document.issued_on or "2020")[:4]) + 1
    return "\n".join([
        doer.upper(), f"Số: {random.Random(number).randint(10, 900)}/BC-VP", f"ngày 12 tháng 3 năm {year}", "BÁO CÁO",
        f"Kết quả thực hiện Thông báo số {number} ngày {day}",
        f"Thực hiện Thông báo số {number} ngày {day}, {doer} báo cáo kết quả như sau:",
        f"Đến nay, đơn vị đã {said[0].lower()}{said[1:]}. Các hồ sơ đã được lưu trữ theo quy định.",
        "Khó khăn: nhân lực còn thiếu, kinh phí chưa đáp ứng yêu cầu.",
    ])  # fmt: skip
