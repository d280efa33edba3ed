"""What other programs find in the files that are written: LibreOffice in XLSX and DOCX, icalendar in ICS."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import icalendar
import pdfplumber
import pytest
from list_samples import HEADING, HOSTILE, ONE_OF_EACH, REGISTER, TODAY
from office import converted, needs_office

from extractor.core.recurrence import next_occurrence
from extractor.views.calendar import ALARM_DAYS, render_calendar
from extractor.views.docx import render_docx
from extractor.views.paper import paper_rows
from extractor.views.words import date_in_words
from extractor.views.xlsx import render_xlsx

HARMLESS = tuple(row for row in HOSTILE if row.text.isprintable() and len(row.text) < 1000)


@needs_office
def test_libreoffice_shows_the_sheet_as_it_was_meant(tmp_path: Path):
    rows = (*ONE_OF_EACH, *HARMLESS)
    shown = converted(render_xlsx(rows, HEADING), ".xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    lines = list(csv.reader(io.StringIO(shown.decode("utf-8-sig"))))
    assert lines[0][0] == "DANH SÁCH THEO DÕI THỰC HIỆN NHIỆM VỤ"
    assert len(lines) == 3 + len(rows)
    for line, paper in zip(lines[3:], paper_rows(rows), strict=True):
        assert line[:6] == [str(paper.number), paper.id, paper.task, paper.document, paper.leads, paper.partners]
        assert line[6:9] == [paper.deadline_in_words, paper.status, paper.note]
        assert line[9:11] == [date_in_words(paper.closed_on), date_in_words(paper.extended_to)]


@needs_office
def test_libreoffice_shows_the_report_whole(tmp_path: Path):
    rows = (*ONE_OF_EACH, *HARMLESS)
    text = " ".join(
        converted(render_docx(rows, HEADING), ".docx", "txt:Text (encoded):UTF8", tmp_path).decode().split()
    )
    for paper in paper_rows(rows):
        for said in (paper.id, paper.task, paper.status):
            assert " ".join(said.split()) in text
    assert f"Tổng số: {len(rows)} nhiệm vụ." in text


@needs_office
def test_the_report_prints_on_whole_pages(tmp_path: Path):
    for data, suffix in (
        (render_docx(ONE_OF_EACH * 8, HEADING), ".docx"),
        (render_xlsx(ONE_OF_EACH * 8, HEADING), ".xlsx"),
    ):
        folder = tmp_path / suffix[1:]
        folder.mkdir()
        pdf = converted(data, suffix, "pdf", folder)
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) > 2
            for page in opened.pages:
                assert (round(page.width), round(page.height)) == (842, 595)  # A4 across
            heads = [page.extract_text() for page in opened.pages[:-1]]
        assert all("STT" in text for text in heads)


def opened(entry: str, stamp: str) -> list[icalendar.cal.Component]:
    pieces = render_calendar(ONE_OF_EACH, name="Việc", register=REGISTER, stamp=stamp, today=TODAY, entry=entry)
    data = b"".join(pieces)
    found = icalendar.Calendar.from_ical(data)
    assert not found.errors
    return found.walk("VEVENT" if entry == "event" else "VTODO")


@pytest.mark.parametrize("entry", ["todo", "event"])
def test_a_calendar_read_back_says_what_the_list_says(entry: str):
    by_uid = {f"{task.id.lower()}-{REGISTER}@chidao": task for task in ONE_OF_EACH}
    found = opened(entry, "2026-04-25T08:30:00+07:00")
    assert {component["UID"] for component in found} <= set(by_uid)
    assert entry == "event" or len(found) == len(ONE_OF_EACH)
    for component in found:
        assert not component.errors
        task = by_uid[component["UID"]]
        day = component.get("DUE") or component.get("DTSTART")
        if task.recurrence:
            assert component["RRULE"]["FREQ"] == ["MONTHLY"]
            assert day.dt.isoformat() == next_occurrence(task.recurrence, TODAY)
        elif task.standing.day is not None:
            assert day.dt == date.fromisoformat(task.standing.day)
        else:
            assert day is None
        alarms = component.walk("VALARM")
        assert len(alarms) == (0 if task.closed_on or day is None else len(ALARM_DAYS))
        if alarms:
            moments = [datetime.combine(day.dt, datetime.min.time()) + alarm["TRIGGER"].dt for alarm in alarms]
            assert [((day.dt - moment.date()).days, moment.hour) for moment in moments] == [(7, 8), (3, 8), (1, 8)]


@pytest.mark.parametrize("entry", ["todo", "event"])
def test_a_second_export_changes_entries_and_doubles_none(entry: str):
    first, second = (opened(entry, f"2026-04-{day}T08:30:00+07:00") for day in (25, 26))
    assert [component["UID"] for component in first] == [component["UID"] for component in second]
    assert len({component["UID"] for component in first}) == len(first)
    for before, after in zip(first, second, strict=True):
        assert before["DTSTAMP"].dt < after["DTSTAMP"].dt
        before["DTSTAMP"] = after["DTSTAMP"]
        assert before.to_ical() == after.to_ical()
