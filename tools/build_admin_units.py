"""Build the table of administrative units from the PyPI package vietnamadminunits (MIT).

    python -m venv /tmp/units && /tmp/units/bin/pip install vietnamadminunits==1.0.4
    python tools/build_admin_units.py /tmp/units/lib/python3.11/site-packages/vietnamadminunits/data

Writes extractor/lexicon/data/admin_units.tsv (provinces and districts) and communes.tsv. Changes that the package does
not know stand in admin_units_overrides.tsv beside this script.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path

SOURCE = "PyPI vietnamadminunits 1.0.4 (MIT, © 2025 Tran Ngoc Minh Hieu), state of 2025-07-01, with hand-kept changes"
HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "extractor" / "lexicon" / "data"
LAST_OLD_DAY, FIRST_NEW_DAY = "2025-06-30", "2025-07-01"
COLUMNS = "id\ttype\tname\tparent\tvalid_from\tvalid_to\tsuccessors"
TYPES = {
    "Tỉnh": "T", "Thành phố": "TP", "Huyện": "H", "Quận": "Q", "Thị xã": "TX",
    "Xã": "X", "Phường": "P", "Thị trấn": "TT", "Đặc khu": "DK",
}  # fmt: skip

Row = list[str]


def successors_of_communes(converter: dict[str, object]) -> dict[str, list[tuple[str, str]]]:
    """Key of an old commune → (new province key, new commune key), the main successor first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():  # type: ignore[attr-defined]
        for ward, olds in wards.items():
            for old in olds:
                found[old].append((province, ward))
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():  # type: ignore[attr-defined]
        for old, parts in olds.items():
            for part in sorted(parts, key=lambda p: not p["isDefaultNewWard"]):
                found[old].append((province, part["newWardKey"]))
    return found


def split_type(full: str) -> tuple[str, str]:
    """Type code and bare name. (The short names of the source are not bare: `Phường 1`, `Kỳ Anh (Huyện)`.)"""
    word = next(word for word in TYPES if full.casefold().startswith(word.casefold() + " "))
    return TYPES[word], full[len(word) + 1 :].strip()


def new_rows(db: sqlite3.Connection) -> tuple[list[Row], list[Row], dict[tuple[str, str], str]]:
    """Provinces and communes since July 2025, and commune ids by (province key, commune key)."""
    provinces: dict[str, Row] = {}
    communes: list[Row] = []
    ids: dict[tuple[str, str], str] = {}
    query = "select province, provinceCode, provinceKey, ward, wardCode, wardKey from admin_units"
    for province, p_code, p_key, ward, code, key in db.execute(query):
        p_id = f"34.{p_code}"
        provinces.setdefault(p_id, [p_id, *split_type(province), "", FIRST_NEW_DAY, "", ""])
        ids[p_key, key] = f"n{code}"
        communes.append([f"n{code}", *split_type(ward), p_id, FIRST_NEW_DAY, "", ""])
    return list(provinces.values()), communes, ids


def old_rows(
    db: sqlite3.Connection, heirs: dict[str, list[tuple[str, str]]], ids: dict[tuple[str, str], str]
) -> tuple[list[Row], list[Row]]:
    """Provinces and districts, and communes, as they stood on the last day of the old order."""
    upper: dict[str, Row] = {}
    communes: list[Row] = []
    parent_of = dict(db.execute("select 'n' || wardCode, '34.' || provinceCode from admin_units"))
    query = (
        "select province, provinceCode, provinceKey, district, districtCode, districtKey,"
        " ward, wardCode, wardKey from admin_units_legacy"
    )
    for province, p_code, p_key, district, d_code, d_key, ward, code, key in db.execute(query):
        p_id, d_id = f"63.{p_code}", f"d{d_code}"
        p_row = upper.setdefault(p_id, [p_id, *split_type(province), "", "", LAST_OLD_DAY, ""])
        d_row = upper.setdefault(d_id, [d_id, *split_type(district), p_id, "", LAST_OLD_DAY, ""])
        old_key = f"{p_key}_{d_key}_{key or ''}"
        next_ids = [ids[pair] for pair in heirs[old_key]]
        if not next_ids:
            sys.exit(f"no successor for {old_key}")
        for row, more in ((p_row, [parent_of[i] for i in next_ids]), (d_row, next_ids)):
            row[6] = " ".join(dict.fromkeys([*row[6].split(), *more]))
        if ward:
            communes.append([f"c{code}", *split_type(ward), d_id, "", LAST_OLD_DAY, " ".join(next_ids)])
    return list(upper.values()), communes


def overridden(rows: list[Row]) -> list[Row]:
    by_id = {row[0]: row for row in rows}
    for line in (HERE / "admin_units_overrides.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")[:7]
        by_id[row[0]] = row
    return list(by_id.values())


def write(path: Path, rows: list[Row]) -> None:
    lines = [f"# {SOURCE}", COLUMNS, *("\t".join(row) for row in sorted(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size / 1024:.0f} KiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the package's data folder (dataset.db, converter_2025.json)")
    folder = parser.parse_args().data
    db = sqlite3.connect(folder / "dataset.db")
    heirs = successors_of_communes(json.loads((folder / "converter_2025.json").read_text(encoding="utf-8")))
    new_provinces, new_communes, ids = new_rows(db)
    old_upper, old_communes = old_rows(db, heirs, ids)
    upper, communes = overridden([*new_provinces, *old_upper]), [*new_communes, *old_communes]
    known = {row[0] for row in (*upper, *communes)}
    for row in (*upper, *communes):
        if lost := {row[3], *row[6].split()} - known - {""}:
            sys.exit(f"{row[0]} {row[2]}: no such unit: {lost}")
    write(DATA / "admin_units.tsv", upper)
    write(DATA / "communes.tsv", communes)


if __name__ == "__main__":
    main()
