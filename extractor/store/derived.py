"""Columns of directives that triggers keep from the facts beside them: where a directive stands, whatever the day.

`given_day` is the last day of the deadline as given, `day_in_effect` that after extensions, `turn` what comes when in a
list: 0 open with a day, 1 standing, 2 waiting, 3 missing, 4 closed; `rating` whether a closed one was done in time: all
as `core.status` says it; `standing` has what depends on the day. Triggers are written into the file, so a change here
needs a migration that makes them anew. Generated columns would do, but no index over them is a covering one.
"""

from __future__ import annotations

from sqlite_utils import Database


def keep_derived(db: Database) -> None:
    """Fill them and make the triggers, in place of those of an older register.

    A trigger writes only where a column is not what it should be, so that a row that comes with them is written once.
    """
    facts = "last_day, due, condition_day, extended_to, closed_on, closed_as, recurrence, anchor, condition_met_on"
    sets = ", ".join(f"{column} = {sql}" for column, sql in _derived().items())
    wrong = " OR ".join(f"NEW.{column} IS NOT ({sql})" for column, sql in _derived("NEW.").items())
    for name in ("given", "changed"):
        db.execute(f"DROP TRIGGER IF EXISTS directives_{name}")
    db.execute(f"UPDATE directives SET {sets}")
    for name, event in (("given", "INSERT"), ("changed", f"UPDATE OF {facts}")):
        db.execute(f"""
            CREATE TRIGGER directives_{name} AFTER {event} ON directives WHEN {wrong}
            BEGIN UPDATE directives SET {sets} WHERE id = NEW.id; END""")


def _derived(of: str = "") -> dict[str, str]:
    """The columns and what they are, each from the facts of the row `of`."""
    given = _day_of(f"coalesce(nullif({of}last_day, ''), nullif({of}due, ''), nullif({of}condition_day, ''))")
    in_effect = f"coalesce({_day_of(f'{of}extended_to')}, {given})"
    return {
        "given_day": given,
        "day_in_effect": in_effect,
        "turn": f"""CASE WHEN {of}closed_on IS NOT NULL THEN 4 WHEN {in_effect} IS NOT NULL THEN 0
            WHEN {of}recurrence IS NOT NULL THEN 1
            WHEN {of}anchor IS NOT NULL AND {of}condition_met_on IS NULL THEN 2 ELSE 3 END""",
        "rating": f"""CASE WHEN {of}closed_on IS NULL THEN NULL
            WHEN {of}closed_as IS NOT 'done' OR {given} IS NULL THEN 'unrated'
            WHEN substr({of}closed_on, 1, 10) <= {given} THEN 'on_time' ELSE 'late' END""",
    }


def _day_of(column: str) -> str:
    """The day of an ISO date or moment, NULL where it says none: `core.status.whole_day` in SQL.

    Without `+0 days` SQLite gives 30 February back as it is.
    """
    day = f"substr({column}, 1, 10)"
    return f"""CASE WHEN {day} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND {day} >= '0001'
        THEN CASE WHEN date({day}, '+0 days') = {day} THEN {day} END END"""
