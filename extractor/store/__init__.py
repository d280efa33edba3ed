"""Floor 7: the register, a SQLite file. The one door to sqlite-utils; imports `extractor.core` alone.

Every function takes an open `Register` first and raises StoreError where SQLite fails it.
"""

from __future__ import annotations

from extractor.store.full_text import search
from extractor.store.lookup import find_document, get, get_original, list_documents
from extractor.store.register import Register, open_register
from extractor.store.tasks import list_tasks
from extractor.store.writing import Original, put, remove

__all__ = [
    "Original",
    "Register",
    "find_document",
    "get",
    "get_original",
    "list_documents",
    "list_tasks",
    "open_register",
    "put",
    "remove",
    "search",
]
