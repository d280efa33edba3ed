"""Counts for the datasheet of the corpora: by hand, part, genre, type, level, year, region, layer.

    python benchmarks/datasheet.py [FOLDER]

Prints Markdown tables for corpora/README.md. Level and region are read off issuer and places with simple word lists.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor.training.gold import GoldDocument, read_all_gold
from extractor.training.splits import find_splits

DOCUMENTS = Path(__file__).resolve().parent.parent / "corpora" / "documents"
LAYERS = ("entities", "figures", "times", "directives")
LEVELS = (
    ("Government, ministries", r"chính phủ|thủ tướng|^bộ |quốc hội|trung ương"),
    ("party", r"tỉnh [uủ]|thành [uủ]|huyện [uủ]|đảng|thị [uủ]|ban thường vụ|quận [uủ]"),
    ("departments, schools, hospitals, firms", r"^sở|bệnh viện|trường|công ty|tập đoàn|phòng|khoa|liên minh|hội "),
    ("communes, wards", r"xã|phường|thị trấn|đặc khu"),
    ("districts", r"huyện|quận|thị xã|thành phố (?!hồ chí minh|hà nội|đà nẵng|hải phòng|cần thơ|huế)"),
    ("provinces", r"tỉnh|ubnd|ủy ban nhân dân|uỷ ban nhân dân|hà nội|hồ chí minh"),
)
NORTH = (
    "hà nội|hải phòng|bắc giang|bắc ninh|hải dương|hưng yên|hà nam|nam định|thái bình|ninh bình|vĩnh phúc|phú thọ"
    "|thái nguyên|bắc kạn|cao bằng|lạng sơn|tuyên quang|hà giang|lào cai|yên bái|lai châu|điện biên|sơn la|hòa bình"
    "|hoà bình|quảng ninh"
)
CENTRE = (
    "thanh hóa|thanh hoá|nghệ an|hà tĩnh|quảng bình|quảng trị|huế|đà nẵng|quảng nam|quảng ngãi|bình định|phú yên"
    "|khánh hòa|khánh hoà|ninh thuận|bình thuận|kon tum|gia lai|đắk lắk|đắk nông|lâm đồng"
)
SOUTH = (
    "hồ chí minh|tp.hcm|tphcm|đồng nai|bình dương|bình phước|tây ninh|bà rịa|long an|tiền giang|bến tre|trà vinh"
    "|vĩnh long|đồng tháp|an giang|kiên giang|cần thơ|hậu giang|sóc trăng|bạc liêu|cà mau"
)
REGIONS = (("north", NORTH), ("centre and highlands", CENTRE), ("south", SOUTH))


def level_of(document: GoldDocument) -> str:
    issuer = str(document.gold["document"].get("issuer") or "").lower()
    return next((name for name, pattern in LEVELS if re.search(pattern, issuer)), "none stated")


def region_of(document: GoldDocument) -> str:
    text = document.text.lower()
    seen = Counter({name: len(re.findall(names, text)) for name, names in REGIONS})
    [(name, count)] = seen.most_common(1)
    return name if count else "none stated"


def year_of(document: GoldDocument) -> str:
    year = str(document.gold.get("doc_date") or "none stated")[:4]
    return "none stated" if year == "none" else f"{year[:3]}0–{year[:3]}9" if year < "2020" else year


def table(head: str, rows: Mapping[str, Iterable[object]], columns: Iterable[str]) -> str:
    names = list(columns)
    lines = [f"| {head} | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    lines += [f"| {name} | {' | '.join(map(str, values))} |" for name, values in rows.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    documents = read_all_gold([folder])
    splits = find_splits(folder)
    syllables = {document.name: len(document.text.split()) for document in documents}
    print(f"{len(documents)} documents, {sum(syllables.values())} syllables\n")
    hands: dict[str, list[GoldDocument]] = {}
    for document in documents:
        hands.setdefault(document.hand, []).append(document)
    rows = {}
    for hand, own in sorted(hands.items()):
        parts = Counter(splits.part_of(document.name) or "none" for document in own)
        notices = sum(document.gold["document"]["genre"] == "notice" for document in own)
        counts = [sum(len(document.gold[layer]) for document in own) for layer in LAYERS]
        told = ", ".join(f"{part} {count}" for part, count in parts.items())
        rows[f"`{hand}`"] = (len(own), sum(syllables[d.name] for d in own), notices, len(own) - notices, told, *counts)
    print(table("hand", rows, ("documents", "syllables", "notices", "reports", "part", *LAYERS)))
    for head, of in (("level of the issuer", level_of), ("year", year_of), ("region", region_of)):
        counted = Counter(of(document) for document in documents)
        print(table(head, {name: (count,) for name, count in sorted(counted.items())}, ("documents",)))
    types = Counter(str(document.gold["document"]["doc_type"] or "press report") for document in documents)
    print(table("type", {name: (count,) for name, count in types.most_common()}, ("documents",)))
    kinds = Counter(
        f"{layer}: {item.get('kind') or item.get('type')}"
        for d in documents
        for layer in LAYERS
        for item in d.gold[layer]
    )
    print(table("item", {name: (count,) for name, count in sorted(kinds.items())}, ("count",)))


if __name__ == "__main__":
    main()
