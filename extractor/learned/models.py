"""All that was learnt, as one thing to hand down: who judges sentences, and how sure finds are."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extractor.learned.calibration import Scale, load_calibration
from extractor.learned.folder import models_folder
from extractor.learned.order_model import load_judge
from extractor.learned.sentences import Judge


class Models(msgspec.Struct, frozen=True):
    """Either may be missing: then rules decide alone, and confidences are those that rules state."""

    judge: Judge | None = None
    scale: Scale | None = None


def load_models(folder: Path | None = None) -> Models:
    """The models in `folder`, else the shipped ones."""
    place = models_folder(folder)
    return Models(load_judge(place), load_calibration(place))
