"""Floor 7: the register, a SQLite file. The one door to sqlite-utils; imports `extractor.core` alone.

Every function takes an open `Register` first and raises StoreError where SQLite fails it.
"""

from __future__ import annotations

from extractor.store.following import (
    add_evidence,
    add_note,
    close,
    extend,
    meet_condition,
    reopen,
    report_occurrence,
)
from extractor.store.full_text import search
from extractor.store.lookup import find_document, get, get_original, list_documents
from extractor.store.register import Register, open_register
from extractor.store.tasks import TaskStream, list_tasks, stream_tasks
from extractor.store.writing import Original, put, remove

__all__ = [
    "Original",
    "Register",
    "TaskStream",
    "add_evidence",
    "add_note",
    "close",
    "extend",
    "find_document",
    "get",
    "get_original",
    "list_documents",
    "list_tasks",
    "meet_condition",
    "open_register",
    "put",
    "remove",
    "reopen",
    "report_occurrence",
    "search",
    "stream_tasks",
]
