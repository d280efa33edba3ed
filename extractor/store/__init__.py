"""Floor 7: the register, a SQLite file. The one door to sqlite-utils; imports `extractor.core` alone.

Every function takes an open `Register` first and raises StoreError where SQLite fails it.
"""

from __future__ import annotations

from extractor.store.backups import back_up, restore
from extractor.store.changes import list_changes
from extractor.store.checking import check
from extractor.store.correcting import (
    Changed,
    add,
    confirm,
    correct,
    correct_fields,
    delete,
    reject,
    unconfirm,
    undelete,
    undo,
    unreject,
)
from extractor.store.datasette import datasette_metadata
from extractor.store.following import (
    add_evidence,
    add_note,
    close,
    extend,
    meet_condition,
    reopen,
    report_occurrence,
    take_back,
)
from extractor.store.full_text import search
from extractor.store.history import list_history
from extractor.store.lookup import (
    find_document,
    get,
    get_offered,
    get_original,
    get_tasks,
    list_documents,
    list_offered,
    newest_reader,
    register_id,
)
from extractor.store.register import Register, open_register
from extractor.store.reminders import claim_reminder, settle_reminder
from extractor.store.report import report, report_beside
from extractor.store.saved_searches import delete_search, find_search, list_searches, save_search
from extractor.store.similar import find_similar
from extractor.store.tasks import TaskStream, list_tasks, stream_tasks
from extractor.store.writing import MACHINE, Original, Taken, drop_offered, get_plan, put, read_anew, remove, take

__all__ = [
    "MACHINE",
    "Changed",
    "Original",
    "Register",
    "Taken",
    "TaskStream",
    "add",
    "add_evidence",
    "add_note",
    "back_up",
    "check",
    "claim_reminder",
    "close",
    "confirm",
    "correct",
    "correct_fields",
    "datasette_metadata",
    "delete",
    "delete_search",
    "drop_offered",
    "extend",
    "find_document",
    "find_search",
    "find_similar",
    "get",
    "get_offered",
    "get_original",
    "get_plan",
    "get_tasks",
    "list_changes",
    "list_documents",
    "list_history",
    "list_offered",
    "list_searches",
    "list_tasks",
    "meet_condition",
    "newest_reader",
    "open_register",
    "put",
    "read_anew",
    "register_id",
    "reject",
    "remove",
    "reopen",
    "report",
    "report_beside",
    "report_occurrence",
    "restore",
    "save_search",
    "search",
    "settle_reminder",
    "stream_tasks",
    "take",
    "take_back",
    "unconfirm",
    "undelete",
    "undo",
    "unreject",
]
