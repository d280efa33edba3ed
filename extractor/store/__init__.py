"""Floor 7: the register, a SQLite file. The one door to sqlite-utils; imports `extractor.core` alone.

Every function takes an open `Register` first and raises StoreError where SQLite fails it. A function's module is
imported when the function is asked for, so a command loads what it needs alone.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if (
    "numpy" not in sys.modules
):  # sqlite-utils would load it for types that never come here: a fifth of the start of a command
    sys.modules["numpy"] = None  # type: ignore[assignment]  # to Python: there is none
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del sys.modules["numpy"]

if TYPE_CHECKING:
    from extractor.store.backups import back_up, restore
    from extractor.store.changes import list_changes
    from extractor.store.checking import check
    from extractor.store.comparing import compare, compare_entry
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
    )
    from extractor.store.datasette import datasette_metadata
    from extractor.store.deciding import accept, decline, link, unlink
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
    from extractor.store.history import MACHINE, list_history
    from extractor.store.links import list_links
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
    from extractor.store.references import list_references
    from extractor.store.register import Register, open_register
    from extractor.store.reminders import claim_reminder, settle_reminder
    from extractor.store.reporting import report, report_beside
    from extractor.store.saved_searches import delete_search, find_search, list_searches, save_search
    from extractor.store.similar import find_similar
    from extractor.store.taking_back import take_back
    from extractor.store.tasks import TaskStream, list_tasks, stream_tasks
    from extractor.store.writing import Original, Taken, drop_offered, get_plan, put, read_anew, remove, take

__all__ = [
    "MACHINE",
    "Changed",
    "Original",
    "Register",
    "Taken",
    "TaskStream",
    "accept",
    "add",
    "add_evidence",
    "add_note",
    "back_up",
    "check",
    "claim_reminder",
    "close",
    "compare",
    "compare_entry",
    "confirm",
    "correct",
    "correct_fields",
    "datasette_metadata",
    "decline",
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
    "link",
    "list_changes",
    "list_documents",
    "list_history",
    "list_links",
    "list_offered",
    "list_references",
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
    "unlink",
]

# module → what it gives
_HOMES = {
    "backups": "back_up restore",
    "changes": "list_changes",
    "checking": "check",
    "comparing": "compare compare_entry",
    "correcting": "Changed add confirm correct correct_fields delete reject unconfirm undelete undo",
    "datasette": "datasette_metadata",
    "deciding": "accept decline link unlink",
    "following": "add_evidence add_note close extend meet_condition reopen report_occurrence",
    "full_text": "search",
    "history": "MACHINE list_history",
    "links": "list_links",
    "lookup": "find_document get get_offered get_original "
    "get_tasks list_documents list_offered newest_reader register_id",
    "references": "list_references",
    "register": "Register open_register",
    "reminders": "claim_reminder settle_reminder",
    "reporting": "report report_beside",
    "saved_searches": "delete_search find_search list_searches save_search",
    "similar": "find_similar",
    "taking_back": "take_back",
    "tasks": "TaskStream list_tasks stream_tasks",
    "writing": "Original Taken drop_offered get_plan put read_anew remove take",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = found
    return found
