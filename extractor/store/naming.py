"""Names of assignees and whom each falls to, kept by triggers from the rows of assignees and their units.

Triggers are written into the file, so a change here needs a migration that makes them anew.
"""

from __future__ import annotations

from sqlite_utils import Database

# Of the rows of `assignee_units` for one assignee: its only successor, or the body itself; of several bodies under one
# name the one first met.
_UNIT_OF_TODAY = """
    CASE WHEN count(*) FILTER (WHERE assignee_units.rank > 0) = 1
              AND count(*) FILTER (WHERE assignee_units.rank = 0) = 1
         THEN max(assignee_units.unit_id) FILTER (WHERE assignee_units.rank > 0)
         ELSE min(assignee_units.unit_id) FILTER (WHERE assignee_units.rank = 0) END"""


def keep_holders(db: Database) -> None:
    """Make and fill the tables `names` and `holders`, and the triggers that keep them."""
    db.execute("CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT)")
    db.execute("""
        CREATE TABLE holders (
            directive_id INTEGER NOT NULL REFERENCES directives(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            role TEXT NOT NULL,
            name_id INTEGER NOT NULL,
            full_id INTEGER NOT NULL,
            holder INTEGER NOT NULL,
            PRIMARY KEY (directive_id, position)
        ) WITHOUT ROWID""")
    db.execute("INSERT INTO names(key, text) SELECT key, min(text) FROM assignees GROUP BY key")
    db.execute("""
        INSERT INTO names(key) SELECT DISTINCT name_key FROM assignees WHERE name_key NOT IN (SELECT key FROM names)""")
    db.execute(f"""
        INSERT INTO holders SELECT directive_id, position, role, called.id, full.id,
            coalesce({_unit_of_today("assignees.directive_id", "assignees.position")}, -called.id)
        FROM assignees JOIN names AS called ON called.key = assignees.key
        JOIN names AS full ON full.key = assignees.name_key
        ORDER BY directive_id, position""")
    # (an assignee is never updated: its rows are written anew)
    db.execute(f"""
        CREATE TRIGGER assignees_named AFTER INSERT ON assignees
        BEGIN
            INSERT INTO names(key, text) SELECT NEW.key, NEW.text
                WHERE NOT EXISTS (SELECT 1 FROM names WHERE key = NEW.key);
            INSERT INTO names(key) SELECT NEW.name_key
                WHERE NEW.name_key <> NEW.key AND NOT EXISTS (SELECT 1 FROM names WHERE key = NEW.name_key);
            INSERT INTO holders SELECT NEW.directive_id, NEW.position, NEW.role, called.id, full.id,
                coalesce({_unit_of_today("NEW.directive_id", "NEW.position")}, -called.id)
                FROM names AS called, names AS full WHERE called.key = NEW.key AND full.key = NEW.name_key;
        END""")
    db.execute("""
        CREATE TRIGGER assignees_gone AFTER DELETE ON assignees
        BEGIN DELETE FROM holders WHERE directive_id = OLD.directive_id AND position = OLD.position; END""")
    db.execute("""
        CREATE TRIGGER holders_gone AFTER DELETE ON holders
        BEGIN DELETE FROM names WHERE id IN (OLD.name_id, OLD.full_id)
            AND NOT EXISTS (SELECT 1 FROM holders WHERE name_id = names.id)
            AND NOT EXISTS (SELECT 1 FROM holders WHERE full_id = names.id AND full_id <> name_id); END""")
    for row, event in (("NEW", "INSERT"), ("OLD", "DELETE")):
        now = _unit_of_today(f"{row}.directive_id", f"{row}.position")
        db.execute(f"""
            CREATE TRIGGER holders_after_{event.lower()} AFTER {event} ON assignee_units
            BEGIN UPDATE holders SET holder = coalesce({now}, -name_id)
                WHERE directive_id = {row}.directive_id AND position = {row}.position; END""")


def _unit_of_today(directive: str, position: str) -> str:
    where = f"directive_id = {directive} AND position = {position}"
    return f"(SELECT {_UNIT_OF_TODAY} FROM assignee_units WHERE {where})"
