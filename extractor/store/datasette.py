"""The register for Datasette: titles of tables and columns in Vietnamese, facets, and questions to ask.

The descriptions are data (`datasette.json`); what depends on the file is added here: the name of the database, and the
inner tables of the full-text index, which are hidden.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from extractor.store.register import Register

_INNER = ("%\\_fts", "%\\_fts\\_%", "\\_sqlite%", "sqlite\\_%")


def datasette_metadata(register: Register) -> dict[str, Any]:
    """What `datasette serve -m` takes, for the register as it is named on disk. Raises StoreError."""
    described: dict[str, Any] = msgspec.json.decode(files("extractor.store").joinpath("datasette.json").read_bytes())
    tables: dict[str, Any] = described.pop("tables")
    queries: dict[str, Any] = described.pop("queries")
    for name in _inner_tables(register):
        tables[name] = {"hidden": True}
    database = {"tables": tables, "queries": queries}
    return {**described, "databases": {register.path.stem: database}}


def _inner_tables(register: Register) -> list[str]:
    like = " OR ".join(["name LIKE ? ESCAPE '\\'"] * len(_INNER))
    with register.reading() as db:
        rows = db.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND ({like}) ORDER BY name", _INNER)
        return [str(row[0]) for row in rows]
