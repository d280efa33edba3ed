"""The register for Datasette: titles of tables and columns in Vietnamese, facets, and questions to ask.

The descriptions are data (`datasette.json`); what depends on the file is added here: the name of the database, and what
is the program's own there. Tables that are not described are hidden, views closed: they ask for functions of chidao.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import msgspec

from extractor.store.register import Register
from extractor.store.standing import LISTED

_LISTED = "{listed}"


def datasette_metadata(register: Register) -> dict[str, Any]:
    """What `datasette serve -m` takes, for the register as it is named on disk. Raises StoreError."""
    described: dict[str, Any] = msgspec.json.decode(files("extractor.store").joinpath("datasette.json").read_bytes())
    tables: dict[str, Any] = described.pop("tables")
    queries: dict[str, Any] = described.pop("queries")
    for query in queries.values():
        query["sql"] = query["sql"].replace(_LISTED, LISTED)
    own = {"table": {"hidden": True}, "view": {"allow": False}}
    with register.reading() as db:
        sql = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        tables |= {name: own[what] for name, what in db.execute(sql) if name not in tables}
    return {**described, "databases": {register.path.stem: {"tables": tables, "queries": queries}}}
