"""All that was learnt, as one thing to hand down: who judges sentences, and how sure finds are."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from extractor.learned.calibration import FILE, Scale, load_calibration
from extractor.learned.folder import models_folder
from extractor.learned.order_model import load_judge
from extractor.learned.sentences import Judge


class Models(msgspec.Struct, frozen=True):
    """Either may be missing: then rules decide alone, and confidences are those that rules state.

    `version`: the first digits of the hash of the files; empty where there are none.
    """

    judge: Judge | None = None
    scale: Scale | None = None
    version: str = ""


def load_models(folder: Path | None = None) -> Models:
    """The models in `folder`, else the shipped ones."""
    place = models_folder(folder)
    return Models(load_judge(place), load_calibration(place), version_of(place))


@cache
def version_of(folder: Path) -> str:
    """The first 12 hexadecimal digits of the SHA-256 over calibration and model, by name and content."""
    files = [folder / FILE, *sorted((folder / "orders").rglob("*"))]
    digest = hashlib.sha256()
    found = False
    for file in files:
        if file.is_file():
            found = True
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12] if found else ""
